/** The only code that speaks to the server. Addresses are relative: it works behind any prefix. */
import { t } from "../../i18n/language.svelte";
import type { Basemap, Meta } from "./types";

/** Milliseconds after which a server that did not answer is asked again. */
export const AGAIN = 3000;

/** An answer that is not a picture: refused with a sentence (4xx), or nothing at all (status 0). */
export class Refusal extends Error {
  constructor(
    readonly status: number,
    sentence: string,
  ) {
    super(sentence);
  }

  /** A newer request of the same slot took this one's place. */
  get isSuperseded(): boolean {
    return this.status === 409;
  }
}

export const isAbort = (error: unknown): boolean => error instanceof DOMException && error.name === "AbortError";

export const loadMeta = (): Promise<Meta> => ask<Meta>("api/meta");
export const loadBasemap = (exhibit: string): Promise<Basemap> => ask<Basemap>(`api/basemap/${encodeURIComponent(exhibit)}`);

export async function post<T>(path: string, body: unknown, signal?: AbortSignal): Promise<T> {
  return ask<T>(path, { method: "POST", headers: { "content-type": "application/json" }, body: JSON.stringify(body), signal });
}

/** Ask until there is an answer, or until nobody waits for it: while the server is gone, that is said. */
export async function untilAnswered<T>(asking: () => Promise<T>, say: (problem: string) => void, isWanted = (): boolean => true): Promise<T> {
  for (;;) {
    try {
      return await asking();
    } catch (error) {
      if (!(error instanceof Refusal && error.status === 0) || !isWanted()) throw error;
      say(error.message);
      await new Promise((go) => setTimeout(go, AGAIN));
      if (!isWanted()) throw error;
    }
  }
}

/** A file that the server writes, with the name it gives it. */
export async function fetchFile(path: string, body: unknown): Promise<{ blob: Blob; name: string }> {
  const answer = await answerOf(path, { method: "POST", headers: { "content-type": "application/json" }, body: JSON.stringify(body) });
  const named = /filename="?([^";]+)"?/.exec(answer.headers.get("content-disposition") ?? "");
  return { blob: await answer.blob(), name: named?.[1] ?? path.split("/").at(-1)! };
}

async function ask<T>(path: string, init?: RequestInit): Promise<T> {
  return (await answerOf(path, init)).json() as Promise<T>;
}

async function answerOf(path: string, init?: RequestInit): Promise<Response> {
  let answer: Response;
  try {
    answer = await fetch(path, init);
  } catch (error) {
    if (isAbort(error)) throw error;
    throw new Refusal(0, t("status.cut"));
  }
  if (!answer.ok) throw new Refusal(answer.status, await sentenceOf(answer));
  return answer;
}

async function sentenceOf(answer: Response): Promise<string> {
  try {
    const said = (await answer.json()) as { error?: unknown };
    if (typeof said.error === "string") return said.error;
  } catch {
    // No JSON: the status is all there is to say.
  }
  return `${answer.status} ${answer.statusText}`;
}
