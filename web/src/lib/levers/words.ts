/** A side in a few words: what it pulls, or that it pulls nothing. */
import { isolated, isoText, language, t } from "../../i18n/language.svelte";
import type { Screen } from "../state/screen.svelte";
import { leverOf, valueOfPull, type Name } from "../state/sides";
import type { Lever, AppliedLever } from "../api/types";

export function describeSide(screen: Screen, name: Name): string {
  const [exhibit, side] = [screen.exhibits[name], screen.side(name)];
  if (exhibit.kind === "kept") return [t("side.kept"), ...exhibit.pulled.map(isolated)].join(" · ");
  const pulled = side.levers.map((pull) => isolated(leverOf(exhibit, pull)?.title ?? pull.name));
  if (pulled.length === 0) return t("side.asIs");
  return pulled.length > 1 ? t("side.more", { lever: pulled[0], more: pulled.length - 1 }) : pulled[0];
}

/** Every lever of a side with its value and day, one line each: for the export sheet and the assumptions. */
export function listPulls(screen: Screen, name: Name): string[] {
  const exhibit = screen.exhibits[name];
  return screen.side(name).levers.map((pull) => {
    const lever = leverOf(exhibit, pull);
    return lever ? describePull(lever, pull) : pull.name;
  });
}

function describePull(lever: Lever, pull: AppliedLever): string {
  const value = lever.value ? ` = ${language.figures.format(valueOfPull(lever, pull) ?? 0)}` : "";
  const date = lever.date ? ` ${t("from", { date: isoText(pull.date ?? lever.date.default) })}` : "";
  const believed = pull.name === lever.believed ? ` (${t("lever.believed")})` : "";
  return `${isolated(lever.title)}${value}${date}${believed}`;
}
