"""What readers ask for: sums of stocks, and flows counted up since the start (model §9)."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import cast

import numpy as np

from homeward.catalogue import MOST_PEOPLE, VARIABLES
from homeward.engine.simulated import COUNTS_AT_ONCE, CommunitySeries, width_of_sums
from homeward.results.tables.dataset import columns, communities


@dataclass(frozen=True)
class Measure:
    """One or several variables of the catalogue, added up.

    Parameters
    ----------
    is_running
        Flows counted since the start of the run, and not since the day kept before.
    """

    name: str
    label: str
    variables: tuple[str, ...]
    is_running: bool = False


MEASURES: tuple[Measure, ...] = (
    Measure("present", "People there", ("residents", "idps", "refugees", "returnees")),
    Measure("at_home", "At home", ("residents", "returnees")),
    Measure("displaced", "Displaced", ("idps", "refugees")),
    Measure("returned", "Returned", ("returnees",)),
    Measure("fled", "Fled (times)", ("displacements", "redisplacements"), is_running=True),
    Measure(
        "harmed",
        "Killed, detained or recruited",
        ("deaths", "detentions", "recruitments"),
        is_running=True,
    ),
)
"""Measures of the report. People who flee twice have fled twice, from home and again from home once back."""

CATALOGUED: tuple[Measure, ...] = tuple(
    Measure(variable.name, variable.meaning, (variable.name,)) for variable in VARIABLES
)
"""Stocks and flows of the catalogue, each by itself."""
_NAMES = [variable.name for variable in VARIABLES]
EVERYTHING: tuple[Measure, ...] = tuple(
    sorted((*CATALOGUED, *MEASURES), key=lambda one: max(map(_NAMES.index, one.variables)))
)
"""All that is summarised of a result: each sum right after the last of its parts, which are then held no longer."""


def total_of(
    measure: Measure,
    read: Callable[[str], CommunitySeries],
    before: CommunitySeries | None = None,
) -> CommunitySeries:
    """Add up the series of a measure (member, time, cell), persons.

    Parameters
    ----------
    before
        The same on the day before (member, 1, cell), from which flows are counted on.
    """
    added = add_series([read(name) for name in measure.variables])
    if not measure.is_running:
        return added
    if before is not None:
        added = add_series([added, _first_of(before, added.values.shape[1])])
    return CommunitySeries(
        added.cells, np.cumsum(added.values.T, axis=1, dtype=width_of_sums(added.values, 1)).T
    )


def on_rows(total: CommunitySeries, rows: Sequence[int] | None) -> CommunitySeries:
    """Keep some of the days of a series, or all; of communities those that are ever there, on any day."""
    return total if rows is None else CommunitySeries(total.cells, total.values[:, list(rows)])


def last_of(total: CommunitySeries) -> CommunitySeries:
    """Keep the last day of a series."""
    return CommunitySeries(total.cells, total.values[:, -1:].copy())


def _first_of(before: CommunitySeries, n_day: int) -> CommunitySeries:
    """Put what was counted by the day before (member, 1, cell) on the first of some days, and nothing on the others."""
    return CommunitySeries(before.cells, np.pad(before.values, [(0, 0), (0, n_day - 1), (0, 0)]))


def add_series(several: Sequence[CommunitySeries]) -> CommunitySeries:
    """Add series up, community by community."""
    if len(several) == 1:
        return several[0]
    cells = communities({str(index): one for index, one in enumerate(several)})
    most = sum(int(one.values.max(initial=0)) for one in several)
    width = cast("type[np.int32]", np.int32 if most <= MOST_PEOPLE else np.int64)
    by_cell = np.zeros((len(cells), *several[0].values.T.shape[1:]), dtype=width)
    step = max(1, COUNTS_AT_ONCE // max(1, by_cell[:1].size))
    for one in several:
        column, counts = columns(one.cells, cells), one.values.T
        for start in range(0, len(counts), step):
            by_cell[column[start : start + step]] += counts[start : start + step]
    return CommunitySeries(cells, by_cell.T)


def within(series: CommunitySeries, ends: Sequence[int]) -> CommunitySeries:
    """Count flows between some of the days kept: from each end, excluded, to the next (time).

    Parameters
    ----------
    ends
        Indices of days kept, rising; the first portion begins at the start of the run.
    """
    starts = [0, *(end + 1 for end in ends[:-1])]
    width = width_of_sums(series.values, 1)
    portions = [
        series.values[:, start : end + 1].sum(axis=1, dtype=width)
        for start, end in zip(starts, ends, strict=True)
    ]
    return CommunitySeries(series.cells, np.stack(portions, axis=1))
