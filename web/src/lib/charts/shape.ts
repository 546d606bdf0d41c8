/** The lines and areas of one side of a chart, with gaps where disclosure control withholds. */
import { area, line } from "d3-shape";
import type { Band, Row } from "../api/types";

export type To = (value: number) => number;
export type Drawn = { ninety: string; fifty: string; median: string };

/** Days that a row has numbers of, withheld ones among them: over the others a line goes on. */
const counted = (row: Row): number[] => row.flatMap((_, i) => [i]);

export function drawBand(band: Band, days: number[], x: To, y: To): Drawn {
  const between = (low: Row, high: Row): string =>
    area<number>()
      .defined((i) => low[i] !== null && high[i] !== null)
      .x((i) => x(days[i]))
      .y0((i) => y(low[i] ?? 0))
      .y1((i) => y(high[i] ?? 0))
      .digits(1)(counted(low)) ?? "";
  return { ninety: between(band.q05, band.q95), fifty: between(band.q25, band.q75), median: drawLine(band.median, days, x, y) };
}

export const drawLine = (row: Row, days: number[], x: To, y: To): string =>
  line<number>()
    .defined((i) => row[i] !== null)
    .x((i) => x(days[i]))
    .y((i) => y(row[i] ?? 0))
    .digits(1)(counted(row)) ?? "";

export const largest = (row: Row): number => row.reduce<number>((most, value) => Math.max(most, value ?? 0), 0);
