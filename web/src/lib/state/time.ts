/** Days as numbers since 1970-01-01, so that exhibits that start on different days share one time line. */
const MILLISECONDS = 86_400_000;

export const dayOf = (iso: string): number => Math.round(Date.parse(`${iso}T00:00:00Z`) / MILLISECONDS);
export const dateOf = (day: number): Date => new Date(Math.round(day) * MILLISECONDS);
export const isoOf = (day: number): string => dateOf(day).toISOString().slice(0, 10);

/** The index of the last of `days` that is not after `day`; 0 before the first. */
export function indexAt(days: readonly number[], day: number): number {
  let low = 0;
  let high = days.length - 1;
  while (low < high) {
    const middle = (low + high + 1) >> 1;
    if (days[middle] <= day) low = middle;
    else high = middle - 1;
  }
  return low;
}

/** The one of `days` that is nearest to `day`. */
export function nearest(days: readonly number[], day: number): number {
  const index = indexAt(days, day);
  const next = days[index + 1];
  return next !== undefined && next - day < day - days[index] ? next : days[index];
}
