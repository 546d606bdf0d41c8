"""Asking in a terminal what a blank scenario is made of."""

from __future__ import annotations

import json

import typer

from homeward.errors import Problem
from homeward.scenario.blank.answers import KINDS, LISTS, About
from homeward.scenario.reading.columns import Column, columns_of
from homeward.scenario.rows.row import Row

ASKED = {
    "units": ("a district or town that people are from", "Units: where people are from."),
    "refuges": ("a place where people went", "Refuges: where people went, here and abroad."),
    "captures": ("a capture or retaking", "Captures: the days on which units changed hands."),
    "groups": ("a group of people", "Groups: who is in danger from whom; none: everybody alike."),
    "counted": ("a published figure", "Figures: what was counted; none can be added later."),
}
"""What one of each list is called, and how it is introduced."""


def ask_answers() -> str:
    """Ask everything, and give a file of answers; an empty name ends a list."""
    typer.echo(
        "An empty answer takes what stands in brackets, and ends a list where a name is asked."
    )
    said = [f"{key}: {json.dumps(value)}" for key, value in _ask(About).items()]
    for key in LISTS:
        one, introduction = ASKED[key]
        typer.echo(f"\n{introduction}")
        rows: list[dict[str, str]] = []
        while row := _ask(KINDS[key], one if key != "units" or rows else ""):
            rows.append(row)
        said.append(
            f"{key}:" + "".join(f"\n  - {json.dumps(row, ensure_ascii=False)}" for row in rows)
        )
    return "\n".join(said) + "\n"


def _ask(kind: type[Row], ends: str = "") -> dict[str, str]:
    """Ask for one row; nothing if its first answer is empty and `ends` says what there need be no more of."""
    row: dict[str, str] = {}
    for number, column in enumerate(columns_of(kind)):
        meaning = column.meaning.rstrip(".")
        words = f" ({', '.join(column.choices)})" if column.choices else ""
        if number == 0 and ends:
            answer = _answered(column, f"Another? {meaning} of {ends}", may_be_empty=True)
            if not answer:
                return {}
        else:
            question = f"{meaning}{words}{'' if column.is_needed else ' []'}"
            answer = _answered(column, question, may_be_empty=not column.is_needed)
        if answer:
            row[column.name] = answer
    return row


def _answered(column: Column, question: str, *, may_be_empty: bool) -> str:
    """Ask until the answer is a number, a day or a word of the column."""
    while True:
        default = "" if may_be_empty else None
        answer = str(typer.prompt(question, default=default, show_default=False)).strip()
        read = column.read(answer) if answer else None
        if isinstance(read, Problem):
            typer.echo(str(read))
        elif answer and column.choices and answer not in column.choices:
            typer.echo(f"Write one of {', '.join(column.choices)}.")
        else:
            return answer
