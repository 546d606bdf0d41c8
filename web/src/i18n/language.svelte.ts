/** The page's language: one catalogue of strings each, fetched when it is wanted, and how it writes dates and numbers. */
import en from "./en.json";

export type Key = keyof typeof en;
export type Code = "en" | "ar" | "fr" | "es";
type Catalogue = Record<Key, string>;

/** Every catalogue holds the same keys: what is missing in one does not compile. */
const CATALOGUES: Record<Code, () => Promise<Catalogue>> = {
  en: () => Promise.resolve(en),
  ar: async () => (await import("./ar.json")).default,
  fr: async () => (await import("./fr.json")).default,
  es: async () => (await import("./es.json")).default,
};

/** Arabic is written with Latin digits, as the field's tables are (and as the catalogue says on the screen). */
const LOCALES: Record<Code, string> = { en: "en-GB", ar: "ar-u-nu-latn", fr: "fr", es: "es" };

export const NAMES: Record<Code, string> = { en: "English", ar: "العربية", fr: "Français", es: "Español" };
export const CODES = Object.keys(NAMES) as Code[];

class Language {
  code = $state<Code>("en");
  /** What is to be spoken: `code`, once its catalogue is there. The address says this one. */
  wanted = $state<Code>("en");
  words = $state.raw<Catalogue>(en);
  locale = $derived(LOCALES[this.code]);
  direction = $derived<"ltr" | "rtl">(this.code === "ar" ? "rtl" : "ltr");
  whole = $derived(new Intl.NumberFormat(this.locale, { maximumFractionDigits: 0, roundingMode: "halfEven" }));
  signed = $derived(new Intl.NumberFormat(this.locale, { maximumFractionDigits: 0, signDisplay: "exceptZero", roundingMode: "halfEven" }));
  compact = $derived(new Intl.NumberFormat("en-US", { notation: "compact", maximumFractionDigits: 1 }));
  percents = $derived(new Intl.NumberFormat(this.locale, { style: "percent", maximumFractionDigits: 0 }));
  figures = $derived(new Intl.NumberFormat(this.locale, { maximumSignificantDigits: 3 }));
  dates = $derived(new Intl.DateTimeFormat(this.locale, { day: "numeric", month: "short", year: "numeric", timeZone: "UTC" }));
  regions = $derived(new Intl.DisplayNames(this.locale, { type: "region" }));
}

export const language = new Language();

export const isCode = (code: string): code is Code => code in CATALOGUES;

/** Speak a language once its catalogue is there; one that cannot be had leaves the page as it is. */
export async function speak(code: string): Promise<void> {
  if (!isCode(code) || code === language.wanted) return;
  language.wanted = code;
  try {
    const words = await CATALOGUES[code]();
    if (language.wanted === code) Object.assign(language, { words, code });
  } catch (error) {
    if (language.wanted === code) language.wanted = language.code;
    throw error;
  }
}

/** A string of the catalogue, with {names} filled in. */
export function t(key: Key, values: Record<string, string | number> = {}): string {
  return language.words[key].replace(/\{(\w+)\}/g, (_, name: string) => String(values[name] ?? ""));
}

/** A string of the catalogue if it has the key: for words that the server names, such as a measure. */
export function known(key: string, otherwise: string): string {
  return key in en ? language.words[key as Key] : otherwise;
}

/** A country on the map: as the basemap names it in English, as the language names it elsewhere. */
export function countryName(country: { name: string; region?: string | null }): string {
  if (language.code === "en") return country.name.toLocaleUpperCase("en");
  if (!country.region) return known(`area.${country.name}`, country.name);
  return language.regions.of(country.region) ?? country.name;
}

/** A name in its own script and direction within a line of another. */
export const isolated = (name: string): string => (language.code === "en" ? name : `\u2068${name}\u2069`);

/** The one way a day is written. */
export const dateText = (day: number): string => language.dates.format(new Date(Math.round(day) * 86_400_000));
export const isoText = (iso: string): string => language.dates.format(new Date(`${iso}T00:00:00Z`));
