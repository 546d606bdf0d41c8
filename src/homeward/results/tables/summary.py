"""Summaries over members: what the tables, the report and the terminal show (model §9)."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from homeward.engine.simulated import CommunitySeries
from homeward.results.tables.axes import COMMUNITY, Axes
from homeward.results.tables.statistics import STATISTICS, Level, summed_up


@dataclass(frozen=True)
class Summary:
    """Statistics of one variable or measure, of its communities and at every level of sums.

    Parameters
    ----------
    cells
        (cell, 3): home, group and place of the communities that ever hold anybody.
    levels
        (statistic, time, and the axes of the level), persons; that of `COMMUNITY` itself (statistic, time, cell).
        NaN: withheld.
    """

    name: str
    cells: NDArray[np.int64]
    levels: dict[Level, NDArray[np.float64]]

    def of(self, statistic: str, *where: tuple[str, int]) -> NDArray[np.float64]:
        """(time), persons: one statistic of everybody, of one place, group or home, or of one community.

        Parameters
        ----------
        where
            Axis and index, in the order home, group, place.
        """
        level = tuple(axis for axis, _ in where)
        at = tuple(index for _, index in where)
        rows = self.levels[level][STATISTICS.index(statistic)]
        if level != COMMUNITY:
            return rows[(slice(None), *at)]
        # Communities that never hold anybody have no cell.
        return rows[:, (self.cells == at).all(axis=1)].sum(axis=1)


def summary_sizes(axes: Axes) -> dict[str, int]:
    """Homes, groups and places there are."""
    return {axis: len(axes.along(axis)) for axis in COMMUNITY}


def summarise(
    names: Iterable[str], count: Callable[[str], CommunitySeries], axes: Axes
) -> dict[str, Summary]:
    """Summarise series over members.

    Quantiles are of sums; sums of quantiles would claim that all places are high at once.

    Parameters
    ----------
    count
        Gives the series of a name (member, time, cell), persons; it is asked in several threads.
    """
    sizes = summary_sizes(axes)

    def one(name: str) -> Summary:
        series = count(name)
        return Summary(name, series.cells, summed_up(series, sizes))

    with ThreadPoolExecutor(max_workers=2) as pool:
        return {summary.name: summary for summary in pool.map(one, names)}
