"""Stocks and flows as long tables, CSV and Parquet: each holds one level, so that a column adds up (model §9.5)."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from contextlib import ExitStack
from dataclasses import dataclass
from itertools import chain
from pathlib import Path
from typing import Any, BinaryIO

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
GROUP_ROWS = 2**18
"""Rows of a group of Parquet."""
MOST_LINES = 2**20 - 1
"""Rows that a spreadsheet opens below the names of columns."""


@dataclass(frozen=True)
class ShownRows:
    """What one variable has rows of.

    Parameters
    ----------
    day
        (row): index of a day kept.
    where
        (axis, row): index along each axis of the level.
    shown
        (statistic, row), persons; NaN: withheld.
    """

    day: NDArray[np.int64]
    where: NDArray[np.int64]
    shown: NDArray[np.float64]


@dataclass(frozen=True)
class LongTable:
    """A table that is made part by part: the whole may take more room than there is.

    Parameters
    ----------
    rows
        How many all parts have.
    """

    rows: int
    parts: Iterable[pa.Table]

    @classmethod
    def of(cls, table: pa.Table) -> LongTable:
        """Take a table that is there."""
        return cls(table.num_rows, [table])


def shown_rows(summary: Summary, level: Level = COMMUNITY) -> ShownRows:
    """Choose the rows of a variable: every day of each column of a level that ever holds people.

    Days on which nobody is counted in any member are left out, but for the total and the sums by home, by group or by
    place: these are series.
    """
    values, where = _columns(summary, level)
    day, column = np.nonzero(
        np.ones(values.shape[1:], bool) if len(level) <= 1 else values[MEAN] != 0
    )
    return ShownRows(day, where[:, column], values[:, day, column])


def long_table(
    rows: Iterable[tuple[str, ShownRows]],
    axes: Axes,
    names: Names,
    places: Sequence[Place],
    level: Level = COMMUNITY,
) -> pa.Table:
    """Make a table of rows, by name of the variable.

    Statistics that are withheld are null, and `suppressed` says yes where any is.

    Parameters
    ----------
    places
        Where homes and places are; none where that is not known.
    """
    blocks = [_block(name, own, axes, names, places, level) for name, own in rows]
    schema = pa.schema(
        [
            ("variable", _told(pa.string())),
            ("time", _told(pa.date32())),
            *(field for axis in level for field in _fields_of(axis)),
            *((statistic, pa.float64()) for statistic in STATISTICS),
            ("suppressed", _told(pa.string())),
        ]
    )
    return pa.concat_tables([schema.empty_table(), *blocks])


def _fields_of(axis: str) -> list[tuple[str, pa.DataType]]:
    facts = [] if axis == "group" else [(f"{axis}_{fact}", kind) for fact, kind in FACTS.items()]
    return [(name, _told(kind)) for name, kind in ((axis, pa.string()), *facts)]


def _told(kind: pa.DataType) -> pa.DataType:
    """Return the type of a column of few texts or numbers, each told once."""
    return pa.dictionary(pa.int32(), kind)


def _block(
    name: str, rows: ShownRows, axes: Axes, names: Names, places: Sequence[Place], level: Level
) -> pa.Table:
    """Make the rows of one variable."""
    table: dict[str, Any] = {
        "variable": _column(np.zeros_like(rows.day), pa.array([name], pa.string())),
        "time": _column(rows.day, pa.array(axes.times.astype("datetime64[D]"))),
    }
    for number, axis in enumerate(level):
        index = rows.where[number]
        table[axis] = _column(index, pa.array(names.identifiers[axis], pa.string()))
        if axis != "group":
            table |= {
                f"{axis}_{fact}": _column(index, known)
                for fact, known in _facts(axes.along(axis), names.labels[axis], places).items()
            }
    for index, statistic in enumerate(STATISTICS):
        one = rows.shown[index]
        exact = one if index == MEAN else np.round(one, SHOWN_DIGITS)
        table[statistic] = pa.array(exact, from_pandas=True)
    withheld = np.asarray(np.isnan(rows.shown).any(axis=0), dtype=np.int64)
    table["suppressed"] = _column(withheld, pa.array(["no", "yes"]))
    return pa.table(table)


def _column(index: NDArray[np.int64], among: pa.Array) -> pa.Array:
    """Make a column of few texts or numbers (row: index), some of which may not be known."""
    # Encoded anew: of a dictionary that tells something twice Parquet is written with bytes of chance in it.
    return among.dictionary_encode().take(pa.array(index, pa.int32()))


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


def write_table(name: str, table: LongTable, folder: Path, *, is_sum: bool = False) -> None:
    """Write a table as NAME.csv and NAME.parquet: the former only if a spreadsheet opens as many rows.

    Parameters
    ----------
    is_sum
        The latter only if not.
    """
    has_csv = table.rows <= MOST_LINES
    parts = iter(table.parts)
    first = next(parts)
    with ExitStack() as stack:
        file = stack.enter_context((folder / f"{name}.csv").open("wb")) if has_csv else None
        if file:
            file.write(f"{','.join(first.column_names)}\n".encode())
        packed = None if is_sum and has_csv else _parquet(folder / f"{name}.parquet", first.schema)
        if packed:
            stack.enter_context(packed)
        for part in chain((first,), parts):
            if file:
                _write_rows(file, part)
            if packed:
                packed.write_table(part, GROUP_ROWS)


def _parquet(path: Path, schema: pa.Schema) -> pyarrow.parquet.ParquetWriter:
    # Readers get text, days and numbers: that each is told once here is not kept.
    return pyarrow.parquet.ParquetWriter(path, schema, compression="zstd", store_schema=False)


def _write_rows(file: BinaryIO, table: pa.Table) -> None:
    """Write rows; text is quoted only where it must be, which pyarrow's own writer does not know how to."""
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
    """Word a column: each text, number or day that is in it once."""
    told = column.dictionary_encode()
    words = told.dictionary.cast(pa.string())
    if told.dictionary.type == pa.string():
        words = pa.array([_quoted(text) for text in words.to_pylist()], pa.string())
    return words.take(told.indices)


def _quoted(text: str | None) -> str | None:
    if text is None or not set(text) & {",", '"', "\n", "\r"}:
        return text
    return '"{}"'.format(text.replace('"', '""'))
