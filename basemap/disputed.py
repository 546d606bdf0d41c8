"""Borders that are not agreed, as far as Natural Earth's countries have a line there.

Natural Earth draws who governs in fact. A line is listed where at least one of the states (or the United Nations)
does not hold it for the border between the two, or where it was never drawn on the ground. The list serves maps of
displacement: it is no opinion on any claim, and it is not complete.
"""

from __future__ import annotations

from dataclasses import dataclass

Box = tuple[float, float, float, float]
"""West, south, east, north, degrees."""


@dataclass(frozen=True)
class Dispute:
    """A border, or the part of it within a box."""

    first: str
    second: str
    reason: str
    within: Box = (-180.0, -90.0, 180.0, 90.0)


@dataclass(frozen=True)
class Area:
    """An area whose status is disputed: maps name it, and write no country's name within its radius, degrees."""

    name: str
    longitude: float
    latitude: float
    radius: float


DISPUTES = (
    Dispute(
        "SYR", "ISR", "Golan Heights, occupied since 1967; the line is that of disengagement, 1974."
    ),
    Dispute("ISR", "PSE", "Armistice lines of 1949."),
    Dispute("ISR", "LBN", "The Blue Line of 2000 is a line of withdrawal, not a border."),
    Dispute("CYP", "CYN", "Ceasefire line of 1974."),
    Dispute("CYP", "CNM", "Buffer zone of the United Nations."),
    Dispute("CYN", "CNM", "Buffer zone of the United Nations."),
    Dispute("CYN", "ESB", "Ceasefire line of 1974."),
    Dispute("MAR", "ESH", "Western Sahara: status not settled."),
    Dispute(
        "SDN",
        "SSD",
        "Never drawn on the ground; Abyei, Kafia Kingi and Heglig are claimed by both.",
    ),
    Dispute("EGY", "SDN", "Hala'ib triangle and Bir Tawil.", (33.0, 21.0, 38.0, 24.0)),
    Dispute("ETH", "SDN", "Al-Fashaga.", (34.8, 12.4, 37.0, 14.5)),
    Dispute("ETH", "ERI", "Decided in 2002, not drawn on the ground."),
    Dispute("ETH", "SOM", "Provisional administrative line of 1950."),
    Dispute("ETH", "SSD", "Ilemi triangle.", (34.5, 4.5, 36.5, 5.6)),
    Dispute("KEN", "SSD", "Ilemi triangle."),
    Dispute("SOM", "SOL", "Somaliland: declared in 1991, not recognised."),
    Dispute("SRB", "XKX", "Kosovo: declared in 2008, recognised by part of the states."),
    Dispute("UKR", "RUS", "Crimea, occupied since 2014.", (32.0, 44.0, 36.8, 46.4)),
    Dispute("IND", "PAK", "Line of Control in Kashmir.", (72.5, 32.4, 80.0, 37.5)),
    Dispute("IND", "CHN", "Line of Actual Control."),
    Dispute("PAK", "CHN", "Kashmir: claimed by India."),
    Dispute("IND", "KAS", "Siachen glacier."),
    Dispute("PAK", "KAS", "Siachen glacier."),
    Dispute("CHN", "KAS", "Siachen glacier."),
    Dispute("BTN", "CHN", "Never agreed."),
    Dispute("KOR", "PRK", "Armistice line of 1953."),
    Dispute("GUY", "VEN", "Essequibo, claimed by Venezuela."),
    Dispute("GUY", "SUR", "New River triangle.", (-59.0, 1.0, -55.8, 3.6)),
    Dispute("BLZ", "GTM", "Claimed by Guatemala, before the International Court of Justice."),
    Dispute("ARG", "CHL", "Southern Patagonian ice field.", (-74.0, -50.8, -72.2, -49.0)),
)

AREAS = (
    Area("Golan Heights", 35.79, 33.0, 0.4),
    Area("Abyei", 28.6, 9.9, 0.7),
    Area("Hala'ib triangle", 35.5, 22.4, 1.2),
    Area("Ilemi triangle", 35.2, 4.9, 0.8),
    Area("Crimea", 34.3, 45.3, 1.8),
    Area("Kashmir", 75.5, 34.3, 3.0),
)

CODES = {
    "Somaliland": "SOL",
    "Kosovo": "XKX",
    "N. Cyprus": "CYN",
    "Cyprus U.N. Buffer Zone": "CNM",
    "Dhekelia": "ESB",
    "Akrotiri": "WSB",
    "Siachen Glacier": "KAS",
    "Indian Ocean Ter.": "IOA",
    "Ashmore and Cartier Is.": "ATC",
}
"""Natural Earth's own codes of what ISO 3166 has no code for; of Kosovo the one in common use."""

NAMES = {
    "eSwatini": "Eswatini",
    "Macedonia": "North Macedonia",
}
"""States that have taken another name since this version of Natural Earth."""
