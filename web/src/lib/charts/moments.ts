/** What stands on the time line: the events of the exhibits, and the days on which levers applied begin to act. */
import { isoText, t } from "../../i18n/language.svelte";
import { titleOf } from "../answer/words";
import type { Screen } from "../state/screen.svelte";
import { dateOfApplied, leverOf, type Name } from "../state/sides";
import { dayOf } from "../state/time";

export type Moment = { key: string; day: number; text: string; side: Name | null };

export function momentsOf(screen: Screen): Moment[] {
  const within = (day: number): boolean => day >= screen.frames[0] && day <= screen.frames.at(-1)!;
  const events = screen.focus.events.map((one) => ({ key: `event ${one.date} ${one.label}`, day: dayOf(one.date), text: `${isoText(one.date)}: ${one.label}`, side: null }));
  return [...events, ...screen.shown.flatMap((name) => applied(screen, name))].filter((one) => within(one.day));
}

function applied(screen: Screen, name: Name): Moment[] {
  return screen.side(name).levers.flatMap((applied) => {
    const lever = leverOf(screen.exhibits[name], applied);
    const date = lever && dateOfApplied(lever, applied);
    if (!lever || !date) return [];
    const text = t("timeline.lever", { side: name, lever: titleOf(lever), date: isoText(date) });
    return [{ key: `${name} ${lever.name}`, day: dayOf(date), text, side: name }];
  });
}
