"""Mean and quantiles over members, of communities and of sums over them (model §9)."""

from __future__ import annotations

import math
from collections.abc import Iterator

import numpy as np
from numpy.typing import NDArray
from scipy.sparse import csr_array

from homeward.catalogue import MOST_PEOPLE
from homeward.engine.ranked import ranked
from homeward.engine.simulated import CommunitySeries, width_of_sums
from homeward.results.tables.axes import COMMUNITY

QUANTILES: dict[str, float] = {"median": 0.5, "q05": 0.05, "q25": 0.25, "q75": 0.75, "q95": 0.95}
STATISTICS: tuple[str, ...] = ("mean", *QUANTILES)
MEAN = 0
"""Where the mean stands among the statistics: the only one of them that adds up."""

Level = tuple[str, ...]
LEVELS: tuple[Level, ...] = (
    (),
    ("place",),
    ("group",),
    ("home",),
    ("home", "place"),
    ("home", "group"),
)
"""What is summed up to: everybody, each place, each group, each home, and homes by the others."""

FINER: dict[Level, Level] = {
    ("home", "place"): COMMUNITY,
    ("home", "group"): COMMUNITY,
    ("place",): ("home", "place"),
    ("group",): ("home", "group"),
    ("home",): ("home", "group"),
    (): ("home",),
}
"""What each level is added up from, and that before it: of many communities only two sums are made."""

_SUMS_AT_ONCE = 8_000_000
"""Member-days of sums held at once: 32 MB, which the allocator uses again."""


def statistics(values: NDArray[np.int32] | NDArray[np.float32]) -> NDArray[np.float64]:
    """Mean and quantiles of values that are nowhere negative, over the last axis, the members (statistic, ...).

    Quantiles are interpolated linearly, as `numpy.quantile` does.
    """
    n_member = values.shape[-1]
    rows = values.reshape(-1, n_member)
    # Of most communities nobody is there on most days, in any member.
    most = rows.max(axis=-1, initial=0)
    used = np.flatnonzero(most)
    ordered = rows[used]
    is_whole = rows.dtype.kind == "i" and int(most.max(initial=0)) * n_member <= MOST_PEOPLE
    found = np.zeros((len(STATISTICS), len(rows)))
    found[MEAN, used] = ordered.sum(axis=-1, dtype=np.int32 if is_whole else np.float64) / n_member
    # Sorting rows of a plain matrix is several times faster than the last axis of a deeper array.
    ordered.sort(axis=-1)
    for index, quantile in enumerate(QUANTILES.values(), start=1):
        position = quantile * (n_member - 1)
        below = int(position)
        above = min(below + 1, n_member - 1)
        lower = ordered[:, below].astype(np.float64)
        found[index, used] = lower + (ordered[:, above] - lower) * (position - below)
    return found.reshape(len(STATISTICS), *values.shape[:-1])


def summed_up(series: CommunitySeries, sizes: dict[str, int]) -> dict[Level, NDArray[np.float64]]:
    """Statistics of every community, and of the sums at every level; zero where nobody ever is.

    Parameters
    ----------
    series
        (member, time, cell), persons.
    sizes
        Homes, groups and places there are.

    Returns
    -------
    (statistic, time, and the axes of the level), persons, by level; that of `COMMUNITY` itself is by cell
    """
    n_member, n_day, n_cell = series.values.shape
    shape = {level: [sizes[axis] for axis in level] for level in LEVELS} | {COMMUNITY: [n_cell]}
    found = {level: np.zeros((len(STATISTICS), n_day, math.prod(shape[level]))) for level in shape}
    for days in _portions(n_day, n_member * max(n_cell, 1)):
        summed: dict[Level, CommunitySeries] = {
            COMMUNITY: CommunitySeries(series.cells, series.values[:, days])
        }
        width = width_of_sums(series.values[:, days], 2)
        for level, finer in FINER.items():
            summed[level] = _sums(summed[finer], level, sizes, width)
        for level, one in summed.items():
            column = slice(None) if level == COMMUNITY else level_keys(one.cells, level, sizes)
            found[level][:, days, column] = np.moveaxis(statistics(one.values.T), 1, -1)
    return {level: of.reshape(*of.shape[:2], *shape[level]) for level, of in found.items()}


def _sums(
    series: CommunitySeries, level: Level, sizes: dict[str, int], width: type[np.int32]
) -> CommunitySeries:
    """Add up the communities of each column of a level: of the axes that it has not, those of the sums are any."""
    n_column = math.prod(sizes[axis] for axis in level)
    columns, column_of = ranked(level_keys(series.cells, level, sizes), n_column)
    at = np.empty(columns.size, dtype=np.int64)
    at[column_of] = np.arange(len(series.cells))
    by_cell = series.values.T
    n_cell, n_day, n_member = by_cell.shape
    each = np.ones(n_cell, dtype=width)
    adding = csr_array((each, (column_of, np.arange(n_cell))), shape=(at.size, n_cell))
    sums = adding @ by_cell.reshape(n_cell, n_day * n_member)
    return CommunitySeries(series.cells[at], sums.reshape(at.size, n_day, n_member).T)


def level_keys(cells: NDArray[np.int64], level: Level, sizes: dict[str, int]) -> NDArray[np.int64]:
    """(cell): which sum of the level each cell belongs to."""
    keys = np.zeros(len(cells), dtype=np.int64)
    for axis in level:
        keys = keys * sizes[axis] + cells[:, COMMUNITY.index(axis)]
    return keys


def _portions(n_day: int, per_day: int) -> Iterator[slice]:
    step = max(_SUMS_AT_ONCE // per_day, 1)
    for start in range(0, n_day, step):
        yield slice(start, min(start + step, n_day))
