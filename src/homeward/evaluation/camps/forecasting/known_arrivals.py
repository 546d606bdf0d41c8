"""What was known of camp registrations on a day, and what was counted after it (model §15.1)."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from homeward.errors import HomewardBug
from homeward.scenario.camps.daily_counts import (
    merged,
    place_of,
    registered_daily,
    series_names,
    value_on,
)
from homeward.scenario.rows.camps.barriers import Barrier
from homeward.scenario.rows.camps.fighting import Fighting
from homeward.scenario.scenario import Scenario

Row = Fighting | Barrier
DAY = dt.timedelta(days=1)


@dataclass(frozen=True)
class KnownArrivals:
    """What was known on a day.

    Parameters
    ----------
    counts
        (day, camp), persons, up to the day: straight between two counts, flat after the last.
    last_counted
        (camp): day of the last count.
    """

    counts: NDArray[np.int64]
    last_counted: NDArray[np.int64]

    @property
    def people(self) -> NDArray[np.int64]:
        """People at each camp by the last count (camp)."""
        return np.maximum(self.counts[-1], 0)

    @property
    def age(self) -> NDArray[np.int64]:
        """Days since the last count (camp)."""
        return self.counts.shape[0] - 1 - self.last_counted


def known_on(
    scenario: Scenario, origin: dt.date, *, until: dt.date, given_conditions: bool = False
) -> Scenario:
    """Return the scenario as it could be said on a day, its conditions as they were then, up to another day.

    Fighting and barriers that hold on the day go on; none begins. New counts after the day scale nothing.

    Parameters
    ----------
    given_conditions
        Fighting and barriers after the day are those that happened: no forecast.
    """
    after_end = until + DAY

    def keep(rows: Sequence[Row]) -> tuple[Row, ...]:
        if given_conditions:
            return _extended(rows, scenario.after_end, after_end)
        return _frozen(rows, origin, after_end)

    known = scenario.model_copy(
        update={
            "end": until,
            "fighting": keep(scenario.fighting),
            "barriers": keep(scenario.barriers),
            "kind_changes": tuple(row for row in scenario.kind_changes if row.start <= origin),
            "registrations": tuple(row for row in scenario.registrations if row.date <= origin),
            "corrections": tuple(row for row in scenario.corrections if row.date <= origin),
            "observations": (),
            "levers": (),
        }
    )
    if not given_conditions:
        check_nothing_later(known, origin)
    return known


def _frozen(rows: Sequence[Row], origin: dt.date, after_end: dt.date) -> tuple[Row, ...]:
    """Keep rows that have begun; those that hold on the day hold to the end."""
    return tuple(
        row.model_copy(update={"end": after_end}) if row.end > origin else row
        for row in rows
        if row.start <= origin
    )


def _extended(rows: Sequence[Row], after_run: dt.date, after_end: dt.date) -> tuple[Row, ...]:
    """Keep all rows; those that hold to the end of the run hold to the end of the forecast."""
    return tuple(
        row.model_copy(update={"end": max(after_end, row.end)}) if row.end >= after_run else row
        for row in rows
    )


def check_nothing_later(known: Scenario, origin: dt.date) -> None:
    """Make sure that nothing dated after a day is left, nor an end that only later days tell.

    Raises
    ------
    HomewardBug
        If anything is.
    """
    for what in _later(known, origin):
        raise HomewardBug(f"{what} is later than {origin}, from which is forecast.")


def _later(known: Scenario, origin: dt.date) -> Iterator[str]:
    after = known.end + DAY
    for row in (*known.registrations, *known.corrections):
        if row.date > origin:
            yield f"a count of {row.series} on {row.date}"
    for row in (*known.fighting, *known.barriers):
        if row.start > origin or origin < row.end < after:
            yield f"line {row.line} of fighting or barriers"
    for row in known.kind_changes:
        if row.start > origin:
            yield f"the kind of {row.place} from {row.start}"


def counted_until(known: Scenario, camps: tuple[str, ...], origin: dt.date) -> KnownArrivals:
    """Read the counts of some camps off a scenario cut at a day."""
    today = (origin - known.start).days
    counts = registered_daily(known, camps)[: today + 1]
    days = dict.fromkeys(camps, today)
    for name in series_names(known):
        camp = place_of(known, name)
        if camp in days:
            last = max(row.date for row in known.registrations if row.series == name)
            days[camp] = min(days[camp], max((last - known.start).days, 0))
    return KnownArrivals(counts, np.array([days[camp] for camp in camps], dtype=np.int64))


def published_counts(scenario: Scenario, camps: tuple[str, ...]) -> dict[str, dict[int, float]]:
    """Return every number published of some camps, by day of the run: as it was said that day, before any new count.

    A day without a count has no number.
    """
    plain = scenario.model_copy(update={"corrections": ()})
    series: dict[str, list[list[tuple[int, float]]]] = {camp: [] for camp in camps}
    for name in series_names(scenario):
        camp = place_of(scenario, name)
        if camp in series:
            series[camp].append(sorted(merged(plain, name)))
    return {camp: _added(rows, empty=scenario.rules.starts_empty) for camp, rows in series.items()}


def _added(rows: list[list[tuple[int, float]]], *, empty: bool) -> dict[int, float]:
    days = sorted({day for counts in rows for day, _ in counts if day >= 0})
    return {
        day: float(
            sum(value_on(counts, day) - (value_on(counts, 0) if empty else 0) for counts in rows)
        )
        for day in days
    }
