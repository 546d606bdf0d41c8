"""The rows that an accepted candidate becomes."""

from __future__ import annotations

import re
from collections.abc import Iterable

from homeward.reading.finding.candidate import Candidate
from homeward.reading.review.statement import statement
from homeward.scenario.text.cells import as_identifier

THE_AUTHOR = "the author of the report"
_PART = re.compile(r"\d{4}(?:-\d\d(?:-\d\d)?)?")


def claim_cells(one: Candidate, taken: Iterable[str], published: str) -> dict[str, object]:
    """Return the cells of claims.csv, but for the grades, which a person gives.

    Parameters
    ----------
    taken
        Claims that are there.
    published
        Year, month or day of the document: when it was said, where the candidate does not know better.
    """
    low, value, high = one.low, one.value, one.high
    return {
        "claim": new_name(f"{one.document}_p{one.paragraph}_{one.kind}", taken),
        "document": one.document,
        "paragraph": str(one.paragraph),
        "said_by": one.said_by or THE_AUTHOR,
        "said_on": next((day for day in (one.said_on, published) if _PART.fullmatch(day)), ""),
        "statement": statement(one),
        "low": low,
        "value": value,
        "high": high,
        "unit": one.unit,
        "contradicts": one.contradicts,
    }


def document_name(stem: str) -> str:
    """Turn the name of a file into an identifier."""
    word = as_identifier(stem)
    word = re.sub(r"[^a-z0-9_]", "", word).strip("_")
    return word if word[:1].isalpha() else f"report_{word}".rstrip("_")


def new_name(name: str, taken: Iterable[str]) -> str:
    """Count a name up until no claim has it."""
    known = set(taken)
    if name not in known:
        return name
    return next(
        f"{name}_{number}" for number in range(2, len(known) + 3) if f"{name}_{number}" not in known
    )
