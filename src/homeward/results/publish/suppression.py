"""Small counts withheld from tables whose parts add up, so that no sum gives them away (model §9.4).

Counts below `THRESHOLD` are withheld and all others rounded to `BASE`; zero stays zero. Means of
parts add up to the mean of the whole, so a part withheld alone could be worked out: a second one
is then withheld with it. Quantiles do not add up and need no second one.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping

import numpy as np
from numpy.typing import NDArray

from homeward.results.publish.disclosure import BASE, THRESHOLD
from homeward.results.tables.statistics import LEVELS, MEAN, Level
from homeward.results.tables.summary import Summary
from homeward.results.tables.totals import Measure

FAMILIES: tuple[tuple[Level, Level], ...] = (
    ((), ("place",)),
    ((), ("group",)),
    ((), ("home",)),
    (("home",), ("home", "place")),
    (("place",), ("home", "place")),
    (("home",), ("home", "group")),
    (("group",), ("home", "group")),
)
"""Wholes and the parts that add up to them."""

Means = Mapping[Level, NDArray[np.float64]]
Marks = dict[Level, NDArray[np.bool_]]


def control(
    summaries: Mapping[str, Summary],
    composites: Iterable[Measure] = (),
    *,
    is_few: bool = False,
) -> dict[str, Summary]:
    """Withhold and round.

    Parameters
    ----------
    composites
        Sums of other summaries: where one of those is the whole sum, both are withheld together.
    is_few
        Whether members are so few (`FEW_MEMBERS`) that nobody is withheld like few people, where there is ever anybody:
        that each withheld count is at least one person in one member would else add up over days and places.

    Returns
    -------
    Summaries with NaN where a statistic is withheld
    """
    if not summaries:
        return {}
    # Rows are days of one summary after the other: all are looked at together, and no row depends on another.
    means = {
        level: np.concatenate([one.levels[level][MEAN] for one in summaries.values()])
        for level in LEVELS
    }
    hidden = small(means)
    n_day = len(means[()]) // len(summaries)
    rows_of = {name: slice(at * n_day, (at + 1) * n_day) for at, name in enumerate(summaries)}
    pairs = [
        (rows_of[name], rows_of[measure.name])
        for measure in composites
        if not measure.is_running and measure.name in rows_of
        for name in measure.variables
        if name in rows_of
    ]
    rows = np.ones(len(means[()]), dtype=np.bool_)
    while rows.any():
        complete(means, hidden, rows)
        rows = _share(pairs, means, hidden)
    return {
        name: _publish(
            one, {level: marks[rows_of[name]] for level, marks in hidden.items()}, is_few=is_few
        )
        for name, one in summaries.items()
    }


def small(means: Means) -> Marks:
    """Mark the means that are withheld for being small."""
    return {level: (mean > 0) & (mean < THRESHOLD) for level, mean in means.items()}


def complete(means: Means, hidden: Marks, among: NDArray[np.bool_] | None = None) -> None:
    """Withhold more, until no part or whole is withheld alone; `hidden` is written to.

    Parameters
    ----------
    among
        (row): in which rows it may not be so yet; in any if None.
    """
    rows = np.arange(len(hidden[()])) if among is None else np.flatnonzero(among)
    while rows.size:
        some = {level: mean[rows] for level, mean in means.items()}
        marks = {level: mark[rows] for level, mark in hidden.items()}
        has_changed = np.zeros(rows.size, dtype=np.bool_)
        for whole, parts in FAMILIES:
            summed = next(iter(set(parts) - set(whole)))
            axis = 1 + parts.index(summed)
            has_changed |= _hide_a_second(
                np.moveaxis(some[parts], axis, -1),
                np.moveaxis(marks[parts], axis, -1),
                some[whole],
                marks[whole],
            )
        for level, mark in hidden.items():
            mark[rows] = marks[level]
        rows = rows[has_changed]


def _hide_a_second(
    parts: NDArray[np.float64],
    hidden_parts: NDArray[np.bool_],
    whole: NDArray[np.float64],
    hidden_whole: NDArray[np.bool_],
) -> NDArray[np.bool_]:
    """Withhold the smallest part beside one that is withheld alone, or else the whole; return in which rows (row)."""
    alone = np.count_nonzero(hidden_parts, axis=-1) + hidden_whole == 1
    where = np.nonzero(alone)
    free = np.where((parts > 0) & ~hidden_parts, parts, np.inf)[where]
    smallest = free.argmin(axis=-1)
    has_free = np.isfinite(free[np.arange(len(free)), smallest])
    hidden_parts[(*(index[has_free] for index in where), smallest[has_free])] = True
    at_whole = tuple(index[~has_free] for index in where)
    # A whole that is withheld already and has no part to hide beside it stays as it is: parts give nothing away.
    alone[at_whole] = ~hidden_whole[at_whole]
    hidden_whole[at_whole] = True
    return _any_of(alone)


def _share(pairs: Iterable[tuple[slice, slice]], means: Means, hidden: Marks) -> NDArray[np.bool_]:
    """Withhold together what is the same count under two names; return in which rows (row)."""
    changed = np.zeros(len(hidden[()]), dtype=np.bool_)
    for one, other in pairs:
        for level, marks in hidden.items():
            apart = marks[one] != marks[other]
            if not apart.any():
                continue
            mean = means[level]
            apart &= (mean[one] > 0) & (np.abs(mean[one] - mean[other]) < 0.5)
            for rows in (one, other):
                changed[rows] |= _any_of(apart & ~marks[rows])
                marks[rows] |= apart
    return changed


def _any_of(marks: NDArray[np.bool_]) -> NDArray[np.bool_]:
    """Tell in which rows there is any mark (row)."""
    return np.asarray(marks.any(axis=tuple(range(1, marks.ndim))), dtype=np.bool_)


def _publish(summary: Summary, hidden: Marks, *, is_few: bool) -> Summary:
    """Round what is published; where the mean is withheld, only zeros stay, if these may."""
    levels: dict[Level, NDArray[np.float64]] = {}
    for level, values in summary.levels.items():
        rounded = round_to_base(values)
        somebody = (values[MEAN] > 0).any(axis=0) if is_few else values > 0
        rounded[somebody & ((values < THRESHOLD) | hidden[level])] = np.nan
        levels[level] = rounded
    return Summary(summary.name, levels)


def round_to_base(values: NDArray[np.float64]) -> NDArray[np.float64]:
    """Round to the nearest multiple of `BASE`, halves up."""
    rounded = values / BASE
    rounded += 0.5
    np.floor(rounded, out=rounded)
    rounded *= BASE
    return rounded
