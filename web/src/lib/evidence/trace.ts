/** What the evidence card lists: from what was pressed on the screen to the rows and claims behind it. */
import type { Exhibit, Input } from "../api/types";
import { isoText, t } from "../../i18n/language.svelte";
import { banded } from "../../i18n/numbers";
import { dayOf } from "../state/time";

/** One thing that rests on claims, or on judgement. */
export type Rest = { key: string; text: string; about: string; claims: string[]; isJudgement: boolean };
export type Traced = { title: string; rests: Rest[]; note?: string };

export function traced(exhibit: Exhibit, trace: string): Traced {
  const [kind, ...rest] = trace.split(":");
  const what = rest.join(":");
  if (kind === "lever") return ofLever(exhibit, what);
  if (kind === "figure") return ofFigure(exhibit, what);
  if (kind === "claims") {
    const [ids, title] = what.split("|");
    return { title: title || t("evidence.behind"), rests: ofClaims(exhibit, ids.split(" ")) };
  }
  if (kind === "input") return { title: t("evidence.behind"), rests: exhibit.inputs.filter((one) => one.key === what).map(ofInput) };
  return ofPlace(exhibit, kind === "place" ? what : "");
}

function ofLever(exhibit: Exhibit, name: string): Traced {
  const lever = exhibit.levers.find((one) => one.name === name);
  return lever ? { title: lever.title, rests: ofClaims(exhibit, lever.claims) } : { title: name, rests: [] };
}

/** A simulated number: figures published of the same, the nearest in time first, then what is said of its place, judgement last. */
function ofFigure(exhibit: Exhibit, what: string): Traced {
  const [id, place, on] = what.split("|");
  const far = (one: { date: string }): number => Math.abs(dayOf(one.date) - dayOf(on));
  const observed = [...(exhibit.charts.find((chart) => chart.id === id)?.observations ?? [])].sort((one, two) => far(one) - far(two));
  const published = observed.map((one) => {
    const { value, range } = banded(one);
    return { key: `${one.name} ${one.date}`, text: `${one.imposed ? "× " : ""}${isoText(one.date)}: ${value} (${range})`, about: t(one.imposed ? "imposed" : "evidence.published"), claims: one.claims, isJudgement: one.claims.length === 0 };
  });
  const { title, rests } = ofPlace(exhibit, place);
  // Who is harmed follows from what is done to people: those rows first, of this place and of all.
  const isHarm = id.startsWith("harmed");
  const general = isHarm ? exhibit.inputs.filter((one) => one.table === "harms" && one.where.length === 0).map(ofInput) : [];
  const rank = (one: Rest): number => 2 * Number(isHarm && one.about !== "harms") + Number(one.claims.length === 0);
  return { title, note: t("evidence.figure"), rests: [...published, ...[...general, ...rests].sort((one, two) => rank(one) - rank(two))] };
}

/** The place itself and every row that concerns it; where none is chosen, the first home. */
function ofPlace(exhibit: Exhibit, id: string): Traced {
  const place = exhibit.places.find((one) => one.id === id) ?? exhibit.places[exhibit.homes[0] ?? 0];
  const own: Rest = { key: `place ${place.id}`, text: place.label, about: t("evidence.place"), claims: place.claims, isJudgement: place.claims.length === 0 };
  return { title: place.label, rests: [own, ...exhibit.inputs.filter((one) => one.where.includes(place.id)).map(ofInput)] };
}

export const ofInput = (input: Input): Rest => ({
  key: `${input.table} ${input.key} ${input.text}`,
  text: input.text,
  about: input.table,
  claims: input.claims,
  isJudgement: input.is_judgement,
});

const ofClaims = (exhibit: Exhibit, ids: string[]): Rest[] =>
  ids.flatMap((id) => {
    const claim = exhibit.claims[id];
    return claim ? [{ key: id, text: claim.statement, about: exhibit.documents[claim.document]?.publisher ?? claim.document, claims: [id], isJudgement: false }] : [];
  });

/** The claims that a claim contradicts or that contradict it. */
export function against(exhibit: Exhibit, id: string): string[] {
  const sets = exhibit.contradictions.filter((one) => one.includes(id)).flat();
  const own = exhibit.claims[id]?.contradicts ?? [];
  return [...new Set([...own, ...sets])].filter((one) => one !== id && one in exhibit.claims);
}
