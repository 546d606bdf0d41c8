/** One scale for both maps, so that a bubble or a way of one can be held against the other. */
import type { Exhibit, Row, Run } from "../api/types";
import { mostOf } from "./arcs";

export type Scale = { people: number; flow: number; peaks: number[] };

export const peaks = (rows: Row[]): number[] => rows.map(mostOf);

export function scaleOf(exhibit: Exhibit, runs: Run[], stock: "people" | "displaced"): Scale {
  const each = runs.map((run) => peaks(stock === "people" ? run.places : run.displaced));
  const most = exhibit.places.map((_, place) => Math.max(0, ...each.map((one) => one[place] ?? 0)));
  const rings = stock === "people" ? exhibit.places.map((place) => Math.max(place.population ?? 0, place.capacity ?? 0)) : [];
  const flow = Math.max(1, ...runs.flatMap((run) => run.flows.map((one) => mostOf(one.people))));
  return { people: Math.max(1, ...most, ...rings.filter((_, place) => exhibit.places[place].kind === "home")), flow, peaks: most };
}
