"""Felt danger, summarised over members: what the table and the report show of beliefs (model §9)."""

from __future__ import annotations

from typing import Any

import numpy as np
import pyarrow as pa
import xarray as xr
from numpy.typing import NDArray

from homeward.results.publish.small_counts import FEW_MEMBERS
from homeward.results.result import Result
from homeward.results.tables.axes import ends_of_months
from homeward.results.tables.names import Names
from homeward.results.tables.statistics import STATISTICS, statistics

BELIEF = ("home", "group", "actor", "exposure")
"""What tells one belief from another: the columns of the table."""
EXACT_DIGITS = 3
"""Digits that count: felt danger runs over many powers of ten, and is kept to a thousandth."""
DIGITS, DIGITS_OF_FEW = 2, 1
"""Digits that are published, and of few members: beliefs grow with every incident, and more would count these."""


def believed(
    beliefs: xr.DataArray, times: NDArray[np.datetime64], *, exact: bool = False
) -> NDArray[np.float64]:
    """Mean and quantiles over members (statistic, time, home, group, actor, exposure), 1/person-year, as published.

    Parameters
    ----------
    beliefs
        (member, time, home, group, actor, exposure), 1/person-year.
    times
        Days kept.
    exact
        Do not round further than they are kept.
    """
    digits = DIGITS_OF_FEW if beliefs.sizes["member"] < FEW_MEMBERS else DIGITS
    by_home = [  # one at a time: beliefs take as much room as all people
        statistics(np.moveaxis(beliefs[:, :, home].sel(time=times).to_numpy(), 0, -1))
        for home in range(beliefs.sizes["home"])
    ]
    return _to_digits(np.stack(by_home, axis=2), EXACT_DIGITS if exact else digits)


def beliefs_table(result: Result, names: Names, *, exact: bool = False) -> pa.Table:
    """Make one row of every belief that ever changes, at the end of every month.

    A belief that never changes is the prior of the scenario, and says nothing of what happened.
    Beliefs are no counts: they are rounded, and nothing is withheld. Groups and actors have the names of the other
    tables.
    """
    times = result.axes.times[ends_of_months(result.axes)]
    cells = np.argwhere(result.belief_changes)
    values = believed(result.beliefs, times, exact=exact)[(slice(None), slice(None), *cells.T)]
    identifiers = {**names.identifiers, "exposure": result.beliefs["exposure"].to_numpy()}
    table: dict[str, Any] = {"time": pa.array(np.repeat(times.astype("datetime64[D]"), len(cells)))}
    for column, axis in enumerate(BELIEF):
        index = pa.array(np.tile(cells[:, column], len(times)))
        table[axis] = pa.array(identifiers[axis], pa.string()).take(index)
    for index, statistic in enumerate(STATISTICS):
        table[statistic] = pa.array(values[index].reshape(-1))
    return pa.table(table)


def _to_digits(values: NDArray[np.float64], digits: int) -> NDArray[np.float64]:
    """Round to the digits that count; dividing by a power of ten gives the nearest number."""
    size = np.floor(np.log10(np.where(values > 0, values, 1.0)))
    power = 10.0 ** np.maximum(digits - 1 - size, 0.0)
    return np.round(values * power) / power
