"""`homeward variables`."""

from __future__ import annotations

import csv
import dataclasses
import json
import sys
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, Annotated

import typer

from homeward.catalogue import CHOICE_PARAMETERS, CONDITIONS, PARAMETERS, VARIABLES, obstacles
from homeward.cli import options
from homeward.cli.output import make_table, show

if TYPE_CHECKING:
    from homeward.catalogue import Parameter

ANY_ACTOR = "ACTOR"
"""Stands for the name of an actor where no scenario names any."""
CSV_COLUMNS = ("what", "name", "unit", "low", "high", "scale", "meaning", "source")

app = options.verb_app()


@app.command()
def variables(
    as_json: options.AsJson = False,
    as_csv: Annotated[
        bool, typer.Option("--csv", help="Print one CSV table on standard output.")
    ] = False,
) -> None:
    """Obstacles to going home are listed with their criterion of the IASC framework for durable solutions."""
    if as_json:
        catalogue = {
            "variables": [dataclasses.asdict(one) for one in VARIABLES],
            "parameters": [dataclasses.asdict(one) for one in PARAMETERS],
            "parameters_of_registered_arrivals": [
                dataclasses.asdict(one) for one in CHOICE_PARAMETERS
            ],
            "conditions": [dataclasses.asdict(one) for one in CONDITIONS],
            "obstacles": [dataclasses.asdict(one) for one in obstacles([ANY_ACTOR])],
        }
        typer.echo(json.dumps(catalogue, indent=2, ensure_ascii=False))
        return
    if as_csv:
        writer = csv.writer(sys.stdout, lineterminator="\n")
        writer.writerow(CSV_COLUMNS)
        writer.writerows(_csv_rows())
        return
    for title, names, rows in _tables():
        table = make_table(title, "name", *names, left=names)
        for row in rows:
            table.add_row(*row)
        show(table)


def _tables() -> Iterator[tuple[str, tuple[str, ...], list[tuple[str, ...]]]]:
    """Give the title, the columns beside the name, and the rows of each table."""
    yield (
        "Stocks and flows",
        ("kind", "unit", "meaning"),
        [(one.name, one.kind, one.unit, one.meaning) for one in VARIABLES],
    )
    parts = ("unit", "range", "meaning", "source")
    yield "Parameters", parts, _parameter_rows(PARAMETERS)
    yield "Parameters of the camp models", parts, _parameter_rows(CHOICE_PARAMETERS)
    yield (
        "Conditions of places",
        ("unit", "range", "meaning"),
        [(one.name, one.unit, f"{one.least:g} to {one.most:g}", one.meaning) for one in CONDITIONS],
    )
    yield (
        "Obstacles",
        ("label", "criterion", "meaning"),
        [(one.name, one.label, one.criterion, one.meaning) for one in obstacles([ANY_ACTOR])],
    )


def _parameter_rows(parameters: Sequence[Parameter]) -> list[tuple[str, ...]]:
    rows: list[tuple[str, ...]] = []
    for one in parameters:
        scale = " (log)" if one.scale == "log" and one.low < one.high else ""
        span = f"{one.low:g} to {one.high:g}{scale}"
        rows.append((one.name, one.unit, span, one.meaning, one.source))
    return rows


def _csv_rows() -> Iterator[tuple[object, ...]]:
    for one in VARIABLES:
        yield one.kind, one.name, one.unit, "", "", "", one.meaning, ""
    for one in (*PARAMETERS, *CHOICE_PARAMETERS):
        yield "parameter", one.name, one.unit, one.low, one.high, one.scale, one.meaning, one.source
    for one in CONDITIONS:
        yield "condition", one.name, one.unit, one.least, one.most, "linear", one.meaning, ""
    for one in obstacles([ANY_ACTOR]):
        yield "obstacle", one.name, "1", "", "", "", one.meaning, one.criterion
