"""Measures: what an observation is compared with, read from an ensemble (model §9)."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import date

import numpy as np
from numpy.typing import NDArray

from homeward.engine.simulated import Series, Simulated
from homeward.errors import HomewardBug
from homeward.numerics.rates import DAYS_PER_MONTH
from homeward.scenario.observations import Observation

Values = NDArray[np.float64]
"""(member), in the unit of the measure."""


def days_needed(observations: Iterable[Observation], start: date, end: date) -> list[int]:
    """List the days of a run on which stocks must be kept to measure some observations."""
    days = {(end - start).days}
    for row in observations:
        for when in (row.date, row.since, row.base_date, row.base_since):
            if when is not None and when <= end:
                days.add(max((when - start).days, 0))
    return sorted(days)


def measure(simulated: Simulated, row: Observation) -> Values:
    """Measure in every member what was observed (member).

    NaN where it has no value, e.g. a share of nobody.
    """
    value = _measure_window(simulated, row, row.since, row.date)
    if row.base_date is None:
        return value
    base = _measure_window(simulated, row, row.base_since, row.base_date)
    return _divide(value, base)


class _Window:
    """One observation's people and days, looked up in an ensemble."""

    def __init__(
        self, simulated: Simulated, row: Observation, since: date | None, until: date
    ) -> None:
        labels = simulated.labels
        self.simulated = simulated
        self.homes = labels.members_of(row.homes, labels.homes)
        self.groups = labels.members_of(row.groups, labels.groups)
        self.places = labels.members_of(row.places, labels.places)
        self.every_group = list(range(len(labels.groups)))
        self.every_place = list(range(len(labels.places)))
        self.since = -1 if since is None else labels.day(since)
        self.until = labels.day(until)

    def stock(
        self,
        *names: str,
        places: list[int] | None = None,
        groups: list[int] | None = None,
        on: int | None = None,
    ) -> Values:
        """Count people in some stocks on a day (the last, if none is given), (member)."""
        # Before the first day there is only its evening to count on.
        day = max(self.until if on is None else on, 0)
        row = int(np.searchsorted(self.simulated.days, day))
        if row == self.simulated.days.size or self.simulated.days[row] != day:
            raise HomewardBug(f"day {day} is measured and was not kept.")
        total = np.zeros(self.simulated.members)
        for name in names:
            series = self.simulated.stocks[name]
            cells = self._cells(series, places, groups)
            total += series.values[:, row, cells].sum(axis=1)
        return total

    def flow(self, *names: str) -> Values:
        """Count events after the first day up to the last (member)."""
        days = self.simulated.days
        rows = (days > self.since) & (days <= self.until)
        total = np.zeros(self.simulated.members)
        for name in names:
            series = self.simulated.flows[name]
            cells = self._cells(series, None, None)
            total += series.values[:, rows][:, :, cells].sum(axis=(1, 2))
        return total

    def _cells(
        self, series: Series, places: list[int] | None, groups: list[int] | None
    ) -> NDArray[np.bool_]:
        home, group, place = series.cells.T
        return (
            np.isin(home, self.homes)
            & np.isin(group, self.groups if groups is None else groups)
            & np.isin(place, self.places if places is None else places)
        )


def _measure_window(
    simulated: Simulated, row: Observation, since: date | None, until: date
) -> Values:
    return MEASURES[row.measure](_Window(simulated, row, since, until))


def _present(window: _Window) -> Values:
    return window.stock("residents", "idps", "refugees", "returnees")


def _share_of_displaced(window: _Window) -> Values:
    stocks = ("residents", "idps", "refugees", "returnees")
    return _divide(window.stock(*stocks), window.stock(*stocks, places=window.every_place))


def _departures(window: _Window) -> Values:
    return window.flow("onward_movements", "return_departures")


def _departure_hazard(window: _Window) -> Values:
    """Departures as a hazard of those present at the beginning, 1/month."""
    present = window.stock("idps", "refugees", on=window.since)
    left = np.minimum(_divide(_departures(window), present), 1.0 - 1e-6)
    return -np.log1p(-left) / ((window.until - window.since) / DAYS_PER_MONTH)


def _home_share(window: _Window) -> Values:
    return _divide(window.flow("return_departures"), _departures(window))


def _share_of_returnees(window: _Window) -> Values:
    returned = window.stock("returnees", places=window.every_place)
    everyone = window.stock("returnees", places=window.every_place, groups=window.every_group)
    return _divide(returned, everyone)


def _share_returned(window: _Window) -> Values:
    returned = window.stock("returnees", places=window.every_place)
    stocks = ("residents", "idps", "refugees", "returnees")
    return _divide(returned, window.stock(*stocks, places=window.every_place))


def _divide(part: Values, whole: Values) -> Values:
    return np.divide(part, whole, out=np.full_like(part, np.nan), where=whole > 0)


MEASURES: dict[str, Callable[[_Window], Values]] = {
    "present": _present,
    "displaced": lambda window: window.stock("idps", "refugees"),
    "returned": lambda window: window.stock("returnees", places=window.every_place),
    "fled": lambda window: window.flow("displacements"),
    "share_of_displaced": _share_of_displaced,
    "departures": _departures,
    "return_departures": lambda window: window.flow("return_departures"),
    "departure_hazard": _departure_hazard,
    "returns": lambda window: window.flow("returns"),
    "home_share_of_departures": _home_share,
    "share_of_returnees": _share_of_returnees,
    "share_returned": _share_returned,
    "killed": lambda window: window.flow("killed"),
    "taken": lambda window: window.flow("taken"),
    "enlisted": lambda window: window.flow("enlisted"),
}
