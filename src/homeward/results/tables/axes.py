"""What the axes of a result are called, and which of them a community is (model §2)."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from functools import cached_property
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

from homeward.assemble.labels import Labels

COMMUNITY: tuple[str, str, str] = ("home", "group", "place")
"""What tells one community from another: the columns of the cells of a series."""


@dataclass(frozen=True)
class Axes:
    """Names along every axis, and the days that were kept.

    Parameters
    ----------
    start
        First day of the run.
    days
        (time): days since `start`.
    """

    start: dt.date
    days: tuple[int, ...]
    members: int
    homes: tuple[str, ...]
    groups: tuple[str, ...]
    places: tuple[str, ...]
    actors: tuple[str, ...]

    @cached_property
    def dates(self) -> tuple[dt.date, ...]:
        """Calendar dates of the days that were kept."""
        return tuple(self.start + dt.timedelta(days=day) for day in self.days)

    @property
    def times(self) -> NDArray[np.datetime64]:
        """(time): the same dates, as numpy and xarray know them."""
        return np.array(self.dates, dtype="datetime64[ns]")

    def along(self, axis: str) -> tuple[str, ...]:
        """Names along the axis of homes, groups or places."""
        return {"home": self.homes, "group": self.groups, "place": self.places}[axis]

    def at(self, when: dt.date) -> int:
        """Index of the last day kept that is not after a date; the first day if all are."""
        return max(int(np.searchsorted(self.days, (when - self.start).days, side="right")) - 1, 0)


MOST_DRAWN = 150
"""Of more days kept than this, one a month is drawn of what people believe."""


def ends_of_months(axes: Axes) -> list[int]:
    """Index of the last day kept in every month that has one."""
    months = [(day.year, day.month) for day in axes.dates]
    ends = [index for index, (one, following) in enumerate(pairwise(months)) if one != following]
    return [*ends, len(months) - 1]


def days_drawn(axes: Axes) -> list[int]:
    """List the days kept on which beliefs are drawn, by index; the ends of months are among them."""
    return list(range(len(axes.days))) if len(axes.days) <= MOST_DRAWN else ends_of_months(axes)


def name_axes(labels: Labels, days: NDArray[np.int64], members: int) -> Axes:
    """Name the axes of some members on the days that were kept (time)."""
    return Axes(
        start=labels.start,
        days=tuple(int(day) for day in days),
        members=members,
        homes=labels.homes,
        groups=labels.groups,
        places=labels.places,
        actors=labels.actors,
    )
