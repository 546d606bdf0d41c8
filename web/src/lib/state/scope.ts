/** Whom the screen is about: people of a home, of a group, in a refuge, or of a group in a refuge, by the names of the scenario; nothing: everybody. */
import type { Chart, Exhibit, Place, Where } from "../api/types";

export type Scope = { home: string; group: string; place: string };
export type Indices = { home?: number; group?: number; place?: number };

export const EVERYBODY: Scope = { home: "", group: "", place: "" };
/** Part of all people that one home must be of, for the screen to open on it. */
const MAIN = 0.5;

/** The indices of a scope in an exhibit; null where it knows none of its names. */
export function indicesOf(exhibit: Exhibit, scope: Scope): Indices | null {
  const found: Indices = {};
  const home = exhibit.homes.findIndex((place) => exhibit.places[place].id === scope.home);
  const group = exhibit.groups.findIndex((one) => one.id === scope.group);
  const place = exhibit.places.findIndex((one) => one.id === scope.place);
  if (scope.home) found.home = home;
  else if (scope.group && scope.place) found.home = exhibit.homes.length - 1; // the only one
  if (scope.group) found.group = group;
  if (scope.place) found.place = place;
  return !isAsked(exhibit, scope) || Object.values(found).includes(-1) ? null : found;
}

/** Whether there are numbers of a scope: a group in a refuge is counted by its home. */
export const isAsked = (exhibit: Exhibit, scope: Scope): boolean => !scope.group || !scope.place || scope.home !== "" || exhibit.homes.length === 1;

/** What the screen opens on: the home of most people, where there is one; else everybody. */
export function openingScope(exhibit: Exhibit): Scope {
  const people = exhibit.homes.map((place) => exhibit.places[place].population ?? 0);
  const all = people.reduce((sum, one) => sum + one, 0);
  const main = people.findIndex((one) => one > all * MAIN);
  return { ...EVERYBODY, home: people.length > 1 && main >= 0 ? exhibit.places[exhibit.homes[main]].id : "" };
}

/** People of the scope on the first day; null where it is not said. */
export function populationOf(exhibit: Exhibit, scope: Scope): number | null {
  if (scope.group || scope.place || exhibit.is_registered) return null;
  const homes: Place[] = exhibit.homes.map((place) => exhibit.places[place]).filter((one) => !scope.home || one.id === scope.home);
  return homes.length > 0 ? homes.reduce((sum, one) => sum + (one.population ?? 0), 0) : null;
}

const sameWhere = (one: Where, two: Where): boolean =>
  one.measure === two.measure && one.home === two.home && one.group === two.group && one.place === two.place;

/** A measure of the scope as a chart: the one of the exhibit, with what was observed, or one without. */
export function chartOf(exhibit: Exhibit, measure: string, scope: Scope): Chart | undefined {
  const at = indicesOf(exhibit, scope);
  if (!at) return undefined;
  const where: Where = { measure, ...at };
  const known = exhibit.charts.find((chart) => sameWhere(chart.where, where));
  const id = [measure, scope.home, scope.group, scope.place].join(":").replace(/:+$/, "");
  return { id, title: "", subtitle: "", unit: "persons", role: scope.place ? "place" : scope.group ? "group" : "home", observations: [], ...known, where };
}
