"""Claims held against the documents that they cite, for `homeward check --documents`."""

from __future__ import annotations

from pathlib import Path

from homeward.errors import Problem, ScenarioError
from homeward.reading.documents.guarded import opener
from homeward.reading.paragraphs import Paragraph, number
from homeward.reading.review.claims_at_hand import documents_in, doubtful_claims
from homeward.reading.review.decisions import read_decisions
from homeward.scenario.scenario import Scenario


def check_documents(scenario: Scenario, folder: Path) -> list[Problem]:
    """Find the claims that name a paragraph which no longer says so, and documents that cannot be read.

    Parameters
    ----------
    folder
        Documents, each a file named as documents.csv names it.

    Raises
    ------
    ScenarioError
        If there is no such folder, or none of its files is named as a document.
    """
    if not folder.is_dir():
        raise ScenarioError(
            Problem(
                str(folder), "there is no such folder.", "", ("name a folder with --documents.",)
            )
        )
    found = documents_in(folder, (one.document for one in scenario.documents))
    if not found:
        ways = ("name each file as documents.csv names the document, whatever its ending.",)
        raise ScenarioError(
            Problem(str(folder), "no file in it is named as a document of the scenario.", "", ways)
        )
    texts: dict[str, tuple[Paragraph, ...]] = {}
    problems: list[Problem] = []
    with opener() as opening:
        for name, path in found.items():
            try:
                texts[name] = number(opening.open(path))
            except ScenarioError as error:
                problems.extend(error.problems)
    decisions = read_decisions(scenario.folder) if scenario.folder.is_dir() else []
    return [*problems, *doubtful_claims(scenario, texts, decisions)]
