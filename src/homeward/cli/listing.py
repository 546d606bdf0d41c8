"""`homeward scenarios` and `homeward variables`."""

from __future__ import annotations

import dataclasses
import json
from collections.abc import Sequence

import typer
from rich.console import Console
from rich.table import Table

from homeward.scenario.load import load_scenario
from homeward.scenario.shipped import shipped_names
from homeward.variables import CHOICE_PARAMETERS, PARAMETERS, VARIABLES, Parameter, obstacles

ANY_ACTOR = "ACTOR"
"""Stands for the name of an actor where no scenario names any."""


def list_scenarios() -> None:
    """Print the shipped scenarios, a line each."""
    for name in shipped_names():
        scenario = load_scenario(name)
        typer.echo(f"{name:12}{scenario.start} to {scenario.end}  {scenario.title}")


def list_variables(*, as_json: bool) -> None:
    """Print the register."""
    if as_json:
        register = {
            "variables": [dataclasses.asdict(variable) for variable in VARIABLES],
            "parameters": [dataclasses.asdict(parameter) for parameter in PARAMETERS],
            "parameters_of_registered_arrivals": [
                dataclasses.asdict(parameter) for parameter in CHOICE_PARAMETERS
            ],
            "obstacles": [dataclasses.asdict(obstacle) for obstacle in obstacles([ANY_ACTOR])],
        }
        typer.echo(json.dumps(register, indent=2, ensure_ascii=False))
        return
    console = Console()
    table = Table("name", "kind", "unit", "meaning", title="Stocks and flows", title_justify="left")
    for variable in VARIABLES:
        table.add_row(variable.name, variable.kind, variable.unit, variable.meaning)
    console.print(table)
    console.print(_parameter_table("Parameters", PARAMETERS))
    console.print(_parameter_table("Parameters in the camp models", CHOICE_PARAMETERS))
    table = Table("name", "criterion", "meaning", title="Obstacles", title_justify="left")
    for obstacle in obstacles([ANY_ACTOR]):
        table.add_row(obstacle.name, obstacle.criterion, obstacle.meaning)
    console.print(table)


def _parameter_table(title: str, parameters: Sequence[Parameter]) -> Table:
    table = Table("name", "unit", "range", "meaning", "source", title=title, title_justify="left")
    for parameter in parameters:
        span = f"{parameter.low:g} to {parameter.high:g}"
        scale = " (log)" if parameter.scale == "log" and parameter.low < parameter.high else ""
        table.add_row(
            parameter.name, parameter.unit, span + scale, parameter.meaning, parameter.source
        )
    return table
