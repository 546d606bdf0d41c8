import { expect, it } from "vitest";
import type { Run } from "../api/types";
import { drawLine } from "../charts/shape";
import { hasDay, onAllDays } from "./rows";

const run = { rows: [0, 2, 5], places: [[1, null, 3]], displaced: [], flows: [], series: [] } as unknown as Run;

it("days that were not counted are neither nobody nor withheld", () => {
  const [row] = onAllDays(run, 6).places;
  expect([...row]).toEqual([1, undefined, null, undefined, undefined, 3]);
  expect([hasDay(run, 2), hasDay(run, 3), hasDay({ ...run, rows: [] }, 3)]).toEqual([true, false, true]);
});

it("a line goes on over days that were not counted, and has a gap where a count is withheld", () => {
  const line = (row: (number | null)[]): string => drawLine(onAllDays({ ...run, places: [row] }, 6).places[0], [0, 1, 2, 3, 4, 5], Number, Number);
  expect(line([1, 2, 3])).toBe("M0,1L2,2L5,3");
  expect(line([1, null, 3])).toBe("M0,1ZM5,3Z");
});
