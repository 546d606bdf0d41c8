"""The last figure published before another of the same people: what is said with no model at all (decision 27)."""

from __future__ import annotations

import math
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence

from homeward.scenario.rows.observations import Observation


def last_figures(observations: Sequence[Observation]) -> list[float]:
    """Find the last figure before each observation: of the same name and places, whatever its use; NaN: none.

    Rows that accumulate, sums since one day, have none and are none: the last sum is always too low.
    """
    series: defaultdict[object, list[Observation]] = defaultdict(list)
    for row in observations:
        series[_series(row)].append(row)
    found: dict[int, float] = {}
    for rows in series.values():
        found.update(_within(sorted(rows, key=lambda row: row.date)))
    return [found[id(row)] for row in observations]


def _series(row: Observation) -> object:
    return row.name, row.places, row.levers


def _within(rows: Sequence[Observation]) -> Iterable[tuple[int, float]]:
    """Find the last figure before each row of a series, rows in the order of their days."""
    times = Counter(row.since for row in rows if row.counts_events)
    last = before = math.nan
    day = None
    for row in rows:
        if row.counts_events and times[row.since] > 1:
            yield id(row), math.nan
            continue
        if row.date != day:
            last, day = before, row.date
        yield id(row), last
        before = row.value
