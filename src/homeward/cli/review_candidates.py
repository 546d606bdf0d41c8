"""Candidates on the screen: as a table, or one after the other with one key each."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path

import typer

from homeward.api.read import Read, ReadResult
from homeward.cli.keys import Ended, Keys
from homeward.cli.output import make_table, note, show
from homeward.errors import ScenarioError
from homeward.reading.finding.candidate import Candidate
from homeward.reading.review.accept import (
    INFORMATION_GRADES,
    SOURCE_GRADES,
    accept,
    is_new_document,
    proposed,
    refuse,
)
from homeward.reading.review.decisions import read_decisions, undecided
from homeward.reading.review.mendable import MENDABLE
from homeward.reading.review.quotation import quotation
from homeward.reading.review.statement import figure, statement

KEYS = "a accept, m mend, r refuse, s leave for later, q stop"


@dataclass
class Sitting:
    """What is decided in one sitting, and the grades that were given last."""

    folder: Path
    keys: Keys
    accepted: int = 0
    refused: int = 0
    n_left: int = 0
    source: str = ""
    information: str = ""
    document: dict[str, object] | None = None


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


def review(folder: Path, found: ReadResult, keys: Keys, *, in_order: bool = False) -> None:
    """Show one candidate after the other, and do what is decided at once."""
    sitting = Sitting(folder, keys)
    try:
        for read in found.reports:
            waiting = undecided(read.report, read.candidates, read_decisions(folder))
            if in_order:
                waiting.sort(key=lambda one: (one.paragraph, one.words))
            n_before = len(read.candidates) - len(waiting)
            typer.echo(
                f"{read.report.document}: {len(waiting)} candidates, {n_before} decided before. {KEYS}."
            )
            sitting.n_left = len(waiting)
            if not _review_report(sitting, read, waiting):
                break
    except Ended:
        typer.echo("\nThere are no more keys.")
    left = f" {sitting.n_left} left for later." if sitting.n_left else ""
    typer.echo(
        f"{sitting.accepted} accepted, {sitting.refused} refused; written to {folder}.{left}"
    )


def _review_report(sitting: Sitting, read: Read, waiting: Sequence[Candidate]) -> bool:
    """Return whether to go on to the next report."""
    n_skipped = 0
    name = read.report.document
    if waiting and is_new_document(sitting.folder, name):
        sitting.document = _new_document(sitting.keys, name, read.report.published)
    for at, one in enumerate(waiting, 1):
        _show(read, one, f"{at}/{len(waiting)}")
        key = sitting.keys.press("amrsq")
        if key == "q":
            return False
        if key == "r":
            refuse(sitting.folder, read.report, one, _row_of_document(sitting, name))
            sitting.refused += 1
        is_decided = key == "r" or (
            key in "am" and _accept(sitting, read, one, is_mended=key == "m")
        )
        n_skipped += not is_decided
        sitting.n_left = len(waiting) - at + n_skipped
    return True


def _show(read: Read, one: Candidate, at: str) -> None:
    said = f"said by {one.said_by}, " if one.said_by else ""
    typer.echo(f"\n{at}  paragraph {one.paragraph}: {statement(one)}")
    typer.echo(f"    {said}{one.modality}, sure {one.confidence:.2f}")
    typer.echo(f"    {quotation(read.report, one, read.finders)}")
    for word, names in (("supports", one.supports), ("contradicts", one.contradicts)):
        if names:
            typer.echo(f"    {word} {', '.join(names[:5])}")


def _accept(sitting: Sitting, read: Read, one: Candidate, *, is_mended: bool) -> bool:
    """Ask for the grades and write the claim; return whether it was written."""
    decided: dict[str, object] = {}
    if is_mended:
        one = _placed(sitting.keys, one)
        decided |= _mended(sitting.keys, proposed(sitting.folder, read.report, one))
    typer.echo(
        f"    source: A always relied on, B, C, D, E never, F cannot be judged{_or(sitting.source)}"
    )
    source = sitting.keys.press(SOURCE_GRADES.lower(), sitting.source).upper()
    typer.echo(
        f"    information: 1 confirmed by others, 2, 3, 4, 5 unlikely, 6 cannot tell{_or(sitting.information)}"
    )
    information = sitting.keys.press(INFORMATION_GRADES, sitting.information)
    decided |= {"source_grade": source, "information_grade": int(information)}
    try:
        document = _row_of_document(sitting, one.document)
        name = accept(sitting.folder, read.report, one, decided, document)
    except ScenarioError as error:
        typer.echo(f"    Not written. {error}", err=True)
        return False
    sitting.accepted += 1
    sitting.source, sitting.information = source, information
    typer.echo(f"    {name}: {source}{information}")
    return True


def _row_of_document(sitting: Sitting, name: str) -> dict[str, object] | None:
    """Return what was said of the document, until it is written."""
    return sitting.document if is_new_document(sitting.folder, name) else None


def _or(last: str) -> str:
    """Say what Enter is: the grade that was given last."""
    return f" [{last}]" if last else ""


def _placed(keys: Keys, one: Candidate) -> Candidate:
    """Ask where, from where, to where and when it was, which the statement is worded of."""
    typer.echo("    Enter keeps what is in brackets, - empties it.")
    place, origin = keys.ask("place", one.place), keys.ask("from", one.origin)
    destination, date = keys.ask("to", one.destination), keys.ask_right("date", one.date)
    is_placed = one.is_placed or place != one.place
    return replace(
        one, place=place, origin=origin, destination=destination, date=date, is_placed=is_placed
    )


def _mended(keys: Keys, cells: dict[str, object]) -> dict[str, object]:
    """Ask for the parts of a claim, each as it is unless something else is typed."""
    shown = {name: "" if cells[name] is None else str(cells[name]) for name in MENDABLE}
    given = {name: keys.ask_right(name, shown[name]) for name in MENDABLE}
    return {name: answer for name, answer in given.items() if answer != shown[name]}


def _new_document(keys: Keys, name: str, published: str) -> dict[str, object]:
    """Ask what documents.csv says of a new document; it is written with the first decision."""
    typer.echo(f"    {name} is new to documents.csv.")
    title = keys.ask_until_given("title", "A title is needed.")
    publisher = keys.ask_until_given(
        "publisher", "A publisher is needed: who published it, or not known."
    )
    # What --published gave is not asked for again.
    given = published or keys.ask_right("published", note=" (year, month or day)")
    return {"title": title, "publisher": publisher, "published": given}


def _figure(one: Candidate) -> str:
    return figure(replace(one)) if one.is_quantity else ""
