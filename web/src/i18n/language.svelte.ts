/** The page's language: one catalogue of strings each, and how it writes numbers and dates. */
import en from "./en.json";
import ar from "./ar.json";

export type Key = keyof typeof en;
export type Code = "en" | "ar";

/** Both catalogues hold the same keys: what is missing in either does not compile. */
const CATALOGUES: Record<Code, Record<Key, string>> = { en, ar };
type Extra = Exclude<keyof typeof ar, Key>;
const NOTHING_EXTRA: Extra[] = [] satisfies never[];
void NOTHING_EXTRA;

/** Arabic is written with Latin digits, as the field's tables are (and as the catalogue says on the screen). */
const LOCALES: Record<Code, string> = { en: "en-GB", ar: "ar-u-nu-latn" };

export const NAMES: Record<Code, string> = { en: "English", ar: "العربية" };

class Language {
  code = $state<Code>("en");
  locale = $derived(LOCALES[this.code]);
  direction = $derived<"ltr" | "rtl">(this.code === "ar" ? "rtl" : "ltr");
  whole = $derived(new Intl.NumberFormat(this.locale, { maximumFractionDigits: 0, roundingMode: "halfEven" }));
  compact = $derived(new Intl.NumberFormat(LOCALES.en, { notation: "compact", maximumFractionDigits: 1 }));
  signed = $derived(new Intl.NumberFormat(this.locale, { maximumFractionDigits: 0, signDisplay: "exceptZero", roundingMode: "halfEven" }));
  percents = $derived(new Intl.NumberFormat(this.locale, { style: "percent", maximumFractionDigits: 1 }));
  figures = $derived(new Intl.NumberFormat(this.locale, { maximumSignificantDigits: 3 }));
  dates = $derived(new Intl.DateTimeFormat(this.locale, { day: "numeric", month: "short", year: "numeric", timeZone: "UTC" }));
  longDates = $derived(new Intl.DateTimeFormat(this.locale, { day: "numeric", month: "long", year: "numeric", timeZone: "UTC" }));
  regions = $derived(new Intl.DisplayNames(this.locale, { type: "region" }));
  months = $derived(new Intl.DateTimeFormat(this.locale, { month: "long", year: "numeric", timeZone: "UTC" }));
}

export const language = new Language();

export const isCode = (code: string): code is Code => code === "en" || code === "ar";

/** A string of the catalogue, with {names} filled in. */
export function t(key: Key, values: Record<string, string | number> = {}): string {
  return CATALOGUES[language.code][key].replace(/\{(\w+)\}/g, (_, name: string) => String(values[name] ?? ""));
}

/** A string of the catalogue if it has the key: for words that the server names, such as a measure. */
export function known(key: string, otherwise: string): string {
  return key in en ? CATALOGUES[language.code][key as Key] : otherwise;
}

/** A count; null is withheld by disclosure control, undefined lies outside of what the exhibit covers. */
export const people = (value: number | null | undefined): string =>
  value === undefined ? "–" : value === null ? t("withheld") : language.whole.format(value);

/** So many of 100 members; halves go to the even number, as the command line rounds. What few people's do is withheld. */
export const ofHundred = (part: number | null): string => (part === null ? "–" : language.whole.format(part * 100));

/** Short numbers of an axis: 20k, in every language, as axes of the field are written. */
export const short = (value: number): string => language.compact.format(value).replace("K", "k");

/** A country on the map: as the basemap names it in English, as the language names it elsewhere. */
export function countryName(country: { name: string; region?: string | null }): string {
  if (language.code === "en" || !country.region) return country.name.toLocaleUpperCase("en");
  return language.regions.of(country.region) ?? country.name;
}

/** A name in its own script and direction within a line of another. */
export const isolated = (name: string): string => (language.code === "en" ? name : `\u2068${name}\u2069`);

const asDate = (day: number): Date => new Date(Math.round(day) * 86_400_000);
export const dateText = (day: number): string => language.dates.format(asDate(day));
export const longDateText = (day: number): string => language.longDates.format(asDate(day));
export const monthText = (day: number): string => language.months.format(asDate(day));
export const isoText = (iso: string): string => language.dates.format(new Date(`${iso}T00:00:00Z`));
