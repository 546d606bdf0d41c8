/** What a map shows: the people and the ways of a side, or of one side less another; rows are over the days kept. */
import type { Exhibit, Row, Run } from "../api/types";

export type Way = { home: number; place: number; isBack: boolean; people: Row };
export type Shown = { people: Row[]; ways: Way[] };

const rowsOf = (run: Run, stock: "people" | "displaced"): Row[] => (stock === "people" ? run.places : run.displaced);
const waysOf = (run: Run, home?: number): Way[] =>
  run.flows.filter((flow) => home === undefined || flow.home === home).map((flow) => ({ home: flow.home, place: flow.place, isBack: flow.way === "back", people: flow.people }));

export const shownOf = (run: Run, stock: "people" | "displaced", home?: number): Shown => ({ people: rowsOf(run, stock), ways: waysOf(run, home) });

const minus = (one: number | null, two: number | null): number | null => (one === null || two === null ? null : one - two);

/** Who went home less who left, of every home and place that people moved between. */
function netOf(run: Run, home?: number): Map<string, Way> {
  const net = new Map<string, Way>();
  for (const way of waysOf(run, home)) {
    const key = `${way.home}/${way.place}`;
    const before = net.get(key)?.people;
    const people = way.people.map((value, at) => (before?.[at] ?? 0) + (way.isBack ? 1 : -1) * (value ?? 0));
    net.set(key, { home: way.home, place: way.place, isBack: true, people });
  }
  return net;
}

/** B less A: of every place, and of who went home on balance between it and each home. */
export function lessOf(B: Run, A: Run, stock: "people" | "displaced", home?: number): Shown {
  const [changed, base] = [rowsOf(B, stock), rowsOf(A, stock)];
  const [after, before] = [netOf(B, home), netOf(A, home)];
  /** A row of the days of which both pictures have numbers. */
  const laid = (value: (at: number) => number | null): Row => {
    const row = new Array<number | null>(changed[0].length);
    changed[0].forEach((_, at) => at in base[0] && (row[at] = value(at)));
    return row;
  };
  const ways = [...new Map([...before, ...after])].map(([key, way]) => ({ ...way, people: laid((at) => (after.get(key)?.people[at] ?? 0) - (before.get(key)?.people[at] ?? 0)) }));
  return { people: changed.map((row, place) => laid((at) => minus(row[at], base[place][at]))), ways };
}

export const mostOf = (row: readonly (number | null)[]): number => row.reduce<number>((most, value) => Math.max(most, Math.abs(value ?? 0)), 0);

/** Totals of the ways of a place on a day: who set off from it and who came to it. */
export function totals(exhibit: Exhibit, ways: Way[], place: number, at: number): { from: number; to: number } {
  const ends = (way: Way): [number, number] => (way.isBack ? [way.place, exhibit.homes[way.home]] : [exhibit.homes[way.home], way.place]);
  const sum = (end: 0 | 1): number => ways.filter((way) => ends(way)[end] === place && ends(way)[1 - end] !== place).reduce((all, way) => all + (way.people[at] ?? 0), 0);
  return { from: sum(0), to: sum(1) };
}
