"""Hindcast: members weighed by what was known before a day are played past it and scored (decision 9)."""

from __future__ import annotations

import datetime as dt
import math
from collections.abc import Callable, Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray

from homeward.engine.run import Progress, simulate
from homeward.errors import Problem, ScenarioError
from homeward.evaluation import variants, weighted
from homeward.evaluation.grounds import Grounds, find_grounds
from homeward.evaluation.known import known_before, last_day
from homeward.evaluation.last_figure import last_figure
from homeward.evaluation.measures import days_needed, measure
from homeward.evaluation.score import Score, score_one
from homeward.evaluation.told import Moved, moved_parameters
from homeward.evaluation.weighing import Weights, log_likelihood, weigh, weighable
from homeward.evaluation.weighted import Reals
from homeward.scenario.observations import Observation
from homeward.scenario.scenario import Scenario

BATCH = 500
"""Members weighed at once: what they recorded is in memory together."""
UNWEIGHTED = 200
"""Members of the prior that are played unweighted, to compare with."""

Announce = Callable[[str], AbstractContextManager[Progress]]
"""Shows the progress of one phase, by its name."""


@dataclass(frozen=True)
class Asked:
    """What a hindcast is asked of."""

    before: dt.date
    members: int
    seed: int
    threads: int | None
    announce: Announce


@dataclass(frozen=True)
class Answer:
    """What one variant gives for a test row, in its unit: quantiles, score, and the share of members below it."""

    name: str
    date: dt.date
    observed: float
    median: float
    q05: float
    q95: float
    crps: float
    below: float
    last_figure: float
    ratio: float


@dataclass(frozen=True)
class Variant:
    """One variant: its answers for the test rows, and its scores over the joint rows together.

    Parameters
    ----------
    energy
        Energy score, in units of the error of the last figures.
    depth
        Weight of the members at least as far out as what was observed.
    """

    name: str
    members: int
    effective: float
    answers: list[Answer]
    energy: float
    depth: float


@dataclass(frozen=True)
class Hindcast:
    """All of a hindcast.

    Parameters
    ----------
    rows
        Every observation of the scenario beside the weighted members, played as it happened.
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
    joint: list[tuple[str, dt.date]]
    energy_of_last_figure: float
    moved: list[Moved]
    correlations: dict[str, dict[str, float]]
    grounds: Grounds
    new_actors: list[str]
    departed_actors: list[str]
    confounders: tuple[str, ...] = ()


@dataclass
class _Weighed:
    """The prior ensemble after weighing."""

    weights: Weights
    parameters: dict[str, Reals] = field(default_factory=dict[str, Reals])


def hindcast(scenario: Scenario, asked: Asked) -> Hindcast:
    """Weigh the members by what was known before a day, play them past it, and score what they give.

    Raises
    ------
    ScenarioError
        If the day is not one to cut this scenario at.
    """
    check_before(scenario, asked.before)
    before = asked.before
    tests = tests_from(scenario, before)
    weighed = _weigh(scenario, asked, "Weighing")
    with_houses = variants.with_houses_needed(scenario)
    houses = _weigh(with_houses, asked, "Weighing with houses needed")
    gone = variants.departed_actors(scenario, before)
    weights = weighed.weights
    table = _Table(scenario, tests, asked)
    rows = table.play("as it happened", scenario, weights, scenario.observations)
    table.play("no change", variants.without_change(scenario, before), weights)
    if gone:
        table.play("fear alone", variants.without_fear(scenario, before, gone), weights)
        lifted = variants.without_fear_or_refusal(scenario, before, gone)
        table.play("fear and permission", lifted, weights)
    table.play("houses as a veto", with_houses, houses.weights)
    new = variants.new_actors(scenario, before)
    for end in variants.ENDS if new else ():
        expected = variants.with_prior_of_new_actors(scenario, before, end)
        table.play(f"new actors, prior {end}", expected, weights)
    table.play("unweighted", scenario, _equal(min(UNWEIGHTED, asked.members)))
    known = known_before(scenario, before)
    weighable_rows = [row for series in weighable(known.observations).values() for row in series]
    return Hindcast(
        before=before,
        known_until=known.end,
        weights=weights,
        rows=[
            score_one(row, values, weights.share[weights.carried], informed=row in weighable_rows)
            for row, values in rows
        ],
        variants=table.variants,
        joint=[(row.name, row.date) for row in table.joint],
        energy_of_last_figure=math.sqrt(len(table.joint)),
        moved=moved_parameters(weighed.parameters, weights),
        correlations=_correlations(rows, table.joint, weighed),
        grounds=find_grounds(known, before),
        new_actors=new,
        departed_actors=gone,
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


def _weigh(scenario: Scenario, asked: Asked, phase: str) -> _Weighed:
    """Run the members as far as was known, some at a time, and weigh them."""
    known = known_before(scenario, asked.before)
    days = days_needed(known.observations, known.start, known.end)
    likelihoods: list[Reals] = []
    parameters: list[dict[str, Reals]] = []
    with asked.announce(phase) as advance:
        for first in range(0, asked.members, BATCH):
            numbers = range(first, min(first + BATCH, asked.members))

            def shown(done: int, _: int, first: int = first) -> None:
                advance(first + done, asked.members)

            simulated = simulate(
                known,
                days=days,
                members=numbers.stop,
                member_numbers=numbers,
                seed=asked.seed,
                threads=asked.threads,
                progress=shown,
            )
            likelihoods.append(log_likelihood(simulated, asked.before))
            parameters.append(simulated.parameters)
    return _Weighed(
        weights=weigh(np.concatenate(likelihoods)),
        parameters={
            name: np.concatenate([batch[name] for batch in parameters]) for name in parameters[0]
        },
    )


def _equal(members: int) -> Weights:
    return Weights(share=np.full(members, 1.0 / members), carried=np.arange(members))


Measured = list[tuple[Observation, Reals]]
"""Observations and what every member gives, (member) each."""


class _Table:
    """The variants as they are played, and what they are all compared with."""

    def __init__(self, scenario: Scenario, tests: Sequence[Observation], asked: Asked) -> None:
        self.tests = tests
        self.asked = asked
        self.naive = [last_figure(row, scenario.observations, asked.before) for row in tests]
        self.joint = joint_rows(tests, self.naive)
        self.variants: list[Variant] = []

    def play(
        self,
        name: str,
        scenario: Scenario,
        weights: Weights,
        observations: Sequence[Observation] | None = None,
    ) -> Measured:
        """Play the members that carry the weight through a scenario; returns what they give for observations."""
        observed = self.tests if observations is None else observations
        with self.asked.announce(name.capitalize()) as advance:
            simulated = simulate(
                scenario,
                days=days_needed(observed, scenario.start, scenario.end),
                members=weights.share.size,
                member_numbers=weights.carried.tolist(),
                seed=self.asked.seed,
                threads=self.asked.threads,
                progress=advance,
            )
        measured = [(row, measure(simulated, row)) for row in observed]
        self.variants.append(self._score(name, dict_of(measured), weights))
        return measured

    def _score(
        self, name: str, given: dict[tuple[str, dt.date], Reals], weights: Weights
    ) -> Variant:
        share = weights.share[weights.carried]
        values = [given[row.name, row.date] for row in self.tests]
        energy, depth = self._score_jointly(given, share)
        return Variant(
            name=name,
            members=share.size,
            effective=weighted.effective(share),
            answers=[
                answer(row, found, share, naive)
                for row, found, naive in zip(self.tests, values, self.naive, strict=True)
            ],
            energy=energy,
            depth=depth,
        )

    def _score_jointly(
        self, given: dict[tuple[str, dt.date], Reals], share: Reals
    ) -> tuple[float, float]:
        """Return the energy score and the depth rank over the joint rows; NaN where there are none."""
        if not self.joint:
            return math.nan, math.nan
        values = np.stack([given[row.name, row.date] for row in self.joint], axis=1)
        observed = np.array([row.value for row in self.joint])
        naive = dict(zip(self.tests_named, self.naive, strict=True))
        unit = np.array([abs(naive[row.name, row.date] - row.value) for row in self.joint])
        energy = weighted.energy_score(values / unit, share, observed / unit)
        return energy, weighted.depth_rank(values, share, observed)

    @property
    def tests_named(self) -> list[tuple[str, dt.date]]:
        """Name and date of every test row."""
        return [(row.name, row.date) for row in self.tests]


def dict_of(measured: Measured) -> dict[tuple[str, dt.date], Reals]:
    """Look up what members give by the name and date of an observation."""
    return {(row.name, row.date): values for row, values in measured}


def joint_rows(tests: Sequence[Observation], naive: Sequence[float]) -> list[Observation]:
    """Choose the rows scored together: the last of every series of people counted on a day that has a last figure."""
    last: dict[str, Observation] = {}
    for row, figure in zip(tests, naive, strict=True):
        counts = row.measure in {"present", "displaced", "returned"} and row.base_date is None
        is_last = row.name not in last or last[row.name].date < row.date
        if counts and is_last and not math.isnan(figure) and figure != row.value:
            last[row.name] = row
    return list(last.values())


def answer(row: Observation, values: Reals, share: Reals, naive: float) -> Answer:
    """Score what weighted members (member) give for one test row."""
    q05, median, q95 = weighted.quantile(values, share, [0.05, 0.5, 0.95])
    distance = weighted.crps(values, share, row.value)
    error = abs(naive - row.value)
    return Answer(
        name=row.name,
        date=row.date,
        observed=row.value,
        median=median,
        q05=q05,
        q95=q95,
        crps=distance,
        below=weighted.share_below(values, share, row.value),
        last_figure=naive,
        ratio=distance / error if error > 0 else math.nan,
    )


def _correlations(
    measured: Measured, joint: Sequence[Observation], weighed: _Weighed
) -> dict[str, dict[str, float]]:
    """Correlate what the members that carry the weight give for the joint rows with their parameters."""
    carried: NDArray[np.int64] = weighed.weights.carried
    share = weighed.weights.share[carried]
    given = dict_of(measured)
    return {
        row.name: {
            name: weighted.rank_correlation(given[row.name, row.date], values[carried], share)
            for name, values in weighed.parameters.items()
            if values.min() < values.max()
        }
        for row in joint
    }
