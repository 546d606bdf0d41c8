/** What a map shows: the people and the ways of a side, or what one changes of the people; rows are over the days kept. */
import type { Exhibit, Row, Run } from "../api/types";

export type Way = { home: number; place: number; isBack: boolean; people: Row };
export type Shown = { people: Row[]; ways: Way[] };

const rowsOf = (run: Run, stock: "people" | "displaced"): Row[] => (stock === "people" ? run.places : run.displaced);
const waysOf = (run: Run, home?: number): Way[] =>
  run.flows.filter((flow) => home === undefined || flow.home === home).map((flow) => ({ home: flow.home, place: flow.place, isBack: flow.way === "back", people: flow.people }));

export const shownOf = (run: Run, stock: "people" | "displaced", home?: number): Shown => ({ people: rowsOf(run, stock), ways: waysOf(run, home) });

/** What B typically changes at every place, on one of the days: numbers from which nobody goes back to two levels. */
export function changesOf(places: (number | null)[], at: number): Shown {
  return { people: places.map((value) => { const row: Row = []; row[at] = value; return row; }), ways: [] };
}

export const mostOf = (row: readonly (number | null)[]): number => row.reduce<number>((most, value) => Math.max(most, Math.abs(value ?? 0)), 0);

/** Totals of the ways of a place on a day: who set off from it and who came to it. */
export function totals(exhibit: Exhibit, ways: Way[], place: number, at: number): { from: number; to: number } {
  const ends = (way: Way): [number, number] => (way.isBack ? [way.place, exhibit.homes[way.home]] : [exhibit.homes[way.home], way.place]);
  const sum = (end: 0 | 1): number => ways.filter((way) => ends(way)[end] === place && ends(way)[1 - end] !== place).reduce((all, way) => all + (way.people[at] ?? 0), 0);
  return { from: sum(0), to: sum(1) };
}
