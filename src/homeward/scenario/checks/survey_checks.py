"""Whether the answers of one survey fit together: whom it asked and when, and shares of one whole (model §19.1)."""

from __future__ import annotations

import math
from collections.abc import Iterator

from homeward.errors import Problem
from homeward.scenario.checks.coverage import outside
from homeward.scenario.reading.draft import Draft
from homeward.scenario.rows.surveys import Survey

_SAME = ("date", "homes", "groups", "places", "about", "use")
SHARE_TOLERANCE = 0.02
"""How far above 1 the shares of intentions may sum: published per cents are rounded."""


def check_surveys(draft: Draft) -> Iterator[Problem]:
    """Find answers of one survey that differ in whom they are from, and shares that make more than a whole."""
    several: dict[str, list[Survey]] = {}
    for row in draft.of(Survey):
        several.setdefault(row.survey, []).append(row)
    for name, rows in several.items():
        first = rows[0]
        where = f"surveys.csv, line {first.line}"
        if draft.run is not None and not draft.run.start <= first.date < draft.run.end:
            yield outside(f'{where}, column "date"', f"{first.date} is", draft.run)
        for row in rows[1:]:
            yield from _differs(row, first)
        total = math.fsum(row.share.value for row in rows if row.is_intention and row.share)
        if total > 1 + SHARE_TOLERANCE:
            found = f'the intentions of survey "{name}" sum to {total:.4g}, more than 1.'
            why = "Whoever is asked intends one of them."
            yield Problem(f'{where}, column "share"', found, why, ("correct the shares.",))
        reasons = [row for row in rows if not row.is_intention]
        if len({row.share is None for row in reasons}) > 1:
            found = f'reasons of survey "{name}" have shares in some rows and ranks in others.'
            why = "The two cannot be put in one order."
            ways = ("give all of them shares, or all of them ranks.",)
            yield Problem(f'surveys.csv, line {reasons[0].line}, column "rank"', found, why, ways)


def _differs(row: Survey, first: Survey) -> Iterator[Problem]:
    for name in _SAME:
        if getattr(row, name) != getattr(first, name):
            where = f'surveys.csv, line {row.line}, column "{name}"'
            found = f'differs from line {first.line} of the same survey, "{row.survey}".'
            why = "Rows of one survey are answers of the same people."
            ways = ("write the same in both rows, or name another survey.",)
            yield Problem(where, found, why, ways)
