"""What the reader proposes: one thing a paragraph says, for a person to accept, mend or refuse (decision 35)."""

from __future__ import annotations

from dataclasses import dataclass, field, fields

COUNTED = "counted"
"""Kind of a quantity of which nothing is said to have happened."""

NO_EVENTS = frozenset({COUNTED, "interviewed", "arrived"})
"""What is said of quantities alone: that somebody was asked, or came, is no event by itself."""


@dataclass(frozen=True)
class Signs:
    """By what a candidate was told, which its confidence is counted by.

    Parameters
    ----------
    form
        event, quantity, or `taken over` where the unit is that of the number before.
    place, date
        How near they stand: clause, sentence, paragraph, document; none.
    known
        How the place is known: scenario, gazetteer, word, preposition, anaphor; none.
    voice
        Whether it is done, done to somebody, or a noun; none.
    """

    form: str = ""
    place: str = ""
    known: str = ""
    date: str = ""
    voice: str = ""
    modality: str = ""
    language: str = ""

    def parts(self) -> tuple[str, ...]:
        """Name each, as the weights of confidence do."""
        return tuple(f"{one.name} {getattr(self, one.name)}" for one in fields(self))


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
    origin, destination
        From where and to where people went, where the text says so.
    said_by
        An organisation by its name, or a role; never a person.
    said_on
        When that was said: by the text, the heading of the item, or the publication.
    modality
        stated, negated, hypothesis or hearsay.
    words
        First and last letter, in the paragraph, of what it rests on.
    confidence
        Share of such candidates that were right, where keys were made by hand.
    is_about
        Whether the text gives the figure as rounded.
    whom, out_of
        What those who are counted are (women, troops, displaced people), and of a share, of whom; empty: just people.
    is_wanted
        Whether a hypothesis is what people want or mean to do.
    is_placed
        Whether its paragraph or the title names the place; else the place is a guess, which no statement is worded of.
    supports, contradicts
        Claims of the scenario, in the order of its file.
    decided
        accepted or refused in the folder that was read into; empty: not yet.
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
    signs: Signs = Signs()
    is_about: bool = False
    origin: str = ""
    destination: str = ""
    said_on: str = ""
    whom: str = ""
    out_of: str = ""
    is_wanted: bool = False
    is_placed: bool = True
    supports: tuple[str, ...] = field(default=())
    contradicts: tuple[str, ...] = field(default=())
    decided: str = ""

    @property
    def is_quantity(self) -> bool:
        """Whether it has a figure."""
        return not (self.value is None and self.low is None and self.high is None)

    @property
    def is_event(self) -> bool:
        """Whether something is said to have happened."""
        return self.kind not in NO_EVENTS

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
                "origin",
                "destination",
                "actor",
                "said_by",
                "said_on",
            )
        }
        return {
            **said,
            "modality": self.modality,
            "confidence": round(self.confidence, 2),
            "words": list(self.words),
            "supports": list(self.supports),
            "contradicts": list(self.contradicts),
            "decided": self.decided,
        }
