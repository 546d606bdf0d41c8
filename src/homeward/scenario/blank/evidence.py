"""Observations, documents and claims of a blank scenario: what was given, and the reasons of its defaults."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator

from homeward.scenario.blank import defaults
from homeward.scenario.blank.answers import LISTS, Answers, Counted
from homeward.scenario.blank.defaults import Cells, ranged
from homeward.scenario.blank.named import named
from homeward.scenario.rows.row import Row


def observation_rows(answers: Answers) -> Iterator[Cells]:
    """Give the rows of observations.csv."""
    names = _series(answers.counted)
    for one in answers.counted:
        ends = ranged("value", defaults.COUNTED, one.people, digits=0)
        since = answers.about.start - dt.timedelta(days=1)
        yield {
            "name": names[_whom(one)],
            "date": one.on.isoformat(),
            "since": since.isoformat() if one.what == "fled" else "",
            "measure": one.what,
            "homes": " ".join(map(named, one.homes)),
            "places": " ".join(map(named, one.places)),
            "low": ends["value_low"],
            "value": ends["value"],
            "high": ends["value_high"],
            "use": one.use,
            "claims": f"{answers.ground_of(one)} {defaults.COUNTED.claim}",
        }


def _whom(one: Counted) -> tuple[str, ...]:
    return (one.what, *map(named, one.homes), "", *map(named, one.places))


def _series(counted: list[Counted]) -> dict[tuple[str, ...], str]:
    """Name whoever was counted once: figures of one name are one series, and long names hide the figures."""
    names: dict[tuple[str, ...], str] = {}
    for one in counted:
        parts = [[one.what], one.homes, one.places]
        words = [f"{named(part[0])}{'_and_others' * (len(part) > 1)}" for part in parts if part]
        name = "_".join(words)
        taken = sum(other.startswith(name) for whom, other in names.items() if whom != _whom(one))
        names.setdefault(_whom(one), f"{name}_{taken + 1}" if name in names.values() else name)
    return names


def evidence(answers: Answers, used: set[str]) -> dict[str, list[Cells]]:
    """Make documents and claims: one for every figure that was given, and the reason of every default."""
    documents: list[Cells] = []
    claims: list[Cells] = []
    for key in LISTS:
        for one in getattr(answers, key):
            if not one.source:
                continue
            document = f"source_{named(one.source)}"
            if all(row["document"] != document for row in documents):
                titled: Cells = {"title": one.source, "publisher": one.source}
                documents.append({"document": document, **titled})
            said = _figure(one) if isinstance(one, Counted) else {"statement": _as_answered(one)}
            claims.append(_claim(answers.ground_of(one), document, one.source, "") | said)
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


def _figure(one: Counted) -> Cells:
    place = f" at {' and '.join(one.places)}" if one.where else ""
    home = f" from {' and '.join(one.homes)}" if one.home else ""
    statement = f"{one.people:,.0f} people{home} {one.what}{place} by {one.on}."
    figure: Cells = {"value": one.people, "unit": "people", "said_on": one.on.isoformat()}
    return {"statement": statement} | figure


def _as_answered(one: Row) -> str:
    """Word an answer key by key, as it was given."""
    given = [name for name in type(one).model_fields if name in one.model_fields_set]
    said = [
        f"{name.replace('_', ' ')} {getattr(one, name)}"
        for name in given
        if name not in {"line", "source"}
    ]
    return f"As answered: {', '.join(said)}."


def _claim(claim: str, document: str, said_by: str, statement: str) -> Cells:
    graded = {"source_grade": "F", "information_grade": 6}
    return {
        "claim": claim,
        "document": document,
        "said_by": said_by,
        "statement": statement,
        **graded,
    }
