"""Cells of a workbook and the text of a CSV file that says the same: what goes in comes out, letter by letter."""

from __future__ import annotations

import datetime as dt

from homeward.scenario.reading.columns import Column
from homeward.scenario.text.cells import read_day, read_number, read_whole

Value = str | int | float | bool | dt.date | dt.datetime | dt.time | dt.timedelta | None
"""What a cell of a workbook may hold."""
LARGEST = 1e15
"""Whole numbers beyond it have more digits than a spreadsheet keeps."""


def as_text(value: Value) -> str:
    """Write the value of a cell as the text of a table."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, float):
        return str(int(value)) if value.is_integer() and abs(value) < LARGEST else repr(value)
    if isinstance(value, dt.datetime):
        return (value.date() if value.time() == dt.time() else value).isoformat()
    return value.isoformat() if isinstance(value, dt.date) else str(value)


def as_value(column: Column, text: str) -> Value:
    """Give a text the type of its column, if that loses no letter of it; text otherwise."""
    if not text:
        return None
    for known in _typed(column, text):
        if as_text(known) == text:
            return known
    return text


def _typed(column: Column, text: str) -> tuple[Value, ...]:
    if column.read is read_day:
        day = read_day(text)
        return (day,) if isinstance(day, dt.date) else ()
    if column.read in (read_number, read_whole):
        number = read_number(text)
        return (number,) if isinstance(number, float) else ()
    return ()
