/** How an observation is marked: what was fitted, what was kept to test, what the scenario itself imposes, what is a pattern. */
import type { Observation } from "../api/types";

export type Mark = "test" | "fit" | "imposed" | "pattern";
export const MARKS: readonly Mark[] = ["test", "fit", "imposed", "pattern"];

export const markOf = (one: Observation): Mark => (one.imposed ? "imposed" : one.use);

/** Shapes about the origin, some 9 by 9: a diamond, a disc, a cross, a triangle. */
export const MARK_SHAPES: Record<Mark, string> = {
  test: "M0,-5.5L5.5,0L0,5.5L-5.5,0Z",
  fit: "M-4,0a4,4 0 1,0 8,0a4,4 0 1,0 -8,0Z",
  imposed: "M-3.6,-3.6L3.6,3.6M-3.6,3.6L3.6,-3.6",
  pattern: "M0,-4.8L4.6,3.6H-4.6Z",
};
