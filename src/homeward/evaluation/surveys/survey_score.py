"""Surveys scored: what people say keeps them, beside what the model holds against them (model §19.3)."""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import Literal

import numpy as np
from numpy.typing import NDArray

from homeward.catalogue import Obstacle
from homeward.evaluation.explanation.asked_about import AskedAbout
from homeward.evaluation.explanation.explain import Explanation
from homeward.evaluation.outcomes import OUTCOMES, Outcome
from homeward.evaluation.scoring.spread import Spread, spread
from homeward.evaluation.surveys.rank_agreement import BOTTOM, Agreement, agreement
from homeward.results.publish.small_counts import published_share
from homeward.results.tables.names import names_of_scenario
from homeward.scenario.rows.surveys import REASON, Survey, reason_of
from homeward.scenario.scenario import Scenario

Values = NDArray[np.float64]
Verdict = Literal["contradicted", "not settled", "borne out", "withheld"]
VERDICTS: tuple[Verdict, ...] = ("contradicted", "not settled", "borne out", "withheld")
"""In the order in which they are told: what is wrong comes first."""

HORIZON = timedelta(days=365)
"""What would they do within a year, is asked; so is it of the model."""
ASKED_UNKNOWN = 100
"""Taken where the number asked is not published: a margin of 10% at 95%."""
SURE = 0.05
"""Chance below which something is taken not to be so."""
LEAST_PEOPLE = 0.5
"""Persons: where all obstacles together make less, nothing keeps anyone."""


@dataclass(frozen=True)
class ReasonScore:
    """One reason, as people name it and as the model has it.

    Parameters
    ----------
    share, rank
        Of those asked, who named it, and its place by that or as published; NaN and None: nobody named it.
    contribution
        Its part of what all obstacles together keep away, 0-1: mean, error and quantiles over members; NaN mean: the
        model knows no such obstacle.
    place
        Its place by that mean, among all reasons that could be named; None where it has none.
    is_asked
        Whether those asked could name it: asked about home alone, nobody names the way.
    """

    reason: str
    label: str
    criterion: str
    share: float
    rank: int | None
    contribution: Spread
    place: int | None
    is_asked: bool


@dataclass(frozen=True)
class SurveyScore:
    """One survey beside the model.

    Parameters
    ----------
    for_whom, where
        Those asked, in a sentence each.
    on
        Day on which people are counted whose obstacles are lifted from the day of the survey on.
    agreement, low, high
        Kendall's tau-b of the two orders, and its band of 90%.
    largest
        Of the reasons named, how many are as large as the model's largest of that number.
    verdict
        *contradicted*: the band lies below 0, or what weighs most in the model is surely nothing that is named;
        *borne out*: it lies above 0, and the reasons named weigh most.
    """

    survey: str
    date: date
    use: str
    asked: int | None
    for_whom: str
    where: str
    on: date
    members: int
    runs: int
    agreement: float
    low: float
    high: float
    largest: int
    named: int
    verdict: Verdict
    reasons: tuple[ReasonScore, ...]
    claims: tuple[str, ...]

    def published(self) -> SurveyScore:
        """Round shares; all are already withheld where few people are kept away."""
        reasons = tuple(
            replace(one, contribution=one.contribution.rounded()) for one in self.reasons
        )
        numbers = map(published_share, (self.agreement, self.low, self.high))
        tau, low, high = numbers
        return replace(self, agreement=tau, low=low, high=high, reasons=reasons)


Explain = Callable[[date, date, tuple[int, ...] | None], Explanation]
"""Explains: obstacles lifted from a day on, people counted on another, those of some groups by refuge."""


def surveys_scored(scenario: Scenario) -> dict[str, list[Survey]]:
    """List the surveys that name reasons and were taken before the last day of the run, with these."""
    found: dict[str, list[Survey]] = {}
    for row in scenario.surveys:
        if not row.is_intention and row.date < scenario.end:
            found.setdefault(row.survey, []).append(row)
    return found


def explanations_needed(scenario: Scenario) -> int:
    """Count the explanations that scoring its surveys takes."""
    return len({_question(scenario, rows[0]) for rows in surveys_scored(scenario).values()})


def score_surveys(scenario: Scenario, explain: Explain) -> list[SurveyScore]:
    """Score every survey that names reasons, the contradicted ones first."""
    made: dict[tuple[date, date, tuple[int, ...] | None], Explanation] = {}
    scores: list[SurveyScore] = []
    for rows in surveys_scored(scenario).values():
        question = _question(scenario, rows[0])
        if question not in made:
            made[question] = explain(*question)
        scores.append(score_survey(rows, made[question]))
    return sorted(scores, key=lambda one: (VERDICTS.index(one.verdict), one.agreement))


def score_survey(rows: Sequence[Survey], found: Explanation) -> SurveyScore:
    """Score the reasons of one survey against an explanation of those days."""
    scenario, first = found.scenario, rows[0]
    about = _about(scenario, first)
    names = names_of_scenario(scenario)
    homes, last = about.cells(names)
    # Who set off from a refuge may flee again, return to it and set off again: who is still there counts people once.
    outcome: Outcome = "displaced" if about.refuges else "returned"
    sign = -1.0 if about.refuges else 1.0
    kind = OUTCOMES.index(outcome)

    def people(values: Values) -> Values:
        """Add up those asked (..., member): how many more are home, or fewer still at the refuge."""
        return sign * values[..., kind, :, :][..., homes, :][..., last].sum(axis=(-2, -1))

    by_reason = _by_reason(found.obstacles, people(found.contribution))
    total = people(found.all_lifted - found.as_is)
    said = _said(rows)
    could_name = [name for name in by_reason if name not in first.not_asked]
    compared = [name for name in could_name if name in said or by_reason[name].any()]
    order = sorted(could_name, key=lambda name: -by_reason[name].mean())
    places = {name: place for place, name in enumerate(order, 1) if by_reason[name].any()}
    named = [name for name in compared if name in said]
    agreed = agreement(
        np.array([said.get(name, BOTTOM) for name in compared]),
        first.asked or ASKED_UNKNOWN,
        np.stack([by_reason[name] for name in compared]),
    )
    largest = len(set(named) & set(order[: len(named)]) & set(places))
    verdict = _verdict(agreed, is_all=largest == len(named))
    is_withheld = abs(total.mean()) < LEAST_PEOPLE or spread(total).is_small
    return SurveyScore(
        survey=first.survey,
        date=first.date,
        use=first.use,
        asked=first.asked,
        for_whom=about.for_whom(names),
        where=about.where(names, outcome),
        on=found.on,
        members=found.members,
        runs=found.runs,
        agreement=math.nan if is_withheld else agreed.tau,
        low=math.nan if is_withheld else agreed.low,
        high=math.nan if is_withheld else agreed.high,
        largest=0 if is_withheld else largest,
        named=len(named),
        verdict="withheld" if is_withheld else verdict,
        reasons=_reasons(rows, by_reason, places, total, is_withheld=is_withheld),
        claims=tuple(dict.fromkeys(claim for row in rows for claim in row.claims)),
    )


def _question(scenario: Scenario, row: Survey) -> tuple[date, date, tuple[int, ...] | None]:
    groups = _about(scenario, row).counted_groups if row.places else None
    return row.date, min(row.date + HORIZON, scenario.end), groups


def _about(scenario: Scenario, row: Survey) -> AskedAbout:
    homes = [place.place for place in scenario.homes]
    return AskedAbout(
        tuple(homes.index(name) for name in row.homes),
        tuple(scenario.group_names.index(name) for name in row.groups),
        tuple(scenario.place_names.index(name) for name in row.places),
    )


def _by_reason(obstacles: Sequence[Obstacle], contributions: Values) -> dict[str, Values]:
    """Add up what the obstacles of one reason contribute (member), persons."""
    found: dict[str, Values] = {}
    for obstacle, values in zip(obstacles, contributions, strict=True):
        name = reason_of(obstacle.name).name
        found[name] = found[name] + values if name in found else values
    return found


def _said(rows: Sequence[Survey]) -> dict[str, float]:
    return {row.answer: row.share.value if row.share else -float(row.rank or 0) for row in rows}


def _verdict(agreed: Agreement, *, is_all: bool) -> Verdict:
    if agreed.high < 0 or agreed.named_first < SURE:
        return "contradicted"
    return "borne out" if agreed.low > 0 and is_all else "not settled"


def _reasons(
    rows: Sequence[Survey],
    by_reason: dict[str, Values],
    places: dict[str, int],
    total: Values,
    *,
    is_withheld: bool,
) -> tuple[ReasonScore, ...]:
    """List the reasons named, the first named most, and then what nobody named and the model has."""
    said = _said(rows)
    named = sorted(said, key=lambda name: -said[name])
    unnamed = [name for name in sorted(places, key=places.__getitem__) if name not in said]
    unnamed += [name for name in by_reason if name in rows[0].not_asked and by_reason[name].any()]
    nothing = spread(np.full(1, math.nan))
    whole = total.mean()

    def one(name: str) -> ReasonScore:
        is_share = said.get(name, -1.0) >= 0
        is_told = name in by_reason and not is_withheld
        return ReasonScore(
            reason=name,
            label=REASON[name].label,
            criterion=REASON[name].criterion,
            share=said[name] if is_share else math.nan,
            rank=1 + sum(other > said[name] for other in said.values()) if name in said else None,
            contribution=spread(by_reason[name] / whole) if is_told else nothing,
            place=None if is_withheld else places.get(name),
            is_asked=name not in rows[0].not_asked,
        )

    return tuple(map(one, (*named, *unnamed)))
