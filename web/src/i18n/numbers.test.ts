import { describe, expect, it } from "vitest";
import { speak } from "./language.svelte";
import { banded, bandedBrief, bandedBriefDifference, bandedDifference, people, roundedTo, short, simulations, unitOf } from "./numbers";

describe("counts are told no finer than their band", () => {
  it.each([
    [2075, 105, 3850, "2,100", "100–3,900"],
    [11_992_365, 8_600_000, 14_100_000, "12,000,000", "8,600,000–14,100,000"],
    [40, 40, 40, "40", "40"],
    [135, 130, 138, "135", "130–138"],
  ])("%i in %i to %i", (value, low, high, said, range) => {
    expect(banded({ value, low, high })).toEqual({ value: said, range });
  });

  it("never as a machine writes them", () => {
    expect(people(2.1e7)).toBe("21,000,000");
    expect(short(2.1e7)).toBe("21M");
  });

  it("an end that is withheld beside a count that is not is known to be small", () => {
    expect(banded({ value: 120, low: null, high: 770 }).range).toBe("under 10–770");
    expect(banded({ value: null, low: null, high: null }).range).toBe("withheld");
    expect(bandedDifference({ value: 120, low: null, high: 770 }).range).toBe("withheld to +770");
  });

  it("withheld is said, and never nought", () => {
    expect(people(null)).toBe("withheld");
    expect(banded({ value: null, low: null, high: 120 }).value).toBe("withheld");
    expect(simulations(null, 16)).toBe("withheld");
  });
});

describe("differences", () => {
  it("have a sign, and their ends are told apart by a word", () => {
    expect(bandedDifference({ value: -5230, low: -18_000, high: 95 })).toEqual({ value: "-5,000", range: "-18,000 to 0" });
  });
  it("no minus nought", () => expect(Object.is(roundedTo(1000, -300), 0)).toBe(true));
  it("a band of nothing carries every digit", () => expect(unitOf(5, 5)).toBe(1));
});

it("a number with its sign is one piece in a line from right to left", async () => {
  await speak("ar");
  const { value, range } = bandedDifference({ value: 5230, low: -18_000, high: 9500 });
  expect(value).toBe("\u2066+5,000\u2069");
  expect(range).toContain("\u2066-18,000\u2069");
  await speak("en");
});

it("in a card large counts are as short as on an axis, and less is written whole", () => {
  expect(bandedBrief({ value: 12_412_345, low: 11_000_000, high: 13_500_000 })).toEqual({ value: "12.4M", range: "11M–13.5M" });
  expect(bandedBriefDifference({ value: -1_340_000, low: -1_520_000, high: -960_000 })).toEqual({ value: "-1.3M", range: "-1.5M to -960k" });
  expect(bandedBrief({ value: 1234, low: 1000, high: 2000 }).value).toBe(banded({ value: 1234, low: 1000, high: 2000 }).value);
});

it("both ends of a long range are short, and its middle is not", () => {
  expect(bandedBriefDifference({ value: -7120, low: -21_300, high: -980 })).toEqual({ value: "-7,000", range: "-21k to -1k" });
  expect(bandedBriefDifference({ value: 130, low: 0, high: 9570 }).range).toBe("0 to +9,600");
});
