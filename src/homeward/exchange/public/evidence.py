"""Documents and claims of an import: every row rests on one, that names file, digest, release and rows."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass, field

from homeward.exchange.flee.claims import CANNOT_BE_JUDGED, Cells
from homeward.exchange.flee.identifiers import identifier
from homeward.exchange.public.recognise import Taken
from homeward.exchange.public.sources import SOURCES

LEAST_SHOWN = 10
"""People, below which no figure is written."""


@dataclass
class Evidence:
    """Documents and claims, as rows come to rest on them; `files` by document."""

    documents: dict[str, Cells] = field(default_factory=dict[str, Cells])
    claims: dict[str, Cells] = field(default_factory=dict[str, Cells])
    files: dict[str, Taken] = field(default_factory=dict[str, Taken])

    def document(self, taken: Taken) -> str:
        """Return the document of a file."""
        source = SOURCES[taken.layout.source]
        name = identifier(f"{source.name} {taken.name}", "file")[:80].rstrip("_")
        self.files[name] = taken
        release = f", release {taken.release}" if taken.release else ""
        self.documents.setdefault(
            name,
            {
                "document": name,
                "title": f"{source.title}: {taken.layout.title}{release}. File {taken.name}, SHA-256 "
                f"{taken.download.digest}. Licence: {source.licence}",
                "publisher": source.publisher,
                "url": source.where.partition(" ")[0].rstrip(",")
                if source.where.startswith("http")
                else "",
                "kind": "dataset",
            },
        )
        return name

    def claim(
        self,
        taken: Taken,
        what: str,
        statement: str,
        rows: str,
        figures: tuple[float, float, float] | None = None,
        *,
        unit: str = "people",
        said_on: dt.date | None = None,
    ) -> str:
        """Add what a file says, and return the claim.

        Parameters
        ----------
        what
            Words that tell it from others of its source, the same in every release.
        rows
            Which rows of the file say so.
        figures
            Low, value and high; left out where they are of fewer than `LEAST_SHOWN`.
        """
        source = SOURCES[taken.layout.source]
        name = identifier(f"{source.name} {what}", "claim")
        low, value, high = (
            figures if figures is not None and figures[1] >= LEAST_SHOWN else (None, None, None)
        )
        self.claims[name] = {
            "claim": name,
            "document": self.document(taken),
            "paragraph": rows,
            "said_by": source.publisher,
            "said_on": said_on.isoformat() if said_on else None,
            "statement": statement,
            "low": _whole(low),
            "value": _whole(value),
            "high": _whole(high),
            "unit": unit if value is not None else "",
            **CANNOT_BE_JUDGED,
        }
        return name

    def kept_for(self, rows: Iterable[Cells]) -> None:
        """Forget claims that no row rests on, and documents without claims."""
        used = {name for row in rows for name in str(row.get("claims") or "").split()}
        self.claims = {name: row for name, row in self.claims.items() if name in used}
        said = {row["document"] for row in self.claims.values()}
        self.documents = {name: row for name, row in self.documents.items() if name in said}


def _whole(number: float | None) -> int | None:
    return None if number is None else round(number)


def worded_count(number: float) -> str:
    """Word a number of people, those below ten as such."""
    return f"{number:,.0f}" if number >= LEAST_SHOWN or number == 0 else "fewer than ten"
