/** A sheet of SVG: lines of text, paragraphs, and drawings of the screen that stand alone. */
import { textWidth } from "../map/labels";
import { language } from "../../i18n/language.svelte";
import { fontFaces } from "./fonts";
import { standAlone } from "./inline";

export const PAD = 28;
export const INK = "#1b2733";
export const SOFT = "#4d5b67";
export const COLOURS = { A: "#2f5fa5", B: "#ae4a17" } as const;
const ARABIC = /[\u0600-\u06ff]/;

export type Style = { weight?: number; fill?: string; anchor?: "start" | "end" };

export class Sheet {
  readonly parts: string[] = [];
  readonly isRight = language.direction === "rtl";

  constructor(
    readonly width: number,
    /** Set at last where a sheet is as high as what is on it. */
    public height: number,
  ) {}

  /** A line of text from `x`, counted from the reading edge; returns its width. */
  text(text: string, x: number, y: number, size: number, { weight = 400, fill = INK, anchor = "start" }: Style = {}): number {
    const at = this.isRight ? this.width - x : x;
    // What is written from left to right stands at the right edge all the same.
    const isTurned = this.isRight && ARABIC.test(text);
    const end = anchor === "end" ? !this.isRight || isTurned : this.isRight && !isTurned;
    this.parts.push(`<text x="${at}" y="${y}" font-size="${size}" font-weight="${weight}" fill="${fill}"${isTurned ? ' direction="rtl"' : ""}${end ? ' text-anchor="end"' : ""}>${escape(text)}</text>`);
    return textWidth(text, size, weight);
  }

  /** A paragraph no wider than `width`; returns where the next line would stand. */
  paragraph(text: string, x: number, y: number, width: number, size: number, style: Style = {}): number {
    let line = "";
    for (const word of text.split(/\s+/)) {
      const longer = line ? `${line} ${word}` : word;
      if (line && textWidth(longer, size, style.weight ?? 400) > width) {
        this.text(line, x, y, size, style);
        y += size * 1.32;
        line = word;
      } else line = longer;
    }
    this.text(line, x, y, size, style);
    return y + size * 1.32;
  }

  bar(x: number, y: number, width: number, height: number, fill: string): void {
    this.parts.push(`<rect x="${this.isRight ? this.width - x - width : x}" y="${y}" width="${Math.max(0, width)}" height="${height}" rx="2" fill="${fill}"/>`);
  }

  /** A drawing of the screen, no larger than there is room; returns its height. */
  drawing(svg: SVGSVGElement, x: number, y: number, width: number, height: number, hasBorder: boolean): number {
    // Of a map under cards only what they leave is drawn.
    const seen = svg.closest<HTMLElement>("[data-seen]")?.dataset.seen?.split(" ").map(Number);
    const [from, top, wide, high] = seen ?? [0, 0, svg.clientWidth, svg.clientHeight];
    const part = Math.min(width / wide, height / high);
    const left = this.isRight ? this.width - x - wide * part : x;
    const copy = standAlone(svg);
    const size = { x: left, y, width: wide * part, height: high * part, viewBox: `${from} ${top} ${wide} ${high}` };
    for (const [name, value] of Object.entries(size)) copy.setAttribute(name, String(value));
    this.parts.push(new XMLSerializer().serializeToString(copy));
    if (hasBorder) this.parts.push(`<rect x="${left}" y="${y}" width="${wide * part}" height="${high * part}" fill="none" stroke="#c4ccd2"/>`);
    return high * part;
  }

  async write(): Promise<string> {
    const { width, height } = this;
    const fonts = await fontFaces(language.code);
    return (
      `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}" viewBox="0 0 ${width} ${height}" font-family="'Inter Variable', 'Noto Sans Arabic Variable', Inter, 'Noto Sans Arabic', system-ui, sans-serif">` +
      `<style>${fonts}</style><rect width="100%" height="100%" fill="#fff"/>${this.parts.join("")}</svg>`
    );
  }
}

const escape = (text: string): string => text.replace(/[&<>"]/g, (one) => ({ "&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;" })[one]!);
