import { expect, it } from "vitest";
import type { Exhibit, Run } from "../api/types";
import { curveOf, ribbon } from "./ribbon";
import { changesOf, shownOf, totals } from "./shown";

const run = (places: (number | null)[][], flows: Run["flows"]): Run => ({ places, displaced: places, flows }) as Run;
const exhibit = { homes: [0] } as Exhibit;
const A = run([[100], [20], [null]], [{ home: 0, place: 1, way: "out", people: [30] }]);

it("what B changes stands on its day alone, and is withheld where it is", () => {
  const { people, ways } = changesOf([30, null], 2);
  expect(people.map((row) => row[2])).toEqual([30, null]);
  expect(people.map((row) => 1 in row)).toEqual([false, false]);
  expect(ways).toEqual([]);
});

it("who came to a place and who left it", () => {
  expect(totals(exhibit, shownOf(A, "people").ways, 0, 0)).toEqual({ from: 30, to: 0 });
  expect(totals(exhibit, shownOf(A, "people").ways, 1, 0)).toEqual({ from: 0, to: 30 });
});

it("an arrow has its head where people go, and none is drawn where there is no room", () => {
  const curve = curveOf([0, 0], [100, 0]);
  const xs = ribbon(curve, 8, 5, 5).split(/[ML]/).filter(Boolean).map((point) => parseFloat(point));
  expect(Math.max(...xs)).toBeCloseTo(95, 0);
  expect(Math.min(...xs)).toBeGreaterThan(3);
  expect(ribbon(curveOf([0, 0], [12, 0]), 8, 5, 5)).toBe("");
});
