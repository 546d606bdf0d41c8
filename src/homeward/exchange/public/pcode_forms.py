"""Place codes in the forms that files write them, held against those of the boundaries; none is guessed."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

import pycountry

from homeward.exchange.public.public_cells import read_code

Lengths = Mapping[str, Sequence[tuple[int, ...]]]
"""By country: of the country's letters and of each level, how many signs it may have."""

_CODE = re.compile(r"([A-Z]{2,3})([0-9A-Z]+)")


def read_lengths(text: str) -> tuple[int, ...]:
    """Read a cell of lengths: several are separated by bars; empty: none."""
    return tuple(int(part) for part in text.split("|") if re.fullmatch(r"-?\d{1,2}", part.strip()))


@dataclass
class PcodeForms:
    """Codes of one country's boundaries, and how other forms of them are told.

    Parameters
    ----------
    known
        The codes of the boundaries.
    lengths
        Of the country: letters first, then each level. Empty: codes are compared as they are, prefix aside.
    """

    iso3: str
    known: frozenset[str]
    lengths: Sequence[tuple[int, ...]] = ()
    repaired: dict[str, str] = field(default_factory=dict[str, str])
    unknown: set[str] = field(default_factory=set[str])

    def code(self, text: str) -> str | None:
        """Return the code of the boundaries that a text means; None where it means none, or two."""
        given = read_code(text)
        if given in self.known:
            return given
        meant = [one for one in dict.fromkeys(self._forms(given)) if one in self.known]
        if len(meant) == 1:
            self.repaired[given] = meant[0]
            return meant[0]
        self.unknown.add(given)
        return None

    def _forms(self, given: str) -> Iterable[str]:
        """Write a code with the other prefix of the country, and with the digits of each level filled up."""
        match = _CODE.fullmatch(given)
        if match is None or match[1] not in self._prefixes():
            return
        for prefix in self._prefixes():
            yield prefix + match[2]
            yield from (prefix + digits for digits in self._filled(match[2]))

    def _prefixes(self) -> tuple[str, ...]:
        country = pycountry.countries.get(alpha_3=self.iso3)
        return (country.alpha_2, self.iso3) if country else (self.iso3,)

    def _filled(self, digits: str) -> Iterable[str]:
        """Fill up what is a digit short at one level: NG02021 is NG002021 where both levels have three."""
        levels = [sizes for sizes in self.lengths[1:] if sizes]
        if any(len(sizes) != 1 for sizes in levels):
            return
        sizes = [one[0] for one in levels]
        for depth in range(1, len(sizes) + 1):
            short = sum(sizes[:depth]) - len(digits)
            if short != 1:
                continue
            starts = [sum(sizes[:level]) for level in range(depth)]
            yield from (f"{digits[:start]}0{digits[start:]}" for start in starts)
