"""Flee's types of places, told by a word within their name, and the kinds they become."""

from __future__ import annotations

from dataclasses import dataclass

from homeward.scenario.rows.places import PlaceKind


@dataclass(frozen=True)
class PlaceType:
    """What a type says: a kind of place, whether it is fought over, whether Flee knows it."""

    kind: PlaceKind
    is_conflict: bool = False
    is_known: bool = True


CONTAINS: tuple[tuple[str, PlaceType], ...] = (
    ("camp", PlaceType("camp")),
    ("conflict", PlaceType("town", is_conflict=True)),
    ("forward", PlaceType("transit")),
    ("marker", PlaceType("marker")),
    ("town", PlaceType("town")),
    ("default", PlaceType("town")),
)
"""What a type contains and is, the first that fits; anything else is left with chance 1 a day."""

FLOOD = "flood_zone"


def type_of(text: str) -> PlaceType | None:
    """Return what a type of Flee's is; None for a place of floods, which is not simulated."""
    text = text.lower()
    for word, place_type in CONTAINS[:4]:
        if word in text:
            is_idp_camp = word == "camp" and "idp" in text
            return PlaceType("idp_camp") if is_idp_camp else place_type
    if FLOOD in text:
        return None
    for word, place_type in CONTAINS[4:]:
        if word in text:
            return place_type
    return PlaceType("transit", is_known=False)
