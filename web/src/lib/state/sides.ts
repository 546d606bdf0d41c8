/** The two sides of the screen: what each opens and which levers it applies. */
import type { Exhibit, Lever, AppliedLever, Side } from "../api/types";

export type Name = "A" | "B";
export const NAMES: readonly Name[] = ["A", "B"];
export type Sides = { A: Side; B: Side | null };

export const other = (name: Name): Name => (name === "A" ? "B" : "A");

/** The lever applied on a side, by its own name or by that of the twin that people believe at once. */
export function appliedOf(side: Side | null, lever: Lever): AppliedLever | null {
  return side?.levers.find((applied) => applied.name === lever.name || applied.name === lever.believed) ?? null;
}

/** A side with one lever set anew; null takes it back. The order of levers is that of the exhibit. */
export function withApplied(side: Side, exhibit: Exhibit, lever: Lever, applied: AppliedLever | null): Side {
  const levers = exhibit.levers.map((one) => (one.name === lever.name ? applied : appliedOf(side, one)));
  return { ...side, levers: levers.filter((one) => one !== null) };
}

export function leverOf(exhibit: Exhibit, applied: AppliedLever): Lever | undefined {
  return exhibit.levers.find((lever) => lever.name === applied.name || lever.believed === applied.name);
}

export const sameSide = (one: Side | null, two: Side | null): boolean => JSON.stringify(one) === JSON.stringify(two);

/** The day on which a lever applied acts (ISO), where the lever has a day. */
export const dateOfApplied = (lever: Lever, applied: AppliedLever): string | null => applied.date ?? lever.date?.default ?? null;
export const valueOfApplied = (lever: Lever, applied: AppliedLever): number | null => applied.value ?? lever.value?.default ?? null;
