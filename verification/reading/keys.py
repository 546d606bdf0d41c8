"""Keys made by hand, and which candidates they make right; README.md has the rules."""

from __future__ import annotations

import csv
import re
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from homeward.reading.finding.candidate import Candidate
from homeward.reading.finding.transliteration import skeleton
from homeward.reading.paragraphs import fold

HERE = Path(__file__).parent
TOLERANCE = 0.005


@dataclass(frozen=True)
class Item:
    """One row of a key."""

    form: str
    kind: str
    paragraph: int
    value: float | None
    low: float | None
    high: float | None
    unit: str
    date: str
    place: str
    actor: str
    modality: str


@dataclass(frozen=True)
class Document:
    """A row of documents.csv."""

    document: str
    language: str
    crisis: str
    published: str
    scenario: str


def read_documents() -> list[Document]:
    with (HERE / "documents.csv").open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    return [
        Document(row["document"], row["language"], row["crisis"], row["published"], row["scenario"])
        for row in rows
    ]


def read_key(document: str) -> list[Item]:
    """The items of a document, wherever its key lies."""
    path = next(
        path
        for folder in ("keys", "openings")
        if (path := HERE / folder / f"{document}.csv").is_file()
    )
    with path.open(encoding="utf-8", newline="") as file:
        return [_item(row) for row in csv.DictReader(file)]


def _item(row: dict[str, str]) -> Item:
    value, low, high = (
        float(row[name]) if row[name] else None for name in ("value", "low", "high")
    )
    said = {
        name: row[name] for name in ("form", "kind", "unit", "date", "place", "actor", "modality")
    }
    return Item(**said, paragraph=int(row["paragraph"]), value=value, low=low, high=high)


def wrong_parts(item: Item, one: Candidate, published: str) -> list[str]:
    """What of a candidate an item does not make right; nothing: it is right."""
    if item.paragraph != one.paragraph:
        return ["paragraph"]
    if item.form == "quantity":
        checks = {
            "value": _same_figure(item, one),
            "unit": item.unit == one.unit,
            "date": _same_date(item.date, one.date, published),
            "place": _same_names(item.place, one.place),
        }
    else:
        checks = {
            "kind": _alike(one.kind) in {_alike(kind) for kind in item.kind.split("|")},
            "actor": _same_names(item.actor, one.actor),
            "place": _same_names(item.place, one.place),
        }
    return [name for name, is_right in checks.items() if not is_right]


def _alike(kind: str) -> str:
    return "displaced" if kind == "fled" else kind


def _same_figure(item: Item, one: Candidate) -> bool:
    if item.value is not None:
        return _near(item.value, one.value)
    return _near(item.low, one.low) and _near(item.high, one.high)


def _near(key: float | None, found: float | None) -> bool:
    if key is None or found is None:
        return key is found
    return abs(key - found) <= TOLERANCE * max(abs(key), 1e-9) or abs(key - found) < 1e-4


def _same_date(key: str, found: str, published: str) -> bool:
    if not key or key.startswith("|"):
        return not found or _is_within(found, published)
    return any(_is_within(found, one) if one else not found for one in key.split("|"))


def _is_within(found: str, key: str) -> bool:
    """Whether a date is the key, or lies within it."""
    if not found or not key:
        return False
    if found == key:
        return True
    if "/" in key and "/.." not in key:
        return (
            all(a.startswith(b) for a, b in zip(found.split("/"), key.split("/"), strict=False))
            and "/" in found
            and "/.." not in found
        )
    start = key.removesuffix("/..")
    if key.endswith("/.."):
        return found.endswith("/..") and found.startswith(start)
    return not found.endswith("/..") and all(part.startswith(start) for part in found.split("/"))


def _same_names(key: str, found: str) -> bool:
    allowed = key.split("|")
    if not found:
        return "" in allowed or not key
    known = {_plain(one) for one in allowed if one}
    return all(_plain(one) in known for one in found.split("; "))


def _plain(name: str) -> str:
    return skeleton(
        re.sub(r"\s(?:city|governorate|town|region|province)$", "", fold(name))
    ) or fold(name)


@dataclass(frozen=True)
class Marked:
    """Candidates of one form with what they were marked, and items that none made."""

    right: list[tuple[Candidate, Item]]
    wrong: list[tuple[Candidate, list[str]]]
    missed: list[Item]

    @property
    def recall(self) -> float:
        return len(self.right) / max(1, len(self.right) + len(self.missed))

    @property
    def precision(self) -> float:
        return len(self.right) / max(1, len(self.right) + len(self.wrong))


def mark(
    form: str, items: Sequence[Item], candidates: Sequence[Candidate], published: str
) -> Marked:
    """Hold candidates against the items of a form; several mentions of one event are one."""
    waiting = [item for item in items if item.form == form]
    ones = (
        [one for one in candidates if one.is_quantity]
        if form == "quantity"
        else _events(candidates)
    )
    right: list[tuple[Candidate, Item]] = []
    wrong: list[tuple[Candidate, list[str]]] = []
    for one in ones:
        fitting = [item for item in waiting if not wrong_parts(item, one, published)]
        if fitting:
            waiting.remove(fitting[0])
            right.append((one, fitting[0]))
        else:
            wrong.append((one, _nearest(items, form, one, published)))
    return Marked(right, wrong, waiting)


def _events(candidates: Sequence[Candidate]) -> list[Candidate]:
    found: dict[tuple[int, str, str, str], Candidate] = {}
    for one in candidates:
        if one.is_event:
            found.setdefault((one.paragraph, _alike(one.kind), one.place, one.actor), one)
    return list(found.values())


def _nearest(items: Sequence[Item], form: str, one: Candidate, published: str) -> list[str]:
    """What is wrong by the item that is nearest, if that is the same figure or kind."""
    near = [
        wrong_parts(item, one, published)
        for item in items
        if item.form == form and item.paragraph == one.paragraph
    ]
    own = [parts for parts in near if not {"value", "kind"} & set(parts)]
    return min(own, key=len, default=["not in the key"]) or ["said twice"]
