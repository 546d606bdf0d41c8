"""Last figure: what one would have said with no model at all (decision 9)."""

from __future__ import annotations

import datetime as dt
import math
from collections.abc import Iterable

from homeward.evaluation.scoring.measures import last_day
from homeward.numerics.rates import DAYS_PER_MONTH
from homeward.scenario.rows.observations import Observation


def falling_persistence(
    row: Observation, observations: Iterable[Observation], before: dt.date
) -> float:
    """Return the last observation of a series before a day, falling at the last hazard of leaving before it.

    NaN where the series has none. What falls is people present where a hazard of leaving was observed.
    """
    known = [other for other in observations if other.use == "fit" and last_day(other) < before]
    last = max(
        (other for other in known if other.name == row.name),
        key=lambda other: other.date,
        default=None,
    )
    if last is None:
        return math.nan
    leaving = [other for other in known if row.measure == "present" and _is_leaving(row, other)]
    if not leaving:
        return last.value
    months = (row.date - last.date).days / DAYS_PER_MONTH
    return last.value * math.exp(-max(leaving, key=lambda other: other.date).value * months)


def _is_leaving(row: Observation, other: Observation) -> bool:
    """Whether an observation is the hazard of leaving of the same people at the same places."""
    return (
        other.measure == "departure_hazard"
        and other.base_date is None
        and (other.homes, other.groups, other.places) == (row.homes, row.groups, row.places)
    )
