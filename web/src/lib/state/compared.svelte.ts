/** What a change changes, simulation by simulation: asked with every picture, for the sentence and for the table. */
import type { Comparison } from "../api/types";
import { Question } from "./question.svelte";
import type { Screen } from "./screen.svelte";
import type { Name } from "./sides";
import { isoOf } from "./time";
import type { Band } from "../../i18n/numbers";

export class Compared {
  readonly question = new Question<Comparison>("api/compare", "compare");

  constructor(readonly screen: Screen) {}

  /** The side that is compared with the scenario as it is. */
  name = $derived.by<Name | undefined>(() => {
    const { screen } = this;
    return [screen.edit, ...screen.shown].find((one) => screen.shown.includes(one) && screen.exhibits[one].kind === "live" && screen.side(one).levers.length > 0);
  });
  #asked = $derived.by(() => {
    const { name, screen } = this;
    const side = name && screen.areTwins && screen.live[name].side;
    return side && side.levers.length > 0 ? { side: { exhibit: side.exhibit, levers: side.levers }, more: { measure: screen.main, on: isoOf(screen.frameDay), ...screen.at(name!) } } : null;
  });
  /** Of another day, of others, or of another lever than the one that is set: it is not the answer. */
  isStale = $derived.by(() => {
    const { name, screen, question } = this;
    return !!name && question.answer !== null && (screen.live[name].isCut || screen.live[name].isStale || !this.#asked || question.key !== Question.keyOf(this.#asked.side, this.#asked.more));
  });

  /** Whether the sentence can say what B changes: B alone has levers. */
  get isAnswer(): boolean {
    return this.name === "B" && this.screen.areTwins && this.screen.sides.A.levers.length === 0;
  }

  /** What B changes of the answer: beside what it is as it is, never beside another level from which it could be taken. */
  get answer(): Band | null {
    const asked = this.question.answer?.answer;
    // Of another measure than the sentence is of there is none, not even in grey.
    const found = asked?.name === this.screen.main ? asked.difference : null;
    return found && { value: found.median, low: found.q05, high: found.q95 };
  }

  /** With every picture: the simulations are there already, nothing is run for it. */
  follow(): void {
    const asked = this.#asked;
    const run = this.name && this.screen.live[this.name].run;
    if (!asked || !run) return this.question.forget();
    void this.question.ask(asked.side, asked.more, [Math.min(run.members, this.screen.live.A.run?.members ?? run.members)]);
  }
}
