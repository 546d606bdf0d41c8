"""Asking in a terminal what a blank scenario is made of."""

from __future__ import annotations

import json

import typer

from homeward.scenario.blank.answers import KINDS, LISTS, SEPARATOR, About
from homeward.scenario.reading.columns import Column, columns_of, read_row
from homeward.scenario.rows.row import Row

ASKED = {
    "units": "Units: the districts or towns that people are from.",
    "refuges": "Refuges: where people went, here and abroad.",
    "captures": "Captures: the days on which units were taken or retaken.",
    "present": "Others: who holds a part of a place, raids it, or attacked it in vain. There may be none.",
    "groups": "Groups: who is in danger from whom. Name none if everybody is in the same danger.",
    "permissions": "Permissions: where nobody, or not everybody, may go home, leave or enter, and from when to when.",
    "cut_off": "Sieges of a region: places that no way led into or out of, together. There may be none.",
    "counted": "Figures: what was counted. There may be none; observations.csv takes more at any time.",
}
"""How each list is introduced."""
HINTS = {
    "shares": f"Bentiu 0.9{SEPARATOR} Malakal 0.1",
    "in_danger_from": f"several: SPLA{SEPARATOR} SPLA-IO",
    "close_to": f"several: SPLA{SEPARATOR} SPLA-IO",
    "where": f"several: Goma{SEPARATOR} Lubero",
    "whom": f"several: Farmers{SEPARATOR} Herders",
    "home": f"several: Rutshuru{SEPARATOR} Masisi",
}
"""How an answer is typed that a file writes as a list."""


def ask_answers(said: list[str]) -> None:
    """Ask everything, and add the lines of a file of answers as they are given; an empty name ends a list."""
    typer.echo(
        "An empty answer is allowed where brackets stand: it says nothing, or that there are no more."
    )
    said += [f"{key}: {json.dumps(value)}" for key, value in _ask(About).items()]
    for key in LISTS:
        typer.echo(f"\n{ASKED[key]}")
        said.append(f"{key}:")
        while row := _ask(KINDS[key], may_end=key != "units" or said[-1] != "units:"):
            said.append(f"  - {json.dumps(row, ensure_ascii=False)}")


def _ask(kind: type[Row], *, may_end: bool = False) -> dict[str, str]:
    """Ask for one row; nothing if its first answer is empty and there need be no more."""
    row: dict[str, str] = {}
    for number, column in enumerate(columns_of(kind)):
        is_first = number == 0 and may_end
        may_be_empty = is_first or not column.is_needed
        hint = ", ".join(column.choices) or HINTS.get(column.name, "")
        words = f" ({hint})" if hint else ""
        empty = " [no more]" if is_first else " []" if may_be_empty else ""
        question = f"{column.meaning.rstrip('.')}{words}{empty}"
        answer = _answered(kind, row, column, question, may_be_empty=may_be_empty)
        if is_first and not answer:
            return {}
        if answer:
            row[column.name] = answer
    return row


def _answered(
    kind: type[Row], before: dict[str, str], column: Column, question: str, *, may_be_empty: bool
) -> str:
    """Ask until nothing is wrong with the answer, beside those before it."""
    while True:
        default = "" if may_be_empty else None
        answer = str(typer.prompt(question, default=default, show_default=False)).strip()
        read = read_row(kind, str, 1, {**before, column.name: answer}, None) if answer else ()
        # What is not asked yet is missing, and is not wrong.
        wrong = [one for one in read if one.where == column.name] if isinstance(read, list) else []
        for one in wrong:
            typer.echo(str(one))
        if not wrong:
            return answer
