import { expect, it } from "vitest";
import type { Exhibit } from "../api/types";
import { heldBy } from "./holders";

const control = [
  { place: 0, actor: 0, from: 0, to: 10 },
  { place: 1, actor: 0, from: 0, to: 90 },
  { place: 2, actor: 0, from: 40, to: 90 },
  { place: 3, actor: 1, from: 60, to: 90 },
];
const exhibit = { places: [{}, {}, {}, {}], control } as Exhibit;

it("places an actor holds on a day, the longest held first, and those asked about before them", () => {
  expect(heldBy(exhibit, 0, 50, [])).toEqual({ places: [1, 2], until: null });
  expect(heldBy(exhibit, 0, 50, [2])).toEqual({ places: [2, 1], until: null });
  expect(heldBy(exhibit, 0, 50, [0])).toEqual({ places: [1, 2], until: null });
});

it("where it holds none any more: those lost last, or when it lost those asked about", () => {
  expect(heldBy(exhibit, 0, 95, [])).toEqual({ places: [1, 2], until: 90 });
  expect(heldBy(exhibit, 0, 95, [0])).toEqual({ places: [0], until: 10 });
});

it("holds nothing before it comes", () => expect(heldBy(exhibit, 1, 50, []).places).toEqual([]));
