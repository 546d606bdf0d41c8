/** Ways between a home and a place: out bends to one side, back to the other, so that both can be seen. */
import type { Exhibit, Run } from "../api/types";
import type { Point } from "./projection";

export type Arc = { key: string; flow: number; isBack: boolean; from: number; to: number; path: string };

const BEND = 0.15;
/** Flows that never come to this part of the largest are not drawn. */
const LEAST_PART = 0.004;

export const mostOf = (row: readonly (number | null)[]): number => row.reduce<number>((most, value) => Math.max(most, value ?? 0), 0);

/** The flows of a run that are ever large enough to see. */
export function visibleFlows(run: Run, largest: number): number[] {
  return run.flows.flatMap((flow, index) => (mostOf(flow.people) > largest * LEAST_PART ? [index] : []));
}

export function arcsOf(exhibit: Exhibit, run: Run, flows: number[], points: Point[]): Arc[] {
  return flows.map((index) => {
    const flow = run.flows[index];
    const home = exhibit.homes[flow.home];
    const isBack = flow.way === "back";
    const [from, to] = isBack ? [flow.place, home] : [home, flow.place];
    return { key: `${flow.home}/${flow.place}/${flow.way}`, flow: index, isBack, from, to, path: bend(points[from], points[to]) };
  });
}

function bend([x0, y0]: Point, [x1, y1]: Point): string {
  const [x, y] = [(x0 + x1) / 2 - (y1 - y0) * BEND, (y0 + y1) / 2 + (x1 - x0) * BEND];
  return `M${x0.toFixed(1)},${y0.toFixed(1)}Q${x.toFixed(1)},${y.toFixed(1)} ${x1.toFixed(1)},${y1.toFixed(1)}`;
}
