/** A question that takes the server seconds: asked with few members first, then more, and given up when it no longer matters. */
import { isAbort, post, Refusal, untilAnswered } from "../api/client";
import type { AppliedLever } from "../api/types";
import { slotOf } from "./live.svelte";

type Asked = { exhibit: string; levers: AppliedLever[] };
type Counted = { members: number };

export class Question<Answer extends Counted> {
  answer = $state.raw<Answer | null>(null);
  /** What `answer` answers. */
  key = $state("");
  isBusy = $state(false);
  members = $state(0);
  problem = $state("");
  #flight: AbortController | null = null;

  constructor(
    readonly path: string,
    readonly name: string,
  ) {}

  static keyOf(asked: Asked, more: Record<string, unknown>): string {
    return JSON.stringify([asked, more]);
  }

  async ask(asked: Asked, more: Record<string, unknown>, steps: number[]): Promise<void> {
    const key = Question.keyOf(asked, more);
    const done = this.key === key ? (this.answer?.members ?? 0) : 0;
    const left = steps.filter((members) => members > done);
    this.cancel();
    if (left.length === 0) return;
    const flight = new AbortController();
    this.#flight = flight;
    this.isBusy = true;
    this.problem = "";
    try {
      for (const members of left) {
        this.members = members;
        const body = { ...asked, ...more, members, slot: slotOf(this.name) };
        const isWanted = (): boolean => this.#flight === flight;
        const answer = await untilAnswered(() => post<Answer>(this.path, body, flight.signal), (problem) => isWanted() && (this.problem = problem), isWanted);
        if (this.#flight !== flight) return;
        this.answer = answer;
        this.problem = "";
        this.key = key;
      }
    } catch (error) {
      if (this.#flight !== flight || isAbort(error)) return;
      if (!(error instanceof Refusal)) throw error;
      if (!error.isSuperseded) this.problem = error.message;
    }
    if (this.#flight === flight) this.isBusy = false;
  }

  /** Forget what was answered: it is about something that is no longer on the screen. */
  forget(): void {
    this.cancel();
    this.answer = null;
    this.key = "";
    this.problem = "";
  }

  cancel(): void {
    this.#flight?.abort();
    this.#flight = null;
    this.isBusy = false;
  }
}
