"""What a run rests on: claims by table, and claims that contradict each other (model §2)."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

from homeward.catalogue import JUDGEMENT
from homeward.scenario.changes.edits import rows_of
from homeward.scenario.reading.tables import SETTINGS_FILE, TABLES
from homeward.scenario.rows.evidence import Claim, Document
from homeward.scenario.scenario import Scenario

_WEB = ("https://", "http://")


def web_address(document: Document) -> str:
    """Address of a document, if it is one of the web: nothing else may become a link."""
    return document.url if document.url.startswith(_WEB) else ""


@dataclass(frozen=True)
class Cited:
    """A claim with its document.

    Parameters
    ----------
    rows
        Rows of the table that rest on it.
    """

    claim: Claim
    document: Document | None
    rows: int = 0
    is_contradicted: bool = False

    @property
    def grade(self) -> str:
        """Grade of source and information, such as B2."""
        return f"{self.claim.source_grade}{self.claim.information_grade}"

    @property
    def source(self) -> str:
        """Title, publisher, date and paragraph."""
        if self.document is None:
            return self.claim.document
        document = self.document
        parts = [document.title, document.publisher, document.published or ""]
        if self.claim.paragraph:
            parts.append(f"§{self.claim.paragraph}")
        return ", ".join(part for part in parts if part)

    @property
    def url(self) -> str:
        """Address on the web, if it is one."""
        return web_address(self.document) if self.document else ""

    @property
    def figure(self) -> str:
        """The figure with its range and unit."""
        claim = self.claim
        numbers = [f"{one:,g}" for one in (claim.low, claim.value, claim.high) if one is not None]
        return " – ".join(dict.fromkeys(numbers)) + (f" {claim.unit}" if numbers else "")


@dataclass(frozen=True)
class Basis:
    """What one table rests on."""

    table: str
    rows: int
    judged: int
    cited: tuple[Cited, ...]


def bases(scenario: Scenario) -> list[Basis]:
    """List the tables with the claims behind them; tables that rest on nothing are left out."""
    found: list[Basis] = []
    for table in TABLES:
        rows = rows_of(scenario, table.name)
        if "claims" in table.row.model_fields and rows:
            claims = [getattr(row, "claims", ()) for row in rows]
            found.append(_basis(scenario, table.file, claims))
    parameters = [scenario.parameters[name].claims for name in scenario.parameters]
    found.append(_basis(scenario, f"{SETTINGS_FILE}: parameters", parameters))
    return [basis for basis in found if basis.cited or basis.judged]


def _basis(scenario: Scenario, name: str, claims: Iterable[tuple[str, ...]]) -> Basis:
    several = list(claims)
    used = Counter(claim for row in several for claim in row)
    judged = used.pop(JUDGEMENT, 0)
    against = _contradicted(scenario)
    documents = {document.document: document for document in scenario.documents}
    cited = tuple(
        Cited(claim, documents.get(claim.document), used[claim.claim], claim.claim in against)
        for claim in scenario.claims
        if claim.claim in used
    )
    return Basis(name, len(several), judged, cited)


def _contradicted(scenario: Scenario) -> frozenset[str]:
    return frozenset(
        name
        for claim in scenario.claims
        if claim.contradicts
        for name in (claim.claim, *claim.contradicts)
    )


def contradicting_claims(scenario: Scenario) -> list[list[Cited]]:
    """Claims that contradict each other, directly or through a third, each set side by side."""
    sets: list[set[str]] = []
    for claim in scenario.claims:
        if not claim.contradicts:
            continue
        joined = {claim.claim, *claim.contradicts}
        apart = [one for one in sets if not one & joined]
        sets = [*apart, joined.union(*(one for one in sets if one & joined))]
    documents = {document.document: document for document in scenario.documents}
    return [
        [
            Cited(claim, documents.get(claim.document), is_contradicted=True)
            for claim in scenario.claims
            if claim.claim in one
        ]
        for one in sets
    ]
