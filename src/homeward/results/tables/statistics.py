"""Mean and quantiles over members, of communities and of sums over them (model §9)."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np
from numpy.typing import NDArray
from scipy.sparse import csr_array

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

_SUMS_AT_ONCE = 32_000_000
"""Member-days of sums held at once: about 128 MB."""


def statistics(sums: NDArray[np.int32] | NDArray[np.float32]) -> NDArray[np.float64]:
    """Mean and quantiles over the last axis, the members (statistic, ...).

    Quantiles are interpolated linearly, as `numpy.quantile` does.
    """
    return _of_sorted(np.array(sums, order="C"))


def _of_sorted(sums: NDArray[np.int32 | np.float32]) -> NDArray[np.float64]:
    """Do the same, and sort what is given, which must lie row by row in memory."""
    n_member = sums.shape[-1]
    rows = sums.reshape(-1, n_member)
    # Of most communities nobody is there on most days, in any member.
    used = np.flatnonzero(rows.any(axis=-1))
    ordered = rows if used.size == len(rows) else rows[used]
    found = np.zeros((len(STATISTICS), len(rows)))
    found[MEAN, used] = ordered.mean(axis=-1, dtype=np.float64)
    # Sorting rows of a plain matrix is several times faster than the last axis of a deeper array.
    ordered.sort(axis=-1)
    for index, quantile in enumerate(QUANTILES.values(), start=1):
        position = quantile * (n_member - 1)
        below = int(position)
        above = min(below + 1, n_member - 1)
        lower = ordered[:, below].astype(np.float64)
        found[index, used] = lower + (ordered[:, above] - lower) * (position - below)
    return found.reshape(len(STATISTICS), *sums.shape[:-1])


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
    keys = [level_keys(series.cells, level, sizes) for level in LEVELS]
    used = [np.unique(key) for key in keys]
    starts = np.cumsum([0, *(present.size for present in used)])
    targets = [
        start + np.searchsorted(present, key)
        for start, present, key in zip(starts, used, keys, strict=False)
    ]
    of_sums = np.zeros((len(STATISTICS), n_day, starts[-1]))
    of_cells = np.zeros((len(STATISTICS), n_day, n_cell))
    for days in _portions(n_day, n_member * max(n_cell, starts[-1], 1)):
        by_cell = series.values.T[:, days]
        sums = _sums(by_cell, np.stack(targets, axis=1), starts[-1])
        of_sums[:, days] = np.moveaxis(_of_sorted(sums), 1, -1)
        of_cells[:, days] = np.moveaxis(statistics(by_cell), 1, -1)
    of_levels = {
        level: _spread(of_sums[:, :, start:end], present, [sizes[axis] for axis in level])
        for level, present, start, end in zip(LEVELS, used, starts[:-1], starts[1:], strict=True)
    }
    return {**of_levels, COMMUNITY: of_cells}


def _sums(by_cell: NDArray[np.int32], targets: NDArray[np.int64], n_sum: int) -> NDArray[np.int32]:
    """(sum, time, member): each cell (cell, time, member) added to its sums, one a level (cell, level)."""
    n_cell, n_level = targets.shape
    if n_cell == 0:
        return np.zeros((n_sum, *by_cell.shape[1:]), dtype=np.int32)
    adding = csr_array(
        (
            np.ones(targets.size, dtype=width_of_sums(by_cell, 0)),
            (targets.reshape(-1), np.repeat(np.arange(n_cell), n_level)),
        ),
        shape=(n_sum, n_cell),
    )
    return (adding @ by_cell.reshape(n_cell, -1)).reshape(n_sum, *by_cell.shape[1:])


def _spread(
    found: NDArray[np.float64], present: NDArray[np.int64], shape: list[int]
) -> NDArray[np.float64]:
    filled = np.zeros((*found.shape[:2], int(np.prod(shape))))
    filled[:, :, present] = found
    return filled.reshape(*found.shape[:2], *shape)


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
