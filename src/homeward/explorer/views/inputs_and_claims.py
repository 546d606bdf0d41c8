"""The evidence behind a scenario: claims, documents, contradictions, and every input in words (model §2)."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence

from homeward.catalogue import CHOICE_PARAMETER, JUDGEMENT, Parameter
from homeward.explorer.contract.on_show import ClaimJson, DocumentJson, InputJson
from homeward.explorer.words.row_describer import (
    RowDescriber,
    ranged,
    short_date,
    short_number,
)
from homeward.explorer.words.rows_in_words import places_of, word_row
from homeward.results.report.sources import Cited, contradicting_claims, web_address
from homeward.scenario.changes.edits import rows_of
from homeward.scenario.reading.tables import tables_of
from homeward.scenario.rows.camps.flee_rules import FleeRules
from homeward.scenario.rows.camps.registrations import Registration
from homeward.scenario.rows.evidence import Document
from homeward.scenario.rows.pooling import parameter_named
from homeward.scenario.rows.row import Row
from homeward.scenario.rows.uncertain_numbers import Range
from homeward.scenario.scenario import Scenario

NO_INPUTS = frozenset({"documents", "claims", "observations", "surveys", "registrations"})
"""Tables of evidence; what was registered is told series by series, not row by row."""


def claims(scenario: Scenario) -> dict[str, ClaimJson]:
    """List every claim, by its name."""
    documents = {document.document: document for document in scenario.documents}
    against = _against(scenario)
    return {
        claim.claim: _claim(Cited(claim, documents.get(claim.document)), against)
        for claim in scenario.claims
    }


def documents(scenario: Scenario) -> dict[str, DocumentJson]:
    """List every document, by its name; only addresses of the web are given."""
    return {document.document: _document(document) for document in scenario.documents}


def contradicting(scenario: Scenario) -> list[list[str]]:
    """List the sets of claims that contradict each other, directly or through a third."""
    return [[cited.claim.claim for cited in several] for several in contradicting_claims(scenario)]


def inputs(scenario: Scenario) -> list[InputJson]:
    """List every row, series and parameter in words, with the places and claims behind it."""
    say = RowDescriber(scenario)
    return [
        *_rows(scenario, say),
        *_series(scenario, say),
        *_rules(scenario),
        *_parameters(scenario),
    ]


def named(claims: Sequence[str]) -> list[str]:
    """List the claims that a row names, without the word judgement."""
    return [claim for claim in dict.fromkeys(claims) if claim != JUDGEMENT]


def _claim(cited: Cited, against: dict[str, list[str]]) -> ClaimJson:
    claim = cited.claim
    return {
        "id": claim.claim,
        "document": claim.document,
        "paragraph": claim.paragraph,
        "said_by": claim.said_by,
        "said_on": claim.said_on or "",
        "statement": claim.statement,
        "figure": cited.figure,
        "grade": cited.grade,
        "source_grade": claim.source_grade,
        "information_grade": str(claim.information_grade),
        "contradicts": against.get(claim.claim, []),
    }


def _against(scenario: Scenario) -> dict[str, list[str]]:
    """Claims that each claim contradicts or is contradicted by, in the order of the file."""
    pairs = {(claim.claim, other) for claim in scenario.claims for other in claim.contradicts}
    both = pairs | {(other, one) for one, other in pairs}
    names = [claim.claim for claim in scenario.claims]
    return {one: [other for other in names if (one, other) in both] for one in names}


def _document(document: Document) -> DocumentJson:
    return {
        "id": document.document,
        "title": document.title,
        "publisher": document.publisher,
        "published": document.published or "",
        "url": web_address(document),
        "kind": document.kind,
    }


def _rows(scenario: Scenario, say: RowDescriber) -> Iterator[InputJson]:
    for table in tables_of(scenario.model):
        if table.name in NO_INPUTS:
            continue
        times = Counter[int]()
        for row in rows_of(scenario, table.name):
            times[row.line] += 1
            yield _input(
                table.name,
                _key(row, times[row.line]),
                word_row(row, say),
                getattr(row, "claims", ()),
                places_of(row, say),
            )


def _key(row: Row, time: int) -> str:
    """Name a row by its line; a lever makes several rows of one, and rows of none."""
    line = str(row.line) if row.line else "added"
    return line if time == 1 else f"{line}-{time}"


def _series(scenario: Scenario, say: RowDescriber) -> Iterator[InputJson]:
    several: dict[str, list[Registration]] = {}
    for row in scenario.registrations:
        several.setdefault(row.series, []).append(row)
    for name, rows in several.items():
        place = next((row.place for row in rows if row.place), None)
        yield _input(
            "registrations",
            name,
            f"{_whom(rows, place, say)}: registered people, {_counts(rows)}",
            [claim for row in rows for claim in row.claims],
            [place] if place else [],
        )


def _whom(rows: Sequence[Registration], place: str | None, say: RowDescriber) -> str:
    if place:
        return say.place(place)
    if rows[0].is_total:
        return "All places together"
    return f"At no place of the scenario ({rows[0].series})"


def _counts(rows: Sequence[Registration]) -> str:
    first, last = min(row.date for row in rows), max(row.date for row in rows)
    fewest, most = min(row.people for row in rows), max(row.people for row in rows)
    days = f"{short_date(first)} to {short_date(last)}"
    if len(rows) == 1:
        return f"one count of {short_number(most)} on {short_date(first)}"
    return f"{len(rows)} counts of {short_number(fewest)} to {short_number(most)}, {days}"


def _rules(scenario: Scenario) -> Iterator[InputJson]:
    if not scenario.is_camp_model:
        return
    for name, info in FleeRules.model_fields.items():
        if name == "line":
            continue
        text = f"{(info.description or name).rstrip('.')}: {_plain(getattr(scenario.rules, name))}"
        yield _input("rules", name, text, ())


def _plain(value: object) -> str:
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, tuple):
        return ", ".join(_plain(part) for part in value) or "none"  # pyright: ignore[reportUnknownVariableType]
    return short_number(value) if isinstance(value, (int, float)) else str(value)


def _parameters(scenario: Scenario) -> Iterator[InputJson]:
    for name, known in scenario.parameters.items():
        parameter = CHOICE_PARAMETER[name] if scenario.is_camp_model else parameter_named(name)
        if parameter is not None:
            is_set = name in scenario.parameters_set
            words = _word_parameter(parameter, known, is_set=is_set)
            yield _input("parameters", name, words, known.claims)


def _word_parameter(parameter: Parameter, known: Range, *, is_set: bool) -> str:
    meaning = parameter.meaning.partition(" (§")[0].rstrip(".")
    unit = "" if parameter.unit == "1" else parameter.unit
    source = "" if is_set or parameter.source == JUDGEMENT else f". Source: {parameter.source}"
    return f"{meaning}: {ranged(known, unit)}{source}"


def _input(
    table: str, key: str, text: str, claims: Sequence[str], where: Sequence[str] = ()
) -> InputJson:
    return {
        "table": table,
        "key": key,
        "text": text,
        "where": list(where),
        "claims": named(claims),
        "is_judgement": JUDGEMENT in claims,
    }
