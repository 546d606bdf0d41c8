"""Who was where on a few days, and who moved between them: what the maps show."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np

from homeward.engine.simulated import CommunitySeries
from homeward.results.publish.small_counts import FEW_MEMBERS
from homeward.results.publish.small_counts_in_tables import control
from homeward.results.tables.axes import Axes
from homeward.results.tables.summary import Summary, summarise

LEAST_FLOW = 100
"""Persons: smaller movements between two places are not drawn."""
MOST_FLOWS = 16
"""Lines on one map, at most."""


@dataclass(frozen=True)
class Movement:
    """People who moved between a home and a place, median over members, persons."""

    home: int
    place: int
    people: float
    is_return: bool


@dataclass(frozen=True)
class Snapshot:
    """One map.

    Parameters
    ----------
    since
        Day from which movements are counted; None: the start of the run.
    people
        By index of the place: median over members, persons. Places with fewer than the
        threshold of disclosure control are missing.
    """

    date: dt.date
    since: dt.date | None
    people: dict[int, float]
    movements: tuple[Movement, ...]


def choose_days(fled: Summary, n_day: int) -> list[int]:
    """Choose days kept: the first, when half had fled, half-way from there, and the last."""
    median = np.nan_to_num(fled.of("median"))
    half = int(np.searchsorted(median, median[-1] / 2)) if median[-1] > 0 else n_day // 3
    return sorted({0, half, (half + n_day - 1) // 2, n_day - 1})


def snapshots(
    days: Sequence[int],
    present: Summary,
    within: Callable[[str, Sequence[int]], CommunitySeries],
    axes: Axes,
    *,
    exact: bool = False,
) -> list[Snapshot]:
    """Take the maps of some days kept.

    Parameters
    ----------
    present
        People at each place, after disclosure control.
    within
        Counts a flow, by its name, between some of the days kept.
    """
    names = ("arrivals", "return_departures")
    moved = summarise(names, lambda name: within(name, days), axes)
    moved = moved if exact else control(moved, is_few=axes.members < FEW_MEMBERS)
    taken: list[Snapshot] = []
    for index, day in enumerate(days):
        there = present.levels["place",][1, day]
        taken.append(
            Snapshot(
                date=axes.dates[day],
                since=axes.dates[days[index - 1]] if index else None,
                people={place: float(there[place]) for place in np.flatnonzero(there > 0).tolist()},
                movements=tuple(_largest(moved, index)),
            )
        )
    return taken


def _largest(moved: dict[str, Summary], index: int) -> list[Movement]:
    found: list[Movement] = []
    for name, is_return in (("arrivals", False), ("return_departures", True)):
        median = moved[name].levels["home", "place"][1, index]
        for home, place in zip(*np.nonzero(median >= LEAST_FLOW), strict=True):
            people = float(median[home, place])
            found.append(Movement(int(home), int(place), people, is_return))
    found.sort(key=lambda one: (-one.people, one.home, one.place))
    return found[:MOST_FLOWS]
