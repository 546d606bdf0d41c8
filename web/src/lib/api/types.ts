/** What is asked and answered: made of `homeward.explorer.contract`, by `python hatch_build.py types`. */
import type { FeatureCollection } from "geojson";

/** One number for each day that is kept; null: withheld. */
export type Row = (number | null)[];

/** The obstacles of everybody, of one group or of one refuge (`at`: its index). `binding`: the one that binds in most members; null where none does. What few people would do is `withheld`. */
export type Account = {
  kind: "all" | "group" | "refuge";
  at: number;
  withheld: boolean;
  binding: string | null;
  certainty: "very likely" | "likely" | "more likely than not" | "not settled";
  as_is: Spread;
  all_lifted: Spread;
  total: Spread;
  effects: Effect[];
};

/** A lever applied; without value or date, those of the lever hold. */
export type AppliedLever = {
  name: string;
  value?: number;
  date?: string;
};

/** Quantiles over members. */
export type Band = {
  where: Where;
  q05: Row;
  q25: Row;
  median: Row;
  q75: Row;
  q95: Row;
};

/** Land around the places, GeoJSON, outer rings clockwise. `bbox` is what a picture should show, west, south, east, north (east may be more than 180: across the date line); `reach` what the land is cut to, so that pictures of other shapes are filled too; `far` the places that are drawn at the margin. */
export type Basemap = {
  source: string;
  notice: string;
  bbox: [number, number, number, number];
  reach: [number, number, number, number];
  countries: FeatureCollection;
  lakes: FeatureCollection;
  rivers: FeatureCollection;
  borders: FeatureCollection;
  names: NameOnMap[];
  far: string[];
};

/** Danger felt of an actor, 1/person-year. */
export type Belief = {
  actor: number;
  exposure: string;
  label: string;
  q05: Row;
  median: Row;
  q95: Row;
};

/** Beliefs of one community; those that never change are left out. */
export type Beliefs = {
  members: number;
  unit: "1/person-year";
  lines: Belief[];
};

/** Ask what a community believes of each actor. */
export type BeliefsRequest = {
  exhibit: string;
  levers?: LeverRequest[];
  members?: number;
  slot?: string;
  home: number;
  group: number;
};

/** A chart there is. */
export type Chart = {
  id: string;
  title: string;
  subtitle: string;
  unit: "persons";
  where: Where;
  role: "home" | "group" | "place";
  observations: Observation[];
};

/** What a source says, with its grade of source (A-F) and information (1-6). */
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

/** Ask what levers change by a day, member by member: for everybody, or for a home, a group or a refuge. `measure`: the one that the screen answers first (`answer` of the answer). */
export type CompareRequest = {
  exhibit: string;
  levers?: LeverRequest[];
  members?: number;
  slot?: string;
  measure?: string;
  on?: string;
  home?: number;
  group?: number;
  place?: number;
};

/** What `homeward compare` prints; `on`: the last kept day that is not after the one asked for. `answer`: the measure asked about, by its name, counted as the lines of the screen are; null where none was. `places`: of all groups of the home asked about, or of everybody. Of a refuge, `harm` is that to everybody asked about, wherever they are: nobody is followed home from it. */
export type Comparison = {
  members: number;
  of: number;
  on: string;
  answer: Difference | null;
  places: PlaceChanges;
  outcomes: Difference[];
  harm: Difference[];
};

/** Disclosure control: counts below `threshold` are withheld, all others multiples of `base`, persons. */
export type Control = {
  threshold: number;
  base: number;
};

/** One count in two runs; `more`: share of members (0-1) in which it is more with the levers. */
export type Difference = {
  name: string;
  label: string;
  as_is: Spread;
  changed: Spread;
  difference: Spread;
  more: number | null;
};

/** Where a claim stands. */
export type Document = {
  id: string;
  title: string;
  publisher: string;
  published: string;
  url: string;
  kind: string;
};

/** What an obstacle contributes (Shapley value), and the share of members (0-1) in which it binds. */
export type Effect = {
  name: string;
  label: string;
  criterion: string;
  contribution: Spread;
  alone: Spread;
  binds: number | null;
};

/** Something marked on the timeline. */
export type Event = {
  date: string;
  label: string;
  claims: string[];
};

/** One scenario or run on show; `steps`: members after which a live run is shown, one after the other. */
export type Exhibit = {
  id: string;
  name: string;
  title: string;
  titles: Record<string, string>;
  kind: "live" | "kept";
  is_registered: boolean;
  start: string;
  end: string;
  days: number[];
  members: number;
  steps: number[];
  seed: number;
  pulled: string[];
  assumes: string[];
  limits: string[];
  places: Place[];
  homes: number[];
  groups: Named[];
  actors: Named[];
  levers: Lever[];
  charts: Chart[];
  claims: Record<string, Claim>;
  documents: Record<string, Document>;
  contradictions: string[][];
  inputs: Input[];
  control: Stretch[];
  events: Event[];
};

/** People who came from a home to a place (out), or set off home from it (back), median over members. */
export type Flow = {
  home: number;
  place: number;
  way: "out" | "back";
  people: Row;
};

/** One row of a table, or one parameter, in words. */
export type Input = {
  table: string;
  key: string;
  text: string;
  where: string[];
  claims: string[];
  is_judgement: boolean;
};

/** What could be done otherwise; `believed` names the lever that people believe at once. */
export type Lever = {
  name: string;
  title: string;
  titles: Record<string, string>;
  what: string;
  what_words: Record<string, string>;
  claims: string[];
  date: LeverDate | null;
  value: LeverValue | null;
  believed: string | null;
};

/** Days from which a lever may be applied. */
export type LeverDate = {
  default: string;
  least: string;
  most: string;
};

/** A lever applied; without value or date, those of the lever hold. */
export type LeverRequest = {
  name: string;
  value?: number;
  date?: string;
};

/** Number that may be chosen. */
export type LeverValue = {
  default: number;
  low: number;
  high: number;
  meaning: string;
  meanings: Record<string, string>;
};

export type Limits = {
  assumes: string[];
  limits: string[];
  refused: string[];
  return: string;
  boundaries: string;
};

/** One line of the screen: a measure of everybody, a home, group or place, or a home's group or place or both. */
export type LineRequest = {
  measure: string;
  home?: number;
  group?: number;
  place?: number;
};

/** Everything on show. */
export type Meta = {
  version: string;
  exhibits: Exhibit[];
  sides: Side[];
  limits: Limits;
  tiles: string;
  control: Control | null;
};

/** A country or a disputed area; `region`: two letters of a country, empty for an area. */
export type NameOnMap = {
  name: string;
  lon: number;
  lat: number;
  id: string;
  region: string;
  disputed: boolean;
};

/** A group or an actor, as the scenario lets it be named; `share`: of a group, of the people at home. */
export type Named = {
  id: string;
  label: string;
  labels: Record<string, string>;
  share: number | null;
};

/** A published figure with its range, persons, on a day since the start. */
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

/** What `homeward explain` says; `effects_claims`: claims of the inputs behind each obstacle. */
export type Obstacles = {
  members: number;
  of: number;
  on: string;
  since: string;
  outcome: string;
  accounts: Account[];
  effects_claims: Record<string, string[]>;
};

/** Ask what keeps people away on a day, obstacles lifted since another: everybody, each group, each refuge. */
export type ObstaclesRequest = {
  exhibit: string;
  levers?: LeverRequest[];
  members?: number;
  slot?: string;
  on?: string;
  since?: string;
  outcome?: "returned" | "displaced";
  home?: number;
};

/** Somewhere people can be; `population`: of a home, on the first day, persons. */
export type Place = {
  id: string;
  label: string;
  labels: Record<string, string>;
  short: string;
  kind: "home" | "host" | "camp" | "abroad";
  lat: number;
  lon: number;
  population: number | null;
  capacity: number | null;
  claims: string[];
};

/** Median of the changes within each member at every place, persons: all people there, and the displaced. */
export type PlaceChanges = {
  people: Row;
  displaced: Row;
};

/** What was found, what was expected, and a way out. */
export type Refusal = {
  error: string;
};

/** Ask for the report, after disclosure control as in the command line. */
export type ReportRequest = {
  exhibit: string;
  levers?: LeverRequest[];
  members?: number;
  slot?: string;
};

/** A run so far; `places`: people there, `displaced`: displaced people there, medians (place, day). `rows`: indices of the days kept that numbers are of; empty: of all. */
export type Run = {
  exhibit: string;
  levers: AppliedLever[];
  members: number;
  of: number;
  seed: number;
  rows: number[];
  series: Band[];
  places: Row[];
  displaced: Row[];
  flows: Flow[];
  window_days: number;
  differs_from: number;
  seconds: number;
};

/** Ask for a run as far as `members`; people at places are those of a home, if one is named. `on`: the picture must come soon, and may be of this day and some around it only (`rows` of the answer). */
export type RunRequest = {
  exhibit: string;
  levers?: LeverRequest[];
  members?: number;
  slot?: string;
  show?: LineRequest[];
  home?: number;
  on?: string;
};

/** What `homeward score` says of the scenario as it is; `right_50`: what bands of so few members hold if right. `moved_by`: inputs that go with the first figures outside of their bands, in sentences. */
export type Score = {
  members: number;
  right_50: number;
  right_90: number;
  parts: ScoredPart[];
  figures: ScoredFigure[];
  moved_by: string[];
};

/** Ask how the scenario as it is meets what was observed; levers are not heard. */
export type ScoreRequest = {
  exhibit: string;
  levers?: LeverRequest[];
  members?: number;
  slot?: string;
};

/** A figure that was observed and that the run predicts, beside nine in ten of the members. `places`: indices of the places it was observed at, or of the homes it is of; empty: of all. */
export type ScoredFigure = {
  name: string;
  measure: string;
  places: number[];
  date: string;
  use: string;
  observed: number;
  observed_low: number;
  observed_high: number;
  median: number | null;
  q05: number | null;
  q95: number | null;
  inside_50: boolean;
  inside_90: boolean;
};

/** Figures of one use together; `skill` over the last figure published, null where none has one. */
export type ScoredPart = {
  use: "fit" | "test";
  rows: number;
  skill: number | null;
  coverage_50: number;
  coverage_90: number;
};

/** What one side of the screen shows. */
export type Side = {
  exhibit: string;
  levers: AppliedLever[];
};

/** Mean and quantiles over members. */
export type Spread = {
  mean: number | null;
  median: number | null;
  q05: number | null;
  q95: number | null;
};

export type Stretch = {
  place: number;
  actor: number;
  from: number;
  to: number;
};

/** Ask for the lines of the screen as a table, after disclosure control as in the command line. */
export type TableRequest = {
  exhibit: string;
  levers?: LeverRequest[];
  members?: number;
  slot?: string;
  show?: LineRequest[];
};

/** One line of the screen: a measure of everybody, a home, group or place, or a home's group or place or both. */
export type Where = {
  measure: string;
  home?: number;
  group?: number;
  place?: number;
};
