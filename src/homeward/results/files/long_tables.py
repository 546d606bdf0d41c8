"""Stocks and flows as long tables, CSV and Parquet: each holds one level, so that a column adds up (model §9.5)."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any

import numpy as np
import pyarrow as pa
import pyarrow.compute
import pyarrow.parquet
from numpy.typing import NDArray

from homeward.results.tables.axes import COMMUNITY, Axes
from homeward.results.tables.names import Names
from homeward.results.tables.statistics import MEAN, STATISTICS, Level
from homeward.results.tables.summary import Summary
from homeward.scenario.rows.places import Place

SHOWN_DIGITS = 3
"""Digits after the point of exact quantiles; rounded ones have none, and means have all, so that they add up."""
FACTS = {
    "label": pa.string(),
    "pcode": pa.string(),
    "iso3": pa.string(),
    "latitude": pa.float64(),
    "longitude": pa.float64(),
}
"""What stands beside each home and place, with the name of the axis before it."""
_LINES_AT_ONCE = 2**17


def long_table(
    summaries: Iterable[Summary],
    axes: Axes,
    names: Names,
    places: Sequence[Place],
    level: Level = COMMUNITY,
) -> pa.Table:
    """Make one row of every variable and day of each column of a level that ever holds people.

    Statistics that are withheld are null, and `suppressed` says yes where any is. Days on which nobody is counted in
    any member are left out, but for the total and the sums by home, by group or by place: these are series.

    Parameters
    ----------
    places
        Where homes and places are; none where that is not known.
    """
    blocks = [_block(summary, axes, names, places, level) for summary in summaries]
    schema = pa.schema(
        [
            ("variable", pa.string()),
            ("time", pa.date32()),
            *(field for axis in level for field in _fields_of(axis)),
            *((statistic, pa.float64()) for statistic in STATISTICS),
            ("suppressed", pa.string()),
        ]
    )
    return pa.concat_tables([schema.empty_table(), *blocks])


def _fields_of(axis: str) -> list[tuple[str, pa.DataType]]:
    facts = [] if axis == "group" else [(f"{axis}_{fact}", kind) for fact, kind in FACTS.items()]
    return [(axis, pa.string()), *facts]


def _block(
    summary: Summary, axes: Axes, names: Names, places: Sequence[Place], level: Level
) -> pa.Table:
    """Make the rows of one variable."""
    values, where = _columns(summary, level)
    day, column = np.nonzero(
        np.ones(values.shape[1:], bool) if len(level) <= 1 else values[MEAN] != 0
    )
    table: dict[str, Any] = {
        "variable": pa.array([summary.name], pa.string()).take(pa.array(np.zeros_like(day))),
        "time": pa.array(axes.times.astype("datetime64[D]")[day]),
    }
    for number, axis in enumerate(level):
        index = pa.array(where[number][column])
        table[axis] = pa.array(names.identifiers[axis], pa.string()).take(index)
        if axis != "group":
            table |= {
                f"{axis}_{fact}": known.take(index)
                for fact, known in _facts(axes.along(axis), names.labels[axis], places).items()
            }
    shown = values[:, day, column]
    for index, statistic in enumerate(STATISTICS):
        exact = shown[index] if index == MEAN else np.round(shown[index], SHOWN_DIGITS)
        table[statistic] = pa.array(exact, from_pandas=True)
    withheld = np.isnan(shown).any(axis=0)
    table["suppressed"] = pa.array(["no", "yes"]).take(pa.array(withheld.astype(np.int8)))
    return pa.table(table)


def _columns(summary: Summary, level: Level) -> tuple[NDArray[np.float64], NDArray[np.int64]]:
    """(statistic, time, column) of the columns that ever hold anybody, and their (axis, column)."""
    values = summary.levels[level]
    if level == COMMUNITY:
        return values, summary.cells.T
    flat = values.reshape(*values.shape[:2], -1)
    used = np.flatnonzero(~(flat[MEAN] == 0).all(axis=0)) if level else np.zeros(1, np.int64)
    where = np.array(np.unravel_index(used, values.shape[2:])) if level else np.zeros((0, 1))
    return flat[:, :, used], where.astype(np.int64)


def _facts(
    identifiers: Sequence[str], labels: Sequence[str], places: Sequence[Place]
) -> dict[str, pa.Array]:
    """Say what is known of each of some places, by name of the fact."""
    known = {place.place: place for place in places}
    found = [known.get(one) for one in identifiers]
    facts = {
        "label": labels,
        "pcode": [one.pcode if one else None for one in found],
        "iso3": [one.country if one else None for one in found],
        "latitude": [one.latitude if one else None for one in found],
        "longitude": [one.longitude if one else None for one in found],
    }
    return {fact: pa.array(facts[fact], kind) for fact, kind in FACTS.items()}


def write_tables(name: str, table: pa.Table, folder: Path) -> None:
    """Write NAME.csv and NAME.parquet."""
    write_csv(name, table, folder)
    pyarrow.parquet.write_table(table, folder / f"{name}.parquet", compression="zstd")


def write_csv(name: str, table: pa.Table, folder: Path) -> None:
    """Write NAME.csv; text is quoted only where it must be, which pyarrow's own writer does not know how to."""
    with (folder / f"{name}.csv").open("wb") as file:
        file.write(f"{','.join(table.column_names)}\n".encode())
        for batch in table.to_batches(max_chunksize=_LINES_AT_ONCE):
            *cells, last = [_as_text(column) for column in batch.columns]
            lines = _joined([*cells, _joined([last, ""], "\n")], ",")
            if len(lines) > 0:
                _, _, text = lines.buffers()  # one line after the other; of none, anything
                file.write(text)


def _joined(columns: Sequence[Any], separator: str) -> pa.Array:
    """Join each row of some columns of text; what is not known is empty."""
    empty = pyarrow.compute.JoinOptions(null_handling="replace", null_replacement="")
    return pyarrow.compute.call_function("binary_join_element_wise", [*columns, separator], empty)


def _as_text(column: pa.Array) -> pa.Array:
    told = column.dictionary_encode()  # few values are different, and they are slow to write
    text = told.dictionary.cast(pa.string())
    if column.type == pa.string():
        text = pa.array([_quoted(one) for one in text.to_pylist()], pa.string())
    return text.take(told.indices)


def _quoted(text: str) -> str:
    return '"{}"'.format(text.replace('"', '""')) if set(text) & {",", '"', "\n", "\r"} else text
