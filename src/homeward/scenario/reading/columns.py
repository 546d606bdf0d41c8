"""Columns of a table, read off its row class: names, kinds, and the row that cells make (§2)."""

from __future__ import annotations

import datetime as dt
import types
import typing
from collections.abc import Callable
from dataclasses import dataclass, replace
from functools import cache
from typing import Literal, TypeVar

from pydantic import ValidationError
from pydantic.fields import FieldInfo

from homeward.errors import Problem
from homeward.scenario.reading.refusals import Locate, problems_of
from homeward.scenario.reading.scale_words import in_numbers
from homeward.scenario.rows.row import Blank, Counts, RefersTo, Row
from homeward.scenario.rows.uncertain_numbers import Range
from homeward.scenario.text.cells import (
    read_count,
    read_day,
    read_names,
    read_number,
    read_numbers,
    read_whole,
    read_wholes,
    read_yes_no,
)
from homeward.scenario.text.decoding import unseen_problem

Part = Literal["", "value", "low", "high"]
Reader = Callable[[str], object]
AnyRow = TypeVar("AnyRow", bound=Row)


@dataclass(frozen=True)
class RunDays:
    """First day of the run, and the day after its last."""

    start: dt.date
    end: dt.date


@dataclass(frozen=True)
class Column:
    """One column: the field it fills, how its cells are read, and what they mean."""

    name: str
    field: str
    part: Part
    read: Reader
    is_needed: bool
    meaning: str
    choices: tuple[str, ...] = ()
    refers_to: str = ""
    blank: str = ""
    is_free: bool = False
    counts: Counts | None = None

    @property
    def is_list(self) -> bool:
        """Whether a cell holds several words or numbers."""
        return self.read in _LIST_READERS


_LIST_READERS = (read_names, read_wholes, read_numbers)


@cache
def columns_of(row: type[Row]) -> tuple[Column, ...]:
    """List the columns of a table, in the order of its header."""
    columns: list[Column] = []
    for name, info in row.model_fields.items():
        if name != "line":
            columns.extend(_columns(name, info))
    return tuple(columns)


def in_table(file: str, line: int) -> Locate:
    """Locate problems in one line of a table."""
    where = f"{file}, line {line}"
    return lambda column: f'{where}, column "{column}"' if column else where


def read_row(
    row: type[AnyRow], locate: Locate, line: int, cells: dict[str, str], run: RunDays | None
) -> AnyRow | list[Problem]:
    """Make a row of its cells, or say what is wrong with them; `locate` words where."""
    columns = columns_of(row)
    values: dict[str, object] = {"line": line}
    problems: list[Problem] = []
    cells, no_words = in_numbers(row, cells, {column.name: column.choices for column in columns})
    for column in columns:
        value = no_words.get(column.name) or _cell_value(column, cells, run)
        if isinstance(value, Problem):
            problems.append(replace(value, where=locate(column.name)))
        elif value is not None and column.part:
            parts = typing.cast("dict[str, object]", values.setdefault(column.field, {}))
            parts[column.part] = value
        elif value is not None:
            values[column.field] = value
    if problems:
        return problems
    _complete_ranges(values)
    try:
        return row.model_validate(values)
    except ValidationError as error:
        return problems_of(error, locate, columns)


def _cell_value(column: Column, cells: dict[str, str], run: RunDays | None) -> object:
    text = cells.get(column.name, "")
    if text:
        return _read(column, text, cells)
    if column.blank and run is not None:
        return run.start if column.blank == "start" else run.end
    if column.blank:
        return dt.date.min if column.blank == "start" else dt.date.max
    return None


def _read(column: Column, text: str, cells: dict[str, str]) -> object:
    if column.counts is not None and column.counts.hold(cells):
        return read_count(text)
    value = column.read(text)
    is_word = value is not None and not column.is_free and column.read in (str, read_names)
    return (unseen_problem(text) or value) if is_word else value


def _complete_ranges(values: dict[str, object]) -> None:
    for parts in values.values():
        if isinstance(parts, dict):
            if "low" not in parts and "high" not in parts and "value" in parts:
                parts["low"] = parts["high"] = parts["value"]
            parts["claims"] = values.get("claims", ())


def _columns(name: str, info: FieldInfo) -> list[Column]:
    annotation = _without_none(info.annotation)
    header = info.serialization_alias or name
    blank = next((mark.means for mark in info.metadata if isinstance(mark, Blank)), "")
    is_needed = info.is_required() and not blank
    counts = next((mark for mark in info.metadata if isinstance(mark, Counts)), None)
    meaning = info.description or ""
    if isinstance(annotation, type) and issubclass(annotation, Range):
        parts: tuple[Part, ...] = ("value", "low", "high")
        return [
            Column(
                name=header if part == "value" else f"{header}_{part}",
                field=name,
                part=part,
                read=read_number,
                is_needed=is_needed and part == "value",
                meaning=meaning if part == "value" else f"{part.capitalize()} end of {header}.",
                counts=counts,
            )
            for part in parts
        ]
    refers_to = next((mark.table for mark in info.metadata if isinstance(mark, RefersTo)), "")
    return [
        Column(
            name=header,
            field=name,
            part="",
            read=_reader(annotation),
            is_needed=is_needed,
            meaning=meaning,
            choices=_choices(annotation),
            refers_to=refers_to,
            blank=blank,
            is_free=annotation is str and not refers_to and not _has_pattern(info),
            counts=counts,
        )
    ]


def _has_pattern(info: FieldInfo) -> bool:
    return any(getattr(mark, "pattern", None) for mark in info.metadata)


def _without_none(annotation: object) -> object:
    while typing.get_origin(annotation) is typing.Annotated:
        annotation = typing.get_args(annotation)[0]
    if typing.get_origin(annotation) in {types.UnionType, typing.Union}:
        kinds = [kind for kind in typing.get_args(annotation) if kind is not types.NoneType]
        return _without_none(kinds[0])
    return annotation


def _choices(annotation: object) -> tuple[str, ...]:
    if typing.get_origin(annotation) is tuple:
        annotation = _without_none(typing.get_args(annotation)[0])
    is_choice = typing.get_origin(annotation) is Literal
    return typing.get_args(annotation) if is_choice else ()


def _reader(annotation: object) -> Reader:
    if typing.get_origin(annotation) is tuple:
        part = _without_none(typing.get_args(annotation)[0])
        lists: dict[object, Reader] = {int: read_wholes, float: read_numbers}
        return lists.get(part, read_names)
    readers: dict[object, Reader] = {
        float: read_number,
        int: read_whole,
        bool: read_yes_no,
        dt.date: read_day,
    }
    return readers.get(annotation, str)
