"""`homeward scales`."""

from __future__ import annotations

from typing import Annotated

import typer

from homeward.cli import options
from homeward.cli.output import make_table, say, show
from homeward.scenario.rows.scales import SCALES, WordedScale

app = options.verb_app()


@app.command()
def scales(
    name: Annotated[
        str | None,
        typer.Argument(
            help="A condition, a mode of presence, hosting, promise or rate; all by default."
        ),
    ] = None,
    deaths: Annotated[
        int | None,
        typer.Option(min=0, help="Cases: with --days and --people, the rate of harms.csv."),
    ] = None,
    days: Annotated[float | None, typer.Option(help="Days in which they happened.")] = None,
    people: Annotated[float | None, typer.Option(help="People among whom they happened.")] = None,
    severity: Annotated[
        str | None,
        typer.Option(
            help="Return Index, 0 to 100 or low, medium, high: services and livelihood of conditions.csv."
        ),
    ] = None,
    buildings: Annotated[
        int | None,
        typer.Option(
            min=0, help="Buildings in all: with those damaged, dwellings_usable of conditions.csv."
        ),
    ] = None,
    destroyed: Annotated[int, typer.Option(min=0, help="Buildings destroyed.")] = 0,
    severe: Annotated[int, typer.Option(min=0, help="Buildings severely damaged.")] = 0,
    moderate: Annotated[int, typer.Option(min=0, help="Buildings moderately damaged.")] = 0,
    possible: Annotated[int, typer.Option(min=0, help="Buildings possibly damaged.")] = 0,
    as_json: options.AsJson = False,
) -> None:
    """Words stand in tables for the number and its range; published figures are turned into numbers with ranges."""
    from homeward.scenario.from_evidence import (
        Converted,
        conditions_of_severity,
        dwellings_of_damage,
        rate_of_cases,
    )

    made: list[Converted] = []
    if deaths is not None:
        made.append(rate_of_cases(deaths, days or 0.0, people or 0.0))
    if severity is not None:
        made.extend(conditions_of_severity(severity))
    if buildings is not None:
        made.append(dwellings_of_damage(buildings, destroyed, severe, moderate, possible))
    if as_json:
        _say_json(made, name)
        return
    for one in made:
        step = one.step
        near = f" Nearest word: {step.word}, {step.looks_like}." if step else ""
        say(
            f"{one.column} {one.value:.4g}, low {one.low:.4g}, high {one.high:.4g}\n  {one.why}{near}"
        )
    for scale in () if made else _asked(name):
        _show(scale)


def _asked(name: str | None) -> tuple[WordedScale, ...]:
    from homeward.errors import Problem, ScenarioError, nearest_hint

    # Beliefs have the words of rates.
    listed = tuple(scale for scale in SCALES if scale.table != "actors")
    if name is None:
        return listed
    found = tuple(
        scale for scale in listed if name in {scale.name, f"{scale.table}.{scale.column}"}
    )
    if not found:
        names = [scale.name for scale in listed]
        way = f"name one of {', '.join(names)}."
        raise ScenarioError(
            Problem("", f'"{name}" has no scale.', nearest_hint(name, names), (way,))
        )
    return found


def _show(scale: WordedScale) -> None:
    left = ("looks like", "as in")
    title = f"{scale.table}.csv, {scale.column}" + (
        f" where {scale.by} is {scale.word}" if scale.by else ""
    )
    table = make_table(title, "word", "number", "range", *left, left=left)
    for step in scale.steps:
        span = f"{step.low:g} to {step.high:g}"
        table.add_row(step.word, f"{step.value:g}", span, step.looks_like, step.as_in)
    show(table)


def _say_json(made: object, name: str | None) -> None:
    import json
    from dataclasses import asdict

    scales_asked = [asdict(scale) for scale in ([] if made else _asked(name))]
    converted = [asdict(one) for one in made] if isinstance(made, list) else []
    say(json.dumps({"converted": converted, "scales": scales_asked}, indent=2, ensure_ascii=False))
