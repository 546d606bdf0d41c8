"""Differences between two worlds on the same members, as they are shown (model §10.3)."""

from __future__ import annotations

import math
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from homeward.evaluation.comparison.compare import KINDS_OF_HARM, ComparedRun
from homeward.evaluation.outcomes import DISPLACED, OUTCOMES
from homeward.evaluation.scoring.spread import Spread, spread
from homeward.results.publish.small_counts import THRESHOLD


@dataclass(frozen=True)
class CountDifference:
    """One count in two worlds, persons.

    Parameters
    ----------
    more
        Share of members (0-1) in which it is more than as it is; NaN: withheld.
    """

    as_is: Spread
    changed: Spread
    difference: Spread
    more: float

    def published(self) -> CountDifference:
        """Withhold and round by disclosure control: where few people are meant, in how many members, too."""
        return CountDifference(
            self.as_is.published_counts(),
            self.changed.published_counts(),
            self.difference.published_differences(),
            math.nan if self.difference.is_small and self.more else self.more,
        )


@dataclass(frozen=True)
class FearDifference:
    """Share (1) of the hazard of going home that a fear leaves, over the people who are displaced."""

    name: str
    as_is: Spread
    changed: Spread

    def published(self) -> FearDifference:
        """Round: what it is weighted by are counts."""
        return FearDifference(self.name, self.as_is.rounded(), self.changed.rounded())


def difference_of(as_is: NDArray[np.float64], changed: NDArray[np.float64]) -> CountDifference:
    """Subtract member by member (member)."""
    difference = changed - as_is
    return CountDifference(
        spread(as_is), spread(changed), spread(difference), float((difference > 0).mean())
    )


def outcomes_between(
    as_is: ComparedRun, changed: ComparedRun, homes: list[int], groups: list[int]
) -> dict[str, CountDifference]:
    """Differences in every outcome, for some homes and some groups."""
    return {
        name: difference_of(
            _sum(as_is.outcomes[:, index], homes, groups),
            _sum(changed.outcomes[:, index], homes, groups),
        )
        for index, name in enumerate(OUTCOMES)
    }


def harm_between(
    as_is: ComparedRun, changed: ComparedRun, homes: list[int]
) -> dict[str, CountDifference]:
    """Differences in every kind of harm since the first day, for some homes."""
    groups = list(range(as_is.harm.shape[-1]))
    return {
        name: difference_of(
            _sum(as_is.harm[:, index], homes, groups), _sum(changed.harm[:, index], homes, groups)
        )
        for index, name in enumerate(KINDS_OF_HARM)
    }


def fears_between(
    as_is: ComparedRun, changed: ComparedRun, homes: list[int], actors: tuple[str, ...]
) -> list[FearDifference]:
    """Fears at home in both worlds, weighted by the displaced as they are; those that hold nobody back left out."""
    found: list[FearDifference] = []
    for index, name in enumerate((*(f"fear_of_{actor}" for actor in actors), "fear_of_recapture")):
        before, after = (
            _over_displaced(world.fears[:, index], as_is, homes) for world in (as_is, changed)
        )
        if min(before.min(), after.min()) < 1.0:
            found.append(FearDifference(name, spread(before), spread(after)))
    return found


def all_fears_between(as_is: ComparedRun, changed: ComparedRun, homes: list[int]) -> FearDifference:
    """Say what all fears at home leave together in both worlds, weighted like each of them."""
    before, after = (
        _over_displaced(world.fears.prod(axis=1), as_is, homes) for world in (as_is, changed)
    )
    return FearDifference("all of them", spread(before), spread(after))


def _sum(values: NDArray[np.float64], homes: list[int], groups: list[int]) -> NDArray[np.float64]:
    """Sum persons (member, home, group) to (member)."""
    return values[:, homes][:, :, groups].sum(axis=(1, 2))


def _over_displaced(
    shares: NDArray[np.float64], world: ComparedRun, homes: list[int]
) -> NDArray[np.float64]:
    """Mean of shares (member, home, group) over the people displaced in a world (member); 1 where there are none.

    People are counted in tens begun: exact weights would give small communities away.
    """
    people = np.ceil(world.outcomes[:, DISPLACED][:, homes] / THRESHOLD)
    total = people.sum(axis=(1, 2))
    summed = (shares[:, homes] * people).sum(axis=(1, 2))
    return np.divide(summed, total, out=np.ones_like(total), where=total > 0)
