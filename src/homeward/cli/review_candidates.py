"""Candidates on the screen: as a table, or one after the other with one key each."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path

import click
import typer

from homeward.api.read import Read, ReadResult
from homeward.cli.output import make_table, note, show
from homeward.errors import ScenarioError
from homeward.reading.finding.candidate import Candidate
from homeward.reading.review.accept import (
    INFORMATION_GRADES,
    MENDABLE,
    SOURCE_GRADES,
    accept,
    is_new_document,
    proposed,
)
from homeward.reading.review.decisions import decision_of, read_decisions, remember, undecided
from homeward.reading.review.quotation import quotation
from homeward.reading.review.statement import figure, statement

KEYS = "a accept, m mend, r refuse, s leave for later, q stop"


@dataclass
class Counts:
    """What was decided in one sitting."""

    accepted: int = 0
    refused: int = 0


def list_candidates(found: ReadResult) -> None:
    """Print the candidates as a table, and how to go on."""
    table = make_table(found.title, "document", "¶", "kind", "figure", "date", "place", "actor", "said by", "", "sure",
                       left=("kind", "figure", "date", "place", "actor", "said by", ""))  # fmt: skip
    for one in found.candidates:
        shown = _figure(one)
        how = "" if one.modality == "stated" else one.modality
        table.add_row(
            one.document,
            str(one.paragraph),
            one.kind,
            shown,
            one.date,
            one.place,
            one.actor,
            one.said_by,
            how,
            f"{one.confidence:.2f}",
        )
    show(table)
    note(f"{found.closing} Next: homeward read REPORT --into FOLDER, in a terminal.")


def review(folder: Path, found: ReadResult) -> None:
    """Show one candidate after the other, and do what is decided at once."""
    counts = Counts()
    for read in found.reports:
        waiting = undecided(read.report, read.candidates, read_decisions(folder))
        n_before = len(read.candidates) - len(waiting)
        typer.echo(
            f"{read.report.document}: {len(waiting)} candidates, {n_before} decided before. {KEYS}."
        )
        if not _review_report(folder, read, waiting, counts):
            break
    typer.echo(f"{counts.accepted} accepted, {counts.refused} refused; written to {folder}.")


def _review_report(folder: Path, read: Read, waiting: Sequence[Candidate], counts: Counts) -> bool:
    """Return whether to go on to the next report."""
    for at, one in enumerate(waiting, 1):
        _show(read, one, f"{at}/{len(waiting)}")
        key = _key("amrsq")
        if key == "q":
            return False
        if key == "r":
            remember(folder, decision_of(read.report, one, "refused"))
            counts.refused += 1
        elif key in "am":
            counts.accepted += _accept(folder, read, one, is_mended=key == "m")
    return True


def _show(read: Read, one: Candidate, at: str) -> None:
    said = f"said by {one.said_by}, " if one.said_by else ""
    typer.echo(f"\n{at}  paragraph {one.paragraph}: {statement(one)}")
    typer.echo(f"    {said}{one.modality}, sure {one.confidence:.2f}")
    typer.echo(f"    {quotation(read.report, one, read.finders)}")
    for word, names in (("supports", one.supports), ("contradicts", one.contradicts)):
        if names:
            typer.echo(f"    {word} {', '.join(names[:5])}")


def _key(allowed: str) -> str:
    """Wait for one of the keys."""
    while True:
        key = click.getchar().lower()
        if key in {"\x03", "\x04"}:
            raise KeyboardInterrupt
        if len(key) == 1 and key in allowed:
            return key
        typer.echo(f"    {', '.join(allowed)}?")


def _accept(folder: Path, read: Read, one: Candidate, *, is_mended: bool) -> int:
    """Ask for the grades and write the claim; return 1 if it was written."""
    decided: dict[str, object] = {}
    if is_mended:
        decided |= _mended(proposed(folder, read.report, one))
    typer.echo("    source: A always relied on, B, C, D, E never, F cannot be judged", nl=True)
    decided["source_grade"] = _key(SOURCE_GRADES.lower()).upper()
    typer.echo(
        "    information: 1 confirmed by others, 2, 3, 4, 5 unlikely, 6 cannot tell", nl=True
    )
    decided["information_grade"] = int(_key(INFORMATION_GRADES))
    is_new = is_new_document(folder, one.document)
    document = _new_document(one.document, read.report.published) if is_new else None
    try:
        name = accept(folder, read.report, one, decided, document)
    except ScenarioError as error:
        typer.echo(f"    Not written. {error}", err=True)
        return 0
    typer.echo(f"    {name}: {decided['source_grade']}{decided['information_grade']}")
    return 1


def _mended(cells: dict[str, object]) -> dict[str, object]:
    """Ask for the parts of a claim, each as it is unless something else is typed; a dash empties it."""
    mended: dict[str, object] = {}
    for name in MENDABLE:
        shown = "" if cells[name] is None else str(cells[name])
        given = str(typer.prompt(f"    {name}", default=shown, show_default=bool(shown))).strip()
        if given != shown:
            mended[name] = "" if given == "-" else given
    return mended


def _new_document(name: str, published: str) -> dict[str, object]:
    """Ask what documents.csv says of a new document."""
    typer.echo(f"    {name} is new to documents.csv.")
    title = typer.prompt("    title")
    publisher = typer.prompt("    publisher")
    given = typer.prompt(
        "    published (year, month or day)", default=published or "", show_default=bool(published)
    )
    return {"title": title, "publisher": publisher, "published": given}


def _figure(one: Candidate) -> str:
    return figure(replace(one)) if one.is_quantity else ""
