/** The run of one side: asked for anew when its levers change, refined while the user looks. */
import { isAbort, post, Refusal } from "../api/client";
import type { Band, Exhibit, Run, Side, Where } from "../api/types";
import { sameSide, type Name } from "./sides";

/** Milliseconds without a further change before a changed lever is sent, while an older change is under way. */
const SETTLE = 40;
const TAB = Math.random().toString(36).slice(2, 10);

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

export class LiveRun {
  run = $state.raw<Run | null>(null);
  /** The side that `run` shows: the last one that came. */
  side = $state.raw<Side | null>(null);
  isBusy = $state(false);
  /** The server's sentence about levers that it refused; the last good picture stays. */
  refusal = $state("");
  /** No answer from the server. */
  isCut = $state(false);
  /** Pictures drawn so far. */
  drawn = $state(0);
  bands = $derived(new Map(this.run?.series.map((band) => [whereKey(band.where), band])));

  #asked: { side: Side; show: string } | null = null;
  #flight: AbortController | null = null;
  #timer: ReturnType<typeof setTimeout> | undefined;

  constructor(readonly name: Name) {}

  band(where: Where): Band | undefined {
    return this.bands.get(whereKey(where));
  }

  /** Show this side; nothing happens if it is shown already. */
  want(exhibit: Exhibit, side: Side, show: Where[]): void {
    const wanted = show.map(whereKey).join();
    const isSame = sameSide(this.#asked?.side ?? null, side);
    if (isSame && this.#asked?.show === wanted) return;
    const had = isSame && sameSide(this.side, side) ? (this.run?.members ?? 0) : 0;
    const isQuiet = !this.isBusy;
    this.#asked = { side, show: wanted };
    this.#stop();
    this.isBusy = true;
    this.#timer = setTimeout(() => void this.#refine(exhibit, side, show, had), isQuiet || isSame ? 0 : SETTLE);
  }

  /** Ask again after the server was away. */
  again(exhibit: Exhibit, side: Side, show: Where[]): void {
    this.#asked = null;
    this.want(exhibit, side, show);
  }

  forget(): void {
    this.#stop();
    this.#asked = null;
    this.run = null;
    this.side = null;
    this.isBusy = false;
    this.refusal = "";
  }

  #stop(): void {
    clearTimeout(this.#timer);
    this.#flight?.abort();
    this.#flight = null;
  }

  async #refine(exhibit: Exhibit, side: Side, show: Where[], had: number): Promise<void> {
    const flight = new AbortController();
    this.#flight = flight;
    const steps = exhibit.steps.filter((members) => members >= had);
    try {
      for (const members of steps.length > 0 ? steps : [exhibit.members]) {
        const run = await this.#ask(side, show, members, flight.signal);
        if (this.#flight !== flight) return;
        this.run = run;
        this.side = side;
        this.refusal = "";
        this.isCut = false;
        this.drawn += 1;
        if (run.members >= run.of) break;
      }
    } catch (error) {
      if (this.#flight !== flight || isAbort(error)) return;
      if (!(error instanceof Refusal)) throw error;
      if (error.status === 0) this.isCut = true;
      else this.refusal = error.message;
    }
    if (this.#flight === flight) this.isBusy = false;
  }

  async #ask(side: Side, show: Where[], members: number, signal: AbortSignal): Promise<Run> {
    const body = { exhibit: side.exhibit, levers: side.levers, members, show, slot: slotOf(this.name) };
    try {
      return await post<Run>("api/run", body, signal);
    } catch (error) {
      // A request of ours that was given up may still have been taken for the newest: ask once more.
      if (error instanceof Refusal && error.isSuperseded && !signal.aborted) return post<Run>("api/run", body, signal);
      throw error;
    }
  }
}
