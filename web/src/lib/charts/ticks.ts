/** Marks of the axes: how many there is room for, and how a day is written among them. */
import { scaleUtc, type ScaleLinear } from "d3-scale";
import { language } from "../../i18n/language.svelte";
import { dateOf } from "../state/time";

/** Spans, days, below which a mark is a day, or a month. */
const DAYS = 150;
const MONTHS = 800;

export type Tick = { day: number; text: string };

/** Marks of a time axis between two days, no nearer than `room` pixels. */
export function timeTicks(first: number, last: number, range: number[], room: number): Tick[] {
  const count = Math.max(2, Math.floor(Math.abs(range[1] - range[0]) / room));
  const ticks = scaleUtc([dateOf(first), dateOf(last)], range).ticks(count);
  return ticks.map((date) => ({ day: date.getTime() / 86_400_000, text: tickText(date, last - first) }));
}

function tickText(date: Date, span: number): string {
  const part = (name: "day" | "month"): string => language.dates.formatToParts(date).find((one) => one.type === name)!.value;
  if (span < DAYS) return `${part("day")} ${part("month")}`;
  if (date.getUTCMonth() === 0 && date.getUTCDate() < 8) return String(date.getUTCFullYear());
  return span < MONTHS || date.getUTCDate() === 1 ? part("month") : "";
}

/** Marks of an axis of people, never closer than a line of text. */
export function valueTicks(scale: ScaleLinear<number, number>, wanted: number, line: number): number[] {
  const ticks = scale.ticks(wanted);
  const room = Math.abs(scale.range()[1] - scale.range()[0]);
  const every = Math.max(1, Math.ceil((ticks.length * line) / Math.max(1, room)));
  // With room for two lines or one: the scale is read off the topmost.
  if (every >= ticks.length / 2) return room >= 2 * line ? [ticks[0], ticks.at(-1)!] : ticks.slice(-1);
  return ticks.filter((_, index) => index % every === 0);
}
