/** Who holds a place on a day of the exhibit (days since its start): the index of an actor, or null. */
import type { Exhibit, Stretch } from "../api/types";

const kept = new WeakMap<Exhibit, Stretch[][]>();

/** The stretches of each place. */
function stretchesOf(exhibit: Exhibit): Stretch[][] {
  let places = kept.get(exhibit);
  if (!places) {
    places = exhibit.places.map((_, place) => exhibit.control.filter((one) => one.place === place));
    kept.set(exhibit, places);
  }
  return places;
}

export function holderAt(exhibit: Exhibit, place: number, day: number): number | null {
  return stretchesOf(exhibit)[place].find((one) => one.from <= day && day < one.to)?.actor ?? null;
}

/** The actors that hold any place on a day. */
export function holdersOn(exhibit: Exhibit, day: number): number[] {
  const actors = exhibit.places.map((_, place) => holderAt(exhibit, place, day)).filter((actor) => actor !== null);
  return [...new Set(actors)].sort((one, two) => one - two);
}
