/** The state of the screen as the part of the address after #, so that a link restores the screen. */
import type { AppliedLever, Side } from "../api/types";

export type Zoom = { k: number; lon: number; lat: number };

const WORDS = ["edit", "view", "day", "home", "group", "place", "measure", "charts", "since", "stock", "holders", "drawer", "dialog", "trace", "lang"] as const;
type Word = (typeof WORDS)[number];
/** What the address keeps. Absent: as it is when the explorer opens. */
export type Kept = { A?: Side; B?: Side | null; zoom?: Zoom | null } & Partial<Record<Word, string>>;
/** What an address says that could not be understood: each part as it stands there. */
export type Read = Kept & { unread: string[] };

const NOBODY = "none";

/** A lever applied as the command line writes it: name=value@date. */
export const writeApplied = (applied: AppliedLever): string =>
  applied.name + (applied.value === undefined ? "" : `=${applied.value}`) + (applied.date === undefined ? "" : `@${applied.date}`);

function readApplied(text: string): AppliedLever | null {
  const parts = /^([a-z][a-z0-9_]*)(?:=(-?[\d.]+(?:e-?\d+)?))?(?:@(\d{4}-\d{2}-\d{2}))?$/.exec(text);
  if (!parts) return null;
  const [, name, value, date] = parts;
  return { name, ...(value === undefined ? {} : { value: Number(value) }), ...(date === undefined ? {} : { date }) };
}

const writeSide = (side: Side | null): string => (side ? [side.exhibit, ...side.levers.map(writeApplied)].join("~") : NOBODY);

function readSide(text: string, unread: string[]): Side | null {
  if (text === NOBODY) return null;
  const [exhibit, ...levers] = text.split("~");
  const read = levers.map((lever) => ({ lever, applied: readApplied(lever) }));
  unread.push(...read.filter((one) => !one.applied).map((one) => one.lever));
  return { exhibit, levers: read.flatMap((one) => one.applied ?? []) };
}

export function writeAddress(kept: Kept): string {
  const words = new URLSearchParams();
  if (kept.A) words.set("a", writeSide(kept.A));
  if (kept.B !== undefined) words.set("b", writeSide(kept.B));
  for (const word of WORDS) if (kept[word]) words.set(word, kept[word]);
  if (kept.zoom) words.set("zoom", [kept.zoom.k.toFixed(2), kept.zoom.lon.toFixed(3), kept.zoom.lat.toFixed(3)].join(","));
  return `#${words.toString().replaceAll("%7E", "~").replaceAll("%40", "@").replaceAll("%3D", "=").replaceAll("%2C", ",").replaceAll("%3A", ":")}`;
}

const isOnEarth = ([k, lon, lat]: number[]): boolean => k >= 0.01 && k <= 100 && Math.abs(lon) <= 540 && Math.abs(lat) <= 85;

export function readAddress(hash: string): Read {
  const words = new URLSearchParams(hash.replace(/^#/, ""));
  const kept: Read = { unread: [] };
  const [a, b, zoom] = [words.get("a"), words.get("b"), words.get("zoom")];
  if (a) kept.A = readSide(a, kept.unread) ?? undefined;
  if (b) kept.B = readSide(b, kept.unread);
  for (const word of WORDS) kept[word] = words.get(word) ?? undefined;
  const numbers = zoom?.split(",").map(Number);
  if (numbers?.length === 3 && numbers.every(Number.isFinite) && isOnEarth(numbers)) kept.zoom = { k: numbers[0], lon: numbers[1], lat: numbers[2] };
  else if (zoom) kept.unread.push(`zoom=${zoom}`);
  const known: string[] = ["a", "b", "zoom", ...WORDS];
  kept.unread.push(...[...words].filter(([word]) => !known.includes(word)).map(([word, said]) => (said ? `${word}=${said}` : word)));
  return kept;
}
