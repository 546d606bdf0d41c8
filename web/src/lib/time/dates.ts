/** Days as people type them: 2020-07-01, 1 Jul 2020, 1/7/2020, July 2020 (its first day), mid-2016, 2020. */
import { dateText, language } from "../../i18n/language.svelte";
import { dayOf } from "../state/time";

const MIDDLE = /^(?:mid|mi|منتصف|mediados de|mi-|mid-)[\s-]*(\d{4})$/i;

/** Names of the months in the page's language and in English, short and long, in small letters. */
function months(): Map<string, number> {
  const found = new Map<string, number>();
  for (const locale of ["en", language.locale])
    for (const month of ["short", "long"] as const)
      for (let one = 0; one < 12; one++) {
        const name = new Intl.DateTimeFormat(locale, { month, timeZone: "UTC" }).format(Date.UTC(2020, one, 1));
        found.set(name.toLowerCase().replace(/\.$/, ""), one + 1);
      }
  return found;
}

const iso = (year: string, month: number, day: number): number | null => {
  const text = `${year}-${String(month).padStart(2, "0")}-${String(day).padStart(2, "0")}`;
  const found = dayOf(text);
  // 31 June is no day: it is read as one of July.
  return Number.isFinite(found) && new Date(found * 86_400_000).getUTCMonth() + 1 === month ? found : null;
};

/** The day a text means, days since 1970-01-01; null if it means none. */
export function readDay(text: string): number | null {
  const said = text.trim().toLowerCase().replaceAll(/[\u2066-\u2069\u200e\u200f,]/g, "").replace(/\s+/g, " ");
  const middle = MIDDLE.exec(said);
  if (middle) return iso(middle[1], 7, 1);
  const numbers = /^(\d{4})(?:-(\d{1,2}))?(?:-(\d{1,2}))?$/.exec(said);
  if (numbers) return iso(numbers[1], Number(numbers[2] ?? 1), Number(numbers[3] ?? 1));
  const dayFirst = /^(\d{1,2})[/.](\d{1,2})[/.](\d{4})$/.exec(said);
  if (dayFirst) return iso(dayFirst[3], Number(dayFirst[2]), Number(dayFirst[1]));
  const named = /^(?:(\d{1,2})(?:st|nd|rd|th|er)? (?:de )?)?([^\d\s]+?)\.? (?:de )?(\d{4})$/.exec(said);
  const month = named && months().get(named[2]);
  return named && month ? iso(named[3], month, Number(named[1] ?? 1)) : null;
}

export const writeDay = dateText;
