"""How large a scenario can be: what a member of it has to keep in memory (model §2)."""

from __future__ import annotations

from collections.abc import Iterator

from homeward.errors import Problem
from homeward.scenario.reading.draft import Draft
from homeward.scenario.rows.people import Group
from homeward.scenario.rows.places import Place
from homeward.scenario.text.file_limits import MOST_COMMUNITIES


def check_extent(draft: Draft) -> Iterator[Problem]:
    """Find more communities than a member can keep."""
    if not draft.are_sound("places", "groups"):
        return
    homes = sum(place.population is not None for place in draft.of(Place))
    groups = len({row.group for row in draft.of(Group)})
    communities = homes * groups * len(draft.of(Place))
    if communities > MOST_COMMUNITIES:
        found = (
            f"{homes:,} homes, {groups:,} groups and {len(draft.of(Place)):,} places make {communities:,} "
            f"communities, more than {MOST_COMMUNITIES:,}."
        )
        why = "Each is counted in every condition; more would fill the memory."
        ways = ("join homes that are near each other.", "join groups that face the same.")
        yield Problem("places.csv", found, why, ways)


def too_many(file: str, rows: int, most: int) -> Problem:
    """Word that a table has more rows than a scenario can use."""
    found = f"it has {rows:,} rows, more than {most:,}."
    why = "Each is held against every other; more would fill the memory."
    ways = (
        "join places that are near each other, or leave out those that nobody leaves or goes to.",
    )
    return Problem(file, found, why, ways)
