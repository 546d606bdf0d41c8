"""Hindcast: members weighed by what was known before a day are run past it and scored (decision 9)."""

from __future__ import annotations

import datetime as dt
import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

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
from homeward.evaluation.scoring.measures import last_day
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
    several = [
        Played("as it happened", scenario, seen),
        *(Played(name, one, rows) for name, one in _other_futures(scenario, before)),
    ]
    measured = play(several, before, weighed.weights, settings)
    happened = measured[0]
    known = known_before(scenario, before)
    return Hindcast(
        before=before,
        known_until=known.end,
        weights=weighed.weights,
        rows=_score_rows(seen, known, happened, weighed.weights),
        variants=[
            *(
                score_variant(played.name, tests, given, weighed.weights.of_carried)
                for played, given in zip(several, measured, strict=True)
            ),
            *_score_other_members(scenario, before, tests, weighed, settings),
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


@dataclass(frozen=True)
class Played:
    """A variant, and the observations that are measured in it."""

    name: str
    scenario: Scenario
    rows: Sequence[Observation]


def play(
    several: Sequence[Played], before: dt.date, weights: Weights, settings: ConditioningSettings
) -> list[Measured]:
    """Run the members that carry the weight through variants, and measure what each gives.

    What begins after the last day known is measured of members whose people were moved to where they were counted by
    then (model §14.1), all else of members that were not.

    Parameters
    ----------
    several
        The same up to the last day known, which they are run to once.
    """
    origin = before - ONE_DAY
    found = [Measured({}, {}) for _ in several]
    for one, measured in zip(several, found, strict=True):
        earlier = [row for row in one.rows if not begins_after(row, origin)]
        if earlier:
            phase = one.name.capitalize()
            simulated = run_conditioned(one.scenario, earlier, weights.carried, settings, phase)
            measured.add(simulated, earlier)
    later = [[row for row in one.rows if begins_after(row, origin)] for one in several]
    rows = list({name_and_date(row): row for its in later for row in its}.values())
    if rows:
        numbers = [int(number) for number in weights.carried]
        scenarios = [one.scenario for one in several]
        phase = f"{several[0].name.capitalize()}: "
        started = start_members(scenarios, origin, rows, numbers, settings, phase=phase)
        for number, one in enumerate(several):
            phase = f"{one.name.capitalize()}: from {before}"
            found[number].add(started.run(number, settings, phase), later[number])
    return found


def _other_futures(scenario: Scenario, before: dt.date) -> Iterator[tuple[str, Scenario]]:
    """Name the variants that are what happened up to a day."""
    yield "no change", variants.without_change(scenario, before)
    gone = variants.departed_actors(scenario, before)
    if gone:
        yield "fear alone", variants.without_fear(scenario, before, gone)
        yield "permission alone", variants.without_refusal(scenario, before)
        yield "fear and permission", variants.without_fear_or_refusal(scenario, before, gone)


def _score_other_members(
    scenario: Scenario,
    before: dt.date,
    tests: HeldOutRows,
    weighed: WeighedMembers,
    settings: ConditioningSettings,
) -> Iterator[Variant]:
    """Play every variant whose members have another past, or other weights."""

    def score(name: str, variant: Scenario, weights: Weights) -> Variant:
        (measured,) = play([Played(name, variant, tests.rows)], before, weights, settings)
        return score_variant(name, tests, measured, weights.of_carried)

    if weighed.weights.power < 1.0:
        yield score("untempered", scenario, weighed.untempered)
    for end in variants.ENDS if variants.new_actors(scenario, before) else ():
        expecting = variants.with_prior_of_new_actors(scenario, before, end)
        yield score(f"new actors, prior {end}", expecting, weighed.weights)
    # Another law fits what was known otherwise: its members are weighed anew.
    houses = variants.with_houses_needed(scenario)
    anew = weigh_members(houses, before, settings, "Weighing with houses as a veto").weights
    yield score("houses as a veto", houses, anew)
    yield score("unweighted", scenario, equal_weights(min(UNWEIGHTED, settings.members)))


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
