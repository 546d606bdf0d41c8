import { expect, it } from "vitest";
import { readAddress, writeAddress, type Kept } from "./address";

const kept: Kept = {
  A: { exhibit: "palmyra", levers: [] },
  B: { exhibit: "palmyra", levers: [{ name: "houses_rebuilt", value: 0.5, date: "2019-09-01" }] },
  day: "2020-07-01",
  home: "palmyra",
  place: "rukban",
  zoom: { k: 1.5, lon: 38.25, lat: 34.5 },
};

it("what is written is read again", () => {
  const { unread, ...read } = readAddress(writeAddress(kept));
  expect(unread).toEqual([]);
  expect(read).toMatchObject(kept);
});

it("what is not understood is named", () => {
  expect(readAddress("#a=palmyra~Bad!lever&frobnicate=1&zoom=0,0").unread).toEqual(["Bad!lever", "zoom=0,0", "frobnicate=1"]);
});
