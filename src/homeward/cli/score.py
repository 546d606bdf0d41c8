"""`homeward score`."""

from __future__ import annotations

import dataclasses
import math
from functools import partial
from pathlib import Path

import typer
from rich.table import Table

from homeward.cli.as_json import print_json
from homeward.cli.options import check_members, read_parameters
from homeward.cli.progress import announce_compiling, progress
from homeward.cli.screen import screen
from homeward.engine.communities.ready import must_compile
from homeward.errors import Problem, ScenarioError
from homeward.evaluation.scoring.score import Score, score_scenario
from homeward.results.publish.disclosure import THRESHOLD, closing
from homeward.scenario.load import load_scenario
from homeward.scenario.rows.row import Model
from homeward.scenario.scenario import MovementLaw


def print_score(
    name: str,
    *,
    movement: MovementLaw | None,
    with_capacity: bool,
    members: int,
    seed: int,
    threads: int | None,
    parameters: Path | None,
    as_json: bool,
    exact: bool,
) -> None:
    """Run a scenario on the days of its observations and print every score."""
    scenario = load_scenario(name)
    if scenario.is_camp_model:
        # It prints what this module words.
        from homeward.cli.score_registered import score_registrations  # noqa: PLC0415

        check_given("--parameters", parameters, "camps")
        score_registrations(
            scenario,
            movement,
            with_capacity=with_capacity,
            members=members,
            seed=seed,
            threads=threads,
            as_json=as_json,
            exact=exact,
        )
        return
    check_members(members, exact=exact)
    check_given("--movement", movement, "communities")
    check_given("--no-capacity", not with_capacity, "communities")
    fixed = read_parameters(parameters, members) if parameters else None
    if must_compile():
        announce_compiling()
    with progress("Members") as advance:
        found = score_scenario(
            scenario,
            members=members,
            seed=seed,
            threads=threads,
            parameters=fixed,
            progress=advance,
        )
    shown = found if exact else found.published()
    if as_json:
        print_json(dataclasses.asdict(shown), exact=exact)
        return
    print_scores(shown.rows)
    typer.echo(closing(exact=exact))


def check_given(option: str, value: object, model: Model) -> None:
    """Refuse an option that a scenario of this model cannot take.

    Raises
    ------
    ScenarioError
        If it is given.
    """
    if value:
        found = f"{option} is given, and the model of this scenario is {model}."
        raise ScenarioError(Problem(option, found, "", ("leave it out.",)))


def print_scores(scores: list[Score]) -> None:
    """Print every score as a line of a table, and how many are inside."""
    table = Table("observation", "date", "use", title_justify="left")
    for column in ("observed [low, high]", "ensemble [5%, 95%]", "CRPS"):
        table.add_column(column, justify="right")
    table.add_column("")
    for row in scores:
        words = partial(word_figure, person=row.person)
        table.add_row(
            row.name,
            row.date.isoformat(),
            f"{row.use}*" if row.imposed else row.use,
            f"{figure(row.observed)} [{figure(row.observed_low)}, {figure(row.observed_high)}]",
            f"{words(row.median)} [{words(row.q05)}, {words(row.q95)}]",
            "" if math.isnan(row.crps) else figure(row.crps),
            "inside" if row.inside else "OUTSIDE",
        )
    print_table(table)
    typer.echo("* imposed by the inputs, not predicted")
    for use in ("fit", "test", "pattern"):
        rows = [row for row in scores if row.use == use]
        if not rows:
            continue
        inside = sum(row.inside for row in rows)
        imposed = sum(row.imposed for row in rows)
        typer.echo(f"{use}: {inside} of {len(rows)} inside; the inputs impose {imposed} of them.")


def word_figure(value: float, person: float) -> str:
    """Write a figure of an observation; what is withheld is known to be few people's.

    Parameters
    ----------
    person
        What one person makes of it, in its unit.
    """
    if not math.isnan(value) or not math.isfinite(person):
        return figure(value)
    return f"<{figure(THRESHOLD * person)}"


def print_table(table: Table) -> None:
    """Print a table, wide enough where there is no terminal to ask."""
    screen().print(table)


def figure(value: float) -> str:
    """Write a number for a table: whole from 10 on, else three digits."""
    return f"{value:,.0f}" if abs(value) >= 10 else f"{value:.3g}"
