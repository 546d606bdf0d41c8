/** The sentences of the screen, made of its scope, its day and its levers. */
import type { Account, Exhibit, Named } from "../api/types";
import { dateText, isolated, isoText, known, language, t } from "../../i18n/language.svelte";
import { banded, bandedDifference, people, type Band } from "../../i18n/numbers";
import type { Screen } from "../state/screen.svelte";
import { heldBy } from "../map/holders";
import { populationOf } from "../state/scope";
import { dateOfApplied, leverOf, sameSide, valueOfApplied, type Name } from "../state/sides";
import { dayOf, isoOf } from "../state/time";
import type { AppliedLever, Lever } from "../api/types";

/** Groups and actors whose names are withheld. */
const LETTERED = /^(Group|Actor) (\w+)$/;

/** What stands for an actor on a map: its letter, or its number where it is named. */
export const signOf = (one: { label: string }, at: number): string => LETTERED.exec(one.label)?.[2] ?? `${at + 1}`;

/** A name of the scenario in the page's language, where it says one; its own otherwise. */
export function labelOf(one: { label: string; labels?: Record<string, string> }): string {
  const [, noun, letter] = LETTERED.exec(one.label) ?? [];
  if (letter) return t(noun === "Group" ? "neutral.group" : "neutral.actor", { letter });
  return isolated(one.labels?.[language.code] ?? one.label);
}
/** Its name on a map: what stands before a bracket or a comma. */
export const shortOf = (one: { short: string; labels?: Record<string, string> }): string => isolated(one.labels?.[language.code]?.split(/ \(|[,،:]/)[0] ?? one.short);
/** In a place: a name that says itself what one is in there, such as "Refuge in the north", takes no second "in". */
export function inPlace(place: { short: string; labels?: Record<string, string> }): string {
  const name = shortOf(place);
  return / in /.test(name) && language.code === "en" ? name : t("whom.in", { place: name });
}
/** What the scenario says, in the page's language where it says it in it. */
export const saidIn = (own: string, others: Record<string, string>): string => others[language.code] ?? own;
export const titleOf = (one: { title: string; titles: Record<string, string> }): string => isolated(saidIn(one.title, one.titles));

/** What tells an actor from others on a day (since 1970-01-01): a place that it holds or held, that of the screen's people first; or all of them. */
export function holdings(screen: Screen, exhibit: Exhibit, actor: number, day: number, isWhole = false): string {
  const start = dayOf(exhibit.start);
  const about = exhibit.places.flatMap((place, at) => ([screen.scope.place, screen.scope.home].includes(place.id) ? at : []));
  const { places, until } = heldBy(exhibit, actor, day - start, about);
  const named = (isWhole ? places : places.slice(0, 1)).map((place) => shortOf(exhibit.places[place])).join(`${t("comma")} `);
  if (!named) return t("actor.never");
  return until === null ? t("actor.holds", { places: named }) : t("actor.held", { places: named, date: isWhole ? dateText(until + start) : isoOf(until + start).slice(0, 4) });
}

/** What tells a group from others, where it is said. */
export const shareOf = (one: Named): string => (one.share === null ? "" : t("group.share", { share: language.percents.format(one.share) }));

const FEAR = "fear_of_";

const fearedIn = (exhibit: Exhibit, name: string): number => exhibit.actors.findIndex((one) => `${FEAR}${one.id}` === name);

/** What an obstacle is called; fears by the actor's name. */
export function obstacleName(exhibit: Exhibit, name: string, label: string): string {
  const actor = exhibit.actors[fearedIn(exhibit, name)];
  return actor ? t("obstacle.fear", { actor: labelOf(actor) }) : known(`obstacle.${name}`, label);
}

/** Who is feared, where a letter stands for the name; empty otherwise. */
export function obstacleWho(screen: Screen, name: string, day = screen.frameDay): string {
  const exhibit = screen.exhibits.A;
  const actor = fearedIn(exhibit, name);
  return actor >= 0 && LETTERED.test(exhibit.actors[actor].label) ? holdings(screen, exhibit, actor, day) : "";
}

/** Whom the screen is about, in a few words. */
export function whom(screen: Screen): string {
  const { exhibits, scope } = screen;
  const exhibit = exhibits.A;
  const home = exhibit.places.find((one) => one.id === scope.home);
  const group = exhibit.groups.find((one) => one.id === scope.group);
  const from = home ? t("whom.home", { home: shortOf(home) }) : t("whom.all");
  return group ? t("whom.group", { group: labelOf(group), from }) : from;
}

/** What an applied lever is called, with its number and its day. */
export function describeApplied(lever: Lever, applied: AppliedLever): string {
  const value = lever.value ? ` = ${language.figures.format(valueOfApplied(lever, applied) ?? 0)}` : "";
  const date = dateOfApplied(lever, applied);
  const believed = applied.name === lever.believed ? ` (${t("lever.believed")})` : "";
  return `${titleOf(lever)}${value}${date && lever.date ? ` ${t("from", { date: isoText(date) })}` : ""}${believed}`;
}

/** Every lever of a side with its value and day, one each. */
export function listApplied(screen: Screen, name: Name): string[] {
  const exhibit = screen.exhibits[name];
  return screen.side(name).levers.map((applied) => {
    const lever = leverOf(exhibit, applied);
    return lever ? describeApplied(lever, applied) : applied.name;
  });
}

/** A side in a few words: the levers it applies, or that it applies none. */
export function describeSide(screen: Screen, name: Name): string {
  const exhibit = screen.exhibits[name];
  if (exhibit.kind === "kept") return [t("side.kept"), ...exhibit.pulled.map(isolated)].join(" · ");
  const applied = screen.side(name).levers.flatMap((one) => leverOf(exhibit, one) ?? []).map(titleOf);
  if (applied.length === 0) return screen.areTwins || name === "A" ? t("side.asIs") : titleOf(exhibit);
  return applied.length > 1 ? t("side.more", { lever: applied[0], more: applied.length - 1 }) : applied[0];
}

export type Figure = { value: string; range: string };

/** A measure of the scope on the day shown, as it is published. */
export function bandOf(screen: Screen, name: Name, measure = screen.main): Band | null {
  const chart = screen.chart(name, measure);
  const band = chart && screen.live[name].band(chart.where);
  const at = screen.index[name];
  return band && at >= 0 && at in band.median ? { value: band.median[at], low: band.q05[at], high: band.q95[at] } : null;
}

/** The same as it is written. */
export function figure(screen: Screen, name: Name, measure = screen.main): Figure | null {
  const band = bandOf(screen, name, measure);
  return band && banded(band);
}

export type Part = { text: string; side: Name | "" };

/** The answer: how many are where they are asked about, on the day shown, as it is and with the levers. */
export function answer(screen: Screen): Part[] {
  const one = figure(screen, "A");
  // Of a day that is not counted yet nothing is said, of neither side.
  if (!one) return screen.live.A.run && screen.index.A >= 0 ? [{ text: t("answer.counting", { date: dateText(screen.frameDay) }), side: "" }] : [];
  const exhibit = screen.exhibits.A;
  const place = exhibit.places.find((found) => found.id === screen.scope.place);
  const of = screen.main === "at_home" ? populationOf(exhibit, screen.scope) : null;
  const key = `answer.${exhibit.is_registered ? "registered." : ""}${place ? "place." : ""}${screen.main}${of === null ? "" : ".of"}`;
  const values = { date: dateText(screen.frameDay), whom: whom(screen), place: place ? shortOf(place) : "", of: people(of), value: "\u0001", range: one.range };
  const parts = cut(t(key as never, values), one.value, "A");
  if (!screen.sides.B || (screen.areTwins && sameSide(screen.side("A"), screen.side("B")))) return parts;
  const change = screen.areTwins ? listApplied(screen, "B").join(language.code === "ar" ? "، " : "; ") : titleOf(screen.exhibits.B);
  const changed = change || t("side.asIs");
  const { compared } = screen;
  const band = compared.isAnswer ? compared.answer : bandOf(screen, "B");
  const two = band && (compared.isAnswer ? bandedDifference(band) : banded(band));
  if (!two) return screen.index.B < 0 ? parts : [...parts, { text: ` ${t("answer.if.counting", { change: changed })}`, side: "" }];
  return [...parts, { text: " ", side: "" }, ...cut(t(compared.isAnswer ? "answer.change" : "answer.if", { change: changed, value: "\u0001", range: two.range }), two.value, "B")];
}

function cut(text: string, value: string, side: Name): Part[] {
  const [before, after] = text.split("\u0001");
  return [{ text: before, side: "" as const }, { text: value, side }, { text: after ?? "", side: "" as const }];
}

/** What keeps them away, in a sentence, and how surely: of the first few simulations only in how many. */
export function awaySentence(screen: Screen, account: Account, members: number, isFirst: boolean): string {
  if (account.withheld) return t("away.withheld");
  const binding = account.effects.find((one) => one.name === account.binding);
  if (!binding) return t("away.nothing");
  const who = obstacleWho(screen, binding.name);
  const name = obstacleName(screen.exhibits.A, binding.name, binding.label) + (who && `${t("comma")} ${who}`);
  const share = language.whole.format((binding.binds ?? 0) * members);
  const place = screen.scope.group && screen.exhibits.A.places.find((one) => one.id === screen.scope.place);
  const whose = place ? `${t("away.groups", { place: shortOf(place) })}: ` : "";
  const said = whose + t(isFirst ? "away.early" : `away.${account.certainty}`, { name, share, members: language.whole.format(members) });
  return screen.sides.B ? `${describeSide(screen, "A")}: ${said}` : said;
}
