/** Pictures to keep: the answer as a 16:9 slide, one map, or one chart, each with what it is of and what it is not. */
import { answer, describeSide, figure, listApplied, titleOf } from "../answer/words";
import { KINDS, SHAPES } from "../map/marks";
import type { Screen } from "../state/screen.svelte";
import { dateText, t } from "../../i18n/language.svelte";
import { COLOURS, INK, PAD, Sheet, SOFT } from "./sheet";

const KIND_FILLS = { home: "#d79a12", host: "#3f5a6e", camp: "#8a4d83", abroad: "#2f7d6b" } as const;
const WAY_FILLS = { out: "#7a5c86", back: "#0f7a4c", more: COLOURS.B, fewer: COLOURS.A } as const;
const HARM = "#9c1f2e";
/** Milliseconds until a chart has taken another shape. */
const SETTLE = 120;
const SLIDE = { width: 1600, height: 900 };
/** Height of a chart that is kept by itself. */
const CHART = 380;

export type Where = { screen: Screen; source: string; notice: string };

/** Draw the chart of the time line in another shape: high as a part of wide. On the screen it is a strip. */
async function shaped(part: number, draw: (plot: SVGSVGElement) => void): Promise<void> {
  const [frame, plot] = [document.querySelector<HTMLElement>('[data-testid="chart-main"]'), chart()];
  if (!frame || !plot) return;
  frame.style.height = `${Math.round(plot.clientWidth * part)}px`;
  await new Promise((go) => setTimeout(go, SETTLE));
  draw(plot);
  frame.style.height = "";
}

/** Which colour is which side, in a line, where there are two. */
function sides(sheet: Sheet, screen: Screen, y: number): number {
  if (screen.shown.length < 2) return y;
  let x = PAD;
  for (const name of screen.shown) {
    sheet.bar(x, y - 5, 22, 4, COLOURS[name]);
    x += 44 + sheet.text(`${name}: ${describeSide(screen, name)}`, x + 28, y, 12, { fill: SOFT });
  }
  return y + 12;
}

const maps = (): HTMLElement[] => [...document.querySelectorAll<HTMLElement>('[data-sheet="map"]')];
const chart = (): SVGSVGElement | null => document.querySelector<SVGSVGElement>('[data-testid="chart-main"] .plot > svg');
const chartTitle = (screen: Screen): string => `${chart()?.closest<HTMLElement>("[data-title]")?.dataset.title ?? ""} · ${dateText(screen.frameDay)}`;
const seen = (one: Node | null | undefined): string => one?.textContent?.replace(/\s+/g, " ").trim() ?? "";

/** The headline, each number in the colour of its side. */
function headline(sheet: Sheet, screen: Screen, y: number, size: number): number {
  const text = answer(screen)
    .map((part) => part.text)
    .join("");
  return sheet.paragraph(text, PAD, y, sheet.width - 2 * PAD, size, { weight: 680 });
}

function drawMaps(sheet: Sheet, screen: Screen, x: number, y: number, width: number, height: number): number {
  const all = maps();
  const each = (width - 10 * (all.length - 1)) / all.length;
  let most = 0;
  for (const [one, map] of all.entries())
    for (const layer of map.querySelectorAll<SVGSVGElement>(":scope > svg")) most = Math.max(most, sheet.drawing(layer, x + one * (each + 10), y, each, height, true));
  legend(sheet, screen, x, y + most + 18, width);
  return most + 26;
}

function legend(sheet: Sheet, screen: Screen, x: number, y: number, width: number): void {
  const from = x;
  for (const kind of screen.showsLess ? [] : KINDS.filter((one) => screen.focus.places.some((place) => place.kind === one))) {
    sheet.parts.push(`<path d="${SHAPES[kind]}" transform="translate(${sheet.isRight ? sheet.width - x - 6 : x + 6},${y - 4}) scale(5.5)" fill="${KIND_FILLS[kind]}"/>`);
    x += 34 + sheet.text(t(`kind.${kind}`), x + 17, y, 12, { fill: SOFT });
  }
  for (const way of screen.showsLess ? (["more", "fewer"] as const) : (["out", "back"] as const)) {
    sheet.bar(x, y - 8, 24, 5, WAY_FILLS[way]);
    x += 44 + sheet.text(t(`flow.${way}`), x + 30, y, 12, { fill: SOFT });
    if (x > from + width - 120) return;
  }
}

/** The obstacles as they stand on the screen, with what the bars count, from when, and their ranges. */
function drawAway(sheet: Sheet, x: number, y: number, width: number): number {
  const card = document.querySelector('[data-testid="obstacles"]');
  sheet.text(`${seen(card?.querySelector("h3"))} · ${seen(card?.querySelector('[data-testid="away-on"]'))}`, x, y, 17, { weight: 680 });
  const what = card?.querySelector(".what");
  if (what) sheet.text(`${seen(what.firstChild)} ${what.querySelector("input")?.value ?? ""}`, x, (y += 20), 13, { fill: SOFT });
  for (const row of card?.querySelectorAll("[data-obstacle]") ?? []) {
    y += 27;
    const name = row.querySelector(".name")?.firstChild?.textContent ?? "";
    sheet.text(name, x, y, 14);
    const who = seen(row.querySelector(".name small"));
    if (who) sheet.text(who, x, y + 14, 11, { fill: SOFT });
    const bars = [...row.querySelectorAll<HTMLElement>(".bar")];
    for (const [one, bar] of bars.entries()) {
      const part = (value: string | undefined): number => (width * 0.22 * parseFloat(value || "0")) / 100;
      const [left, top, high] = [x + width * 0.38, y - 11 + one * 7, bars.length > 1 ? 6 : 11];
      sheet.bar(left, top, part(bar.querySelector("i")?.style.width), high, bar.classList.contains("B") ? COLOURS.B : COLOURS.A);
      const range = bar.querySelector("u")?.style;
      sheet.bar(left + part(range?.left), top + high / 2 - 0.75, part(range?.width), 1.5, INK);
    }
    const values = [...row.querySelectorAll<HTMLElement>(".value b")];
    sheet.text(values.map(seen).join(" · "), x + width * (values.length > 1 ? 0.9 : 0.71), y, 14, { weight: 650, anchor: "end" });
    if (values.length === 1) sheet.text(values[0].dataset.range ?? "", x + width * 0.92, y, 12, { fill: SOFT, anchor: "end" });
    sheet.text(seen(row.querySelector(".binds")), x + width, y, 12, { fill: SOFT, anchor: "end" });
    if (who) y += 12;
  }
  const said = ["away-groups", "all-lifted", "away-exceeds", "away-key"].map((name) => seen(card?.querySelector(`[data-testid="${name}"]`)));
  return said.filter(Boolean).reduce((down, text) => sheet.paragraph(text, x, down, width, 12, { fill: SOFT }), y + 24);
}

/** What else is counted of the people on the day, harm among it: return never stands without it. */
function drawOthers(sheet: Sheet, screen: Screen, x: number, y: number, width: number): void {
  sheet.text(t("sheet.also", { date: dateText(screen.frameDay) }), x, y, 17, { weight: 680 });
  for (const measure of screen.measures.filter((one) => one !== screen.main)) {
    const found = figure(screen, "A", measure);
    if (!found) continue;
    y += 24;
    sheet.text(t(`measure.${measure}` as never), x, y, 14, { fill: measure === "harmed" ? HARM : INK });
    sheet.text(`${found.value} (${found.range})`, x + width, y, 14, { weight: 650, anchor: "end" });
  }
}

/** What changes, as it stands on the screen; without a change, what else is counted. */
function drawChanges(sheet: Sheet, screen: Screen, x: number, y: number, width: number): void {
  const card = document.querySelector('[data-testid="changed"]');
  const rows = [...(card?.querySelectorAll("tr") ?? [])];
  if (rows.length === 0) return drawOthers(sheet, screen, x, y, width);
  y = sheet.paragraph(seen(card?.querySelector("h3")), x, y, width, 17, { weight: 680 }) + 4;
  const columns = [0, 0.5, 0.68, 0.88, 1];
  for (const row of rows) {
    const isHead = row.parentElement?.tagName === "THEAD";
    const fill = row.classList.contains("isHarm") ? HARM : isHead ? SOFT : INK;
    [...row.children].forEach((cell, at) => sheet.text(seen(cell), x + width * columns[at], y, 13, { fill, weight: at === 2 && !isHead ? 700 : 400, anchor: at === 0 ? "start" : "end" }));
    y += 22;
  }
  sheet.paragraph(seen(card?.querySelector(".what")), x, y, width, 12, { fill: SOFT });
}

/** What it is of and what it is not, from `y`; returns where it ends. */
function foot(sheet: Sheet, { screen, source, notice }: Where, y: number): number {
  const { control } = screen.meta;
  const runs = screen.live.A.run;
  const said = [
    runs ? `${t("sheet.members", { members: runs.members, seed: runs.seed })}${t("comma")} ${t("answer.members", { members: runs.members })}` : "",
    ...screen.shown.flatMap((name) => listApplied(screen, name).map((one) => `${name}: ${one}`)),
    control ? t("control.on", { threshold: control.threshold, base: control.base }) : t("control.off"),
  ];
  const then = sheet.paragraph(said.filter(Boolean).join(" · "), PAD, y, sheet.width - 2 * PAD, 11, { fill: SOFT });
  const next = sheet.paragraph(t("limits.return") || screen.meta.limits.return, PAD, then, sheet.width - 2 * PAD, 11, { fill: INK });
  return sheet.paragraph([`Homeward ${screen.meta.version}`, source, notice].filter(Boolean).join(". "), PAD, next, sheet.width - 2 * PAD, 11, { fill: SOFT });
}

/** The answer on one slide: the sentence, the map, what keeps them away, what changes, and how it went over time. */
export async function drawSlide(where: Where): Promise<string> {
  const { screen } = where;
  const sheet = new Sheet(SLIDE.width, SLIDE.height);
  sheet.text(titleOf(screen.exhibits.A), PAD, 34, 14, { fill: SOFT, weight: 600 });
  const top = headline(sheet, screen, 66, 26) - 8;
  const left = SLIDE.width * 0.56;
  const high = foot(new Sheet(SLIDE.width, SLIDE.height), where, 0);
  const bottom = SLIDE.height - high - 4;
  const map = drawMaps(sheet, screen, PAD, top, left - PAD, (bottom - top) * 0.72);
  const room = bottom - top - map - 54;
  sheet.text(chartTitle(screen), PAD, top + map + 18, 13, { fill: SOFT });
  sheet.text(seen(document.querySelector('[data-testid="imposed"]')), left, top + map + 18, 12, { fill: SOFT, anchor: "end" });
  await shaped(room / (left - PAD), (plot) => sheet.drawing(plot, PAD, sides(sheet, screen, top + map + 38), left - PAD, room, false));
  const x = left + 28;
  const width = SLIDE.width - PAD - x;
  drawChanges(sheet, screen, x, drawAway(sheet, x, top + 14, width) + 24, width);
  foot(sheet, where, bottom + 12);
  return sheet.write();
}

/** One map, as large as on the screen. */
export function drawMap(where: Where): Promise<string> {
  const all = maps();
  // What cards cover is left out.
  const seenOf = (map: HTMLElement): number[] => map.dataset.seen!.split(" ").map(Number);
  const width = Math.max(760, all.reduce((sum, map) => sum + seenOf(map)[2] + 10, -10)) + 2 * PAD;
  const height = Math.max(...all.map((map) => (seenOf(map)[3] * (width - 2 * PAD)) / seenOf(map)[2]));
  const sheet = new Sheet(width, height);
  const top = headline(sheet, where.screen, 40, 20);
  sheet.height = foot(sheet, where, top + drawMaps(sheet, where.screen, PAD, top, width - 2 * PAD, height) + 16);
  return sheet.write();
}

/** The chart of the answer. */
export async function drawChart(where: Where): Promise<string> {
  const plot = chart();
  const width = Math.max(900, (plot?.clientWidth ?? 0) + 2 * PAD);
  const sheet = new Sheet(width, CHART);
  const top = headline(sheet, where.screen, 40, 20);
  sheet.text(chartTitle(where.screen), PAD, top + 4, 13, { fill: SOFT });
  let y = sides(sheet, where.screen, top + 24);
  await shaped(CHART / (width - 2 * PAD), (drawn) => (y += sheet.drawing(drawn, PAD, y, width - 2 * PAD, CHART, false)));
  y = sheet.paragraph(t("sheet.bands"), PAD, y + 22, width - 2 * PAD, 11, { fill: SOFT });
  sheet.height = foot(sheet, where, y + 4);
  return sheet.write();
}
