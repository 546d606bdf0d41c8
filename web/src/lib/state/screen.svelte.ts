/** The state of the screen: everything that the address keeps, and what follows from it at once. */
import type { Chart, Exhibit, Lever, Meta, AppliedLever, Side, Where } from "../api/types";
import { isCode, language } from "../../i18n/language.svelte";
import { readAddress, writeAddress, type Kept, type Zoom } from "./address";
import { prefetch, LiveRun } from "./live.svelte";
import { NAMES, withApplied, type Name, type Sides } from "./sides";
import { dayOf, indexAt, isoOf, nearest } from "./time";

export type View = "A" | "both" | "B";
export type Small = "measures" | "groups" | "places";
export type Bands = "A" | "both" | "B" | "none";
export type Tab = "obstacles" | "changed" | "beliefs";
export type Stock = "people" | "displaced";
/** What the evidence card is about: "place:rukban", "lever:mines_cleared", "claims:k1 k2|Title". */
export type Trace = string;

const VIEWS: readonly View[] = ["A", "both", "B"];
const SMALL: readonly Small[] = ["measures", "groups", "places"];
const BANDS: readonly Bands[] = ["A", "both", "B", "none"];
const TABS: readonly Tab[] = ["obstacles", "changed", "beliefs"];
/** Small charts beside the large one. */
const MOST_SMALL = 6;

const one = <T extends string>(values: readonly T[], text: string | undefined, otherwise: T): T =>
  values.find((value) => value === text) ?? otherwise;

export class Screen {
  sides = $state.raw<Sides>()!;
  edit = $state<Name>("B");
  view = $state<View>("A");
  /** Days since 1970-01-01; between frames while it plays. */
  day = $state(0);
  isPlaying = $state(false);
  /** Days of the scenario a second. */
  speed = $state(120);
  place = $state("");
  chart = $state("");
  small = $state<Small>("measures");
  bands = $state<Bands>("B");
  tab = $state<Tab>("obstacles");
  stock = $state<Stock>("people");
  showsHolders = $state(false);
  /** Whether the cards below the maps take the room of the maps. */
  isTall = $state(false);
  trace = $state<Trace>("");
  zoom = $state.raw<Zoom | null>(null);
  usesTiles = $state(false);
  /** A sentence to show at the levers that is not a refusal of the server. */
  dialog = $state<"" | "assumes" | "evidence">("");
  readonly live: Record<Name, LiveRun> = { A: new LiveRun("A"), B: new LiveRun("B") };

  shown = $derived<Name[]>(this.sides.B === null ? ["A"] : [...NAMES]);
  mapped = $derived<Name[]>(this.sides.B === null ? ["A"] : this.view === "both" ? [...NAMES] : [this.view]);
  exhibits = $derived({ A: this.#find(this.sides.A), B: this.#find(this.sides.B ?? this.sides.A) });
  /** Whether the two sides are two futures of one exhibit, so that B less A has a meaning. */
  areTwins = $derived(this.sides.B !== null && this.sides.A.exhibit === this.sides.B.exhibit);
  starts = $derived({ A: dayOf(this.exhibits.A.start), B: dayOf(this.exhibits.B.start) });
  /** Every day that either side keeps. */
  frames = $derived([...new Set(this.shown.flatMap((name) => this.exhibits[name].days.map((day) => day + this.starts[name])))].sort((a, b) => a - b));
  /** The last kept day that is not after `day`: the one whose numbers are printed. */
  frameDay = $derived(this.frames[indexAt(this.frames, this.day)]);
  index = $derived({ A: this.indexOn("A", this.frameDay), B: this.indexOn("B", this.frameDay) });
  focus = $derived<Exhibit>(this.exhibits[this.sides.B === null ? "A" : this.edit]);
  main = $derived<Chart | undefined>(this.#mainOf(this.exhibits.A) ?? this.#mainOf(this.exhibits.B));
  smallCharts = $derived(this.#smallOf(this.main ? this.focus : this.exhibits.A));
  busy = $derived(this.shown.filter((name) => this.live[name].isBusy).length);

  constructor(readonly meta: Meta) {
    this.restore(location.hash);
    history.replaceState(null, "", this.address());
  }

  // --- what is shown -----------------------------------------------------------------------------

  side(name: Name): Side {
    return (name === "B" ? this.sides.B : this.sides.A) ?? this.sides.A;
  }

  /** The chart of a side's exhibit with the same name: two exhibits need not have the same charts. */
  chartOn(name: Name, id: string): Chart | undefined {
    return this.exhibits[name].charts.find((chart) => chart.id === id);
  }

  /** What to ask the server to draw for a side. */
  show(name: Name): Where[] {
    const ids = new Set([this.main?.id, ...this.smallCharts.map((chart) => chart.id)]);
    return this.exhibits[name].charts.filter((chart) => ids.has(chart.id)).map((chart) => chart.where);
  }

  // --- what the user does ------------------------------------------------------------------------

  compare(): void {
    if (this.sides.B === null) this.sides = { ...this.sides, B: { exhibit: this.sides.A.exhibit, levers: [...this.sides.A.levers] } };
    this.edit = "B";
    this.view = "both";
    this.#keep();
  }

  stopComparing(): void {
    this.sides = { ...this.sides, B: null };
    this.view = "A";
    this.edit = "B";
    this.live.B.forget();
    this.#keep();
  }

  /** Open an exhibit on a side, with nothing applied. */
  open(name: Name, exhibit: string): void {
    this.sides = { ...this.sides, [name]: { exhibit, levers: [] } };
    this.day = nearest(this.frames, this.day);
    this.zoom = null;
    this.#keep();
  }

  /** Apply a lever on the side that is edited. While only A is shown the first one applied opens B beside it. */
  applied(lever: Lever, applied: AppliedLever | null, isDrag = false): void {
    if (this.sides.B === null && this.edit === "B") this.compare();
    const side = withApplied(this.side(this.edit), this.exhibits[this.edit], lever, applied);
    this.sides = { ...this.sides, [this.edit]: side };
    if (isDrag) this.#replace();
    else this.#keep();
  }

  /** A lever may be applied next: whoever rests on its switch is about to. */
  prefetch(lever: Lever): void {
    const exhibit = this.exhibits[this.edit];
    if (this.busy === 0) prefetch(exhibit, withApplied(this.side(this.edit), exhibit, lever, { name: lever.name }));
  }

  clear(): void {
    this.sides = { ...this.sides, [this.edit]: { ...this.side(this.edit), levers: [] } };
    this.#keep();
  }

  select(place: string): void {
    this.place = place;
    this.trace = `place:${place}`;
    this.small = "places";
    this.#keep();
  }

  explain(trace: Trace): void {
    this.trace = trace;
    this.#keep();
  }

  set<K extends "edit" | "view" | "chart" | "small" | "bands" | "tab" | "stock" | "showsHolders" | "isTall">(key: K, value: this[K]): void {
    this[key] = value as never;
    if (key === "edit") this.bands = this.bands === "A" || this.bands === "B" ? (value as Name) : this.bands;
    this.#keep();
  }

  speak(code: string): void {
    if (isCode(code)) language.code = code;
    this.#keep();
  }

  /** Go to the kept day nearest to `day`. */
  goTo(day: number): void {
    this.day = nearest(this.frames, day);
    this.#replace();
  }

  /** So many frames forward or back. */
  step(frames: number): void {
    const index = indexAt(this.frames, this.day) + frames;
    this.goTo(this.frames[Math.max(0, Math.min(this.frames.length - 1, index))]);
  }

  toggle(): void {
    if (!this.isPlaying && this.day >= this.frames.at(-1)!) this.day = this.frames[0];
    this.isPlaying = !this.isPlaying;
    if (!this.isPlaying) this.goTo(this.frameDay);
  }

  look(zoom: Zoom | null): void {
    this.zoom = zoom;
    this.#replace();
  }

  // --- the address -------------------------------------------------------------------------------

  restore(hash: string): void {
    const kept = readAddress(hash);
    const [first, second] = this.meta.sides;
    const A = this.#known(kept.A) ?? first;
    const B = kept.B === null ? null : (this.#known(kept.B) ?? (kept.A ? null : second) ?? null);
    this.sides = { A, B };
    this.edit = one(NAMES, kept.edit, "B");
    this.view = one(VIEWS, kept.view, B === null ? "A" : "both");
    const charts = [...this.exhibits.A.charts, ...this.exhibits.B.charts];
    this.chart = charts.some((chart) => chart.id === kept.chart) ? kept.chart! : "";
    this.small = one(SMALL, kept.small, "measures");
    this.bands = one(BANDS, kept.bands, "B");
    this.tab = one(TABS, kept.tab, "obstacles");
    this.stock = one<Stock>(["people", "displaced"], kept.stock, "people");
    this.showsHolders = kept.holders === "1";
    this.isTall = kept.tall === "1";
    this.place = this.exhibits.A.places.some((place) => place.id === kept.place) ? kept.place! : "";
    this.trace = kept.trace ?? "";
    this.zoom = kept.zoom ?? null;
    language.code = kept.lang && isCode(kept.lang) ? kept.lang : this.#browserLanguage();
    const day = kept.day ? dayOf(kept.day) : NaN;
    this.day = nearest(this.frames, Number.isFinite(day) ? day : this.frames.at(-1)!);
    if (B === null) this.live.B.forget();
  }

  address(): string {
    const { sides, edit, view, chart, small, bands, tab, stock, place, trace, zoom } = this;
    const kept: Kept = { A: sides.A, B: sides.B, edit, view, day: isoOf(this.frameDay), lang: language.code, zoom };
    if (chart) kept.chart = chart;
    if (place) kept.place = place;
    if (trace) kept.trace = trace;
    if (small !== "measures") kept.small = small;
    if (bands !== "B") kept.bands = bands;
    if (tab !== "obstacles") kept.tab = tab;
    if (stock !== "people") kept.stock = stock;
    if (this.showsHolders) kept.holders = "1";
    if (this.isTall) kept.tall = "1";
    return writeAddress(kept);
  }

  /** A step that the browser's back button undoes. */
  #keep(): void {
    const address = this.address();
    if (address !== location.hash) history.pushState(null, "", address);
  }

  #pending: ReturnType<typeof setTimeout> | undefined;

  /** A step on the way, such as a drag: the address follows, the history does not. */
  #replace(): void {
    clearTimeout(this.#pending);
    this.#pending = setTimeout(() => history.replaceState(null, "", this.address()), 150);
  }

  // --- helpers -----------------------------------------------------------------------------------

  #find(side: Side): Exhibit {
    return this.meta.exhibits.find((exhibit) => exhibit.id === side.exhibit) ?? this.meta.exhibits[0];
  }

  /** A side of the address, if its exhibit is open here. */
  #known(side: Side | null | undefined): Side | undefined {
    return side && this.meta.exhibits.some((exhibit) => exhibit.id === side.exhibit) ? side : undefined;
  }

  /** The kept day of a side that a day falls on; -1 where its exhibit has not begun or has ended. */
  indexOn(name: Name, day: number): number {
    const days = this.exhibits[name].days;
    const since = day - this.starts[name];
    const step = days.length > 1 ? days[days.length - 1] - days[days.length - 2] : 1;
    return since < days[0] || since >= days[days.length - 1] + step ? -1 : indexAt(days, since);
  }

  /** The chart that was chosen; else one that both sides have; else the first that can be held against observations. */
  #mainOf(exhibit: Exhibit): Chart | undefined {
    if (this.chart) return exhibit.charts.find((chart) => chart.id === this.chart);
    const other = exhibit === this.exhibits.A ? this.exhibits.B : this.exhibits.A;
    const shared = other === exhibit ? [] : exhibit.charts.filter((chart) => other.charts.some((one) => one.id === chart.id));
    if (shared.length > 0) return shared.find((chart) => chart.role === "home") ?? shared[0];
    return exhibit.charts.find((chart) => chart.role === "home" && chart.observations.length > 0) ?? exhibit.charts[0];
  }

  /** The small charts: other measures of the same people, their groups, or places with the chosen one first. */
  #smallOf(exhibit: Exhibit): Chart[] {
    const main = this.main;
    if (!main) return [];
    const others = exhibit.charts.filter((chart) => chart.id !== main.id);
    const isOfHome = (chart: Chart): boolean => chart.where.home === main.where.home;
    if (this.small === "groups") {
      const groups = others.filter((chart) => chart.role === "group" && isOfHome(chart));
      const measure = groups.find((chart) => chart.where.measure === main.where.measure)?.where.measure ?? groups[0]?.where.measure;
      return groups.filter((chart) => chart.where.measure === measure).slice(0, MOST_SMALL);
    }
    if (this.small === "places") {
      const chosen = exhibit.places.findIndex((place) => place.id === this.place);
      const rank = (chart: Chart): number => (chart.where.place === chosen ? -2 : chart.observations.length > 0 ? -1 : 0);
      return others
        .filter((chart) => chart.role === "place")
        .sort((one, two) => rank(one) - rank(two))
        .slice(0, MOST_SMALL);
    }
    const measures = others.filter((chart) => chart.role === "home" && isOfHome(chart));
    return (measures.length > 0 ? measures : others.filter((chart) => chart.role === "home")).slice(0, MOST_SMALL);
  }

  #browserLanguage(): "en" | "ar" {
    return navigator.language.startsWith("ar") ? "ar" : "en";
  }
}
