/** What a chart is called: in English as the server words it, in another language by its measure and what it counts. */
import type { Chart, Exhibit } from "../api/types";
import { isolated, known, language } from "../../i18n/language.svelte";

export function titleOf(exhibit: Exhibit, chart: Chart): string {
  const measure = known(`measure.${chart.where.measure}`, "");
  if (language.code === "en" || !measure) return chart.title;
  const { group, place } = chart.where;
  const of = [
    place === undefined ? "" : (exhibit.places[place]?.short ?? ""),
    group === undefined ? "" : (exhibit.groups[group]?.label ?? ""),
  ].filter(Boolean);
  return [measure, ...of.map(isolated)].join(" · ");
}

export function subtitleOf(exhibit: Exhibit, chart: Chart): string {
  if (language.code === "en") return chart.subtitle;
  const { home, place } = chart.where;
  if (home !== undefined) return isolated(exhibit.places[exhibit.homes[home]]?.short ?? chart.subtitle);
  return place === undefined ? known("all.homes", chart.subtitle) : "";
}

/** Where one line has to say it all. */
export function fullTitleOf(exhibit: Exhibit, chart: Chart): string {
  const subtitle = subtitleOf(exhibit, chart);
  return subtitle ? `${titleOf(exhibit, chart)} · ${subtitle}` : titleOf(exhibit, chart);
}
