"""`homeward explain`."""

from __future__ import annotations

import math
from datetime import datetime
from typing import TYPE_CHECKING, Annotated, Literal

import typer

from homeward.cli import options
from homeward.cli.output import make_table, note, say, show

if TYPE_CHECKING:
    from rich.table import Table

    from homeward.api.explanation_result import ExplanationResult
    from homeward.evaluation.scoring.spread import Spread

LEAST_SHOWN = 0.5
"""People; what an actor that is at no home contributes below that is left out."""

app = options.verb_app()


@app.command()
def explain(
    scenario: options.ScenarioName,
    outcome: options.Outcome = "returned",
    on: options.On = None,
    since: Annotated[
        datetime | None,
        typer.Option(
            formats=options.DAY,
            help="First day on which obstacles are lifted; a year before --on by default.",
        ),
    ] = None,
    by: Annotated[
        Literal["group", "refuge"] | None,
        typer.Option(
            help="Whom the sentences are about.", show_default="group; refuge with --refuge"
        ),
    ] = None,
    home: options.Homes = None,
    group: Annotated[
        list[str] | None,
        typer.Option(help="Only people of this group; several only with --exact."),
    ] = None,
    refuge: Annotated[
        list[str] | None,
        typer.Option(
            help="Only people at this place of refuge, and who sets off home from it; several only with --exact."
        ),
    ] = None,
    members: options.Members = 200,
    seed: options.Seed = 1,
    exact_shapley: Annotated[
        bool,
        typer.Option(
            "--exact-shapley",
            help="Run all combinations of obstacles, 2 to their number a member, instead of 26 runs at most.",
        ),
    ] = False,
    threads: options.Threads = None,
    cluster: options.Cluster = None,
    parameters: options.Parameters = None,
    lever: options.Levers = None,
    as_json: options.AsJson = False,
    exact: options.Exact = False,
    labels: options.ShowLabels = False,
) -> None:
    """An obstacle's contribution is its Shapley value: its part of what lifting all of them changes."""
    from homeward.api.arguments import as_scenario, check_homes, check_members
    from homeward.api.explain import explain as explain_scenario
    from homeward.cli.progress import ScreenPhases

    check_members(members, exact=exact)
    check_homes(home or (), exact=exact)
    check_homes(group or (), exact=exact, noun="group")
    check_homes(refuge or (), exact=exact, noun="refuge")
    read, phases = as_scenario(scenario, lever or ()), ScreenPhases("--members", members)
    found = explain_scenario(
        read,
        outcome=outcome,
        on=on,
        since=since,
        by=by,
        home=home or (),
        group=group or (),
        refuge=refuge or (),
        members=members,
        seed=seed,
        exact_shapley=exact_shapley,
        threads=threads,
        cluster=cluster,
        parameters=parameters,
        labels=labels,
        progress=phases,
    )
    shown = found if exact else found.publish()
    if as_json:
        say(shown.json())
        return
    _print(shown)
    if not labels and not read.show_group_labels:
        note("Groups and actors have neutral names here; --labels shows their own.")


def _print(found: ExplanationResult) -> None:
    """Print the table of obstacles, and a sentence for each group or refuge."""
    from homeward.api.explanation_result import SHOWS
    from homeward.evaluation.scoring.spread import word_difference

    show(_obstacle_table(found))
    show(*(f"{word.replace('_', ' ').capitalize()}: {said}" for word, said in found.asked.items()))
    if found.how_many_away:
        show(found.how_many_away)
    parts = [f"{words} {_whole_percent(share)}" for words, share in found.criteria.items()]
    if parts:
        show(f"By criterion (IASC): {'; '.join(parts)}.")
    _note_what_is_not_known(found)
    show(SHOWS)
    how = (
        "all combinations"
        if found.shapley == "exact"
        else "contributions estimated from each lifted alone and all but it"
    )
    note(
        f"{found.members} members, {found.runs} runs each, {how}. ± is the standard error of the mean.\n"
    )
    for one, sentence in zip(found.shown, found.sentences, strict=True):
        if found.by == "group" or one.is_obstructed or found.about.refuges:
            show(sentence)
            harmed = word_difference(one.harmed_total)
            note(f"  With every obstacle lifted and no danger removed, {harmed} people are harmed.")
    say(found.closing)


def _note_what_is_not_known(found: ExplanationResult) -> None:
    """Name obstacles without effect, those of which nothing is known, and homes to which nobody can come back."""
    from homeward.api.explanation_result import is_nothing

    without = [
        found.label(one.name)
        for one in found.total.effects
        if is_nothing(one) and one.name not in found.elsewhere | found.unsaid
    ]
    if without:
        note(f"Without any effect: {', '.join(without)}.")
    unsaid = [found.label(one.name) for one in found.total.effects if one.name in found.unsaid]
    if unsaid:
        names = ", ".join(unsaid)
        note(
            f"Not known, for no row of conditions.csv or permissions.csv says anything of it: {names}."
        )
    guessed = [found.label(one.name) for one in found.total.effects if one.name in found.by_default]
    if guessed:
        note(f"By defaults alone, which are nobody's evidence: {', '.join(guessed)}.")
    if found.fought_over:
        homes = ", ".join(found.fought_over)
        note(
            f"Fought over on most of these days: {homes}. Whoever comes is turned back, whatever is lifted."
        )


def _obstacle_table(found: ExplanationResult) -> Table:
    from homeward.api.explanation_result import by_contribution, is_nothing
    from homeward.evaluation.scoring.spread import whole

    columns = ("contribution", "90% band", "lifted alone", "all but it", "binds", "harm, alone")
    table = make_table(found.title, "obstacle", *columns)
    for one in by_contribution(found.total):
        # Who holds no home and is present at none keeps nobody away; what is seen of it is chance.
        is_chance = one.name in found.elsewhere and abs(one.contribution.mean) < LEAST_SHOWN
        if is_nothing(one) or is_chance:
            continue
        table.add_row(
            found.label(one.name),
            _mean(one.contribution),
            _band(one.contribution),
            whole(one.alone.mean),
            whole(one.without.mean),
            "" if math.isnan(one.binds) else f"{one.binds:.0%}",
            f"{round(one.harmed_alone.mean):+,}",
        )
    table.add_section()
    total, harmed = found.total.total, found.total.harmed_total
    table.add_row(
        "all of them",
        _mean(total),
        _band(total),
        "",
        "",
        "",
        f"{round(harmed.mean):+,}",
        style="bold",
    )
    return table


def _whole_percent(share: float) -> str:
    """Write a share in per cent; what rounds to nothing has no sign."""
    return f"{round(share, 2) + 0.0:.0%}"


def _mean(people: Spread) -> str:
    from homeward.evaluation.scoring.spread import whole

    return whole(people.mean) + ("" if people.error is None else f" ± {whole(people.error)}")


def _band(people: Spread) -> str:
    from homeward.evaluation.scoring.spread import whole

    return f"{whole(people.q05)} to {whole(people.q95)}"
