/** What the server says and what it is asked: the interface of api/openapi.json. */
import type { FeatureCollection } from "geojson";

/** One value for each kept day; null: withheld by disclosure control. */
export type Row = (number | null)[];

export type Meta = {
  version: string;
  exhibits: Exhibit[];
  sides: Side[];
  limits: { assumes: string[]; limits: string[]; refused: string[]; return: string; boundaries: string };
  tiles: string;
  control: { threshold: number; base: number } | null;
};

export type Exhibit = {
  id: string;
  title: string;
  name: string;
  kind: "live" | "kept";
  is_registered: boolean;
  start: string;
  end: string;
  days: number[];
  members: number;
  steps: number[];
  seed: number;
  /** Levers that a kept run was made with, as the command line writes them. */
  pulled: string[];
  assumes: string[];
  limits: string[];
  places: Place[];
  homes: number[];
  groups: { id: string; label: string }[];
  actors: { id: string; label: string }[];
  levers: Lever[];
  charts: Chart[];
  claims: Record<string, Claim>;
  documents: Record<string, SourceDocument>;
  contradictions: string[][];
  inputs: Input[];
  control: Stretch[];
  events: { date: string; label: string; claims: string[] }[];
};

export type Kind = "home" | "host" | "camp" | "abroad";

export type Place = {
  id: string;
  label: string;
  short: string;
  kind: Kind;
  lat: number;
  lon: number;
  population: number | null;
  capacity: number | null;
  claims: string[];
};

export type Lever = {
  name: string;
  title: string;
  what: string;
  claims: string[];
  date: { default: string; least: string; most: string } | null;
  value: { default: number; low: number; high: number; meaning: string } | null;
  believed: string | null;
};

export type Pull = { name: string; value?: number; date?: string };
export type Side = { exhibit: string; levers: Pull[] };

export type Claim = {
  id: string;
  document: string;
  paragraph: string;
  said_by: string;
  said_on: string;
  statement: string;
  figure: string;
  grade: string;
  source_grade: string;
  information_grade: string;
  contradicts: string[];
};

export type SourceDocument = { id: string; title: string; publisher: string; published: string; url: string; kind: string };
export type Input = { table: string; key: string; text: string; where: string[]; claims: string[]; is_judgement: boolean };
export type Stretch = { place: number; actor: number; from: number; to: number };
export type Where = { measure: string; home?: number; group?: number; place?: number };

export type Chart = {
  id: string;
  title: string;
  subtitle: string;
  unit: "persons";
  where: Where;
  role: "home" | "group" | "place";
  observations: Observation[];
};

export type Observation = {
  name: string;
  date: string;
  day: number;
  low: number;
  value: number;
  high: number;
  use: "fit" | "test" | "pattern";
  imposed: boolean;
  note: string;
  claims: string[];
};

export type Basemap = {
  source: string;
  notice: string;
  bbox: [number, number, number, number];
  /** What is drawn at all: west, south, east, north. */
  reach: [number, number, number, number];
  /** Ids of places too far to be drawn where they are: at the edge of the map, in their direction. */
  far: string[];
  countries: FeatureCollection;
  lakes: FeatureCollection;
  rivers: FeatureCollection;
  borders: FeatureCollection;
  names: { name: string; lon: number; lat: number; region?: string | null }[];
};

export type RunRequest = { exhibit: string; levers: Pull[]; members: number; show: Where[]; slot?: string };

export type Run = {
  exhibit: string;
  levers: Pull[];
  members: number;
  of: number;
  seed: number;
  seconds: number;
  series: Band[];
  places: Row[];
  displaced: Row[];
  flows: Flow[];
  window_days: number;
  differs_from: number;
};

export type Band = { where: Where; q05: Row; q25: Row; median: Row; q75: Row; q95: Row };
export type Flow = { home: number; place: number; way: "out" | "back"; people: Row };

export type Spread = { mean: number | null; median: number | null; q05: number | null; q95: number | null };
export type Difference = { name: string; label: string; as_is: Spread; changed: Spread; difference: Spread; more: number | null };

export type Comparison = {
  members: number;
  of: number;
  on: string;
  outcomes: Difference[];
  harm: Difference[];
  fears: { name: string; label: string; as_is: Spread; changed: Spread }[];
};

export type Effect = { name: string; label: string; criterion: string; contribution: Spread; alone: Spread; binds: number | null };

export type Account = {
  name: string;
  label: string;
  sentence: string;
  as_is: Spread;
  all_lifted: Spread;
  total: Spread;
  effects: Effect[];
};

export type Obstacles = {
  members: number;
  of: number;
  on: string;
  since: string;
  outcome: string;
  accounts: Account[];
  effects_claims: Record<string, string[]>;
};

export type BeliefLine = { actor: number; exposure: string; label: string; q05: Row; median: Row; q95: Row };
export type Beliefs = { members: number; unit: string; lines: BeliefLine[] };
