"""Who wants to go home, as intention surveys say, less what intentions have been worth (model §19.2)."""

from __future__ import annotations

from collections.abc import Iterable

from homeward.catalogue import WILLING_BY_REFUGE
from homeward.scenario.reading.draft import Draft
from homeward.scenario.rows.places import Place
from homeward.scenario.rows.surveys import Survey
from homeward.scenario.rows.uncertain_numbers import Range

LEAST_KEPT = 0.3
"""Of those who said that they would be home within a year, the share who were: Syrian refugees, 2019, 5.9% and 1.7%."""
MOST_KEPT = 0.8
"""The same in 2025, 27% and 22%: the largest that is published."""


def willing_of(draft: Draft) -> dict[str, Range]:
    """Give the share of those who want to go home a range, by kind of refuge, from surveys marked `fit`.

    Low: of those who say they will, as few as have kept to it; high: everyone who does not say never.
    """
    rows = [row for row in draft.of(Survey) if row.use == "fit" and row.is_intention]
    found: dict[str, list[Survey]] = {}
    for row in rows:
        for kind in _kinds(row, draft.of(Place)):
            found.setdefault(WILLING_BY_REFUGE[kind], []).append(row)
    return {name: _range(several) for name, several in found.items()}


def _kinds(row: Survey, places: Iterable[Place]) -> set[str]:
    """Tell in what kinds of refuge they were asked; in all, where no place is named."""
    if not row.places:
        return set(WILLING_BY_REFUGE)
    at = {place.place: place for place in places}
    homes = row.homes or tuple(place.place for place in at.values() if place.is_home)
    return {
        "abroad" if at[name].country != at[home].country
        else "camp" if at[name].kind == "camp"
        else "inside"
        for name in row.places
        for home in homes
    }  # fmt: skip


def _range(rows: list[Survey]) -> Range:
    surveys = dict.fromkeys(row.survey for row in rows)
    ends = [_ends([row for row in rows if row.survey == name]) for name in surveys]
    low, high = min(low for low, _ in ends), max(high for _, high in ends)
    claims = tuple(dict.fromkeys(claim for row in rows for claim in row.claims))
    return Range(value=(low + high) / 2, low=low, high=high, claims=claims)


def _ends(rows: list[Survey]) -> tuple[float, float]:
    shares = {row.answer: row.share for row in rows if row.share is not None}
    wanting = sum(shares[name].value for name in ("within_year", "later") if name in shares)
    never = shares["never"].value if "never" in shares else 0.0
    return LEAST_KEPT * wanting, max(1.0 - never, LEAST_KEPT * wanting)
