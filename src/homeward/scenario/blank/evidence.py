"""Observations, documents and claims of a blank scenario: what was given, and the reasons of its defaults."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator

from homeward.scenario.blank import defaults
from homeward.scenario.blank.answers import Answers
from homeward.scenario.blank.defaults import Cells, ranged
from homeward.scenario.blank.named import named


def observation_rows(answers: Answers) -> Iterator[Cells]:
    """Give the rows of observations.csv."""
    for number, one in enumerate(answers.counted, start=1):
        ends = ranged("value", defaults.COUNTED, one.people, digits=0)
        since = answers.about.start - dt.timedelta(days=1)
        yield {
            "name": "_".join((one.what, *map(named, one.homes), *map(named, one.places))),
            "date": one.on.isoformat(),
            "since": since.isoformat() if one.what == "fled" else "",
            "measure": one.what,
            "homes": " ".join(map(named, one.homes)),
            "places": " ".join(map(named, one.places)),
            "low": ends["value_low"],
            "value": ends["value"],
            "high": ends["value_high"],
            "use": one.use,
            "claims": f"counted_{number} {defaults.PREFIX}{defaults.COUNTED.name}",
        }


def evidence(answers: Answers, used: set[str]) -> dict[str, list[Cells]]:
    """Make documents and claims: one for every figure that was given, and the reason of every default."""
    documents: list[Cells] = []
    claims: list[Cells] = []
    for number, one in enumerate(answers.counted, start=1):
        document = f"source_{named(one.source)}"
        if all(row["document"] != document for row in documents):
            documents.append({"document": document, "title": one.source, "publisher": one.source})
        place = f" at {' and '.join(one.places)}" if one.where else ""
        home = f" from {' and '.join(one.homes)}" if one.home else ""
        statement = f"{one.people:,.0f} people{home} {one.what}{place} by {one.on}."
        figure: Cells = {"value": one.people, "unit": "people", "said_on": one.on.isoformat()}
        claims.append(_claim(f"counted_{number}", document, one.source, statement) | figure)
    documents.append(
        {
            "document": defaults.DOCUMENT,
            "title": "Defaults of homeward new --blank: nobody's evidence, to be replaced",
            "publisher": "Homeward",
            "kind": "defaults",
        }
    )
    for default in defaults.DEFAULTS:
        claim = f"{defaults.PREFIX}{default.name}"
        if claim in used:
            claims.append(
                _claim(claim, defaults.DOCUMENT, "whoever made the folder", default.reason)
            )
    return {"documents": documents, "claims": claims}


def _claim(claim: str, document: str, said_by: str, statement: str) -> Cells:
    graded = {"source_grade": "F", "information_grade": 6}
    return {
        "claim": claim,
        "document": document,
        "said_by": said_by,
        "statement": statement,
        **graded,
    }
