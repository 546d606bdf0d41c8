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

/** Places an actor holds on a day, where it has been longest first; where it holds none, those it lost last, and when. Places asked about come first. */
export function heldBy(exhibit: Exhibit, actor: number, day: number, about: number[]): { places: number[]; until: number | null } {
  const own = exhibit.control.filter((one) => one.actor === actor && one.from <= day);
  const now = own.filter((one) => one.to > day);
  const asked = own.filter((one) => about.includes(one.place));
  const past = asked.length > 0 ? asked : own;
  const until = Math.max(...past.map((one) => one.to));
  const rank = (place: number): number => own.filter((one) => one.place === place).reduce((sum, one) => sum + one.to - one.from, about.includes(place) ? 1e9 : 0);
  const places = [...new Set((now.length > 0 ? now : past.filter((one) => one.to === until)).map((one) => one.place))];
  return { places: places.sort((one, two) => rank(two) - rank(one)), until: now.length > 0 ? null : until };
}
