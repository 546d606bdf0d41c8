"""Hindcast: members weighed by what was known before a day are run past it and scored (decision 9)."""

from __future__ import annotations

import datetime as dt
import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from homeward.engine.simulated import Simulated
from homeward.errors import Problem, ScenarioError
from homeward.evaluation.conditioning.conditioned_runs import (
    ConditioningSettings,
    run_conditioned,
    run_known,
)
from homeward.evaluation.conditioning.grounds import Grounds, find_grounds
from homeward.evaluation.conditioning.known import known_before
from homeward.evaluation.conditioning.started_members import begins_after, start_members
from homeward.evaluation.conditioning.weighing import (
    Weights,
    equal_weights,
    joint_log_likelihood,
    tempered_power,
    weigh,
    weighable,
)
from homeward.evaluation.hindcast import variants
from homeward.evaluation.hindcast.moved_parameters import MovedParameter, moved_parameters
from homeward.evaluation.hindcast.persistence import falling_persistence
from homeward.evaluation.hindcast.variant_scores import (
    HeldOutRows,
    Measured,
    NameAndDate,
    Variant,
    name_and_date,
    score_variant,
)
from homeward.evaluation.scoring.last_figures import last_figures
from homeward.evaluation.scoring.measures import last_day, measure, person_of
from homeward.evaluation.scoring.member_statistics import (
    Reals,
    rank_correlation,
)
from homeward.evaluation.scoring.score import Score, score_one
from homeward.scenario.rows.observations import Observation
from homeward.scenario.scenario import Scenario

ONE_DAY = dt.timedelta(days=1)
UNWEIGHTED = 200
"""Members of the prior that are run unweighted, to compare with."""


@dataclass(frozen=True)
class Hindcast:
    """All of a hindcast.

    Parameters
    ----------
    rows
        Every observation of the scenario that applies no lever beside the weighted members, run as it happened.
    correlations
        By joint row, then by parameter: rank correlation over the weighted members.
    energy_of_last_figure
        What `Variant.energy` is for persistence itself.
    """

    before: dt.date
    known_until: dt.date
    weights: Weights
    rows: list[Score]
    variants: list[Variant]
    joint: list[NameAndDate]
    energy_of_last_figure: float
    moved: list[MovedParameter]
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


def hindcast(scenario: Scenario, before: dt.date, settings: ConditioningSettings) -> Hindcast:
    """Weigh the members by what was known before a day, run them past it, and score what they give.

    Raises
    ------
    ScenarioError
        If the day is not one to cut this scenario at.
    """
    check_before(scenario, before)
    rows = tests_from(scenario, before)
    figures = [falling_persistence(row, scenario.observations, before) for row in rows]
    tests = HeldOutRows(rows, figures)
    weighed = weigh_members(scenario, before, settings, "Weighing")
    # What would happen under a lever is no part of what happened.
    seen = [row for row in scenario.observations if not row.levers]
    happened = simulate_and_measure(
        "as it happened", scenario, before, weighed.weights, seen, settings
    )
    known = known_before(scenario, before)
    return Hindcast(
        before=before,
        known_until=known.end,
        weights=weighed.weights,
        rows=_score_rows(seen, known, happened, weighed.weights),
        variants=[
            score_variant("as it happened", tests, happened, weighed.weights.of_carried),
            *_score_variants(scenario, before, tests, weighed, settings),
        ],
        joint=[name_and_date(row) for row, _ in tests.joint],
        energy_of_last_figure=math.sqrt(len(tests.joint)),
        moved=moved_parameters(weighed.parameters, weighed.weights),
        correlations=_correlations(happened, tests, weighed),
        grounds=find_grounds(known, before),
        new_actors=variants.new_actors(scenario, before),
        departed_actors=variants.departed_actors(scenario, before),
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


def weigh_members(
    scenario: Scenario, before: dt.date, settings: ConditioningSettings, phase: str
) -> WeighedMembers:
    """Run the members as far as was known, some at a time, and weigh them."""
    known = known_before(scenario, before)
    rows = weighable(known.observations)
    densities, parameters = run_known(known, rows, before, settings, phase)
    likelihood = joint_log_likelihood(rows, densities)
    return WeighedMembers(
        weights=weigh(likelihood, tempered_power(likelihood)),
        untempered=weigh(likelihood),
        parameters=parameters,
    )


def simulate_and_measure(
    name: str,
    scenario: Scenario,
    before: dt.date,
    weights: Weights,
    observations: Sequence[Observation],
    settings: ConditioningSettings,
) -> Measured:
    """Run the members that carry the weight through a scenario, and measure what they give.

    What begins after the last day known is measured of members whose people were moved to where they were counted by
    then (model §14.1), all else of members that were not.
    """
    origin = before - ONE_DAY
    later = [row for row in observations if begins_after(row, origin)]
    earlier = [row for row in observations if not begins_after(row, origin)]
    values: dict[NameAndDate, Reals] = {}
    person: dict[NameAndDate, float] = {}
    if earlier:
        simulated = run_conditioned(scenario, earlier, weights.carried, settings, name.capitalize())
        _measure(simulated, earlier, values, person)
    if later:
        numbers = [int(number) for number in weights.carried]
        phase = f"{name.capitalize()}: "
        started = start_members([scenario], origin, later, numbers, settings, phase=phase)
        _measure(started.run(0, settings, f"{phase}from {before}"), later, values, person)
    return Measured(values=values, person=person)


def _measure(
    simulated: Simulated,
    rows: Sequence[Observation],
    values: dict[NameAndDate, Reals],
    person: dict[NameAndDate, float],
) -> None:
    for row in rows:
        values[name_and_date(row)] = measure(simulated, row)
        person[name_and_date(row)] = person_of(simulated, row)


def _score_variants(
    scenario: Scenario,
    before: dt.date,
    tests: HeldOutRows,
    weighed: WeighedMembers,
    settings: ConditioningSettings,
) -> Iterator[Variant]:
    """Play every variant but what happened."""
    if weighed.weights.power < 1.0:
        given = simulate_and_measure(
            "untempered", scenario, before, weighed.untempered, tests.rows, settings
        )
        yield score_variant("untempered", tests, given, weighed.untempered.of_carried)
    made = {"no change": variants.without_change(scenario, before)}
    gone = variants.departed_actors(scenario, before)
    if gone:
        made["fear alone"] = variants.without_fear(scenario, before, gone)
        made["permission alone"] = variants.without_refusal(scenario, before)
        made["fear and permission"] = variants.without_fear_or_refusal(scenario, before, gone)
    for end in variants.ENDS if variants.new_actors(scenario, before) else ():
        made[f"new actors, prior {end}"] = variants.with_prior_of_new_actors(scenario, before, end)
    for name, variant in made.items():
        given = simulate_and_measure(name, variant, before, weighed.weights, tests.rows, settings)
        yield score_variant(name, tests, given, weighed.weights.of_carried)
    # Another law fits what was known otherwise: its members are weighed anew.
    houses = variants.with_houses_needed(scenario)
    anew = weigh_members(houses, before, settings, "Weighing with houses as a veto").weights
    given = simulate_and_measure("houses as a veto", houses, before, anew, tests.rows, settings)
    yield score_variant("houses as a veto", tests, given, anew.of_carried)
    equal = equal_weights(min(UNWEIGHTED, settings.members))
    given = simulate_and_measure("unweighted", scenario, before, equal, tests.rows, settings)
    yield score_variant("unweighted", tests, given, equal.of_carried)


def _score_rows(
    seen: Sequence[Observation], known: Scenario, measured: Measured, weights: Weights
) -> list[Score]:
    """Score observations against the weighted members, and mark those they were weighed by."""
    informing = {name_and_date(row) for row in weighable(known.observations)}
    return [
        score_one(
            row,
            measured.values[name_and_date(row)],
            weights.of_carried,
            last_figure=last,
            informed=name_and_date(row) in informing,
            person=measured.person[name_and_date(row)],
        )
        for row, last in zip(seen, last_figures(seen), strict=True)
    ]


def _correlations(
    measured: Measured, tests: HeldOutRows, weighed: WeighedMembers
) -> dict[str, dict[str, float]]:
    """Correlate what the members that carry the weight give for the joint rows with their parameters."""
    carried = weighed.weights.carried
    return {
        row.name: {
            name: rank_correlation(
                measured.values[name_and_date(row)], values[carried], weighed.weights.of_carried
            )
            for name, values in weighed.parameters.items()
            if values.min() < values.max()
        }
        for row, _ in tests.joint
    }
