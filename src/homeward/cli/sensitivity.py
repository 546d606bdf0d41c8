"""`homeward sensitivity`."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from homeward.cli import options
from homeward.cli.output import make_table, note, say, show

if TYPE_CHECKING:
    from rich.table import Table

    from homeward.api.sensitivity import SensitivityResult
    from homeward.evaluation.sensitivity.indices import Index, Indices
    from homeward.evaluation.sensitivity.screening import Screened

MOST_LISTED = 8
"""Parameters screened and not kept whose effects are printed; all are in the JSON."""
ONE_WAY = 0.9
"""Share of the mean size of the effects that their mean must have for them to go one way."""

app = options.verb_app()


@app.command()
def sensitivity(
    scenario: options.ScenarioName,
    outcome: options.Outcome = "returned",
    on: options.On = None,
    home: options.Homes = None,
    trajectories: Annotated[
        int, typer.Option(min=2, help="Trajectories of the screening (Morris).")
    ] = 20,
    keep: Annotated[
        int, typer.Option(min=1, help="Parameters whose shares of the variance are found.")
    ] = 8,
    base: Annotated[
        int, typer.Option(min=16, help="Points of the base sample (Sobol), a power of 2.")
    ] = 256,
    seed: options.Seed = 1,
    threads: options.Threads = None,
    cluster: options.Cluster = None,
    plot: Annotated[Path | None, typer.Option(help="Picture to write, FILE.svg.")] = None,
    as_json: options.AsJson = False,
    exact: options.Exact = False,
) -> None:
    """Parameters are screened first; the variance is then divided among those with the largest effects."""
    from homeward.api.arguments import as_scenario, check_homes
    from homeward.api.pictures import check_picture
    from homeward.api.sensitivity import sensitivity as find_sensitivity
    from homeward.cli.cost import say_cost
    from homeward.cli.progress import ScreenPhases

    check_homes(home or (), exact=exact)
    if plot is not None:
        check_picture(plot)
    read, phases = as_scenario(scenario), ScreenPhases()
    ranged = sum(known.low < known.high for known in read.parameters.values())
    runs = trajectories * (ranged + 1) + base * (keep + 4)
    say_cost(read, phases, runs, base, option="--base", threads=threads, cluster=cluster)
    found = find_sensitivity(
        read,
        outcome=outcome,
        on=on,
        home=home or (),
        trajectories=trajectories,
        keep=keep,
        base=base,
        seed=seed,
        threads=threads,
        cluster=cluster,
        progress=phases,
    )
    shown = found if exact else found.publish()
    if as_json:
        say(shown.json())
    else:
        _print(shown)
    if plot is not None and shown.save_plot(plot):
        typer.echo(f"Drawn in {plot}.", err=as_json)


def _print(shown: SensitivityResult) -> None:
    """Print the sentence, the table, and what is not sure."""
    show(shown.sentence)
    indices = shown.found.indices
    if indices is None:
        note(f"{shown.found.runs:,} runs.")
        return
    show(_index_table(shown, indices))
    show(*_screened_only(shown, indices))
    for caution in shown.cautions:
        show(f"Warning: {caution}")
    note(_closing(shown, indices))


def _index_table(shown: SensitivityResult, indices: Indices) -> Table:
    from homeward.evaluation.scoring.spread import whole

    columns = ("alone", "90%", "with others", "90%", "effect, low to high", "90%", "range")
    table = make_table("", "factor", *columns, left=("range",))
    effects = {one.parameter: one for one in shown.found.screened}
    for one in indices.parameters:
        effect, known = effects[one.factor], shown.scenario.parameters[one.factor]
        span = f"{known.low:g} to {known.high:g}{', log' if known.scale == 'log' else ''}"
        table.add_row(
            one.factor, *_shares(one), _effect(effect), f"±{whole(effect.half_width)}", span
        )
    table.add_section()
    for one in (indices.other_ranges, indices.chance):
        table.add_row(one.factor, *_shares(one))
    return table


def _effect(one: Screened) -> str:
    """Word the mean effect of a parameter, with its sign where it goes one way."""
    from homeward.evaluation.scoring.spread import whole

    if abs(one.mean) < ONE_WAY * one.effect:
        return f"{whole(one.effect)} either way"
    return f"{whole(one.effect)} {'more' if one.mean > 0 else 'fewer'}"


def _screened_only(shown: SensitivityResult, indices: Indices) -> list[str]:
    from homeward.evaluation.scoring.spread import whole

    kept = {one.factor for one in indices.parameters}
    rest = [one for one in shown.found.screened if one.parameter not in kept]
    moved = [f"{one.parameter} {whole(one.effect)}" for one in rest if one.effect > 0]
    still = [one.parameter for one in rest if one.effect == 0]
    said: list[str] = []
    if moved:
        more = len(moved) - MOST_LISTED
        fewer = f", and {more} with less" if more > 0 else ""
        listed = ", ".join(moved[:MOST_LISTED])
        said.append(f"Screened and not kept, with their effects: {listed}{fewer}.")
    if still:
        said.append(f"Without any effect: {', '.join(still)}.")
    return said


def _closing(shown: SensitivityResult, indices: Indices) -> str:
    from homeward.evaluation.scoring.spread import whole
    from homeward.evaluation.sensitivity.wording import share

    alone = sum(one.first for one in indices.factors)
    return (
        f"{whole(indices.mean)} people in the mean, standard deviation {whole(indices.deviation)}. "
        f"Factors by themselves make {share(alone)} of the variance; the rest is what they do together. "
        "Effects: of moving one parameter from the low to the high end of its range. "
        f"{shown.found.runs:,} runs ({shown.effort.trajectories} trajectories, "
        f"base sample {shown.effort.base}). {shown.closing}"
    )


def _shares(one: Index) -> tuple[str, ...]:
    from homeward.evaluation.sensitivity.wording import share

    return (
        share(one.first),
        f"±{share(one.first_half_width)}",
        share(one.total),
        f"±{share(one.total_half_width)}",
    )
