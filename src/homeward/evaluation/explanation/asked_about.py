"""Of whom, where and when an explanation is: cells of its arrays, and a sentence for each (model §10.1)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from homeward.evaluation.outcomes import MEANINGS, MEANINGS_BY_REFUGE, Outcome
from homeward.results.tables.names import Names

Cells = tuple[list[int], list[int]]
"""Indices of homes, and along the last axis of `outcomes.outcomes_of`."""


@dataclass(frozen=True)
class AskedAbout:
    """People of some homes and groups, at some refuges: indices; none: all of them, and anywhere."""

    homes: tuple[int, ...] = ()
    groups: tuple[int, ...] = ()
    refuges: tuple[int, ...] = ()

    @property
    def counted_groups(self) -> tuple[int, ...] | None:
        """Groups whose people are to be counted by refuge; None: all."""
        return self.groups or None

    def cells(self, names: Names) -> Cells:
        """Return the cells that they are counted in: by refuge where some are named, else by group."""
        n_group = len(names.labels["group"])
        homes = list(self.homes) or list(range(len(names.labels["home"])))
        if self.refuges:
            return homes, [n_group + place for place in self.refuges]
        return homes, list(self.groups) or list(range(n_group))

    def for_whom(self, names: Names) -> str:
        """Say whom it is about."""
        groups = _listed(names, "group", self.groups) or "People"
        homes = _listed(names, "home", self.homes) or "every home"
        return f"{groups} of {homes}."

    def where(self, names: Names, outcome: Outcome = "returned") -> str:
        """Say where they are, and what of them is counted."""
        if not self.refuges:
            return f"Wherever they are; counted: {MEANINGS[outcome]}."
        refuges = _listed(names, "place", self.refuges)
        return f"At their refuge, {refuges}; counted: {MEANINGS_BY_REFUGE[outcome]}."


DAYS_LIFTED = 365
"""Obstacles no longer count for so many days before people are counted, unless something else is asked."""


def since_when(start: date, on: date) -> date:
    """Give the first day on which obstacles are lifted, unless another is asked for: a year before, or the first."""
    return max(start, on - timedelta(days=DAYS_LIFTED))


def when(since: date, on: date) -> str:
    """Say when obstacles are lifted and people counted."""
    return f"Obstacles no longer count from {since} on; people are counted on {on}."


def _listed(names: Names, axis: str, indices: Sequence[int]) -> str:
    *most, last = [names.labels[axis][index] for index in indices] or [""]
    return f"{', '.join(most)} and {last}" if most else last
