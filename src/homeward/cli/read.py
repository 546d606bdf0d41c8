"""`homeward read`."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Annotated

import typer

from homeward.cli import options

app = options.verb_app()


@app.command()
def read(
    reports: Annotated[
        list[Path], typer.Argument(help="Reports: text, HTML, PDF, DOCX or e-mail.")
    ],
    into: Annotated[
        str | None,
        typer.Option(
            metavar="FOLDER",
            help="Scenario whose places and actors are looked for, and whose claims accepted ones become.",
        ),
    ] = None,
    document: Annotated[
        str,
        typer.Option(
            help="Name of the document in documents.csv.", show_default="the name of the file"
        ),
    ] = "",
    published: Annotated[
        str,
        typer.Option(
            metavar="DATE",
            help="Year, month or day of publication.",
            show_default="as documents.csv says",
        ),
    ] = "",
    language: Annotated[str, typer.Option(help="en, fr or ar.", show_default="by the text")] = "",
    rules: Annotated[
        list[Path] | None,
        typer.Option(metavar="FILE", help="Rules of a language (YAML); may be repeated."),
    ] = None,
    second_reader: Annotated[
        str,
        typer.Option(
            metavar="ADDRESS",
            help="A model on this machine, OpenAI-compatible, e.g. http://127.0.0.1:11434/v1.",
        ),
    ] = "",
    model: Annotated[str, typer.Option(help="Name of that model.")] = "local",
    anywhere: Annotated[
        bool,
        typer.Option(
            "--anywhere",
            help="Let the second reader be on another machine: the text is sent there.",
        ),
    ] = False,
    browser: Annotated[
        bool,
        typer.Option(
            "--browser", help="With --into: decide in the browser, beside the text with its marks."
        ),
    ] = False,
    in_order: Annotated[
        bool,
        typer.Option(
            "--in-order", help="With --into: decide paragraph by paragraph, not the surest first."
        ),
    ] = False,
    keys: Annotated[
        bool,
        typer.Option(
            "--keys", help="With --into: take keys from standard input, though it is no terminal."
        ),
    ] = False,
    as_json: options.AsJson = False,
) -> None:
    """Candidates, the best first, for a person to accept, mend or refuse: with --into, one key each."""
    from homeward.api.read import read as read_reports
    from homeward.cli.keys import Keys
    from homeward.cli.review_candidates import list_candidates, review
    from homeward.errors import Problem, ScenarioError
    from homeward.reading.review.write_claim import check_own
    from homeward.reading.second_reader import SecondReader
    from homeward.scenario.shipped import find_folder

    for name, is_given in (("--browser", browser), ("--keys", keys), ("--in-order", in_order)):
        if is_given and into is None:
            found = "there is nothing to write accepted claims into."
            raise ScenarioError(Problem(name, found, "", ("--into FOLDER.",)))
    is_review = into is not None and not as_json and (browser or keys or sys.stdin.isatty())
    if is_review and into is not None:
        check_own(find_folder(into))
    second = SecondReader(second_reader, model, anywhere) if second_reader else None
    found = read_reports(
        *reports,
        into=into,
        document=document,
        published=published,
        language=language,
        rules=rules or (),
        second_reader=second,
    )
    if as_json:
        typer.echo(found.json())
    elif browser and into is not None:
        from homeward.cli.serve_explorer import serve_review

        serve_review(find_folder(into), found)
    elif is_review and into is not None:
        review(find_folder(into), found, Keys(is_piped=keys), in_order=in_order)
    else:
        list_candidates(found)
