"""Where the names on the map stand, so that none covers another."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

COUNTRY = "country"
_LETTER = 6.3
_CAPITAL = 9.4
_HEIGHT = 12.0
_GAP = 4.0

Box = tuple[float, float, float, float]


@dataclass(frozen=True)
class Spot:
    """A circle that wants a name; those with more people choose first, and countries last."""

    name: str
    x: float
    y: float
    radius: float
    style: str = "place"


@dataclass(frozen=True)
class Label:
    """Where a name is put."""

    name: str
    x: float
    y: float
    anchor: str
    style: str


def place_labels(spots: Sequence[Spot], width: float, height: float) -> list[Label]:
    """Put each name beside its circle where it covers least; leave out what finds no room."""
    taken: list[Box] = [_circle(spot) for spot in spots if spot.style != COUNTRY]
    placed: list[Label] = []
    for spot in sorted(spots, key=lambda spot: (spot.style == COUNTRY, -spot.radius, spot.name)):
        tries = [(_covered(box, taken, width, height), label, box) for label, box in _tries(spot)]
        covered, label, box = min(tries, key=lambda one: one[0])
        if covered > 0 and spot.radius <= _GAP:
            continue
        placed.append(label)
        taken.append(box)
    return placed


def _tries(spot: Spot) -> list[tuple[Label, Box]]:
    if spot.style == COUNTRY:
        wide = _CAPITAL * len(spot.name)
        box = (spot.x - wide / 2, spot.y - _HEIGHT / 2, spot.x + wide / 2, spot.y + _HEIGHT / 2)
        return [(Label(spot.name, spot.x, spot.y + _HEIGHT / 3, "middle", COUNTRY), box)]
    wide = _LETTER * len(spot.name)
    beside = spot.radius + _GAP
    slanted = 0.7 * spot.radius + _GAP
    choices = (
        ("start", beside, 0.0),
        ("end", -beside, 0.0),
        ("middle", 0.0, -beside - _HEIGHT / 2),
        ("middle", 0.0, beside + _HEIGHT / 2),
        ("start", slanted, -slanted),
        ("start", slanted, slanted),
        ("end", -slanted, -slanted),
        ("end", -slanted, slanted),
    )
    found: list[tuple[Label, Box]] = []
    for anchor, east, south in choices:
        x, y = spot.x + east, spot.y + south
        left = {"start": x, "end": x - wide, "middle": x - wide / 2}[anchor]
        box = (left, y - _HEIGHT / 2, left + wide, y + _HEIGHT / 2)
        found.append((Label(spot.name, x, y + _HEIGHT / 3, anchor, spot.style), box))
    return found


def _circle(spot: Spot) -> Box:
    return spot.x - spot.radius, spot.y - spot.radius, spot.x + spot.radius, spot.y + spot.radius


def _covered(box: Box, taken: Sequence[Box], width: float, height: float) -> float:
    left, top, right, bottom = box
    covered = 0.0
    for one in taken:
        wide = min(right, one[2]) - max(left, one[0])
        high = min(bottom, one[3]) - max(top, one[1])
        covered += max(wide, 0.0) * max(high, 0.0)
    outside = max(-left, 0.0) + max(right - width, 0.0) + max(-top, 0.0) + max(bottom - height, 0.0)
    return covered + 1000 * outside
