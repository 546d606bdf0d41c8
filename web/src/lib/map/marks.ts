/** What stands for a place: a shape by its kind, all of the area of a circle of radius 1, so that area says people. */
import type { Place } from "../api/types";

const half = Math.sqrt(Math.PI) / 2;
const tip = Math.sqrt(Math.PI / 2);

export const SHAPES: Record<Place["kind"], string> = {
  home: "M-1,0a1,1 0 1,0 2,0a1,1 0 1,0 -2,0Z",
  host: "M-1,0a1,1 0 1,0 2,0a1,1 0 1,0 -2,0Z",
  camp: `M${-half},${-half}h${2 * half}v${2 * half}h${-2 * half}Z`,
  abroad: `M0,${-tip}L${tip},0L0,${tip}L${-tip},0Z`,
};

export const KINDS: readonly Place["kind"][] = ["home", "host", "camp", "abroad"];

/** A value between two frames, for smooth play; null where either is withheld. */
export function between(row: readonly (number | null)[], index: number, part: number): number | null {
  const here = row[index] ?? null;
  const next = row[Math.min(index + 1, row.length - 1)] ?? null;
  if (here === null || next === null) return part < 0.5 ? here : next;
  return here + (next - here) * part;
}
