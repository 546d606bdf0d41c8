"""Documents and claims: every row of the scenario names the file that it is from."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from homeward.catalogue import JUDGEMENT
from homeward.exchange.flee.closures import CLOSURES_FILE
from homeward.exchange.flee.conflicts import CONFLICTS_FILE
from homeward.exchange.flee.corrections import CORRECTIONS_FILE
from homeward.exchange.flee.identifiers import distinct, identifier
from homeward.exchange.flee.location_changes import CHANGES_FILE
from homeward.exchange.flee.locations import LOCATIONS_FILE
from homeward.exchange.flee.routes import ROUTES_FILE

MAKERS = "the makers of the Flee instance"
STATEMENTS = {
    LOCATIONS_FILE: "Where the places are, of what kind, how many live there or can be held.",
    ROUTES_FILE: "Which roads there are, and how long they are.",
    CLOSURES_FILE: "What was closed, from when and until when.",
    CONFLICTS_FILE: "Where and when there was fighting.",
    CHANGES_FILE: "Which places became of another kind, and when.",
    CORRECTIONS_FILE: "When which camp was counted anew.",
}
"""What the files of the input directory say."""

CANNOT_BE_JUDGED = {"source_grade": "F", "information_grade": 6}
"""Grades of what nobody has checked."""

Cells = dict[str, object]
"""The cells of one row, by column."""


@dataclass
class Evidence:
    """The claims of the files, those that some row rests on marked as used."""

    digests: Mapping[Path, str]
    names: dict[Path, str] = field(init=False)
    used: dict[Path, None] = field(default_factory=dict[Path, None])

    def __post_init__(self) -> None:
        words = [identifier(path.name.removesuffix(".csv"), "file") for path in self.digests]
        self.names = dict(zip(self.digests, distinct(words, [JUDGEMENT]), strict=True))

    def claim(self, path: Path) -> str:
        """Return the claim of a file for a row to rest on."""
        self.used[path] = None
        return self.names[path]

    def documents(self) -> Iterable[Cells]:
        """Give a row for each file that something rests on."""
        for path in self.used:
            yield {
                "document": self.names[path],
                "title": f"{path.name} of an instance of Flee, SHA-256 {self.digests[path]}",
                "publisher": MAKERS,
                "kind": "dataset",
            }

    def claims(self, labels: Mapping[Path, str]) -> Iterable[Cells]:
        """Give a row for each file that something rests on; `labels` are those of the series."""
        for path in self.used:
            series = f'How many people were registered, and when: "{labels.get(path, "")}".'
            yield {
                "claim": self.names[path],
                "document": self.names[path],
                "said_by": MAKERS,
                "statement": series if path in labels else STATEMENTS[path.name],
                **CANNOT_BE_JUDGED,
            }

    def unused(self) -> dict[str, str]:
        """Return the digests of the files that no row rests on, by name."""
        return {path.name: digest for path, digest in self.digests.items() if path not in self.used}
