"""`homeward variables`."""

from __future__ import annotations

import dataclasses
import json
from collections.abc import Sequence
from typing import TYPE_CHECKING

import typer
from rich.table import Table

from homeward.catalogue import CHOICE_PARAMETERS, PARAMETERS, VARIABLES, obstacles
from homeward.cli import options
from homeward.cli.output import make_table, show

if TYPE_CHECKING:
    from homeward.catalogue import Parameter

ANY_ACTOR = "ACTOR"
"""Stands for the name of an actor where no scenario names any."""

app = options.verb_app()


@app.command()
def variables(as_json: options.AsJson = False) -> None:
    """Obstacles to going home are listed with their criterion of the IASC framework for durable solutions."""
    if as_json:
        catalogue = {
            "variables": [dataclasses.asdict(one) for one in VARIABLES],
            "parameters": [dataclasses.asdict(one) for one in PARAMETERS],
            "parameters_of_registered_arrivals": [
                dataclasses.asdict(one) for one in CHOICE_PARAMETERS
            ],
            "obstacles": [dataclasses.asdict(one) for one in obstacles([ANY_ACTOR])],
        }
        typer.echo(json.dumps(catalogue, indent=2, ensure_ascii=False))
        return
    names = ("kind", "unit", "meaning")
    table = make_table("Stocks and flows", "name", *names, left=names)
    for one in VARIABLES:
        table.add_row(one.name, one.kind, one.unit, one.meaning)
    show(table)
    show(_parameter_table("Parameters", PARAMETERS))
    show(_parameter_table("Parameters of the camp models", CHOICE_PARAMETERS))
    names = ("label", "criterion", "meaning")
    table = make_table("Obstacles", "name", *names, left=names)
    for one in obstacles([ANY_ACTOR]):
        table.add_row(one.name, one.label, one.criterion, one.meaning)
    show(table)


def _parameter_table(title: str, parameters: Sequence[Parameter]) -> Table:
    names = ("unit", "range", "meaning", "source")
    table = make_table(title, "name", *names, left=names)
    for one in parameters:
        scale = " (log)" if one.scale == "log" and one.low < one.high else ""
        span = f"{one.low:g} to {one.high:g}{scale}"
        table.add_row(one.name, one.unit, span, one.meaning, one.source)
    return table
