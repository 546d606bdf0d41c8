"""Actors in a text: those of the scenario, by its labels, and others that reports often name."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any

from ruamel.yaml import YAML

from homeward.reading.finding.labels import before_explained, labels
from homeward.reading.language.expressions import any_of
from homeward.reading.paragraphs import fold
from homeward.scenario.rows.actors import Actor


@dataclass(frozen=True)
class KnownActor:
    """An actor that reports name, and how."""

    name: str
    labels: tuple[str, ...]
    called: tuple[str, ...]
    is_group: bool


@dataclass(frozen=True)
class ActorMention:
    """An actor, and where the text names it; anaphors ("the group") have the name of whom they stand for."""

    start: int
    end: int
    name: str
    is_anaphor: bool = False
    is_group: bool = False


class ActorFinder:
    """Finds actors: identifiers of the scenario where it has them, names of the list where not."""

    def __init__(self, actors: Sequence[Actor] = ()) -> None:
        own = {_known_as(actor, known_actors()): actor.actor for actor in actors}
        self.patterns = [
            (any_of(_spelled(one.called)), own.get(one.name, one.name), one.is_group)
            for one in known_actors()
        ]
        listed = {name for _, name, _ in self.patterns}
        self.patterns += [
            (any_of((_first_words(actor.label),)), actor.actor, False)
            for actor in actors
            if actor.actor not in listed
        ]

    def find(self, text: str, folded: str) -> list[ActorMention]:
        """Return the mentions in a text, the longest where they overlap, in order."""
        found = [
            ActorMention(match.start(), match.end(), name, is_group=is_group)
            for pattern, name, is_group in self.patterns
            for match in pattern.finditer(folded)
            if self._is_name(text, match)
        ]
        found.sort(key=lambda one: (one.start - one.end, one.start))
        kept: list[ActorMention] = []
        for one in found:
            if all(one.end <= other.start or other.end <= one.start for other in kept):
                kept.append(one)
        return list(possessed(folded, sorted(kept, key=lambda one: one.start)))

    def _is_name(self, text: str, match: re.Match[str]) -> bool:
        """Tell IS from is, and EI from a part of a word."""
        said = text[match.start() : match.end()]
        return said.isupper() if len(said) <= 2 else True


def possessed(folded: str, found: list[ActorMention]) -> Iterator[ActorMention]:
    """Take "ISIS militias" for ISIS: fighters that a group is named beside are the group's."""
    last: ActorMention | None = None
    for one in found:
        is_of_last = (
            last is not None
            and last.is_group
            and re.fullmatch(r"(?:'\w?)?(?: \w+)?\s*", folded[last.end : one.start])
        )
        if is_of_last and not one.is_group:
            continue
        yield one
        last = one


def _spelled(called: Sequence[str]) -> Iterator[str]:
    for one in called:
        yield from (
            (one.replace("[- ]", "-"), one.replace("[- ]", " ")) if "[- ]" in one else (one,)
        )


def _known_as(actor: Actor, known: Sequence[KnownActor]) -> str:
    """Name of the listed actor that a label speaks of first, or the identifier."""
    label = fold(actor.label)
    first: tuple[int, int, str] | None = None
    for one in known:
        for word in one.labels:
            at = label.find(word)
            if at >= 0 and (first is None or (at, -len(word)) < first[:2]):
                first = (at, -len(word), one.name)
    return actor.actor if first is None or first[0] > len(label) / 2 else first[2]


def _first_words(label: str) -> str:
    """Words of a label before it explains itself."""
    return before_explained(label, labels().actors_explained_by) or label


@cache
def known_actors() -> tuple[KnownActor, ...]:
    """Return the list of actors that reports name."""
    text = files("homeward.reading.finding").joinpath("actors.yaml").read_text(encoding="utf-8")
    rows: list[dict[str, Any]] = YAML(typ="safe", pure=True).load(text)
    return tuple(
        KnownActor(
            row["name"], tuple(row["labels"]), tuple(row["called"]), bool(row.get("is_group"))
        )
        for row in rows
    )
