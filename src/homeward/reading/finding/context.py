"""What a report has named before: for "the group", "the city", and paragraphs that leave out where they are."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field

from homeward.reading.finding.actors import ActorMention
from homeward.reading.finding.gazetteer import countries
from homeward.reading.finding.places import PlaceMention
from homeward.reading.paragraphs import fold


@dataclass
class Context:
    """What was named before, in the document and in the paragraph.

    Parameters
    ----------
    focus
        Place that the document is about: named more often than any other.
    is_in_title
        Whether the title names that place: else it is a guess.
    country
        The one country that the document names; empty: none or several.
    dateline
        When the item is of that the paragraph belongs to: by the last heading with a date.
    source
        Organisation that the paragraph has named as saying so.
    """

    focus: str = ""
    is_in_title: bool = True
    country: str = ""
    dateline: str = ""
    source: str = ""
    actor: str = ""
    group: str = ""
    place: str = ""
    place_in_paragraph: str = ""
    date_in_paragraph: str = ""
    seen: Counter[str] = field(default_factory=Counter[str])

    def begin_paragraph(self) -> None:
        """Forget what the paragraph before named."""
        self.place_in_paragraph, self.date_in_paragraph, self.source = "", "", ""

    def note(
        self,
        actors: list[ActorMention],
        places: list[PlaceMention],
        date: str,
        *,
        is_whole: bool = False,
    ) -> None:
        """Keep what a sentence has named, or that it speaks of the whole country."""
        named = [one for one in actors if not one.is_anaphor]
        if named:
            self.actor = named[-1].name
            self.group = next((one.name for one in reversed(named) if one.is_group), self.group)
        own = [one for one in places if not one.is_anaphor]
        if own:
            self.place = own[-1].names[0]
            stayed = [one for one in own if one.direction != "from"] or (
                [] if self.place_in_paragraph else own
            )
            if stayed:
                self.place_in_paragraph = "; ".join(stayed[-1].names)
        elif is_whole and self.country and not self.place_in_paragraph:
            self.place_in_paragraph = self.country
        if date:
            self.date_in_paragraph = date


def focus_of(mentions: list[tuple[PlaceMention, bool]]) -> str:
    """Return the place that a document is about.

    Parameters
    ----------
    mentions
        Every mention, and whether it stands in the title.
    """
    in_title = {name for mention, is_in_title in mentions if is_in_title for name in mention.names}
    if len(in_title) == 1 and in_title <= {fold(one) for one in countries().values()}:
        return in_title.pop()
    counts: Counter[str] = Counter()
    for mention, is_in_title in mentions:
        for name in mention.names:
            counts[name] += (2 if mention.evidence == "scenario" else 1) * (3 if is_in_title else 1)
    return counts.most_common(1)[0][0] if counts else ""


def country_of(mentions: list[tuple[PlaceMention, bool]]) -> str:
    """Return the one country that a document names; empty: none or several."""
    named = {name for mention, _ in mentions for name in mention.names}
    found = {countries()[fold(name)] for name in named if fold(name) in countries()}
    return found.pop().lower() if len(found) == 1 else ""
