"""Hindcast: members weighed by what was known before a day are played past it and scored (decision 9)."""

from __future__ import annotations

import datetime as dt
import math
from collections.abc import Callable, Iterator, Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass, replace

import numpy as np

from homeward.engine.pool import Progress
from homeward.engine.simulate import simulate
from homeward.errors import Problem, ScenarioError
from homeward.evaluation.conditioning.grounds import Grounds, find_grounds
from homeward.evaluation.conditioning.known import known_before, last_day
from homeward.evaluation.conditioning.weighing import (
    Weights,
    equal_weights,
    log_likelihood,
    tempered_power,
    weigh,
    weighable,
)
from homeward.evaluation.hindcast import variants
from homeward.evaluation.hindcast.moved_parameters import Moved, moved_parameters
from homeward.evaluation.hindcast.persistence import last_figure
from homeward.evaluation.hindcast.variant_scores import (
    HeldOut,
    Measured,
    Named,
    Variant,
    named_places,
    score_variant,
)
from homeward.evaluation.scoring import weighted
from homeward.evaluation.scoring.measures import days_needed, measure, person_of
from homeward.evaluation.scoring.score import Score, score_one
from homeward.evaluation.scoring.weighted import Reals
from homeward.scenario.rows.observations import Observation
from homeward.scenario.scenario import Scenario

BATCH = 500
"""Members weighed at once: what they recorded is in memory together."""
UNWEIGHTED = 200
"""Members of the prior that are played unweighted, to compare with."""

Announce = Callable[[str], AbstractContextManager[Progress]]
"""Shows the progress of one phase, by its name."""


@dataclass(frozen=True)
class HindcastSettings:
    """What a hindcast is asked of."""

    before: dt.date
    members: int
    seed: int
    threads: int | None
    announce: Announce


@dataclass(frozen=True)
class Hindcast:
    """All of a hindcast.

    Parameters
    ----------
    rows
        Every observation of the scenario that pulls no lever beside the weighted members, played as it happened.
    correlations
        By joint row, then by parameter: rank correlation over the weighted members.
    energy_of_last_figure
        What `Variant.energy` is for the last figures themselves.
    """

    before: dt.date
    known_until: dt.date
    weights: Weights
    rows: list[Score]
    variants: list[Variant]
    joint: list[Named]
    energy_of_last_figure: float
    moved: list[Moved]
    correlations: dict[str, dict[str, float]]
    grounds: Grounds
    new_actors: list[str]
    departed_actors: list[str]
    confounders: tuple[str, ...]

    def published(self) -> Hindcast:
        """Withhold and round by disclosure control."""
        rows = [row.published() for row in self.rows]
        return replace(self, rows=rows, variants=[one.published() for one in self.variants])


@dataclass(frozen=True)
class WeighedMembers:
    """The prior ensemble after weighing.

    Parameters
    ----------
    weights
        How much each member counts.
    untempered
        The same by the likelihood itself.
    parameters
        (member) each.
    """

    weights: Weights
    untempered: Weights
    parameters: dict[str, Reals]


def hindcast(scenario: Scenario, asked: HindcastSettings) -> Hindcast:
    """Weigh the members by what was known before a day, play them past it, and score what they give.

    Raises
    ------
    ScenarioError
        If the day is not one to cut this scenario at.
    """
    check_before(scenario, asked.before)
    rows = tests_from(scenario, asked.before)
    figures = [last_figure(row, scenario.observations, asked.before) for row in rows]
    tests = HeldOut(rows, figures)
    weighed = weigh_members(scenario, asked, "Weighing")
    # What would happen under a lever is no part of what happened.
    seen = [row for row in scenario.observations if not row.levers]
    happened = play("as it happened", scenario, weighed.weights, seen, asked)
    known = known_before(scenario, asked.before)
    return Hindcast(
        before=asked.before,
        known_until=known.end,
        weights=weighed.weights,
        rows=_score_rows(seen, known, happened, weighed.weights),
        variants=[
            score_variant("as it happened", tests, happened, weighed.weights.of_carried),
            *_play_variants(scenario, tests, weighed, asked),
        ],
        joint=[named_places(row) for row, _ in tests.joint],
        energy_of_last_figure=math.sqrt(len(tests.joint)),
        moved=moved_parameters(weighed.parameters, weighed.weights),
        correlations=_correlations(happened, tests, weighed),
        grounds=find_grounds(known, asked.before),
        new_actors=variants.new_actors(scenario, asked.before),
        departed_actors=variants.departed_actors(scenario, asked.before),
        confounders=scenario.confounders,
    )


def check_before(scenario: Scenario, before: dt.date) -> None:
    """Refuse a day outside the run, or one without anything to fit before it or to test from it on."""
    if not scenario.start < before <= scenario.end:
        found = f"{before} is outside the run, {scenario.start} to {scenario.end}."
        raise _refuse(found, "name a day of the run after its first.")
    if not any(
        row.use == "fit" and not row.imposed and last_day(row) < before
        for row in scenario.observations
    ):
        found = f"no observation to fit is dated before {before}, but for imposed ones."
        raise _refuse(found, "name a later day; observations.csv says which rows are for fitting.")
    if not tests_from(scenario, before):
        found = f"no observation to test is dated {before} or later."
        raise _refuse(found, "name an earlier day; observations.csv says which rows are tests.")


def _refuse(found: str, way_out: str) -> ScenarioError:
    return ScenarioError(Problem("--fit-before", found, "", (way_out,)))


def tests_from(scenario: Scenario, before: dt.date) -> list[Observation]:
    """List the rows for testing dated on a day or after it."""
    return [row for row in scenario.observations if row.use == "test" and row.date >= before]


def weigh_members(scenario: Scenario, asked: HindcastSettings, phase: str) -> WeighedMembers:
    """Run the members as far as was known, some at a time, and weigh them."""
    known = known_before(scenario, asked.before)
    days = days_needed(known.observations, known.start, known.end)
    likelihoods: list[Reals] = []
    parameters: list[dict[str, Reals]] = []
    with asked.announce(phase) as advance:
        for first in range(0, asked.members, BATCH):
            numbers = range(first, min(first + BATCH, asked.members))
            simulated = simulate(
                known,
                days=days,
                members=numbers.stop,
                member_numbers=numbers,
                seed=asked.seed,
                threads=asked.threads,
                progress=lambda done, _, first=first: advance(first + done, asked.members),
            )
            likelihoods.append(log_likelihood(simulated, asked.before))
            parameters.append(simulated.parameters)
    likelihood = np.concatenate(likelihoods)
    return WeighedMembers(
        weights=weigh(likelihood, tempered_power(likelihood)),
        untempered=weigh(likelihood),
        parameters={
            name: np.concatenate([batch[name] for batch in parameters]) for name in parameters[0]
        },
    )


def play(
    name: str,
    scenario: Scenario,
    weights: Weights,
    observations: Sequence[Observation],
    asked: HindcastSettings,
) -> Measured:
    """Run the members that carry the weight through a scenario, and measure what they give."""
    with asked.announce(name.capitalize()) as advance:
        simulated = simulate(
            scenario,
            days=days_needed(observations, scenario.start, scenario.end),
            members=weights.share.size,
            member_numbers=weights.carried.tolist(),
            seed=asked.seed,
            threads=asked.threads,
            progress=advance,
        )
    return Measured(
        values={named_places(row): measure(simulated, row) for row in observations},
        person={named_places(row): person_of(simulated, row) for row in observations},
    )


def _play_variants(
    scenario: Scenario, tests: HeldOut, weighed: WeighedMembers, asked: HindcastSettings
) -> Iterator[Variant]:
    """Play every variant but what happened."""
    if weighed.weights.power < 1.0:
        given = play("untempered", scenario, weighed.untempered, tests.rows, asked)
        yield score_variant("untempered", tests, given, weighed.untempered.of_carried)
    before = asked.before
    made = {"no change": variants.without_change(scenario, before)}
    gone = variants.departed_actors(scenario, before)
    if gone:
        made["fear alone"] = variants.without_fear(scenario, before, gone)
        made["permission alone"] = variants.without_refusal(scenario, before)
        made["fear and permission"] = variants.without_fear_or_refusal(scenario, before, gone)
    for end in variants.ENDS if variants.new_actors(scenario, before) else ():
        made[f"new actors, prior {end}"] = variants.with_prior_of_new_actors(scenario, before, end)
    for name, variant in made.items():
        given = play(name, variant, weighed.weights, tests.rows, asked)
        yield score_variant(name, tests, given, weighed.weights.of_carried)
    # Another law fits what was known otherwise: its members are weighed anew.
    houses = variants.with_houses_needed(scenario)
    anew = weigh_members(houses, asked, "Weighing with houses as a veto").weights
    given = play("houses as a veto", houses, anew, tests.rows, asked)
    yield score_variant("houses as a veto", tests, given, anew.of_carried)
    equal = equal_weights(min(UNWEIGHTED, asked.members))
    given = play("unweighted", scenario, equal, tests.rows, asked)
    yield score_variant("unweighted", tests, given, equal.of_carried)


def _score_rows(
    seen: Sequence[Observation], known: Scenario, measured: Measured, weights: Weights
) -> list[Score]:
    """Score observations against the weighted members, and mark those they were weighed by."""
    informing = {
        named_places(row) for rows in weighable(known.observations).values() for row in rows
    }
    return [
        score_one(
            row,
            measured.values[named_places(row)],
            weights.of_carried,
            informed=named_places(row) in informing,
            person=measured.person[named_places(row)],
        )
        for row in seen
    ]


def _correlations(
    measured: Measured, tests: HeldOut, weighed: WeighedMembers
) -> dict[str, dict[str, float]]:
    """Correlate what the members that carry the weight give for the joint rows with their parameters."""
    carried = weighed.weights.carried
    return {
        row.name: {
            name: weighted.rank_correlation(
                measured.values[named_places(row)], values[carried], weighed.weights.of_carried
            )
            for name, values in weighed.parameters.items()
            if values.min() < values.max()
        }
        for row, _ in tests.joint
    }
