"""`homeward new`."""

from __future__ import annotations

import shlex
from pathlib import Path
from typing import Annotated

import typer

from homeward.cli import options

app = options.verb_app()


@app.command()
def new(
    name: Annotated[str, typer.Argument(help="Folder to make.")],
    source: Annotated[
        str | None, typer.Option("--from", help="Shipped scenario to start from; tiny by default.")
    ] = None,
    blank: Annotated[
        bool,
        typer.Option(
            "--blank",
            help="Ask for places, days, groups and figures, and fill the rest with broad defaults.",
        ),
    ] = False,
    answers: Annotated[
        Path | None,
        typer.Option(metavar="FILE.yaml", help="With --blank: the answers, instead of asking."),
    ] = None,
) -> None:
    """It is a copy of a shipped scenario, to be changed file by file; with --blank, one of your own answers."""
    from homeward.errors import Problem, ScenarioError, or_raise, word
    from homeward.scenario.blank.new_blank import new_blank
    from homeward.scenario.load import load_scenario
    from homeward.scenario.new import check_new, new_scenario
    from homeward.scenario.text.source_files import read_file
    from homeward.scenario.warnings.find_warnings import find_doubts

    if not blank:
        if answers is not None:
            ways = ("add --blank.",)
            raise ScenarioError(Problem("--answers", "answers are for a blank scenario.", "", ways))
        folder = new_scenario(name, source=source or "tiny")
        typer.echo(f"Made {folder} from {source or 'tiny'}. Next: homeward check {folder}")
        return
    if source is not None:
        found = "a blank scenario starts from answers, not from another."
        raise ScenarioError(Problem("--from", found, "", ("leave out one of --blank and --from.",)))
    check_new(Path(name))
    if answers is None:
        folder = _asked(name)
    else:
        folder = new_blank(name, or_raise(read_file(answers, str(answers))), str(answers))
    at, made = shlex.quote(str(folder)), load_scenario(folder)
    typer.echo(
        f"Made {folder}: every range in it is a broad default with its reason, until you replace it.\n"
        f"Armed actors, each as it is named: {'; '.join(actor.label for actor in made.actors)}.\n"
        f"Next: homeward check {at} --rank says what to replace first; homeward run {at} runs it."
    )
    if doubts := find_doubts(made):
        typer.echo(f"Doubtful, to be looked at:\n{word(doubts)}")


def _asked(name: str) -> Path:
    """Ask, and make the folder; answers that do not fit together, or are broken off, are kept, to be mended."""
    from homeward.atomic.named_file import hold_file
    from homeward.cli.ask_answers import ask_answers
    from homeward.errors import ScenarioError
    from homeward.scenario.blank.new_blank import new_blank

    said: list[str] = []
    kept = Path(f"{name}-answers.yaml")
    try:
        ask_answers(said)
        return new_blank(name, _file_of(said), str(kept))
    except (ScenarioError, typer.Abort, KeyboardInterrupt):
        if not said:
            raise
        with hold_file(kept, ".yaml", force=None, elsewhere="another NAME") as place:
            place.file(_file_of(said))
        typer.echo(
            f"The answers are kept in {kept}: mend them, and give them with --answers.", err=True
        )
        raise


def _file_of(lines: list[str]) -> bytes:
    return "".join(f"{line}\n" for line in lines).encode()
