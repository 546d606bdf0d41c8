"""Felt danger, summarised over members: what the table and the report show of beliefs (model §9)."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise
from typing import Any

import numpy as np
import pyarrow as pa
import xarray as xr
from numpy.typing import NDArray

from homeward.results.publish.small_counts import FEW_MEMBERS
from homeward.results.tables.axes import Axes
from homeward.results.tables.dataset import EXPOSURES
from homeward.results.tables.names import Names
from homeward.results.tables.statistics import STATISTICS, statistics

BELIEF = ("home", "group", "actor", "exposure")
"""What tells one belief from another: the columns of the table."""
EXACT_DIGITS = 3
"""Digits that count: felt danger runs over many powers of ten, and is kept to a thousandth."""
DIGITS, DIGITS_OF_FEW = 2, 1
"""Digits that are published, and of few members: beliefs grow with every incident, and more would count these."""


def ends_of_months(axes: Axes) -> list[int]:
    """Index of the last day kept in every month that has one."""
    months = [(day.year, day.month) for day in axes.dates]
    ends = [index for index, (one, following) in enumerate(pairwise(months)) if one != following]
    return [*ends, len(months) - 1]


def believed(
    beliefs: xr.DataArray, days: Sequence[int], *, exact: bool = False
) -> NDArray[np.float64]:
    """Mean and quantiles over members (statistic, time, home, group, actor, exposure), 1/person-year, as published.

    Parameters
    ----------
    beliefs
        (member, time, home, group, actor, exposure), 1/person-year.
    days
        Indices of days kept.
    exact
        Do not round further than they are kept.
    """
    chosen = beliefs.isel(time=list(days)).to_numpy()
    digits = DIGITS_OF_FEW if len(chosen) < FEW_MEMBERS else DIGITS
    return _to_digits(statistics(np.moveaxis(chosen, 0, -1)), EXACT_DIGITS if exact else digits)


def ever_changes(beliefs: xr.DataArray) -> NDArray[np.bool_]:
    """(home, group, actor, exposure): whether any member's belief differs between any two days."""
    values = beliefs.to_numpy()
    return (values != values[:, :1]).any(axis=(0, 1))


def beliefs_table(
    beliefs: xr.DataArray, axes: Axes, names: Names, *, exact: bool = False
) -> pa.Table:
    """Make one row of every belief that ever changes, at the end of every month.

    A belief that never changes is the prior of the scenario, and says nothing of what happened.
    Beliefs are no counts: they are rounded, and nothing is withheld. Groups and actors have the names of the other
    tables.
    """
    days = ends_of_months(axes)
    cells = np.argwhere(ever_changes(beliefs))
    values = believed(beliefs, days, exact=exact)[(slice(None), slice(None), *cells.T)]
    identifiers = {**names.identifiers, "exposure": EXPOSURES}
    table: dict[str, Any] = {
        "time": pa.array(np.repeat(axes.times[days].astype("datetime64[D]"), len(cells)))
    }
    for column, axis in enumerate(BELIEF):
        index = pa.array(np.tile(cells[:, column], len(days)))
        table[axis] = pa.array(identifiers[axis], pa.string()).take(index)
    for index, statistic in enumerate(STATISTICS):
        table[statistic] = pa.array(values[index].reshape(-1))
    return pa.table(table)


def _to_digits(values: NDArray[np.float64], digits: int) -> NDArray[np.float64]:
    """Round to the digits that count; dividing by a power of ten gives the nearest number."""
    size = np.floor(np.log10(np.where(values > 0, values, 1.0)))
    power = 10.0 ** np.maximum(digits - 1 - size, 0.0)
    return np.round(values * power) / power
