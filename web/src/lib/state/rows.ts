/** Rows of a picture that came soon: of some of the days kept only, the others not yet known. */
import type { Run } from "../api/types";

/** Give every row a place for every day kept; of the days that were not counted it holds nothing, not even null. */
export function onAllDays(run: Run, days: number): Run {
  if (run.rows.length === 0) return run;
  const laid = <T,>(row: T[]): T[] => {
    const all = new Array<T>(days);
    run.rows.forEach((day, at) => (all[day] = row[at]));
    return all;
  };
  return {
    ...run,
    places: run.places.map(laid),
    displaced: run.displaced.map(laid),
    flows: run.flows.map((flow) => ({ ...flow, people: laid(flow.people) })),
    series: run.series.map(({ where, q05, q25, median, q75, q95 }) => ({ where, q05: laid(q05), q25: laid(q25), median: laid(median), q75: laid(q75), q95: laid(q95) })),
  };
}

/** Whether a picture has numbers of a day kept. */
export const hasDay = (run: Run, index: number): boolean => run.rows.length === 0 || index < 0 || run.rows.includes(index);
