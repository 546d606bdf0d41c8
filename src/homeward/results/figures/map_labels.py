"""Where the names on the map stand: none crosses another, and none is cut by the frame."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

COUNTRY = "country"
_LETTER = 7.2
_CAPITAL = 10.4
"""Width of a letter of the report's style, points: of its widest faces, so that no name is longer than its box."""
_HEIGHT = 15.0
_GAP = 4.0
_FARTHER = (0.0, 0.75 * _HEIGHT, 1.5 * _HEIGHT)
"""Distances from a circle at which a name is tried, beside those that touch it."""

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
    """Where a name is put, and what it covers: left, top, right, bottom."""

    name: str
    x: float
    y: float
    anchor: str
    style: str
    box: Box


def place_labels(
    spots: Sequence[Spot], width: float, height: float, furniture: Sequence[Box] = ()
) -> list[Label]:
    """Put each name beside its circle where it covers least of the others; leave out what finds no room.

    Parameters
    ----------
    furniture
        What no name may cross.
    """
    circles = [_circle(spot) for spot in spots if spot.style != COUNTRY]
    frame = (0.0, 0.0, width, height)
    placed: list[Label] = []
    for spot in sorted(spots, key=lambda spot: (spot.style == COUNTRY, -spot.radius, spot.name)):
        taken = [*furniture, *(one.box for one in placed)]
        free = [
            label
            for farther in _FARTHER
            for label in _tries(spot, farther)
            if _is_within(label.box, frame) and not _covered(label.box, taken)
        ]
        label = min(free, key=lambda one: _covered(one.box, circles), default=None)
        if label and (spot.radius > _GAP or not _covered(label.box, circles)):
            placed.append(label)
    return placed


def _tries(spot: Spot, farther: float) -> list[Label]:
    if spot.style == COUNTRY:
        wide = _CAPITAL * len(spot.name)
        box = (spot.x - wide / 2, spot.y - _HEIGHT / 2, spot.x + wide / 2, spot.y + _HEIGHT / 2)
        return [Label(spot.name, spot.x, spot.y + _HEIGHT / 3, "middle", COUNTRY, box)]
    wide = _LETTER * len(spot.name)
    beside = spot.radius + _GAP + farther
    slanted = 0.7 * spot.radius + _GAP + farther
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
    found: list[Label] = []
    for anchor, east, south in choices:
        x, y = spot.x + east, spot.y + south
        left = {"start": x, "end": x - wide, "middle": x - wide / 2}[anchor]
        box = (left, y - _HEIGHT / 2, left + wide, y + _HEIGHT / 2)
        found.append(Label(spot.name, x, y + _HEIGHT / 3, anchor, spot.style, box))
    return found


def _circle(spot: Spot) -> Box:
    return spot.x - spot.radius, spot.y - spot.radius, spot.x + spot.radius, spot.y + spot.radius


def _is_within(box: Box, frame: Box) -> bool:
    return box[0] >= frame[0] and box[1] >= frame[1] and box[2] <= frame[2] and box[3] <= frame[3]


def _covered(box: Box, taken: Sequence[Box]) -> float:
    """Area of a box that others cover."""
    left, top, right, bottom = box
    covered = 0.0
    for one in taken:
        wide = min(right, one[2]) - max(left, one[0])
        high = min(bottom, one[3]) - max(top, one[1])
        covered += max(wide, 0.0) * max(high, 0.0)
    return covered
