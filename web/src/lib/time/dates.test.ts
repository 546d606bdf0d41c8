import { expect, it } from "vitest";
import { isoOf } from "../state/time";
import { readDay } from "./dates";

it.each([
  ["2020-07-01", "2020-07-01"],
  ["1 Jul 2020", "2020-07-01"],
  ["1 july 2020", "2020-07-01"],
  ["1/7/2020", "2020-07-01"],
  ["July 2020", "2020-07-01"],
  ["mid-2016", "2016-07-01"],
  ["2016", "2016-01-01"],
  [" 24 Sept 2018 ", "2018-09-24"],
])("%s", (said, iso) => expect(isoOf(readDay(said)!)).toBe(iso));

it.each(["", "soon", "31 Jun 2020", "2020-13-01", "99/99/2020"])("%s is no day", (said) => expect(readDay(said)).toBeNull());
