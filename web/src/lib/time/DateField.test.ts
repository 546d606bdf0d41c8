import { flushSync, mount, unmount } from "svelte";
import { afterEach, expect, it, vi } from "vitest";
import { dayOf, isoOf } from "../state/time";
import DateField from "./DateField.svelte";

let mounted: Record<string, unknown> | undefined;
afterEach(() => {
  if (mounted) void unmount(mounted);
  document.body.replaceChildren();
});

function field(): { input: HTMLInputElement; onday: ReturnType<typeof vi.fn> } {
  const onday = vi.fn();
  const [least, day, most] = ["2015-01-01", "2020-07-01", "2025-06-30"].map(dayOf);
  mounted = mount(DateField, { target: document.body, props: { day, least, most, label: "Day", name: "date", iso: "2020-07-01", onday } });
  flushSync();
  return { input: document.querySelector("input")!, onday };
}

function type(input: HTMLInputElement, said: string): void {
  input.value = said;
  input.dispatchEvent(new Event("change", { bubbles: true }));
  flushSync();
}

it("shows the day in the page's way of writing days, and gives the one that is typed", () => {
  const { input, onday } = field();
  expect(input.value).toBe("1 Jul 2020");
  type(input, "mid-2016");
  expect(isoOf(onday.mock.calls[0][0] as number)).toBe("2016-07-01");
});

it.each([
  ["soon", "is no day"],
  ["1 Jan 1999", "Name a day from 1 Jan 2015 to 30 Jun 2025."],
])("says what is wrong with %s, and gives nothing", (said, problem) => {
  const { input, onday } = field();
  type(input, said);
  expect(document.querySelector("[role=alert]")?.textContent).toContain(problem);
  expect(input.getAttribute("aria-invalid")).toBe("true");
  expect(onday).not.toHaveBeenCalled();
});

it("says so where another day is shown for the one typed", () => {
  const { input } = field(); // the day stays where it is
  type(input, "3 Jul 2020");
  expect(document.querySelector("[role=status]")?.textContent).toBe("1 Jul 2020 is shown: not every day is kept.");
  type(input, "1 Jul 2020");
  expect(document.querySelector("[role=status]")).toBeNull();
});
