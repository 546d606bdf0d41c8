"""Which claims of a scenario a candidate supports or contradicts: their statements read as reports are."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from homeward.reading.finding.candidate import COUNTED, Candidate
from homeward.reading.finding.read_report import make_finders, read_report
from homeward.reading.language.rules import shipped_rules
from homeward.reading.paragraphs import Report, number
from homeward.scenario.blank.defaults import DOCUMENT as DEFAULTS
from homeward.scenario.changes.edits import rows_of
from homeward.scenario.reading.tables import tables_of
from homeward.scenario.rows.evidence import Claim
from homeward.scenario.scenario import Scenario

NEAR = 0.25
"""Figures so near to one another, as a part of the larger, are the same."""

_PLACED = ("place", "places", "home", "homes", "origin", "destination")

_ALIKE = {"fled": "displaced", "recaptured": "retaken", "abducted": "arrested"}
_UNITS = {
    "individuals": "people",
    "persons": "people",
    "refugees": "people",
    "idps": "people",
    "returnees": "people",
    "households": "families",
    "dwellings": "houses",
}


@dataclass(frozen=True)
class ReadClaim:
    """A claim of the scenario, and what its statement says."""

    claim: Claim
    said: Candidate


def read_claims(scenario: Scenario) -> list[ReadClaim]:
    """Read the statements of the claims but for defaults, which no source says; figures are those of their columns."""
    finders = make_finders(shipped_rules()["en"], scenario.places, scenario.actors)
    placed = _places_of_claims(scenario)
    first = scenario.homes[0].place if scenario.homes else ""
    found: list[ReadClaim] = []
    for claim in scenario.claims:
        if claim.document == DEFAULTS:
            continue
        report = Report(claim.document, number([claim.statement]), claim.said_on or "", "en")
        for one in read_report(report, finders):
            where = one.place or "; ".join(placed.get(claim.claim, ())) or first
            found.append(ReadClaim(claim, replace(_with_figures(one, claim), place=where)))
    return found


def _places_of_claims(scenario: Scenario) -> dict[str, dict[str, None]]:
    """Return the places of the rows that rest on each claim."""
    placed: dict[str, dict[str, None]] = {}
    for table in tables_of(scenario.model):
        for row in rows_of(scenario, table.name):
            names = [name for column in _PLACED for name in _names(getattr(row, column, None))]
            for claim in getattr(row, "claims", ()):
                placed.setdefault(claim, {}).update(dict.fromkeys(names))
    return placed


def _names(given: object) -> tuple[str, ...]:
    if isinstance(given, str):
        return (given,)
    return tuple(map(str, given)) if isinstance(given, tuple) else ()


def _with_figures(one: Candidate, claim: Claim) -> Candidate:
    figures = [figure for figure in (claim.value, claim.low, claim.high) if figure is not None]
    if not figures:
        return replace(one, value=None, low=None, high=None, unit="")
    return replace(
        one,
        value=claim.value,
        low=claim.low,
        high=claim.high,
        unit=_UNITS.get(claim.unit, claim.unit),
    )


def with_relations(candidates: Iterable[Candidate], claims: Sequence[ReadClaim]) -> list[Candidate]:
    """Say of each candidate which claims it supports and which it contradicts."""
    return [_related(one, claims) for one in candidates]


def _related(one: Candidate, claims: Sequence[ReadClaim]) -> Candidate:
    supports: dict[str, None] = {}
    contradicts: dict[str, None] = {}
    for read in claims:
        if not _is_about_the_same(one, read.said):
            continue
        agree = _agree(one, read.said)
        # A report does not contradict itself: its smaller figures are parts of the larger.
        is_own = agree is False and _is_part_of_one(one, read)
        if agree is not None and not is_own:
            (supports if agree else contradicts)[read.claim.claim] = None
    against = tuple(name for name in contradicts if name not in supports)
    return replace(one, supports=tuple(supports), contradicts=against)


def _is_part_of_one(one: Candidate, read: ReadClaim) -> bool:
    """Tell whether both are figures of one report, neither of them denied."""
    is_counted = one.is_quantity and read.said.is_quantity
    is_denied = (one.modality == "negated") != (read.said.modality == "negated")
    return read.claim.document == one.document and is_counted and not is_denied


def _is_about_the_same(one: Candidate, said: Candidate) -> bool:
    places, known = set(one.place.split("; ")), set(said.place.split("; "))
    is_same_kind = _alike(one.kind) == _alike(said.kind) != COUNTED
    is_same_actor = not one.actor or not said.actor or one.actor == said.actor
    return (
        is_same_kind
        and bool(places & known - {""})
        and is_same_actor
        and _may_be_one_time(one.date, said.date)
    )


def _alike(kind: str) -> str:
    return _ALIKE.get(kind, kind)


def _may_be_one_time(one: str, other: str) -> bool:
    """Tell whether two dates can be of one time: by their years and months, as far as both are said."""
    if not one or not other:
        return True
    (first, first_end), (second, second_end) = _ends(one), _ends(other)
    return first <= second_end and second <= first_end


def _ends(date: str) -> tuple[str, str]:
    start, _, end = date.partition("/")
    last = {"": start, "..": "9999"}.get(end, end)
    return start, f"{last}~"


def _agree(one: Candidate, said: Candidate) -> bool | None:
    """Tell whether two agree; None where they cannot be compared."""
    if (one.modality == "negated") != (said.modality == "negated"):
        return None if "hypothesis" in {one.modality, said.modality} else False
    if not one.is_quantity or not said.is_quantity:
        return True if one.is_quantity == said.is_quantity else None
    # Of a region and of three together, different people are counted.
    if one.unit != said.unit or set(one.place.split("; ")) != set(said.place.split("; ")):
        return None
    (low, high), (least, most) = _range(one), _range(said)
    if low <= most and least <= high:
        return True
    return False if _is_one_time(one.date) and _is_one_time(said.date) else None


def _is_one_time(date: str) -> bool:
    """Tell whether a date has both ends: counts since some day differ by when they were made."""
    return bool(date) and not date.endswith("/..")


def _range(one: Candidate) -> tuple[float, float]:
    """Return between which figures it lies, a quarter to either side of a single one."""
    known = [figure for figure in (one.low, one.value, one.high) if figure is not None]
    low, high = min(known), max(known)
    return (low * (1 - NEAR), high * (1 + NEAR)) if low == high else (low, high)
