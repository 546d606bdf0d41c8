"""`homeward score`."""

from __future__ import annotations

import math
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from homeward.cli import options
from homeward.cli.output import band, figure, make_table, people_figure, say, show, with_band

if TYPE_CHECKING:
    from homeward.api.score import ScoreResult
    from homeward.api.score_camps import CampScoreResult
    from homeward.evaluation.camps.scoring.camp_score import CampScore
    from homeward.evaluation.scoring.headline import Headline
    from homeward.evaluation.scoring.score import Score

app = options.verb_app()


@app.command()
def score(
    scenario: options.ScenarioName,
    members: Annotated[
        int | None,
        typer.Option(min=1, help="Ensemble members.", show_default="200; with --fit-before 2000"),
    ] = None,
    seed: options.Seed = 1,
    threads: options.Threads = None,
    cluster: options.Cluster = None,
    parameters: options.Parameters = None,
    fit_before: Annotated[
        datetime | None,
        typer.Option(
            formats=options.DAY,
            help="Hindcast: weigh members by what was observed before this day, score what came after.",
        ),
    ] = None,
    movement: Annotated[
        str | None,
        typer.Option(
            metavar="[flee|camp-choice]",
            help="Camp models: the law of movement; the scenario's own by default.",
        ),
    ] = None,
    no_capacity: Annotated[
        bool, typer.Option("--no-capacity", help="The law does not know the capacities of camps.")
    ] = False,
    surveys: Annotated[
        bool,
        typer.Option(
            "--surveys",
            help="Score intention surveys too: up to 26 runs a member for every day of asking.",
        ),
    ] = False,
    plot: Annotated[
        Path | None,
        typer.Option(help="PIT histogram to write, FILE.svg: even if bands are right."),
    ] = None,
    as_json: options.AsJson = False,
    exact: options.Exact = False,
) -> None:
    """With --fit-before, a hindcast; in the camp models, every camp beside naive baselines."""
    from homeward.api.arguments import as_scenario, check_members
    from homeward.api.pictures import check_picture
    from homeward.api.score import ScoreResult as Scored
    from homeward.api.score import score as score_scenario
    from homeward.api.score_hindcast import HindcastResult
    from homeward.cli.cost import say_cost
    from homeward.cli.print_hindcast import print_hindcast
    from homeward.cli.progress import ScreenPhases

    check_members(members, exact=exact)
    if plot is not None:
        check_picture(plot)
    read, phases = as_scenario(scenario), ScreenPhases()
    runs = members or (2000 if fit_before else 200)
    say_cost(read, phases, runs, runs, threads=threads, cluster=cluster)
    found = score_scenario(
        read,
        members=members,
        seed=seed,
        threads=threads,
        cluster=cluster,
        parameters=parameters,
        fit_before=fit_before,
        movement=movement,
        no_capacity=no_capacity,
        surveys=surveys,
        progress=phases,
    )
    shown = found if exact else found.publish()
    if as_json:
        say(shown.json())
    elif isinstance(shown, HindcastResult):
        print_hindcast(shown, print_scores)
    elif isinstance(shown, Scored):
        _print_scored(shown)
    else:
        _print_camps(shown)
    if not as_json:
        say(shown.closing)
    if plot is not None:
        typer.echo(f"Drawn in {shown.save_plot(plot)}.", err=as_json)


def _print_scored(shown: ScoreResult) -> None:
    """Print every score, what people say beside it where that was asked, and what is to be doubted."""
    from homeward.cli.print_surveys import print_surveys

    print_scores(shown.rows, shown.headline)
    if shown.surveys is not None:
        print_surveys(shown.surveys)
    if shown.moved_by:
        say("What goes with figures outside of their bands (rank correlation over members):")
    for one in shown.moved_by:
        say(f"  {one.sentence}")
    for doubt in shown.doubts:
        say(doubt)


def print_scores(scores: list[Score], headline: Headline) -> None:
    """Print every score as a line of a table, and what they say together."""
    from homeward.cli.print_headline import print_headline

    left = ("date", "use", "the figure is")
    numbers = ("observed [low, high]", "ensemble [5%, 95%]", "CRPS")
    table = make_table("", "observation", "date", "use", *numbers, "the figure is", left=left)
    for row in scores:
        table.add_row(
            row.name,
            row.date.isoformat(),
            f"{row.use}*" if row.imposed else row.use,
            f"{figure(row.observed)} {band(figure(row.observed_low), figure(row.observed_high))}",
            with_band(row.median, row.q05, row.q95, row.person),
            "" if math.isnan(row.crps) else figure(row.crps),
            word_inside(row),
        )
    show(table)
    say("* imposed by the inputs, not predicted: counted nowhere below")
    print_headline(headline)
    patterns = [row for row in scores if row.use == "pattern"]
    if patterns:
        inside = sum(row.inside for row in patterns)
        say(f"Patterns, expected and not observed: {inside} of {len(patterns)} inside 90%.")


def word_inside(row: Score) -> str:
    """Say in which band the figure lies, the narrower first."""
    if row.inside_50:
        return "inside 50%"
    return "inside 90%" if row.inside else "OUTSIDE"


def _print_camps(shown: CampScoreResult) -> None:
    """Print how a law of movement meets what was registered, beside naive baselines."""
    from homeward.cli.print_headline import say_if_few

    found = shown.found
    known = "known" if found.with_capacity else "not known"
    say(f"{found.movement}, {shown.members} members, capacities {known}.")
    columns = ("part of ARD", "mean", "registered", "last day [5%, 95%]", "registered")
    table = make_table("", "camp", *columns)
    for camp in found.camps:
        table.add_row(camp.label, *_camp_cells(camp))
    show(table)
    say(
        f"ARD {found.ard:.3f} of members, {found.ard_median:.3f} of their median, "
        f"{found.ard_rescaled:.3f} rescaled: people in the wrong camp over all registered, mean over days."
    )
    say(
        f"CRPS {found.crps:.3f}, in the same unit. The 50% band holds {found.coverage50:.0%} of the camp-days, "
        f"the 90% band {found.coverage90:.0%}."
    )
    say_if_few(shown.members)
    table = make_table("", "naive baselines", "ARD")
    for name, ard in shown.baselines.items():
        table.add_row(str(name), f"{ard:.3f}")
    show(table)
    better = [name for name, ard in found.baselines.items() if ard < found.ard]
    say(
        f"Better than {found.movement} here: {', '.join(better)}."
        if better
        else f"None of them is better than {found.movement} here."
    )
    for leak in found.leaks:
        end = "." if found.with_capacity else "; it was not used."
        say(
            f"Leak: the capacity of {leak.camp}, {leak.capacity:,}, is the greatest number registered there{end}"
        )
    if found.leaks and found.with_capacity:
        say("These capacities give away what is to be predicted: see --no-capacity as well.")
    say(f"{1000 * found.seconds_per_member:.1f} ms a member, on one processor.")


def _camp_cells(camp: CampScore) -> tuple[str, ...]:
    mean = people_figure(camp.mean)
    last = with_band(camp.last, camp.last_q05, camp.last_q95)
    if not camp.is_registered:
        return "", mean, "nothing", last, "nothing"
    return f"{camp.ard:.3f}", mean, figure(camp.registered_mean), last, figure(camp.registered_last)
