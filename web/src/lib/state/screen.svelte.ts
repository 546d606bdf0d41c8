/** The state of the screen: everything that the address keeps, and what follows from it at once. */
import type { Chart, Exhibit, Lever, Meta, AppliedLever, Side } from "../api/types";
import { isCode, language, speak } from "../../i18n/language.svelte";
import { Compared } from "./compared.svelte";
import { readAddress, writeAddress, type Kept, type Zoom } from "./address";
import { commonOf, prefetch, LiveRun, type Wish } from "./live.svelte";
import { chartOf, EVERYBODY, indicesOf, isAsked, openingScope, type Indices, type Scope } from "./scope";
import { leverOf, NAMES, sameSide, withApplied, type Name, type Sides } from "./sides";
import { dayOf, indexAt, isoOf, nearest } from "./time";

export type View = "A" | "both" | "B" | "less";
/** Which small charts stand under the large one. */
export type Small = "" | "measures" | "groups" | "places";
export type Stock = "people" | "displaced";
export type Dialog = "" | "assumes" | "sources" | "beliefs" | "about";
/** What the sources are about: "place:rukban", "lever:mines_cleared", "claims:k1 k2|Title"; empty: every input. */
export type Trace = string;

const VIEWS: readonly View[] = ["less", "A", "both", "B"];
const SMALL: readonly Small[] = ["", "measures", "groups", "places"];
const DIALOGS: readonly Dialog[] = ["", "assumes", "sources", "beliefs", "about"];
export const MEASURES = ["at_home", "displaced", "returned", "harmed", "fled"] as const;
export const OF_REFUGE = ["displaced", "present", "harmed"] as const;
export const OF_REGISTERED = ["displaced", "fled"] as const;
/** What was counted in a camp, and so what stands beside it. */
const REGISTERED_THERE = ["present"] as const;
const MOST_SMALL = 12;
/** The word of the address for no small charts. */
const NO_CHARTS = "none";

const one = <T extends string>(values: readonly T[], text: string | undefined, otherwise: T): T => values.find((value) => value === text) ?? otherwise;

export class Screen {
  sides = $state.raw<Sides>()!;
  /** The side that levers change, while two are shown. */
  edit = $state<Name>("B");
  view = $state<View>("less");
  scope = $state.raw<Scope>(EVERYBODY);
  /** Whether a group or a refuge was just left out, for want of a home. */
  isParted = $state(false);
  /** Days since 1970-01-01; between frames while it plays. */
  day = $state(0);
  isPlaying = $state(false);
  /** Days of the scenario a second. */
  speed = $state(120);
  measure = $state("");
  charts = $state<Small>("");
  /** First day without obstacles (ISO); empty: a year before the day shown. */
  since = $state("");
  stock = $state<Stock>("people");
  showsHolders = $state(false);
  drawer = $state<"" | "levers">("");
  dialog = $state<Dialog>("");
  trace = $state<Trace>("");
  zoom = $state.raw<Zoom | null>(null);
  usesTiles = $state(false);
  /** Parts of the address that could not be understood. */
  unread = $state.raw<string[]>([]);
  readonly live: Record<Name, LiveRun> = { A: new LiveRun("A", () => this.#dayOf("A"), () => this.shared), B: new LiveRun("B", () => this.#dayOf("B"), () => this.shared) };

  /** What B changes. */
  readonly compared = new Compared(this);

  shown = $derived<Name[]>(this.sides.B === null ? ["A"] : [...NAMES]);
  exhibits = $derived({ A: this.#find(this.sides.A), B: this.#find(this.sides.B ?? this.sides.A) });
  /** Whether the two sides are two futures of one exhibit, so that B less A has a meaning. */
  areTwins = $derived(this.sides.B !== null && this.sides.A.exhibit === this.sides.B.exhibit);
  /** Simulations that both sides show: the few members of one less the many of the other would be no difference. */
  shared = $derived.by<number | null | undefined>(() => {
    const { A, B } = this.live;
    return this.areTwins && A.newest && B.newest ? commonOf(A.pictures.keys(), B.pictures.keys()) : undefined;
  });
  /** Whether numbers are of the people of one of several homes. */
  isOfOneHome = $derived(this.scope.home !== "" && this.exhibits.A.homes.length > 1);
  /** What B changes is of the scenario as it is. */
  views = $derived<View[]>(this.areTwins && this.sides.A.levers.length === 0 ? [...VIEWS] : VIEWS.filter((view) => view !== "less"));
  mapped = $derived<Name[]>(this.sides.B === null ? ["A"] : this.view === "both" ? [...NAMES] : this.view === "A" ? ["A"] : ["B"]);
  /** Whether the map shows B less A. */
  showsLess = $derived(this.view === "less" && this.views.includes("less"));
  starts = $derived({ A: dayOf(this.exhibits.A.start), B: dayOf(this.exhibits.B.start) });
  /** Every day that either side keeps. */
  frames = $derived([...new Set(this.shown.flatMap((name) => this.exhibits[name].days.map((day) => day + this.starts[name])))].sort((a, b) => a - b));
  /** The last kept day that is not after `day`: the one that governs every number. */
  frameDay = $derived(this.frames[indexAt(this.frames, this.day)]);
  index = $derived({ A: this.indexOn("A", this.frameDay), B: this.indexOn("B", this.frameDay) });
  focus = $derived<Exhibit>(this.exhibits[this.sides.B === null ? "A" : this.edit]);
  measures = $derived<readonly string[]>(this.exhibits.A.is_registered ? (this.scope.place ? REGISTERED_THERE : OF_REGISTERED) : this.scope.place ? OF_REFUGE : MEASURES);
  main = $derived(this.measures.includes(this.measure) ? this.measure : this.measures[0]);
  smallCharts = $derived(this.#smallOf(this.exhibits.A));
  busy = $derived(this.shown.filter((name) => this.live[name].isBusy).length);

  constructor(readonly meta: Meta) {
    this.restore(location.hash);
    history.replaceState(null, "", this.address());
  }

  // --- what is shown -----------------------------------------------------------------------------

  side(name: Name): Side {
    return (name === "B" ? this.sides.B : this.sides.A) ?? this.sides.A;
  }

  /** Indices of the scope on a side; everybody where its exhibit knows none of the names. */
  at(name: Name): Indices {
    return indicesOf(this.exhibits[name], this.scope) ?? {};
  }

  /** A measure of the scope on a side, as a chart. */
  chart(name: Name, measure = this.main): Chart | undefined {
    return chartOf(this.exhibits[name], measure, this.scope);
  }

  /** What to ask the server to draw for a side. */
  show(name: Name): Wish {
    const own = this.measures.flatMap((measure) => this.chart(name, measure) ?? []);
    const small = this.smallCharts.flatMap((chart) => this.chartLike(name, chart) ?? []);
    const { home } = this.at(name);
    return { show: [...own, ...small].map((chart) => chart.where), ...(home !== undefined && { home }) };
  }

  /** The chart of another side that is of the same name. */
  chartLike(name: Name, chart: Chart): Chart | undefined {
    return this.exhibits[name] === this.exhibits.A ? chart : this.exhibits[name].charts.find((one) => one.id === chart.id);
  }

  // --- what the user does ------------------------------------------------------------------------

  compare(): void {
    if (this.sides.B === null) this.sides = { ...this.sides, B: { exhibit: this.sides.A.exhibit, levers: [...this.sides.A.levers] } };
    this.edit = "B";
    this.#keep();
  }

  stopComparing(): void {
    this.sides = { ...this.sides, B: null };
    this.edit = "B";
    this.live.B.forget();
    this.#keep();
  }

  /** Open an exhibit on a side, with nothing applied. */
  open(name: Name, exhibit: string): void {
    this.sides = { ...this.sides, [name]: { exhibit, levers: [] } };
    if (name === "A") [this.scope, this.isParted] = [openingScope(this.exhibits.A), false];
    this.day = nearest(this.frames, this.day);
    this.zoom = null;
    this.#keep();
  }

  /** Apply a lever on the side that is edited. While only A is shown the first one applied opens B beside it. */
  applied(lever: Lever, applied: AppliedLever | null, isDrag = false): void {
    if (this.sides.B === null) this.compare();
    const side = withApplied(this.side(this.edit), this.exhibits[this.edit], lever, applied);
    if (applied === null && this.#endsComparing(side)) return;
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
    if (this.#endsComparing({ ...this.side(this.edit), levers: [] })) return;
    this.sides = { ...this.sides, [this.edit]: { ...this.side(this.edit), levers: [] } };
    this.#keep();
  }

  /** With its last lever taken back B is what A is: it goes, and with it the differences, which would all be zero. */
  #endsComparing(side: Side): boolean {
    const isSame = this.edit === "B" && sameSide(side, this.sides.A);
    if (isSame) this.stopComparing();
    return isSame;
  }

  /** Of the side that is ahead, ask for as many simulations as the other has. */
  fill(): void {
    const [A, B] = [this.live.A, this.live.B];
    if (this.shared === undefined || !A.newest || !B.newest || A.newest.members === B.newest.members) return;
    const [ahead, behind]: [Name, Name] = A.newest.members > B.newest.members ? ["A", "B"] : ["B", "A"];
    if (!this.live[ahead].isBusy) void this.live[ahead].fill(this.exhibits[ahead], this.side(ahead), this.show(ahead), this.live[behind].newest!.members);
  }

  /** Ask about others: without a home a group and a refuge exclude each other, and it is said. */
  about(change: Partial<Scope>): void {
    const scope = { ...this.scope, ...change };
    this.isParted = !isAsked(this.exhibits.A, scope);
    if (this.isParted) scope[change.group ? "place" : "group"] = "";
    this.scope = scope;
    this.#keep();
  }

  /** A place pressed on the map: its own people, or those who are there; pressed again, everybody. */
  select(id: string): void {
    const exhibit = this.exhibits.A;
    const isHome = exhibit.homes.some((place) => exhibit.places[place].id === id);
    if (isHome) this.about({ home: this.scope.home === id && exhibit.homes.length > 1 ? "" : id, place: "", group: "" });
    else this.about({ place: this.scope.place === id ? "" : id });
  }

  explain(trace: Trace): void {
    this.trace = trace;
    this.dialog = "sources";
    this.#keep();
  }

  set<K extends "edit" | "view" | "measure" | "charts" | "since" | "stock" | "showsHolders" | "drawer" | "dialog" | "trace">(key: K, value: this[K]): void {
    this[key] = value as never;
    this.#keep();
  }

  async speak(code: string): Promise<void> {
    if (!isCode(code)) return;
    await speak(code);
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

  /** Done once the language of the address is spoken. */
  spoken: Promise<void> = Promise.resolve();

  restore(hash: string): void {
    const kept = readAddress(hash);
    const unread = [...kept.unread];
    const [first, second] = this.meta.sides;
    const A = this.#known(kept.A, unread) ?? first;
    const B = kept.B === null ? null : (this.#known(kept.B, unread) ?? (kept.A ? null : second) ?? null);
    this.sides = { A, B };
    this.edit = one(NAMES, kept.edit, "B");
    // Without a B as well: the first lever opens one, and shows what it changes.
    this.view = one(this.views, kept.view, B === null || this.areTwins ? "less" : "both");
    // Camps stand beside what was registered there; elsewhere the small charts are asked for.
    this.charts = one(SMALL, kept.charts === NO_CHARTS ? "" : kept.charts, this.exhibits.A.is_registered ? "places" : "");
    this.stock = one<Stock>(["people", "displaced"], kept.stock, "people");
    this.showsHolders = kept.holders === "1";
    this.drawer = kept.drawer === "levers" ? "levers" : "";
    this.dialog = one(DIALOGS, kept.dialog, "");
    this.trace = kept.trace ?? "";
    this.zoom = kept.zoom ?? null;
    this.scope = this.#scopeOf(kept, unread);
    this.measure = kept.measure ?? "";
    this.since = this.#dayOr(kept.since, unread);
    const day = this.#dayOr(kept.day, unread);
    this.day = nearest(this.frames, day ? dayOf(day) : this.frames.at(-1)!);
    if (kept.lang && !isCode(kept.lang)) unread.push(`lang=${kept.lang}`);
    this.spoken = speak(kept.lang && isCode(kept.lang) ? kept.lang : this.#browserLanguage());
    this.unread = unread;
    if (B === null) this.live.B.forget();
  }

  address(): string {
    const { sides, edit, view, scope, measure, charts, since, stock, drawer, dialog, trace, zoom } = this;
    const kept: Kept = { A: sides.A, B: sides.B, day: isoOf(this.frameDay), lang: language.wanted, measure, charts: charts || NO_CHARTS, since, drawer, dialog, zoom };
    if (sides.B) Object.assign(kept, { edit, view });
    kept.home = scope.home || "all";
    kept.group = scope.group;
    kept.place = scope.place;
    if (dialog === "sources") kept.trace = trace;
    if (stock !== "people") kept.stock = stock;
    if (this.showsHolders) kept.holders = "1";
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

  /** A side of the address, if its exhibit is open here, with those of its levers that there are. */
  #known(side: Side | null | undefined, unread: string[]): Side | undefined {
    if (!side) return undefined;
    const exhibit = this.meta.exhibits.find((one) => one.id === side.exhibit);
    if (!exhibit) {
      unread.push(side.exhibit);
      return undefined;
    }
    const levers = side.levers.filter((applied) => leverOf(exhibit, applied));
    unread.push(...side.levers.filter((applied) => !levers.includes(applied)).map((applied) => applied.name));
    return { ...side, levers };
  }

  #scopeOf(kept: Kept, unread: string[]): Scope {
    const exhibit = this.exhibits.A;
    const opening = kept.group || kept.place ? EVERYBODY : openingScope(exhibit);
    const scope: Scope = { home: kept.home === "all" ? "" : (kept.home ?? opening.home), group: kept.group ?? "", place: kept.place ?? "" };
    for (const key of ["home", "group", "place"] as const)
      if (!indicesOf(exhibit, { ...EVERYBODY, [key]: scope[key] })) {
        unread.push(`${key}=${scope[key]}`);
        scope[key] = key === "home" ? opening.home : "";
      }
    this.isParted = !isAsked(exhibit, scope);
    if (this.isParted) scope.place = "";
    return scope;
  }

  #dayOr(text: string | undefined, unread: string[]): string {
    if (!text) return "";
    const day = /^\d{4}-\d\d-\d\d$/.test(text) ? dayOf(text) : NaN;
    const isWithin = day >= this.frames[0] - 7 && day <= this.frames.at(-1)! + 7;
    if (!isWithin) unread.push(text);
    return isWithin ? text : "";
  }

  /** The kept day of a side that a day falls on; -1 where its exhibit has not begun or has ended. */
  indexOn(name: Name, day: number): number {
    const days = this.exhibits[name].days;
    const since = day - this.starts[name];
    const step = days.length > 1 ? days[days.length - 1] - days[days.length - 2] : 1;
    return since < days[0] || since >= days[days.length - 1] + step ? -1 : indexAt(days, since);
  }

  /** The day shown on a side; while it plays no day is asked for before others. */
  #dayOf(name: Name): { index: number; on?: string } {
    return { index: this.index[name], on: this.isPlaying || this.index[name] < 0 ? undefined : isoOf(this.frameDay) };
  }

  /** The small charts: the other measures of the scope, the groups of its home, or the places where people were counted. */
  #smallOf(exhibit: Exhibit): Chart[] {
    const { home } = this.scope;
    if (this.charts === "measures") return this.measures.filter((measure) => measure !== this.main).flatMap((measure) => chartOf(exhibit, measure, this.scope) ?? []);
    if (this.charts === "groups") {
      const measure = this.main === "displaced" ? "displaced" : "returned";
      return exhibit.groups.flatMap((group) => chartOf(exhibit, measure, { home, group: group.id, place: "" }) ?? []).slice(0, MOST_SMALL);
    }
    if (this.charts !== "places") return [];
    const chosen = exhibit.places.findIndex((place) => place.id === this.scope.place);
    const rank = (chart: Chart): number => (chart.where.place === chosen ? -2 : -Math.min(1, chart.observations.length));
    return exhibit.charts
      .filter((chart) => chart.role === "place" && (chart.observations.length > 0 || chart.where.measure === "present"))
      .sort((one, two) => rank(one) - rank(two))
      .slice(0, MOST_SMALL);
  }

  #browserLanguage(): string {
    const code = navigator.language.slice(0, 2);
    return isCode(code) ? code : "en";
  }
}
