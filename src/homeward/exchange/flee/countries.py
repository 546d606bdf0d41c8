"""Names of countries as three letters of ISO 3166-1."""

from __future__ import annotations

import itertools
import string
import unicodedata
from dataclasses import dataclass, field
from functools import cache

import pycountry

from homeward.exchange.flee.findings import Findings

ALIASES = {
    "car": "CAF",
    "drc": "COD",
    "dr congo": "COD",
    "dem rep congo": "COD",
    "democratic republic of congo": "COD",
    "democratic republic of the congo": "COD",
    "congo kinshasa": "COD",
    "rc": "COG",
    "roc": "COG",
    "republic of congo": "COG",
    "congo brazzaville": "COG",
    "ivory coast": "CIV",
    "turkey": "TUR",
    "palestine": "PSE",
    "kosovo": "XKX",
    "russia": "RUS",
    "brunei": "BRN",
    "burma": "MMR",
    "swaziland": "SWZ",
    "macedonia": "MKD",
    "east timor": "TLS",
    "cape verde": "CPV",
    "ksa": "SAU",
    "uae": "ARE",
    "uk": "GBR",
}
"""Names the field uses and the standard does not, in the words of `plain`."""

USER_ASSIGNED = [
    f"X{second}{third}"
    for second, third in itertools.product(string.ascii_uppercase[:24], string.ascii_uppercase)
]
"""Codes that the standard leaves to its users, XAA to XXZ."""


def plain(name: str) -> str:
    """Write a name in small ASCII letters, whatever stands between its words as one blank."""
    ascii_name = unicodedata.normalize("NFKD", name).encode("ascii", "ignore").decode().lower()
    return " ".join("".join(letter if letter.isalnum() else " " for letter in ascii_name).split())


@cache
def codes_by_name() -> dict[str, str]:
    """Return the code of every country by each of its names."""
    codes: dict[str, str] = {}
    for country in pycountry.countries:
        for kind in ("name", "common_name", "official_name", "alpha_2", "alpha_3"):
            name = getattr(country, kind, None)
            if name:
                codes.setdefault(plain(name), country.alpha_3)
    return codes | ALIASES


@dataclass
class Countries:
    """Countries met so far; a name that no country has gets a code of its own."""

    findings: Findings
    codes: dict[str, str] = field(default_factory=dict[str, str])

    def code(self, name: str, where: str) -> str:
        """Return the code of a country, and say so where that was not plain."""
        name = name or "unknown"  # as Flee calls it
        if name not in self.codes:
            self.codes[name] = self._new_code(name, where)
        return self.codes[name]

    def _new_code(self, name: str, where: str) -> str:
        code = codes_by_name().get(plain(name))
        if code is None:
            return self._own_code(name, where)
        for other, taken in self.codes.items():
            if taken == code:
                why = "Flee, which compares letter by letter, takes them for two."
                self.findings.warn(where, f'"{name}" and "{other}" are one country, {code}.', why)
                break
        return code

    def _own_code(self, name: str, where: str) -> str:
        free = [code for code in USER_ASSIGNED if code not in self.codes.values()]
        if not free:
            way = "write countries by their names."
            self.findings.refuse(where, f'no code is left for the country "{name}".', "", way)
            return USER_ASSIGNED[-1]
        why = "It is given a code that ISO 3166 leaves to its users."
        self.findings.warn(where, f'no country is called "{name}": it becomes {free[0]}.', why)
        return free[0]
