/** The picture as it is seen, on one sheet: maps, charts, what was pulled, what the marks mean, and what it is not. */
import { fullTitleOf } from "../charts/words";
import { listPulls } from "../levers/words";
import { textWidth } from "../map/labels";
import { KINDS, SHAPES } from "../map/marks";
import type { Screen } from "../state/screen.svelte";
import { language, longDateText, people, t } from "../../i18n/language.svelte";
import { fontFaces } from "./fonts";
import { standAlone } from "./inline";

const PAD = 28;
const GAP = 16;
const LINE = 19;
const INK = "#1b2733";
const SOFT = "#4d5b67";
const COLOURS = { A: "#2f5fa5", B: "#ae4a17" } as const;
const KIND_FILLS = { home: "#d79a12", host: "#3f5a6e", camp: "#8a4d83", abroad: "#2f7d6b" } as const;

class Sheet {
  parts: string[] = [];
  y = PAD;

  constructor(
    readonly width: number,
    readonly isRight: boolean,
  ) {}

  /** A line of text at the reading edge, or from `x`; returns its width. */
  text(text: string, size: number, { weight = 400, fill = INK, x = PAD, y = this.y }: { weight?: number; fill?: string; x?: number; y?: number } = {}): number {
    const at = this.isRight ? this.width - x : x;
    const direction = this.isRight ? ' direction="rtl"' : "";
    this.parts.push(`<text x="${at}" y="${y}" font-size="${size}" font-weight="${weight}" fill="${fill}"${direction}>${escape(text)}</text>`);
    return textWidth(text, size, weight);
  }

  /** A paragraph, broken where the sheet ends. */
  paragraph(text: string, size: number, fill: string): void {
    let line = "";
    for (const word of text.split(/\s+/)) {
      const longer = line ? `${line} ${word}` : word;
      if (line && textWidth(longer, size, 400) > this.width - 2 * PAD) {
        this.text(line, size, { fill });
        this.y += size * 1.4;
        line = word;
      } else line = longer;
    }
    this.text(line, size, { fill });
    this.y += size * 1.4;
  }

  drawing(svg: SVGSVGElement, x: number, y: number, border: boolean): void {
    const [width, height] = [svg.clientWidth, svg.clientHeight];
    const copy = standAlone(svg);
    for (const [name, value] of Object.entries({ x, y, width, height, viewBox: `0 0 ${width} ${height}` })) copy.setAttribute(name, String(value));
    this.parts.push(new XMLSerializer().serializeToString(copy));
    if (border) this.parts.push(`<rect x="${x}" y="${y}" width="${width}" height="${height}" fill="none" stroke="#c4ccd2"/>`);
  }
}

export async function drawSheet(screen: Screen, source: string, notice: string): Promise<string> {
  const maps = [...document.querySelectorAll<SVGSVGElement>('[data-sheet="map"] > svg')];
  const charts = [...document.querySelectorAll<HTMLElement>('[data-sheet="chart"]')].flatMap((figure) => {
    const plot = figure.querySelector<SVGSVGElement>(".plot > svg");
    return plot ? [{ figure, plot }] : [];
  });
  const mapsWidth = maps.reduce((sum, map) => sum + map.clientWidth + GAP, -GAP);
  const width = Math.max(mapsWidth, 900) + 2 * PAD;
  const sheet = new Sheet(width, language.direction === "rtl");
  head(sheet, screen);
  const top = sheet.y;
  let x = PAD + (width - 2 * PAD - mapsWidth) / 2;
  for (const map of maps) {
    sheet.drawing(map, x, top, true);
    x += map.clientWidth + GAP;
  }
  sheet.y = top + Math.max(0, ...maps.map((map) => map.clientHeight)) + LINE;
  legend(sheet, screen);
  drawCharts(sheet, screen, charts);
  foot(sheet, screen, source, notice);
  const height = Math.ceil(sheet.y + PAD / 2);
  const fonts = await fontFaces(language.code);
  return (
    `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}" viewBox="0 0 ${width} ${height}" font-family="'Inter Variable', 'Noto Sans Arabic Variable', Inter, 'Noto Sans Arabic', system-ui, sans-serif">` +
    `<style>${fonts}</style><rect width="100%" height="100%" fill="#fff"/>${sheet.parts.join("")}</svg>`
  );
}

function head(sheet: Sheet, screen: Screen): void {
  sheet.y += 12;
  sheet.text(screen.focus.title, 24, { weight: 680 });
  sheet.y += 26;
  sheet.text(longDateText(screen.frameDay), 15, { weight: 600, fill: SOFT });
  for (const name of screen.shown) {
    const run = screen.live[name].run;
    const pulled = listPulls(screen, name);
    sheet.y += LINE;
    sheet.text(name, 13, { weight: 700, fill: COLOURS[name] });
    const other = screen.areTwins || screen.shown.length === 1 ? "" : `${screen.exhibits[name].title}: `;
    const members = run ? ` (${t("sheet.members", { members: run.members, seed: run.seed })})` : "";
    sheet.text(other + (pulled.length > 0 ? pulled.join("; ") : t("side.asIs")) + members, 13, { x: PAD + 22 });
  }
  sheet.y += LINE;
}

function legend(sheet: Sheet, screen: Screen): void {
  const window = screen.live.A.run?.window_days ?? 0;
  let x = PAD;
  const left = (at: number): number => (sheet.isRight ? sheet.width - at : at);
  for (const kind of KINDS.filter((one) => screen.focus.places.some((place) => place.kind === one))) {
    sheet.parts.push(`<path d="${SHAPES[kind]}" transform="translate(${left(x + 6)},${sheet.y - 4}) scale(5.5)" fill="${KIND_FILLS[kind]}"/>`);
    x += 20 + sheet.text(t(`kind.${kind}`), 12, { x: x + 17, fill: SOFT }) + 14;
  }
  for (const way of ["out", "back"] as const) {
    const stroke = way === "out" ? "#5d4a66" : COLOURS[screen.mapped[0]];
    sheet.parts.push(`<path d="M${left(x)},${sheet.y - 4}H${left(x + 26)}" stroke="${stroke}" stroke-width="2" stroke-dasharray="${way === "out" ? "1 5" : "6 5"}" stroke-linecap="round"/>`);
    x += 32 + sheet.text(t(`flow.${way}`), 12, { x: x + 32, fill: SOFT }) + 14;
  }
  sheet.text(`${t("sheet.area")} ${window ? t("legend.window", { days: window }) : ""}`, 12, { x, fill: SOFT });
  sheet.y += LINE * 1.2;
}

function drawCharts(sheet: Sheet, screen: Screen, charts: { figure: HTMLElement; plot: SVGSVGElement }[]): void {
  let x = PAD;
  let tallest = 0;
  for (const { figure, plot } of charts) {
    const id = figure.dataset.testid?.replace(/^chart-/, "") ?? "";
    const chart = screen.focus.charts.find((one) => one.id === id);
    if (x + plot.clientWidth > sheet.width - PAD + 1 && x > PAD) {
      sheet.y += tallest + GAP;
      x = PAD;
      tallest = 0;
    }
    const at = sheet.isRight ? sheet.width - x - plot.clientWidth : x;
    if (chart) {
      sheet.text(fullTitleOf(screen.focus, chart), 13, { weight: 650, x, y: sheet.y + 14 });
      let across = x;
      for (const name of screen.shown) {
        const band = screen.live[name].band(chart.where);
        const i = screen.index[name];
        if (!band) continue;
        const text = `${name} ${people(band.median[i])} (${people(band.q05[i])}–${people(band.q95[i])})`;
        across += sheet.text(text, 12, { weight: 600, fill: COLOURS[name], x: across, y: sheet.y + 31 }) + 14;
      }
    }
    sheet.drawing(plot, at, sheet.y + 36, false);
    tallest = Math.max(tallest, plot.clientHeight + 36);
    x += plot.clientWidth + GAP;
  }
  sheet.y += tallest + LINE;
  if (charts.length > 0) sheet.paragraph(t("sheet.bands"), 12, SOFT);
}

function foot(sheet: Sheet, screen: Screen, source: string, notice: string): void {
  sheet.y += 4;
  const control = screen.meta.control ? t("control.on", { threshold: screen.meta.control.threshold, base: screen.meta.control.base }) : t("control.off");
  sheet.paragraph(control, 11, SOFT);
  sheet.paragraph(screen.meta.limits.return, 11, INK);
  sheet.paragraph([`Homeward ${screen.meta.version}`, source, notice].filter(Boolean).join(". "), 11, SOFT);
}

const escape = (text: string): string => text.replace(/[&<>"]/g, (one) => ({ "&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;" })[one]!);
