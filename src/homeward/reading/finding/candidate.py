"""What the reader proposes: one thing a paragraph says, for a person to accept, mend or refuse (decision 35)."""

from __future__ import annotations

from dataclasses import dataclass, field

COUNTED = "counted"
"""Kind of a quantity of which nothing is said to have happened."""


@dataclass(frozen=True)
class Candidate:
    """One quantity or event.

    Parameters
    ----------
    kind
        What happened, or `counted`.
    value, low, high
        The figure; all None: an event without one.
    unit
        What is counted: people, families, houses, incidents, share, or an area.
    date
        Year, month, day or span, ISO 8601; `2017/..` is "since 2017".
    place
        Identifiers of the scenario, or names; several with `; ` between.
    actor
        Identifier of the scenario, or a name; who did it, not whom it befell.
    said_by
        A role, never a person.
    modality
        stated, negated, hypothesis or hearsay.
    words
        First and last letter, in the paragraph, of what it rests on.
    confidence
        Share of such candidates that were right, where keys were made by hand.
    evidence
        How near its place stood, and of what form it is; confidence is counted by it.
    supports, contradicts
        Claims of the scenario, in the order of its file.
    """

    document: str
    paragraph: int
    kind: str
    value: float | None = None
    low: float | None = None
    high: float | None = None
    unit: str = ""
    date: str = ""
    place: str = ""
    actor: str = ""
    said_by: str = ""
    modality: str = "stated"
    words: tuple[int, int] = (0, 0)
    confidence: float = 0.0
    evidence: tuple[str, ...] = ()
    supports: tuple[str, ...] = field(default=())
    contradicts: tuple[str, ...] = field(default=())

    @property
    def is_quantity(self) -> bool:
        """Whether it has a figure."""
        return not (self.value is None and self.low is None and self.high is None)

    @property
    def is_event(self) -> bool:
        """Whether something is said to have happened."""
        return self.kind != COUNTED

    def as_record(self) -> dict[str, object]:
        """Return it as JSON has it: no letter of the text is in it."""
        said = {
            name: getattr(self, name)
            for name in (
                "document",
                "paragraph",
                "kind",
                "value",
                "low",
                "high",
                "unit",
                "date",
                "place",
                "actor",
                "said_by",
            )
        }
        return {
            **said,
            "modality": self.modality,
            "confidence": round(self.confidence, 2),
            "words": list(self.words),
            "supports": list(self.supports),
            "contradicts": list(self.contradicts),
        }
