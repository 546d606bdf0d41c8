/** The sentences of the screen, made of its scope, its day and its levers. */
import type { Account, Exhibit } from "../api/types";
import { dateText, isolated, isoText, known, language, t } from "../../i18n/language.svelte";
import { banded, people, type Band } from "../../i18n/numbers";
import type { Screen } from "../state/screen.svelte";
import { populationOf } from "../state/scope";
import { dateOfApplied, leverOf, sameSide, valueOfApplied, type Name } from "../state/sides";
import type { AppliedLever, Lever } from "../api/types";

/** A name of the scenario in the page's language, where it says one; its own otherwise. */
export function labelOf(one: { label: string; labels?: Record<string, string> }): string {
  const [, noun, letter] = /^(Group|Actor) (\w+)$/.exec(one.label) ?? [];
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

const FEAR = "fear_of_";

/** What an obstacle is called; fears by the actor's name. */
export function obstacleName(exhibit: Exhibit, name: string, label: string): string {
  if (language.code === "en" && name.startsWith(FEAR)) return label;
  const actor = exhibit.actors.find((one) => `${FEAR}${one.id}` === name);
  return actor ? t("obstacle.fear", { actor: labelOf(actor) }) : known(`obstacle.${name}`, label);
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
  return band && at >= 0 ? { value: band.median[at], low: band.q05[at], high: band.q95[at] } : null;
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
  if (!one) return [];
  const exhibit = screen.exhibits.A;
  const place = exhibit.places.find((found) => found.id === screen.scope.place);
  const of = screen.main === "at_home" ? populationOf(exhibit, screen.scope) : null;
  const key = `answer.${exhibit.is_registered ? "registered." : ""}${place ? "place." : ""}${screen.main}${of === null ? "" : ".of"}`;
  const values = { date: dateText(screen.frameDay), whom: whom(screen), place: place ? shortOf(place) : "", of: people(of), value: "\u0001", range: one.range };
  const parts = cut(t(key as never, values), one.value, "A");
  const two = screen.sides.B && figure(screen, "B");
  if (!two || (screen.areTwins && sameSide(screen.side("A"), screen.side("B")))) return parts;
  const change = screen.areTwins ? listApplied(screen, "B").join(language.code === "ar" ? "، " : "; ") : titleOf(screen.exhibits.B);
  const changed = change || t("side.asIs");
  return [...parts, { text: " ", side: "" }, ...cut(t("answer.if", { change: changed, value: "\u0001", range: two.range }), two.value, "B")];
}

function cut(text: string, value: string, side: Name): Part[] {
  const [before, after] = text.split("\u0001");
  return [{ text: before, side: "" as const }, { text: value, side }, { text: after ?? "", side: "" as const }];
}

/** What keeps them away, in a sentence, and how surely. */
export function awaySentence(exhibit: Exhibit, account: Account, members: number): string {
  if (account.withheld) return t("away.withheld");
  const binding = account.effects.find((one) => one.name === account.binding);
  if (!binding) return t("away.nothing");
  const others = [...account.effects].sort((one, two) => (two.binds ?? 0) - (one.binds ?? 0)).filter((one) => one !== binding && (one.binds ?? 0) > 0);
  const name = obstacleName(exhibit, binding.name, binding.label);
  const share = language.percents.format(binding.binds ?? 0);
  const next = others[0] ? t("away.next", { name: obstacleName(exhibit, others[0].name, others[0].label), share: language.percents.format(others[0].binds ?? 0) }) : "";
  return t(`away.${account.certainty}`, { name, share, next, members: language.whole.format(members) });
}
