"""Accepting or refusing a candidate: the one way from what a person decided to rows, wherever it was decided."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from homeward.reading.finding.candidate import Candidate
from homeward.reading.paragraphs import Report
from homeward.reading.review.claim_of import claim_cells
from homeward.reading.review.decisions import decision_of
from homeward.reading.review.mendable import check_answers
from homeward.reading.review.write_claim import write_claim
from homeward.scenario.load import load_scenario

SOURCE_GRADES, INFORMATION_GRADES = "ABCDEF", "123456"


def proposed(folder: Path, report: Report, one: Candidate) -> dict[str, object]:
    """Return the cells that a candidate would have in claims.csv, but for the grades."""
    taken = [claim.claim for claim in load_scenario(folder).claims]
    return claim_cells(one, taken, report.published)


def is_new_document(folder: Path, name: str) -> bool:
    """Tell whether documents.csv does not have a document."""
    return all(row.document != name for row in load_scenario(folder).documents)


def accept(
    folder: Path,
    report: Report,
    one: Candidate,
    decided: Mapping[str, object],
    document: Mapping[str, object] | None,
) -> str:
    """Write a candidate as a claim, and remember it.

    Parameters
    ----------
    decided
        Both grades, and cells that were mended.
    document
        Cells of documents.csv; None: it has the document.

    Returns
    -------
    The name of the claim

    Raises
    ------
    ScenarioError
        If an answer is wrong, or the folder would not be valid with it: nothing is written.
    """
    check_answers({**decided, **(document or {})})
    cells = proposed(folder, report, one) | dict(decided)
    name = str(cells["claim"])
    write_claim(folder, cells, _row(one, document), decision_of(report, one, "accepted", name))
    return name


def refuse(
    folder: Path, report: Report, one: Candidate, document: Mapping[str, object] | None
) -> None:
    """Remember that a candidate was refused; with the document, so that it is not asked for again.

    Raises
    ------
    ScenarioError
        If an answer is wrong, or the folder would not be valid with the document: nothing is written.
    """
    check_answers(document or {})
    write_claim(folder, None, _row(one, document), decision_of(report, one, "refused"))


def _row(one: Candidate, document: Mapping[str, object] | None) -> Mapping[str, object] | None:
    return None if document is None else {"document": one.document, **document}
