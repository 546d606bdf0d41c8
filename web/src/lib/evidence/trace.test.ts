import { expect, test } from "vitest";
import type { Exhibit, Input } from "../api/types";
import { traced } from "./trace";

const input = (table: string, text: string, where: string[], claims: string[]): Input => ({ table, key: text, text, where, claims, is_judgement: claims.length === 0 }) as unknown as Input;
const exhibit = {
  homes: [0],
  places: [{ id: "town", label: "Town", claims: [] }],
  charts: [{ id: "harmed:town", observations: [] }, { id: "at_home:town", observations: [] }],
  inputs: [
    input("permissions", "may come home", ["town"], ["c1"]),
    input("harms", "killed anywhere", [], ["c2"]),
    input("harms", "judged", ["town"], []),
    input("harms", "killed elsewhere", ["city"], ["c3"]),
  ],
  claims: {},
  documents: {},
  contradictions: [],
} as unknown as Exhibit;
const behind = (id: string): string[] => traced(exhibit, `figure:${id}|town|2020-01-01`).rests.map((one) => one.text);

test("behind a number of people harmed stands first what is done to people", () => {
  expect(behind("harmed:town")).toEqual(["killed anywhere", "judged", "may come home", "Town"]);
});

test("behind others stands what is said of the place, judgement last", () => {
  expect(behind("at_home:town")).toEqual(["may come home", "Town", "judged"]);
});
