import { expect, it } from "vitest";
import { commonOf } from "./live.svelte";

it("a difference is of the most simulations of which both sides have a picture", () => {
  expect(commonOf([2, 8, 25, 40], [2, 8])).toBe(8);
  expect(commonOf([40], [2, 8])).toBeNull();
  expect(commonOf([40], [2, 40])).toBe(40);
});
