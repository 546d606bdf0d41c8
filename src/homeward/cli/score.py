"""`homeward score`."""

from __future__ import annotations

import dataclasses
import json
import math
from pathlib import Path
from typing import Any

import typer
from rich.console import Console
from rich.table import Table

from homeward.cli.options import read_parameters
from homeward.cli.progress import announce_compiling, progress
from homeward.engine.run import must_compile, simulate
from homeward.evaluation.measures import days_needed
from homeward.evaluation.patterns import score_patterns
from homeward.evaluation.score import Score, score
from homeward.scenario.load import load_scenario

WIDTH = 132
"""Columns of the table where there is no terminal to ask."""


def score_scenario(
    name: str,
    *,
    members: int,
    seed: int,
    threads: int | None,
    parameters: Path | None,
    as_json: bool,
) -> None:
    """Run a scenario on the days of its observations and print every score."""
    scenario = load_scenario(name)
    fixed = read_parameters(parameters, members) if parameters else None
    if must_compile():
        announce_compiling()
    with progress("Members") as advance:
        simulated = simulate(
            scenario,
            days=days_needed(scenario.observations, scenario.start, scenario.end),
            members=members,
            seed=seed,
            threads=threads,
            parameters=fixed,
            progress=advance,
        )
    scores = score(simulated)
    if any(row.levers for row in scenario.observations):
        with progress("Members, with levers and without") as advance:
            scores += score_patterns(
                scenario,
                members=members,
                seed=seed,
                threads=threads,
                parameters=fixed,
                progress=advance,
            )
    if as_json:
        rows = [_as_json(row) for row in scores]
        typer.echo(
            json.dumps({"scenario": scenario.name, "members": members, "rows": rows}, indent=2)
        )
        return
    _print(scores)


def _as_json(row: Score) -> dict[str, Any]:
    """Return a score as JSON can hold it: dates as text, what has no value as null."""
    return {
        key: None
        if isinstance(value, float) and math.isnan(value)
        else row.date.isoformat()
        if key == "date"
        else value
        for key, value in dataclasses.asdict(row).items()
    }


def _print(scores: list[Score]) -> None:
    table = Table("observation", "date", "use", title_justify="left")
    for column in ("observed [low, high]", "ensemble [5%, 95%]", "CRPS"):
        table.add_column(column, justify="right")
    table.add_column("")
    for row in scores:
        table.add_row(
            row.name,
            row.date.isoformat(),
            f"{row.use}*" if row.imposed else row.use,
            f"{_figure(row.observed)} [{_figure(row.observed_low)}, {_figure(row.observed_high)}]",
            f"{_figure(row.median)} [{_figure(row.q05)}, {_figure(row.q95)}]",
            _figure(row.crps),
            "inside" if row.inside else "OUTSIDE",
        )
    console = Console()
    if not console.is_terminal:
        console.width = WIDTH
    console.print(table)
    typer.echo("* imposed by the inputs, not predicted")
    for use in ("fit", "test", "pattern"):
        rows = [row for row in scores if row.use == use]
        if not rows:
            continue
        inside = sum(row.inside for row in rows)
        imposed = sum(row.imposed for row in rows)
        typer.echo(f"{use}: {inside} of {len(rows)} inside; the inputs impose {imposed} of them.")


def _figure(value: float) -> str:
    return f"{value:,.0f}" if abs(value) >= 10 else f"{value:.3g}"
