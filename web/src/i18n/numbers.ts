/** How counts are written: never with more digits than their band carries, and never as a machine writes them. */
import { isolated, language, t } from "./language.svelte";

type Count = number | null | undefined;
export type Band = { value: Count; low: Count; high: Count };

/** Digits of the width of a band that a count is told to. */
const DIGITS = 2;

/** Persons: smaller counts are withheld. */
const THRESHOLD = 10;

/** The unit, a power of ten, to which a count with such a band is rounded; 1 where it has none. */
export function unitOf(low: Count, high: Count): number {
  const width = Math.abs((high ?? NaN) - (low ?? NaN));
  return width >= 10 ? 10 ** Math.max(0, Math.floor(Math.log10(width)) - (DIGITS - 1)) : 1;
}

export const roundedTo = (unit: number, value: number): number => Math.round(value / unit) * unit || 0;

/** A count as it is; null is withheld by disclosure control, undefined lies outside of what the exhibit covers. */
export const people = (value: Count): string => (value === undefined ? "–" : value === null ? t("withheld") : language.whole.format(value));

/** A number with its sign is read from left to right, in a line of either direction. */
export const together = (number: string): string => (language.direction === "rtl" ? `\u2066${number.replace(/[\u200e\u200f\u061c]/g, "")}\u2069` : number);

/** A difference as it is. */
export const signedPeople = (value: Count): string => (value === undefined ? "–" : value === null ? t("withheld") : together(language.signed.format(value)));

function written({ value, low, high }: Band, write: (value: Count) => string, said: "range" | "range.signed", writeEnd = write): { value: string; range: string } {
  const unit = unitOf(low, high);
  const round = (one: Count): Count => (one === null || one === undefined ? one : roundedTo(unit, one));
  // Beside an end that is published, one that is not is small: the mean is published, as on the command line.
  const isKnown = typeof (value ?? high) === "number";
  const end = (one: Count): string => (one === null && isKnown && said === "range" ? t("under", { value: THRESHOLD }) : writeEnd(round(one)));
  const ends = [end(low), end(high)];
  return { value: write(round(value)), range: ends[0] === ends[1] ? ends[0] : isolated(t(said, { low: ends[0], high: ends[1] })) };
}

/** Counts of a card: from a hundred thousand up as on an axis, so that a row keeps to its line. */
const MANY = 1e5;
const brief = (value: Count): string => (typeof value === "number" && Math.abs(value) >= MANY ? short(value) : people(value));
const signedShort = (value: Count): string => (value ? together(`${value > 0 ? "+" : "-"}${short(Math.abs(value))}`) : signedPeople(value));
const signedBrief = (value: Count): string => (Math.abs(value ?? 0) >= MANY ? signedShort(value) : signedPeople(value));
/** Ends of a range in a table: both as on an axis where one is of five digits, so that no column is cut. */
const LONG = 1e4;

/** Of a hundred. */
export const percent = (value: number): string => together(language.percents.format(value / 100));

/** A count and its band in words. */
export const banded = (band: Band): { value: string; range: string } => written(band, people, "range");
/** A difference and its band in words, with a sign. */
export const bandedDifference = (band: Band): { value: string; range: string } => written(band, signedPeople, "range.signed");

/** In how many of the simulations, of a share of them; what few people's do is withheld. */
export const simulations = (part: number | null, of: number): string => (part === null ? t("withheld") : `${language.whole.format(part * of)}/${language.whole.format(of)}`);

export const bandedBrief = (band: Band): { value: string; range: string } => written(band, brief, "range");
export const bandedBriefDifference = (band: Band): { value: string; range: string } => written(band, signedBrief, "range.signed", Math.max(...[band.low, band.high].map((end) => Math.abs(end ?? 0))) >= LONG ? signedShort : signedPeople);

/** Short numbers of an axis or a mark: 20k, in every language, as axes of the field are written. */
export const short = (value: number): string => language.compact.format(value).replace("K", "k");
