"""stocks and flows as long tables, CSV and Parquet (model §9)."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from typing import Any

import numpy as np
import pyarrow as pa
import pyarrow.csv
import pyarrow.parquet
from numpy.typing import NDArray

from homeward.results.tables.axes import COMMUNITY, Axes
from homeward.results.tables.names import Names
from homeward.results.tables.statistics import LEVELS, MEAN, STATISTICS, Level
from homeward.results.tables.summary import Summary

ALL = "all"
"""Stands in a column that has been summed over."""
SHOWN_DIGITS = 3
"""Digits after the point of exact statistics; rounded ones have none."""


def long_table(summaries: Iterable[Summary], axes: Axes, names: Names) -> pa.Table:
    """Make one row of every variable, day, and home, group and place that ever holds people.

    Statistics that are withheld are null, and `suppressed` says yes where any is.
    """
    parts = [part for summary in summaries for part in [_part(summary, axes, names)] if part]
    if parts:
        return pa.concat_tables(parts)
    text, number = pa.array([], pa.string()), pa.array([], pa.float64())
    empty: dict[str, Any] = {"variable": text, "time": pa.array([], pa.date32())}
    empty |= dict.fromkeys(COMMUNITY, text) | dict.fromkeys(STATISTICS, number)
    return pa.table({**empty, "suppressed": text})


def _part(summary: Summary, axes: Axes, names: Names) -> pa.Table | None:
    columns = [_level_columns(summary.levels[level], level) for level in LEVELS]
    values = np.concatenate([values for values, _ in columns], axis=2)
    n_day, n_column = values.shape[1:]
    if not n_column:
        return None
    rows = n_day * n_column
    table: dict[str, Any] = {
        "variable": pa.array([summary.name] * rows),
        "time": pa.array(np.repeat(axes.times.astype("datetime64[D]"), n_column)),
    }
    for axis in COMMUNITY:
        which = np.concatenate([where[axis] for _, where in columns])
        known = pa.array([*names.identifiers[axis], ALL])
        table[axis] = known.take(pa.array(np.tile(which % len(known), n_day)))
    for index, statistic in enumerate(STATISTICS):
        shown = np.round(values[index].reshape(-1), SHOWN_DIGITS)
        table[statistic] = pa.array(shown, from_pandas=True)
    withheld = np.isnan(values).any(axis=0).reshape(-1)
    table["suppressed"] = pa.array(["no", "yes"]).take(pa.array(withheld.astype(np.int8)))
    return pa.table(table)


def _level_columns(
    values: NDArray[np.float64], level: Level
) -> tuple[NDArray[np.float64], dict[str, NDArray[np.int64]]]:
    """(statistic, time, column) of one level without the columns that are always empty.

    The index of each column along an axis is -1 where the level sums over the axis.
    """
    flat = values.reshape(*values.shape[:2], -1)
    is_used = ~(flat[MEAN] == 0).all(axis=0)
    used = np.flatnonzero(is_used) if level else np.arange(1)
    at = dict(zip(level, np.unravel_index(used, values.shape[2:]), strict=True)) if level else {}
    nowhere = np.full(used.size, -1, dtype=np.int64)
    return flat[:, :, used], {axis: at.get(axis, nowhere) for axis in COMMUNITY}


def write_tables(name: str, table: pa.Table, folder: Path) -> None:
    """Write NAME.csv and NAME.parquet."""
    # Identifiers hold no commas or quotes, and unquoted cells are easier on the eye.
    options = pyarrow.csv.WriteOptions(include_header=False, quoting_style="none")
    with (folder / f"{name}.csv").open("wb") as file:
        file.write(f"{','.join(table.column_names)}\n".encode())
        pyarrow.csv.write_csv(table, file, options)
    pyarrow.parquet.write_table(table, folder / f"{name}.parquet", compression="zstd")
