"""`homeward check`."""

from __future__ import annotations

import shlex
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from homeward.cli import options
from homeward.cli.output import make_table, note, show

if TYPE_CHECKING:
    from homeward.api.check import CheckResult
    from homeward.api.rank import RankResult
    from homeward.evaluation.ranking.rank_inputs import Ranked

MOST_RANKED = 15
"""Inputs that are listed; `--all` lists all."""

app = options.verb_app()


@app.command()
def check(
    scenario: options.ScenarioName,
    rank: Annotated[
        bool,
        typer.Option(
            "--rank", help="List what to replace first: what makes most of the answer's variance."
        ),
    ] = False,
    outcome: Annotated[
        options.OutcomeWord, typer.Option(help="With --rank: the answer, people on the last day.")
    ] = "displaced",
    members: Annotated[
        int, typer.Option(min=32, help="With --rank: members to run, 32 at least.")
    ] = 256,
    seed: options.Seed = 1,
    threads: options.Threads = None,
    documents: Annotated[
        Path | None,
        typer.Option(
            metavar="FOLDER",
            help="Documents, named as in documents.csv: which claims do they no longer bear out?",
        ),
    ] = None,
    marked: Annotated[
        Path | None,
        typer.Option(
            "--mark",
            metavar="COPY.xlsx",
            help="Of a workbook: a copy to write, with errors as comments on cells.",
        ),
    ] = None,
    every: options.EveryProblem = False,
) -> None:
    """Ends with status 2 if there are errors; warnings are legal and doubtful."""
    from homeward.api.check import check as check_scenario
    from homeward.api.check import counted
    from homeward.cli.mark_workbook import check_marked, mark
    from homeward.errors import ScenarioError, word
    from homeward.scenario.text.file_limits import MOST_LISTED

    most = None if every else MOST_LISTED
    all_with = f"homeward check {shlex.quote(scenario)} --all"
    if marked is not None:
        check_marked(scenario, marked)
    found = check_scenario(scenario, documents=documents)
    if marked is not None:
        mark(scenario, marked, found.errors)
    if found.errors:
        typer.echo(word(found.errors, most, all_with), err=True)
        typer.echo(f"\n{counted(len(found.errors), 'error')}: {scenario} cannot run.", err=True)
        raise typer.Exit(ScenarioError.exit_status)
    if found.warnings:
        typer.echo(word(found.warnings, most, all_with))
        typer.echo("")
    _print_words(found)
    typer.echo(f"{found.title}.")
    if rank:
        _rank(scenario, outcome, members, seed, threads, every=every)


def _print_words(found: CheckResult) -> None:
    """Print what the numbers on judgement look like."""
    if found.words:
        typer.echo("Numbers on judgement, in words (`homeward scales` lists all words):")
        for line in found.words:
            typer.echo(f"  {line}")
        typer.echo("")


def _rank(
    scenario: str,
    outcome: options.OutcomeWord,
    members: int,
    seed: int,
    threads: int | None,
    *,
    every: bool,
) -> None:
    from homeward.api.check import check as check_scenario
    from homeward.api.check import load_checked
    from homeward.cli.cost import say_cost
    from homeward.cli.progress import ScreenPhases

    read, phases = load_checked(scenario), ScreenPhases()
    say_cost(read, phases, members, members, threads=threads)
    found = check_scenario(
        read, rank=members, outcome=outcome, seed=seed, threads=threads, progress=phases
    )
    if found.ranking is not None:
        _print_ranking(found.ranking.publish(), every=every)


def _print_ranking(ranking: RankResult, *, every: bool) -> None:
    """Print what to replace first; what is not told apart from nothing is left out, unless all is asked for."""
    ranked = ranking.found.ranked
    told = [one for one in ranked if one.share > one.error]
    shown = ranked if every else told[:MOST_RANKED]
    left = ("what", "range", "rests on")
    table = make_table(
        ranking.title, "where", "what", "share of variance", "±", "range", "rests on", left=left
    )
    for one in shown:
        span = f"{one.what.known.low:g} to {one.what.known.high:g}"
        claims = " ".join(one.what.claims) or "its source"
        table.add_row(
            one.what.where, one.what.what, f"{one.share:.0%}", f"{one.error:.0%}", span, claims
        )
    show(table)
    for what, meaning in dict(_meanings(shown)).items():
        note(f"  {what}: {meaning}")
    show(ranking.sentence)
    if noise := len(ranked) - len(told):
        note(
            f"Of {noise} inputs the share is within its error, and their order chance: more members say more."
        )
    note(
        f"{ranking.found.members} members; of each input, what goes with it alone. {ranking.closing}"
    )


def _meanings(ranked: Sequence[Ranked]) -> Iterator[tuple[str, str]]:
    """Give what the inputs that are listed mean, each kind once."""
    from homeward.api.rank import meaning_of

    for one in ranked:
        kind = one.what.address[0]
        name = one.what.address[1] if kind in {"parameter", "condition"} else kind
        yield name, meaning_of(one.what)
