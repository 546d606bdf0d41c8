"""Small counts withheld from tables whose parts add up, so that no sum gives them away (model §9.4).

Counts below `THRESHOLD` are withheld and all others rounded to `BASE`; zero stays zero. Means of
parts add up to the mean of the whole, so a part withheld alone could be worked out: a second one
is then withheld with it. Quantiles do not add up and need no second one.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from scipy.sparse import csr_array

from homeward.results.publish.small_counts import BASE, THRESHOLD
from homeward.results.tables.axes import COMMUNITY
from homeward.results.tables.dataset import columns, unique_cells
from homeward.results.tables.statistics import LEVELS, MEAN, Level, level_keys
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
    (("home", "place"), COMMUNITY),
    (("home", "group"), COMMUNITY),
)
"""Wholes and the parts that add up to them."""

_ROWS_AT_ONCE = 128
"""Rows that are turned over together: more do not stay near the processor, and take ten times as long."""

Means = Mapping[Level, NDArray[np.float64]]
Marks = dict[Level, NDArray[np.bool_]]


@dataclass(frozen=True)
class Family:
    """Which columns of one level add up to which of another.

    Parameters
    ----------
    at
        (whole): its column.
    adding
        (whole, column of parts): 1 where a part is one of a whole.
    parts_at
        (whole, part): columns of its parts; -1 after the last.
    """

    whole: Level
    parts: Level
    at: NDArray[np.int64]
    adding: csr_array
    parts_at: NDArray[np.int64]


def families(sizes: Mapping[str, int], cells: NDArray[np.int64]) -> list[Family]:
    """Find the wholes and parts of every level.

    Parameters
    ----------
    sizes
        Homes, groups and places there are.
    cells
        (cell, 3): communities, the columns of their level; those of sums are spread over their axes.
    """
    return [_family(whole, parts, sizes, cells) for whole, parts in FAMILIES]


def _family(
    whole: Level, parts: Level, sizes: Mapping[str, int], cells: NDArray[np.int64]
) -> Family:
    shape = [sizes[axis] for axis in parts]
    where = cells.T if parts == COMMUNITY else np.indices(shape).reshape(len(parts), -1)
    keys = np.zeros(where.shape[1], dtype=np.int64)
    for axis in whole:
        keys = keys * sizes[axis] + where[parts.index(axis)]
    order = np.argsort(keys, kind="stable")
    at, starts, counts = np.unique(keys[order], return_index=True, return_counts=True)
    parts_at = np.full((len(at), counts.max(initial=0)), -1, dtype=np.int64)
    rank = np.repeat(np.arange(len(at)), counts)
    parts_at[rank, np.arange(len(order)) - starts[rank]] = order
    # No whole has as many parts as 16 bits count: there are at most 3,000 places, homes or groups.
    each = np.ones(len(order), dtype=np.int16), order, np.append(starts, len(order))
    return Family(whole, parts, at, csr_array(each, shape=(len(at), len(order))), parts_at)


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
    cells = unique_cells([one.cells for one in summaries.values()])
    means = _means(list(summaries.values()), cells)
    hidden = small(means)
    sizes = {axis: next(iter(summaries.values())).levels[axis,].shape[2] for axis in COMMUNITY}
    related = families(sizes, cells)
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
        complete(related, means, hidden, rows)
        rows = _share(pairs, means, hidden)
    return {
        name: _publish(
            one,
            {level: marks[rows_of[name]] for level, marks in hidden.items()},
            columns(one.cells, cells),
            is_few=is_few,
        )
        for name, one in summaries.items()
    }


def _means(
    summaries: Sequence[Summary], cells: NDArray[np.int64]
) -> dict[Level, NDArray[np.float64]]:
    """Lay the means of each level out by column (row, column)."""
    n_day = len(summaries[0].levels[()][MEAN])
    means = {
        level: np.concatenate([one.levels[level][MEAN].reshape(n_day, -1) for one in summaries])
        for level in LEVELS
    }
    of_cells = np.zeros((len(means[()]), len(cells)))
    for index, one in enumerate(summaries):
        rows = slice(index * n_day, (index + 1) * n_day)
        of_cells[rows, columns(one.cells, cells)] = one.levels[COMMUNITY][MEAN]
    return {**means, COMMUNITY: of_cells}


def small(means: Means) -> Marks:
    """Mark the means that are withheld for being small."""
    return {level: (mean > 0) & (mean < THRESHOLD) for level, mean in means.items()}


def complete(
    related: Sequence[Family],
    means: Means,
    hidden: Marks,
    among: NDArray[np.bool_] | None = None,
) -> None:
    """Withhold more, until no part or whole is withheld alone; `hidden` is written to.

    Parameters
    ----------
    means, hidden
        (row, column) of every level.
    among
        (row): in which rows it may not be so yet; in any if None.
    """
    rows = np.arange(len(hidden[()])) if among is None else np.flatnonzero(among)
    while rows.size:
        marks = {level: mark[rows] for level, mark in hidden.items()}
        has_changed = np.zeros(rows.size, dtype=np.bool_)
        for family in related:
            has_changed |= _hide_a_second(family, means[family.parts], marks, rows)
        for level, mark in hidden.items():
            mark[rows] = marks[level]
        rows = rows[has_changed]


def _hide_a_second(
    family: Family, parts: NDArray[np.float64], marks: Marks, rows: NDArray[np.int64]
) -> NDArray[np.bool_]:
    """Withhold the smallest part beside one that is withheld alone, or else the whole; return in which rows (row).

    Parameters
    ----------
    rows
        (row): which rows of `parts` the marks are of.
    """
    hidden_parts, hidden_whole = marks[family.parts], marks[family.whole]
    has_changed = np.zeros(rows.size, dtype=np.bool_)
    if not family.at.size:
        return has_changed
    counts = _count_parts(family, hidden_parts)
    row, whole = np.nonzero(counts + hidden_whole[:, family.at] == 1)
    at = family.parts_at[whole]
    there, mean = hidden_parts[row[:, None], at], parts[rows[row][:, None], at]
    free = np.where((at >= 0) & (mean > 0) & ~there, mean, np.inf)
    smallest = free.argmin(axis=1)
    index = np.arange(len(row))
    has_free = np.isfinite(free[index, smallest])
    hidden_parts[row[has_free], at[index, smallest][has_free]] = True
    # A whole that is withheld already and has no part to hide beside it stays as it is: parts give nothing away.
    at_whole = row[~has_free], family.at[whole[~has_free]]
    is_new = has_free
    is_new[~has_free] = ~hidden_whole[at_whole]
    hidden_whole[at_whole] = True
    has_changed[row[is_new]] = True
    return has_changed


def _count_parts(family: Family, marks: NDArray[np.bool_]) -> NDArray[np.int16]:
    """Count the marked parts of each whole (row, whole)."""
    counts = np.empty((len(marks), family.at.size), dtype=np.int16)
    for first in range(0, len(marks), _ROWS_AT_ONCE):
        some = slice(first, first + _ROWS_AT_ONCE)
        counts[some] = (family.adding @ marks[some].T.astype(np.int16, order="C")).T
    return counts


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
    return np.asarray(marks.any(axis=1), dtype=np.bool_)


def _publish(summary: Summary, hidden: Marks, at: NDArray[np.int64], *, is_few: bool) -> Summary:
    """Round what is published; where the mean is withheld, only zeros stay, if these may.

    Parameters
    ----------
    at
        (cell): columns of the communities of this summary.
    """
    levels: dict[Level, NDArray[np.float64]] = {}
    for level, values in summary.levels.items():
        marks = hidden[level][:, at] if level == COMMUNITY else hidden[level]
        rounded = round_to_base(values)
        somebody = _ever(summary, level, values.shape[2:]) if is_few else values > 0
        is_withheld = somebody & ((values < THRESHOLD) | marks.reshape(values.shape[1:]))
        np.copyto(rounded, np.nan, where=is_withheld)
        levels[level] = rounded
    return Summary(summary.name, summary.cells, levels)


def _ever(summary: Summary, level: Level, shape: tuple[int, ...]) -> NDArray[np.bool_]:
    """Tell in which columns of a level there is ever anybody."""
    if level == COMMUNITY:
        return np.ones(shape, dtype=np.bool_)
    ever = np.zeros(math.prod(shape), dtype=np.bool_)
    ever[level_keys(summary.cells, level, dict(zip(level, shape, strict=True)))] = True
    return ever.reshape(shape)


def round_to_base(values: NDArray[np.float64]) -> NDArray[np.float64]:
    """Round to the nearest multiple of `BASE`, halves up."""
    rounded = values / BASE
    rounded += 0.5
    np.floor(rounded, out=rounded)
    rounded *= BASE
    return rounded
