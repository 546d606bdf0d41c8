"""One event of violence, from whichever source: where, when, how many deaths, how exactly known."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

UNIT_OF_A_PROVINCE, REGION, COUNTRY, AT_SEA = 4, 5, 6, 7
"""Precisions of UCDP from which on coordinates are the middle of something, and no place."""
STATE = "state"


@dataclass(frozen=True, slots=True)
class Event:
    """An event, or events of a month summed up over an area.

    Parameters
    ----------
    precision
        As UCDP counts: 1 to 3 a place, 4 a province, 5 a region, 6 a country, 7 at sea.
    pcode
        Of the area, where the source sums up over areas and gives no coordinates; empty otherwise.
    low, best, high
        Deaths, persons, in order.
    count
        How many events it stands for.
    sides
        Who fought, as the source calls them.
    holder
        Who seems to hold the place, by what happened: a side, or `STATE`; empty: nothing says so.
    """

    key: str
    first: dt.date
    last: dt.date
    latitude: float
    longitude: float
    precision: int
    low: float
    best: float
    high: float
    pcode: str = ""
    count: int = 1
    sides: tuple[str, ...] = ()
    holder: str = ""
    stamp: str = ""


def in_order(
    low: float | None, best: float | None, high: float | None
) -> tuple[float, float, float, bool]:
    """Sort the three figures of deaths, and say whether they were in order.

    A best figure of 0 beside a high one above 0 is not known: it is taken as the middle of what it may be.
    """
    if low is not None and best is not None and high is not None and low <= best <= high and best:
        return low, best, high, True
    given = [one for one in (low, best, high) if one is not None]
    if not given:
        return 0.0, 0.0, 0.0, True
    least, most = min(given), max(given)
    is_ordered = (
        (low is None or best is None or low <= best)
        and (best is None or high is None or best <= high)
        and (low is None or high is None or low <= high)
    )
    middle = best if best is not None else (least + most) / 2
    if not is_ordered:
        middle = sorted(given)[len(given) // 2]
    if not middle and most:
        middle = (least + most) / 2
    return least, middle, most, is_ordered
