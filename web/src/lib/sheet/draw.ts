/** The picture as it is seen, on one sheet: maps, charts, what was applied, what the marks mean, and what it is not. */
import { fullTitleOf } from "../charts/words";
import { listApplied } from "../levers/words";
import { textWidth } from "../map/labels";
import { KINDS, SHAPES } from "../map/marks";
import type { Screen } from "../state/screen.svelte";
import type { Name } from "../state/sides";
import { language, longDateText, people, t } from "../../i18n/language.svelte";
import { fontFaces } from "./fonts";
import { standAlone } from "./inline";

const PAD = 28;
const GAP = 16;
const LINE = 19;
/** Title and numbers over a chart. */
const CAPTION = 36;
const INK = "#1b2733";
const SOFT = "#4d5b67";
const COLOURS = { A: "#2f5fa5", B: "#ae4a17" } as const;
const KIND_FILLS = { home: "#d79a12", host: "#3f5a6e", camp: "#8a4d83", abroad: "#2f7d6b" } as const;

const ARABIC = /[\u0600-\u06ff]/;

type Drawn = { figure: HTMLElement; plot: SVGSVGElement };

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
    // What is written from left to right stands at the right edge all the same.
    const direction = !this.isRight ? "" : ARABIC.test(text) ? ' direction="rtl"' : ' text-anchor="end"';
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

  /** Which side a map shows. */
  letter(name: Name, x: number, y: number): void {
    this.parts.push(
      `<rect x="${x}" y="${y}" width="26" height="22" rx="4" fill="${COLOURS[name]}"/>` +
        `<text x="${x + 13}" y="${y + 16}" font-size="14" font-weight="700" fill="#fff" text-anchor="middle">${name}</text>`,
    );
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
  const maps = [...document.querySelectorAll<HTMLElement>('[data-sheet="map"]')];
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
  for (const [one, map] of maps.entries()) {
    for (const layer of map.querySelectorAll<SVGSVGElement>(":scope > svg")) sheet.drawing(layer, x, top, true);
    sheet.letter(screen.mapped[maps.length === screen.mapped.length ? one : 0], x + 10, top + 10);
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
    const applied = listApplied(screen, name);
    sheet.y += LINE;
    sheet.text(name, 13, { weight: 700, fill: COLOURS[name] });
    const other = screen.areTwins || screen.shown.length === 1 ? "" : `${screen.exhibits[name].title}: `;
    const members = run ? ` (${t("sheet.members", { members: run.members, seed: run.seed })})` : "";
    sheet.text(other + (applied.length > 0 ? applied.join("; ") : t("side.asIs")) + members, 13, { x: PAD + 22 });
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
  sheet.y += LINE;
  sheet.paragraph(`${t("sheet.area")} ${window ? t("legend.window", { days: window }) : ""}`, 12, SOFT);
  sheet.y += LINE * 0.5;
}

/** The large chart at the reading edge, the small ones where there is most room below or beside it. */
function drawCharts(sheet: Sheet, screen: Screen, charts: Drawn[]): void {
  if (charts.length === 0) return;
  const wide = Math.max(...charts.map((chart) => chart.plot.clientWidth)) + GAP;
  const columns = new Array<number>(Math.max(1, Math.floor((sheet.width - 2 * PAD + GAP) / wide))).fill(sheet.y);
  for (const chart of charts) {
    const column = columns.indexOf(Math.min(...columns));
    columns[column] += drawChart(sheet, screen, chart, PAD + column * wide, columns[column]) + GAP / 2;
  }
  sheet.y = Math.max(...columns) + LINE;
  sheet.paragraph(t("sheet.bands"), 12, SOFT);
}

/** One chart with its title and numbers; returns its height. */
function drawChart(sheet: Sheet, screen: Screen, { figure, plot }: Drawn, x: number, y: number): number {
  const id = figure.dataset.testid?.replace(/^chart-/, "") ?? "";
  const chart = screen.focus.charts.find((one) => one.id === id);
  if (chart) {
    sheet.text(fullTitleOf(screen.focus, chart), 13, { weight: 650, x, y: y + 14 });
    let across = x;
    for (const name of screen.shown) {
      const band = screen.live[name].band(chart.where);
      const at = screen.index[name];
      if (!band) continue;
      const text = `${name} ${people(band.median[at])} (${people(band.q05[at])}–${people(band.q95[at])})`;
      across += sheet.text(text, 12, { weight: 600, fill: COLOURS[name], x: across, y: y + 31 }) + 14;
    }
  }
  sheet.drawing(plot, sheet.isRight ? sheet.width - x - plot.clientWidth : x, y + CAPTION, false);
  return plot.clientHeight + CAPTION;
}

function foot(sheet: Sheet, screen: Screen, source: string, notice: string): void {
  sheet.y += 4;
  const control = screen.meta.control ? t("control.on", { threshold: screen.meta.control.threshold, base: screen.meta.control.base }) : t("control.off");
  sheet.paragraph(control, 11, SOFT);
  sheet.paragraph(screen.meta.limits.return, 11, INK);
  sheet.paragraph([`Homeward ${screen.meta.version}`, source, notice].filter(Boolean).join(". "), 11, SOFT);
}

const escape = (text: string): string => text.replace(/[&<>"]/g, (one) => ({ "&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;" })[one]!);
