/** The lines and areas of one side of a chart, with gaps where disclosure control withholds. */
import { area, line } from "d3-shape";
import type { Band, Row } from "../api/types";

export type To = (value: number) => number;
export type Drawn = { ninety: string; fifty: string; median: string };

export function drawBand(band: Band, days: number[], x: To, y: To): Drawn {
  const between = (low: Row, high: Row): string =>
    area<number>()
      .defined((_, i) => low[i] !== null && high[i] !== null)
      .x((day) => x(day))
      .y0((_, i) => y(low[i] ?? 0))
      .y1((_, i) => y(high[i] ?? 0))
      .digits(1)(days) ?? "";
  return { ninety: between(band.q05, band.q95), fifty: between(band.q25, band.q75), median: drawLine(band.median, days, x, y) };
}

export const drawLine = (row: Row, days: number[], x: To, y: To): string =>
  line<number>()
    .defined((_, i) => row[i] !== null && row[i] !== undefined)
    .x((day) => x(day))
    .y((_, i) => y(row[i] ?? 0))
    .digits(1)(days) ?? "";

export const largest = (row: Row): number => row.reduce<number>((most, value) => Math.max(most, value ?? 0), 0);
