"""The headline of a score: what all predicted figures say together, and nothing kinder (model §9.6, decision 27)."""

from __future__ import annotations

import math
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

import numpy as np

from homeward.evaluation.scoring.member_statistics import (
    LEAST_SOFTENING,
    Reals,
    log_error,
    right_coverage,
    right_deviation,
    skill,
)
from homeward.evaluation.scoring.score import Score

ENOUGH_MEMBERS = 100
"""Members below which it is said how much less than their name right bands hold."""
Vote = Callable[[Reals, Sequence[str]], Reals]
"""Takes the numbers of rows, and their names, to those that are counted alike."""


@dataclass(frozen=True)
class Means:
    """Means over predicted rows; NaN where there is none.

    Parameters
    ----------
    log_crps
        CRPS of ln(x + c), c a 20th of the high end of what was observed.
    skill
        1 - log-CRPS over the error of the last figure, on the rows that have one.
    coverage_50, coverage_90
        Share of the figures in the band.
    z2
        Mean square of the deviations: 1 if bands are right, below it if too wide, above if too narrow.
    """

    log_crps: float
    skill: float
    coverage_50: float
    coverage_90: float
    z2: float


@dataclass(frozen=True)
class Part:
    """What the rows of one use say.

    Parameters
    ----------
    rows, series
        Rows that are predicted, not imposed, and that some member has a value for; their names.
    skill_rows, skill_series
        Those of them that have a last figure.
    width
        Width of the band of 90% over the high end of what was observed, median over rows.
    observed_width
        The same of the range of what was observed: none of it is added to the band.
    by_row, by_series
        Means over rows, and over series of one name: within each, then across.
    """

    rows: int
    series: int
    skill_rows: int
    skill_series: int
    width: float
    observed_width: float
    by_row: Means
    by_series: Means


@dataclass(frozen=True)
class Right:
    """What bands of so many members would have if they were right."""

    coverage_50: float
    coverage_90: float
    z2: float


@dataclass(frozen=True)
class Headline:
    """What all predicted figures say together, those fitted to and those kept for testing apart.

    Parameters
    ----------
    members
        Members, or as many as weighted ones say as much as.
    fit, test
        None: no such row.
    """

    members: float
    right: Right
    fit: Part | None
    test: Part | None


def predicted(rows: Iterable[Score]) -> list[Score]:
    """Keep the rows that are observed, not imposed by the inputs, and that some member has a value for."""
    return [
        row for row in rows if row.use != "pattern" and not row.imposed and not math.isnan(row.z)
    ]


def headline(rows: Iterable[Score], members: float) -> Headline:
    """Sum up scores; rows that the inputs impose count nowhere, nor do patterns, which nobody has observed.

    Parameters
    ----------
    members
        As of `Headline`.
    """
    told = predicted(rows)
    fit, test = ([row for row in told if row.use == use] for use in ("fit", "test"))
    return Headline(
        members=members,
        right=Right(
            coverage_50=right_coverage(0.5, members),
            coverage_90=right_coverage(0.9, members),
            z2=right_deviation(members),
        ),
        fit=_part(fit) if fit else None,
        test=_part(test) if test else None,
    )


def _part(rows: Sequence[Score]) -> Part:
    beaten = [row for row in rows if not math.isnan(row.last_figure)]
    high = np.array([max(row.observed_high, LEAST_SOFTENING) for row in rows])
    # An end that is withheld is as good as nobody.
    ends = np.nan_to_num(np.array([(row.q05, row.q95) for row in rows]))
    seen = np.array([row.observed_high - row.observed_low for row in rows])
    return Part(
        rows=len(rows),
        series=len(_names(rows)),
        skill_rows=len(beaten),
        skill_series=len(_names(beaten)),
        width=float(np.median((ends[:, 1] - ends[:, 0]) / high)),
        observed_width=float(np.median(seen / high)),
        by_row=_means(rows, beaten, _each_row),
        by_series=_means(rows, beaten, _each_series),
    )


def _names(rows: Iterable[Score]) -> set[str]:
    return {row.name for row in rows}


def _means(rows: Sequence[Score], beaten: Sequence[Score], vote: Vote) -> Means:
    def votes(several: Sequence[Score], values: Iterable[float]) -> Reals:
        return vote(np.array([*values]), [row.name for row in several])

    ours = votes(beaten, (row.log_crps for row in beaten))
    last = votes(
        beaten, (log_error(row.last_figure, row.observed, row.observed_high) for row in beaten)
    )
    return Means(
        log_crps=float(votes(rows, (row.log_crps for row in rows)).mean()),
        skill=skill(ours, last) if beaten else math.nan,
        coverage_50=float(votes(rows, (row.inside_50 for row in rows)).mean()),
        coverage_90=float(votes(rows, (row.inside for row in rows)).mean()),
        z2=float(votes(rows, (row.z**2 for row in rows)).mean()),
    )


def _each_row(values: Reals, names: Sequence[str]) -> Reals:
    del names
    return values


def _each_series(values: Reals, names: Sequence[str]) -> Reals:
    """Take the mean over the rows of each name (series)."""
    name = np.array(names)
    return np.array([values[name == one].mean() for one in dict.fromkeys(names)])
