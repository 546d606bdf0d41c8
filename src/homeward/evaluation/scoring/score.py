"""Score: every observed number beside what the ensemble gives, inside or outside (model §9.6, decision 27)."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from operator import itemgetter

import numpy as np
from numpy.typing import NDArray

from homeward.engine.pool import Progress, count_on
from homeward.engine.simulate import simulate
from homeward.engine.simulated import Simulated
from homeward.evaluation.scoring.hostile_refuges import doubt_refuges
from homeward.evaluation.scoring.last_figures import last_figures
from homeward.evaluation.scoring.measures import days_needed, last_day, measure, person_of
from homeward.evaluation.scoring.member_statistics import (
    crps,
    deviation,
    is_inside,
    log_crps,
    quantile,
    rank_among,
    softening,
)
from homeward.evaluation.scoring.what_moves import Missed, RowMovers, what_moves
from homeward.results.publish.small_counts import (
    BASE,
    coarse,
    in_people,
    published_count,
    published_difference,
    published_share,
)
from homeward.scenario.changes.applied_levers import parse_lever
from homeward.scenario.changes.apply_levers import apply_levers
from homeward.scenario.rows.observations import Observation
from homeward.scenario.scenario import Scenario

SHARES = [0.05, 0.25, 0.5, 0.75, 0.95]
"""Shares of the members below the quantiles of a score."""


@dataclass(frozen=True)
class Score:
    """One observation and the ensemble's answer, in the unit of the measure.

    Parameters
    ----------
    inside_50, inside
        Whether the figure lies in the band of 50%, and in that of 90%.
    log_crps
        CRPS of ln(x + c), c a 20th of the high end of what was observed; NaN of what levers change.
    rank
        Where the figure falls among the members, from 0, below all, to 1, above all (PIT).
    z
        The same in standard deviations off the middle.
    last_figure
        What was published before of the same name and places; NaN: nothing, or sums since one day.
    informed
        Whether members were weighed by it.
    person
        What one person makes of the measure, in its unit, to one digit.
    is_difference
        Whether it is what levers change of the measure.
    """

    name: str
    date: date
    use: str
    imposed: bool
    claim: str
    observed_low: float
    observed: float
    observed_high: float
    median: float
    q05: float
    q25: float
    q75: float
    q95: float
    crps: float
    inside_50: bool
    inside: bool
    log_crps: float
    rank: float
    z: float
    last_figure: float = math.nan
    informed: bool = False
    person: float = 1.0
    is_difference: bool = False

    def published(self) -> Score:
        """Withhold and round by disclosure control, in steps of as many people as counts are; NaN: withheld."""
        rule = published_difference if self.is_difference else published_count
        names = ("median", "q05", "q25", "q75", "q95")
        shown = {name: in_people(rule, getattr(self, name), self.person) for name in names}
        crps = in_people(published_difference, self.crps, self.person)
        return replace(
            self,
            crps=math.nan if math.isnan(shown["median"]) else crps,
            log_crps=self._published_log_crps(),
            rank=_published_rank(self.rank),
            z=published_share(self.z),
            **shown,
        )

    def _published_log_crps(self) -> float:
        """Round it in steps of as many people as counts are, where a person weighs most: near nobody."""
        step = BASE * self.person / softening(self.observed_high)
        if math.isnan(self.log_crps) or not math.isfinite(step):
            return math.nan
        return round(self.log_crps / step) * step if step > 0.01 else published_share(self.log_crps)


def _published_rank(rank: float) -> float:
    """Give the middle of the hundredth it lies in, so that no bin of a histogram gains by rounding."""
    return (min(math.floor(100.0 * rank), 99) + 0.5) / 100.0 if math.isfinite(rank) else rank


@dataclass(frozen=True)
class ScenarioScore:
    """A scenario beside every number observed.

    Parameters
    ----------
    rows
        In the order of the file, those that apply levers last.
    doubts
        What in the run itself is hardly so, in words.
    moved_by
        The inputs that go most with the first figures outside of their bands, of those predicted.
    """

    scenario: str
    members: int
    rows: list[Score]
    doubts: tuple[str, ...] = ()
    moved_by: tuple[RowMovers, ...] = ()

    def published(self) -> ScenarioScore:
        """Withhold and round by disclosure control."""
        return replace(self, rows=[row.published() for row in self.rows])


def score_scenario(
    scenario: Scenario,
    *,
    members: int = 200,
    seed: int = 1,
    threads: int | None = None,
    parameters: Mapping[str, NDArray[np.float64]] | None = None,
    progress: Progress | None = None,
) -> ScenarioScore:
    """Score every observation; each member is run once, and once more with each set of levers that rows name.

    What is scored of a row with levers is the measure with them less the measure without, member by member, on the
    same random numbers.

    Parameters
    ----------
    parameters
        Values of parameters instead of draws, (member) each, in the units of the variable catalogue.
    """
    rows = [row for row in scenario.observations if last_day(row) <= scenario.end]
    named = list(dict.fromkeys(row.levers for row in rows if row.levers))
    n_run = members * (1 + len(named))

    def run(number: int, one: Scenario, wanted: Sequence[Observation], last: date) -> Simulated:
        return simulate(
            one,
            days=days_needed(wanted, one.start, last),
            members=members,
            seed=seed,
            threads=threads,
            parameters=parameters,
            progress=count_on(progress, number * members, n_run),
        )

    baseline = run(0, scenario, rows, scenario.end)
    scores: list[Score] = []
    missed: list[Missed] = []
    for row, last in zip(rows, last_figures(rows), strict=True):
        if row.levers:
            continue
        values = measure(baseline, row)
        found = score_one(row, values, last_figure=last, person=person_of(baseline, row))
        scores.append(found)
        if not (found.inside or found.imposed):
            missed.append(Missed(row.name, row.date, row.value, values))
    with_levers: list[tuple[int, Score]] = []
    for number, levers in enumerate(named, start=1):
        own = [(place, row) for place, row in enumerate(rows) if row.levers == levers]
        changed = apply_levers(scenario, [parse_lever(text) for text in levers])
        wanted = [row for _, row in own]
        simulated = run(number, changed, wanted, max(map(last_day, wanted)))
        for place, row in own:
            difference = measure(simulated, row) - measure(baseline, row)
            found = score_one(row, difference, person=person_of(baseline, row))
            with_levers.append((place, found))
    in_order = [found for _, found in sorted(with_levers, key=itemgetter(0))]
    doubts = doubt_refuges(baseline)
    moved_by = what_moves(scenario, missed, seed, parameters)
    return ScenarioScore(scenario.name, members, scores + in_order, doubts, moved_by)


def score_one(
    row: Observation,
    values: NDArray[np.float64],
    weights: NDArray[np.float64] | None = None,
    *,
    last_figure: float = math.nan,
    informed: bool = False,
    person: float = 1.0,
) -> Score:
    """Score one observation against what every member gives (member), each with its weight (member) if any.

    Parameters
    ----------
    last_figure
        What was published before (`last_figures`).
    person
        What one person makes of the measure (`measures.person_of`).
    """
    q05, q25, median, q75, q95 = quantile(values, weights, SHARES)
    rank = rank_among(values, weights, row.value)
    return Score(
        name=row.name,
        date=row.date,
        use=row.use,
        imposed=row.imposed,
        claim=" ".join(row.claims),
        observed_low=row.low,
        observed=row.value,
        observed_high=row.high,
        median=median,
        q05=q05,
        q25=q25,
        q75=q75,
        q95=q95,
        crps=float(crps(values, row.value, weights)),
        inside_50=bool(is_inside(q25, row.value, q75)),
        inside=bool(is_inside(q05, row.value, q95)),
        log_crps=math.nan if row.levers else log_crps(values, weights, row.value, row.high),
        rank=rank,
        z=deviation(rank),
        last_figure=last_figure,
        informed=informed,
        person=coarse(person),
        is_difference=bool(row.levers),
    )
