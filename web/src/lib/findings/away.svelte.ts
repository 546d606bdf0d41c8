/** What keeps people away on the day, of the home and with the levers of the screen: few simulations first, more behind. */
import type { Account, Obstacles } from "../api/types";
import { Question } from "../state/question.svelte";
import type { Screen } from "../state/screen.svelte";
import { sameSide, type Name } from "../state/sides";
import { dayOf, isoOf } from "../state/time";

/** Simulations that answer first, in a few seconds; more are asked in the background. */
export const FIRST = 4;
const STEPS = [FIRST, 16];
/** Milliseconds for which the day must stand still before anything is asked. */
const REST = 300;
/** Days that are asked for beforehand: a year after levers begin, where people look next. */
const MOST_AHEAD = 2;

type Asked = { on: string; since?: string; home?: number };

export class Away {
  readonly questions: Record<Name, Question<Obstacles>> = { A: new Question("api/obstacles", "obstacles-A"), B: new Question("api/obstacles", "obstacles-B") };
  /** Whether a question is on its way that the answer shown waits for: from the first simulations to the last. */
  isBusy = $state(false);
  #ahead = new Question<Obstacles>("api/obstacles", "obstacles-ahead");
  #turn = 0;

  constructor(readonly screen: Screen) {}

  /** Sides of which it can be asked. */
  get names(): Name[] {
    const { screen } = this;
    return screen.shown.filter((name) => screen.exhibits[name].kind === "live" && !screen.exhibits[name].is_registered && (name === "A" || screen.areTwins));
  }

  get answer(): Obstacles | null {
    return this.names.length > 0 ? this.questions.A.answer : null;
  }

  /** Whether what is shown is of the day and the home of the screen. */
  isCurrent = $derived.by(() => this.questions.A.key === this.#keyOf("A"));

  /** Whether it is an answer of the first few simulations, with more to come. */
  get isFirst(): boolean {
    return (this.answer?.members ?? 0) < Math.min(STEPS.at(-1)!, this.screen.exhibits.A.members);
  }

  /** Whether the answer about a side is about the day, the home and the levers of the screen. */
  isAnswered(name: Name): boolean {
    return this.questions[name].key === this.#keyOf(name);
  }

  /** What is wrong with a question, in a sentence. */
  get problem(): string {
    return this.names.map((name) => this.questions[name].problem).find(Boolean) ?? "";
  }

  /** The server does not answer: what is shown was answered before. */
  get isCut(): boolean {
    return this.names.some((name) => this.screen.live[name].isCut);
  }

  /** The account of the scope on a side; of a refuge in which nobody is kept away there is none, nor of B about another day or lever. */
  account(name: Name): Account | undefined {
    if (name === "B" && !this.isAnswered("B")) return undefined;
    const accounts = this.questions[name].answer?.accounts;
    const { group, place } = this.screen.at(name);
    const [kind, at] = place !== undefined ? ["refuge", place] : group !== undefined ? ["group", group] : ["all", 0];
    return accounts?.find((one) => one.kind === kind && one.at === at);
  }

  #asked(name: Name): Asked {
    const { screen } = this;
    const on = isoOf(screen.frameDay);
    const asked: Asked = { on };
    const home = screen.at(name).home;
    if (home !== undefined) asked.home = home;
    if (screen.since && screen.since <= on) asked.since = screen.since;
    return asked;
  }

  #keyOf(name: Name): string {
    const { exhibit, levers } = this.screen.side(name);
    return Question.keyOf({ exhibit, levers }, this.#asked(name));
  }

  /** Ask whenever what is asked about has stood still for a moment. */
  follow(): (() => void) | undefined {
    const { screen } = this;
    const keys = this.names.map((name) => this.#keyOf(name)).join();
    // The first picture of every side comes first: what is asked here would take its processors.
    const isDrawn = this.names.every((name) => sameSide(screen.live[name].side, screen.side(name)));
    // Where the server was gone, everything is asked again once it has drawn a picture.
    if (screen.isPlaying || !keys || !isDrawn || this.isCut) return undefined;
    const timer = setTimeout(() => void this.#askAll(STEPS), REST);
    return () => (clearTimeout(timer), this.cancel());
  }

  again(): void {
    void this.#askAll(STEPS);
  }

  cancel(): void {
    this.#turn += 1;
    this.isBusy = false;
    for (const question of [...Object.values(this.questions), this.#ahead]) question.cancel();
  }

  /** One side after the other, with few simulations first: both have a first answer soon. */
  async #askAll(steps: number[]): Promise<void> {
    const mine = ++this.#turn;
    this.isBusy = true;
    for (const members of steps)
      for (const name of this.names) {
        const { exhibit, levers } = this.screen.side(name);
        await this.questions[name].ask({ exhibit, levers }, this.#asked(name), [Math.min(members, this.screen.exhibits[name].members)]);
        if (this.#turn !== mine) return;
        if (this.questions[name].problem) return void (this.isBusy = false);
      }
    this.isBusy = false;
    await this.#askAhead(mine);
  }

  async #askAhead(mine: number): Promise<void> {
    const { screen } = this;
    const exhibit = screen.exhibits.A;
    const last = screen.frames.at(-1)!;
    const starts = exhibit.levers.flatMap((lever) => (lever.date ? [dayOf(lever.date.default) + 365] : []));
    const days = [...new Set([last, ...starts.map((day) => screen.frames.find((frame) => frame >= day) ?? last)])].slice(0, MOST_AHEAD);
    for (const day of days) {
      if (this.#turn !== mine) return;
      const { exhibit: id, levers } = screen.side("A");
      const asked = this.#asked("A");
      await this.#ahead.ask({ exhibit: id, levers }, { ...asked, on: isoOf(day) }, [Math.min(FIRST, exhibit.members)]);
    }
  }
}
