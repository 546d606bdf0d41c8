/** The two sides of the screen: what each opens and which levers it pulls. */
import type { Exhibit, Lever, AppliedLever, Side } from "../api/types";

export type Name = "A" | "B";
export const NAMES: readonly Name[] = ["A", "B"];
export type Sides = { A: Side; B: Side | null };

export const other = (name: Name): Name => (name === "A" ? "B" : "A");

/** The pull of a lever on a side, by its own name or by that of the twin that people believe at once. */
export function pullOf(side: Side | null, lever: Lever): AppliedLever | null {
  return side?.levers.find((pull) => pull.name === lever.name || pull.name === lever.believed) ?? null;
}

/** A side with one lever set anew; null takes it back. The order of levers is that of the exhibit. */
export function withPull(side: Side, exhibit: Exhibit, lever: Lever, pull: AppliedLever | null): Side {
  const pulls = exhibit.levers.map((one) => (one.name === lever.name ? pull : pullOf(side, one)));
  return { ...side, levers: pulls.filter((one) => one !== null) };
}

export function leverOf(exhibit: Exhibit, pull: AppliedLever): Lever | undefined {
  return exhibit.levers.find((lever) => lever.name === pull.name || lever.believed === pull.name);
}

export const sameSide = (one: Side | null, two: Side | null): boolean => JSON.stringify(one) === JSON.stringify(two);

/** The day on which a pull acts (ISO), where the lever has a day. */
export const dateOfPull = (lever: Lever, pull: AppliedLever): string | null => pull.date ?? lever.date?.default ?? null;
export const valueOfPull = (lever: Lever, pull: AppliedLever): number | null => pull.value ?? lever.value?.default ?? null;
