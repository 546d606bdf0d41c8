"""Measures: what an observation is compared with, read from an ensemble (model §9)."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date

import numpy as np
from numpy.typing import NDArray

from homeward.engine.simulated import CommunitySeries, Simulated
from homeward.errors import HomewardBug
from homeward.numerics.rates import DAYS_PER_MONTH
from homeward.scenario.rows.observations import Observation

Values = NDArray[np.float64]
"""(member), in the unit of the measure."""
HERE = ("residents", "idps", "refugees", "returnees")
"""Stocks of the people who are at a place."""


def last_day(row: Observation) -> date:
    """Last day an observation needs."""
    return max(row.date, row.base_date or row.date)


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
        self.months = (self.until - self.since) / DAYS_PER_MONTH

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
        self, series: CommunitySeries, places: list[int] | None, groups: list[int] | None
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
    return MEASURES[row.measure].of(_Window(simulated, row, since, until))


def person_of(simulated: Simulated, row: Observation) -> float:
    """Say what one person makes of a measure, in its unit: the median over members; infinite where there is nobody.

    It is what disclosure control counts in (`results.disclosure`); 1 for counts.
    """
    person = MEASURES[row.measure].person(_Window(simulated, row, row.since, row.date))
    if row.base_date is not None:
        person = _divide(person, _measure_window(simulated, row, row.base_since, row.base_date))
    known = person[np.isfinite(person)]
    return float(np.median(known)) if known.size else np.inf


def most_people(simulated: Simulated, row: Observation) -> Values:
    """Count everybody of a row's homes and groups, whatever has become of them (member): no stock has more."""
    window = _Window(simulated, row, row.since, row.date)
    return window.stock(*simulated.stocks, places=window.every_place)


@dataclass(frozen=True)
class _Measure:
    """People counted, or their share of others.

    Parameters
    ----------
    part
        People counted (member).
    whole
        People they are a share of (member); None: they are counted.
    is_hazard
        Whether the share of those who were there that left is given as a hazard, 1/month.
    """

    part: Callable[[_Window], Values]
    whole: Callable[[_Window], Values] | None = None
    is_hazard: bool = False

    def of(self, window: _Window) -> Values:
        """Measure (member)."""
        part = self.part(window)
        if self.whole is None:
            return part
        share = _divide(part, self.whole(window))
        if not self.is_hazard:
            return share
        return -np.log1p(-np.minimum(share, 1.0 - 1e-6)) / window.months

    def person(self, window: _Window) -> Values:
        """Say what one person makes of it (member)."""
        if self.whole is None:
            return np.ones(window.simulated.members)
        whole = self.whole(window)
        one = _divide(np.ones_like(whole), whole)
        return one / window.months if self.is_hazard else one


def _divide(part: Values, whole: Values) -> Values:
    return np.divide(part, whole, out=np.full_like(part, np.nan), where=whole > 0)


def _present(window: _Window) -> Values:
    return window.stock(*HERE)


def _of_these_groups(window: _Window) -> Values:
    return window.stock(*HERE, places=window.every_place)


def _departures(window: _Window) -> Values:
    return window.flow("onward_movements", "return_departures")


def _displaced_before(window: _Window) -> Values:
    return window.stock("idps", "refugees", on=window.since)


def _return_departures(window: _Window) -> Values:
    return window.flow("return_departures")


def _returned(window: _Window) -> Values:
    return window.stock("returnees", places=window.every_place)


def _returned_of_all_groups(window: _Window) -> Values:
    return window.stock("returnees", places=window.every_place, groups=window.every_group)


MEASURES: dict[str, _Measure] = {
    "present": _Measure(_present),
    "displaced": _Measure(lambda window: window.stock("idps", "refugees")),
    "returned": _Measure(_returned),
    "fled": _Measure(lambda window: window.flow("displacements", "redisplacements")),
    "first_flights": _Measure(lambda window: window.flow("displacements")),
    "share_of_displaced": _Measure(_present, _of_these_groups),
    "departures": _Measure(_departures),
    "return_departures": _Measure(_return_departures),
    "departure_hazard": _Measure(_departures, _displaced_before, is_hazard=True),
    "returns": _Measure(lambda window: window.flow("returns")),
    "home_share_of_departures": _Measure(_return_departures, _departures),
    "share_of_returnees": _Measure(_returned, _returned_of_all_groups),
    "share_returned": _Measure(_returned, _of_these_groups),
    "deaths": _Measure(lambda window: window.flow("deaths")),
    "detentions": _Measure(lambda window: window.flow("detentions")),
    "recruitments": _Measure(lambda window: window.flow("recruitments")),
}
