import { expect, it } from "vitest";
import type { Exhibit, Run } from "../api/types";
import { curveOf, ribbon } from "./ribbon";
import { lessOf, shownOf, totals } from "./shown";

const run = (places: (number | null)[][], flows: Run["flows"]): Run => ({ places, displaced: places, flows }) as Run;
const exhibit = { homes: [0] } as Exhibit;
const A = run([[100], [20], [null]], [{ home: 0, place: 1, way: "out", people: [30] }]);
const B = run([[130], [5], [10]], [{ home: 0, place: 1, way: "back", people: [12] }]);

it("B less A: of places, withheld where either is, and of who went home on balance", () => {
  const less = lessOf(B, A, "people");
  expect(less.people).toEqual([[30], [-15], [null]]);
  expect(less.ways).toEqual([{ home: 0, place: 1, isBack: true, people: [42] }]);
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

it("B less A has no numbers of days that either picture has none of", () => {
  const [some, all]: (number | null)[][] = [new Array<number>(2), [7, 5]];
  some[1] = 4;
  const [row] = lessOf(run([some], []), run([all], [{ home: 0, place: 0, way: "out", people: all }]), "people").people;
  expect([0 in row, row[1]]).toEqual([false, -1]);
});
