/** A side in a few words: the levers it applies, or that it applies none. */
import { isolated, isoText, language, t } from "../../i18n/language.svelte";
import type { Screen } from "../state/screen.svelte";
import { leverOf, valueOfApplied, type Name } from "../state/sides";
import type { Lever, AppliedLever } from "../api/types";

export function describeSide(screen: Screen, name: Name): string {
  const [exhibit, side] = [screen.exhibits[name], screen.side(name)];
  if (exhibit.kind === "kept") return [t("side.kept"), ...exhibit.pulled.map(isolated)].join(" · ");
  const applied = side.levers.map((applied) => isolated(leverOf(exhibit, applied)?.title ?? applied.name));
  if (applied.length === 0) return t("side.asIs");
  return applied.length > 1 ? t("side.more", { lever: applied[0], more: applied.length - 1 }) : applied[0];
}

/** Every lever of a side with its value and day, one line each: for the export sheet and the assumptions. */
export function listApplied(screen: Screen, name: Name): string[] {
  const exhibit = screen.exhibits[name];
  return screen.side(name).levers.map((applied) => {
    const lever = leverOf(exhibit, applied);
    return lever ? describeApplied(lever, applied) : applied.name;
  });
}

function describeApplied(lever: Lever, applied: AppliedLever): string {
  const value = lever.value ? ` = ${language.figures.format(valueOfApplied(lever, applied) ?? 0)}` : "";
  const date = lever.date ? ` ${t("from", { date: isoText(applied.date ?? lever.date.default) })}` : "";
  const believed = applied.name === lever.believed ? ` (${t("lever.believed")})` : "";
  return `${isolated(lever.title)}${value}${date}${believed}`;
}
