/** The run of one side: asked for anew when its levers change, refined while the user looks. */
import { AGAIN, isAbort, post, Refusal } from "../api/client";
import type { Band, Exhibit, Run, Side, Where } from "../api/types";
import { hasDay, onAllDays } from "./rows";
import { sameSide, type Name } from "./sides";

/** Milliseconds without a further change before a changed lever is sent, while an older change is under way. */
const SETTLE = 40;
const TAB = Math.random().toString(36).slice(2, 10);

/** What a picture is asked to show: its lines, and of which home the people on the map are. */
export type Wish = { show: Where[]; home?: number };

export const slotOf = (what: string): string => `${TAB}-${what}`;
export const whereKey = (where: Where): string => `${where.measure}/${where.home ?? ""}/${where.group ?? ""}/${where.place ?? ""}`;

let prefetched: AbortController | null = null;

/** Let the server run the first members of what may be applied next: it then answers at once. */
export function prefetch(exhibit: Exhibit, side: Side): void {
  prefetched?.abort();
  prefetched = new AbortController();
  const body = { exhibit: side.exhibit, levers: side.levers, members: exhibit.steps[0], show: [], slot: slotOf("next") };
  post<Run>("api/run", body, prefetched.signal).catch(() => undefined); // refused or given up: it is not applied yet
}

/** The most simulations of which both have a picture; null where there is none. */
export function commonOf(one: Iterable<number>, two: Iterable<number>): number | null {
  const theirs = new Set(two);
  return [...one].reduce<number | null>((most, members) => (theirs.has(members) && members > (most ?? 0) ? members : most), null);
}

export class LiveRun {
  /** Pictures of the side, by how many simulations they are of: a difference is of those that both sides have. */
  pictures = $state.raw<ReadonlyMap<number, Run>>(new Map());
  newest = $derived(this.pictures.size > 0 ? this.pictures.get(Math.max(...this.pictures.keys()))! : null);
  /** What is shown: the newest picture, or the one of as many simulations as the other side has. */
  run = $derived.by<Run | null>(() => {
    const members = this.shared();
    return members === undefined ? this.newest : members === null ? null : (this.pictures.get(members) ?? null);
  });
  /** The side that the pictures show: the last one that came. */
  side = $state.raw<Side | null>(null);
  /** The side that is wanted. */
  wanted = $state.raw<Side | null>(null);
  /** Whether what is shown is of another side than the one wanted: an answer to another question. */
  isStale = $derived.by(() => (this.side !== null && !sameSide(this.side, this.wanted)) || (this.run !== null && !hasDay(this.run, this.day().index)));
  isBusy = $state(false);
  /** The server's sentence about levers that it refused; the last good picture stays. */
  refusal = $state("");
  /** No answer from the server. */
  isCut = $state(false);
  /** Pictures drawn so far. */
  drawn = $state(0);
  bands = $derived(new Map(this.run?.series.map((band) => [whereKey(band.where), band])));

  #asked: { side: Side; wish: string } | null = null;
  /** What the pictures are of: of another side or of other lines they are forgotten. */
  #shown = "";
  #filling = 0;
  #flight: AbortController | null = null;
  #timer: ReturnType<typeof setTimeout> | undefined;

  /**
   * @param day The day shown, among those kept, and as it is asked for where its picture is to come soon.
   * @param shared Simulations that are shown of both sides; undefined where they are not held against each other.
   */
  constructor(
    readonly name: Name,
    readonly day: () => { index: number; on?: string },
    readonly shared: () => number | null | undefined = () => undefined,
  ) {}

  band(where: Where): Band | undefined {
    return this.bands.get(whereKey(where));
  }

  /** Show this side; nothing happens if it is shown already. */
  want(exhibit: Exhibit, side: Side, wish: Wish): void {
    const wanted = JSON.stringify(wish);
    const isSame = sameSide(this.#asked?.side ?? null, side);
    if (isSame && this.#asked?.wish === wanted) return;
    const had = isSame && sameSide(this.side, side) ? (this.newest?.members ?? 0) : 0;
    const isQuiet = !this.isBusy;
    this.#asked = { side, wish: wanted };
    this.wanted = side;
    this.#stop();
    this.isBusy = true;
    this.#timer = setTimeout(() => void this.#refine(exhibit, side, wish, had), isQuiet || isSame ? 0 : SETTLE);
  }

  /** Ask again after the server was away. */
  again(exhibit: Exhibit, side: Side, wish: Wish): void {
    this.#asked = null;
    this.want(exhibit, side, wish);
  }

  /** Ask for a picture of fewer simulations as well: the other side has no more yet. They have been run. */
  async fill(exhibit: Exhibit, side: Side, wish: Wish, members: number): Promise<void> {
    if (this.#filling === members || this.pictures.has(members)) return;
    this.#filling = members;
    const asked = this.#asked;
    try {
      const run = await post<Run>("api/run", { exhibit: side.exhibit, levers: side.levers, members, ...wish, ...this.#soon(exhibit, members), slot: slotOf(`${this.name}-fewer`) });
      if (this.#asked === asked) this.pictures = new Map(this.pictures).set(run.members, onAllDays(run, exhibit.days.length));
    } catch (error) {
      if (!(error instanceof Refusal)) throw error; // whatever is wrong, the newest picture says so
    } finally {
      this.#filling = 0;
    }
  }

  forget(): void {
    this.#stop();
    this.#asked = null;
    this.#shown = "";
    this.pictures = new Map();
    this.side = this.wanted = null;
    this.isBusy = false;
    this.refusal = "";
  }

  #stop(): void {
    clearTimeout(this.#timer);
    this.#flight?.abort();
    this.#flight = null;
  }

  async #refine(exhibit: Exhibit, side: Side, wish: Wish, had: number): Promise<void> {
    const flight = new AbortController();
    this.#flight = flight;
    const steps = exhibit.steps.filter((members) => members >= had);
    try {
      for (const members of steps.length > 0 ? steps : [exhibit.members]) {
        const run = await this.#ask(side, { ...wish, ...this.#soon(exhibit, members) }, members, flight.signal);
        if (this.#flight !== flight) return;
        this.#take(onAllDays(run, exhibit.days.length), side, wish);
        this.refusal = "";
        this.isCut = false;
        this.drawn += 1;
        if (run.members >= run.of) break;
      }
    } catch (error) {
      if (this.#flight !== flight || isAbort(error)) return;
      if (!(error instanceof Refusal)) throw error;
      if (error.status === 0) {
        this.isCut = true;
        this.#timer = setTimeout(() => this.again(exhibit, side, wish), AGAIN);
      } else this.refusal = error.message;
    }
    if (this.#flight === flight) this.isBusy = false;
  }

  /** The first picture of several must come soon: of the day shown and some around it. */
  #soon(exhibit: Exhibit, members: number): { on?: string } {
    const { on } = this.day();
    return on !== undefined && members === exhibit.steps[0] && members < exhibit.members ? { on } : {};
  }

  #take(run: Run, side: Side, wish: Wish): void {
    const shown = JSON.stringify([side, wish]);
    this.pictures = new Map(this.#shown === shown ? this.pictures : []).set(run.members, run);
    this.#shown = shown;
    this.side = side;
  }

  async #ask(side: Side, wish: Wish & { on?: string }, members: number, signal: AbortSignal): Promise<Run> {
    const body = { exhibit: side.exhibit, levers: side.levers, members, ...wish, slot: slotOf(this.name) };
    try {
      return await post<Run>("api/run", body, signal);
    } catch (error) {
      // A request of ours that was given up may still have been taken for the newest: ask once more.
      if (error instanceof Refusal && error.isSuperseded && !signal.aborted) return post<Run>("api/run", body, signal);
      throw error;
    }
  }
}
