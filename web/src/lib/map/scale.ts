/** One scale for all maps of the screen, so that a mark or a way of one can be held against the other. */
import type { Exhibit } from "../api/types";
import { mostOf, type Shown } from "./shown";

export type Scale = { people: number; flow: number };

/** Part of the most that moved between two places in a window, over all days, that is drawn at full width. */
const FULL = 0.35;

export function scaleOf(exhibit: Exhibit, maps: Shown[], isLess: boolean, home: string): Scale {
  const most = Math.max(1, ...maps.flatMap((one) => one.people.map(mostOf)));
  const homes = isLess ? [] : exhibit.places.map((place) => (home === "" || place.id === home ? (place.population ?? 0) : 0));
  return { people: Math.max(most, ...homes), flow: Math.max(1, ...maps.flatMap((one) => one.ways.map((way) => mostOf(way.people)))) * FULL };
}
