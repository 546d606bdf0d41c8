"""Whether rows of one group agree, and the shares of every home make a whole (model §2)."""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from decimal import Decimal

from homeward.errors import Problem
from homeward.scenario.reading.draft import Draft
from homeward.scenario.rows.people import Group
from homeward.scenario.rows.places import Place

SHARE_TOLERANCE = 1e-6
"""How far from 1 the shares of a home may sum, however they are written."""
LEAST_DIGITS = 2
"""Shares are taken for rounded from whole per cents on: three groups of 0.3 leave a fourth out."""

_SAME = ("label", "neutral_label", "livelihood", "friendly", "hostile")


def check_groups(draft: Draft) -> Iterator[Problem]:
    """Find rows of one group that differ in more than home and share."""
    first: dict[str, Group] = {}
    for row in draft.of(Group):
        known = first.setdefault(row.group, row)
        for name in _SAME:
            if getattr(row, name) != getattr(known, name):
                where = f'groups.csv, line {row.line}, column "{name}"'
                found = f'differs from line {known.line} of the same group, "{row.group}".'
                why = "Rows of one group differ only in home and share."
                yield Problem(where, found, why, ("write the same in both rows.",))


def check_shares(draft: Draft) -> Iterator[Problem]:
    """Find homes whose shares do not sum to 1."""
    if not draft.are_sound("groups", "places"):
        return
    general = [row for row in draft.of(Group) if row.home is None]
    faulty: dict[tuple[int, ...], tuple[str, list[Group]]] = {}
    for place in draft.of(Place):
        own = [row for row in draft.of(Group) if row.home == place.place] or general
        if place.is_home and not make_a_whole([row.share.value for row in own]):
            lines = tuple(row.line for row in own)
            faulty.setdefault(lines, (place.place, own))
    for lines, (home, own) in faulty.items():
        yield _not_whole(home, lines, math.fsum(row.share.value for row in own))


def make_a_whole(shares: Sequence[float]) -> bool:
    """Tell whether shares sum to 1, but for half of the last digit that is written of them in each."""
    written = [Decimal(repr(share)) for share in shares]
    last = min((share.normalize().as_tuple().exponent for share in written), default=0)
    rounding = Decimal(0)
    if isinstance(last, int) and last <= -LEAST_DIGITS:
        rounding = len(shares) * Decimal(5).scaleb(last - 1)
    return abs(sum(written) - 1) <= max(rounding, Decimal(repr(SHARE_TOLERANCE)))


def _not_whole(home: str, lines: tuple[int, ...], total: float) -> Problem:
    why = "Everybody at a home belongs to one group."
    if not lines:
        found = f'home "{home}" has no groups.'
        return Problem("groups.csv", found, why, ("add rows for it, or rows with an empty home.",))
    where = f'groups.csv, line {lines[0]}, column "share"'
    listed = ", ".join(str(line) for line in lines)
    noun = "line" if len(lines) == 1 else "lines"
    found = f'the shares of home "{home}" ({noun} {listed}) sum to {total:.7g}, not 1.'
    return Problem(where, found, why, ("correct the shares, or add the group that is missing.",))
