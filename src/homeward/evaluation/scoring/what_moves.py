"""What would bring a figure into its band: the inputs that go with it over the members of a score (model §9.6).

Nothing is run for it: every member drew its inputs, and a rank correlation says which of them go with what it counts.
"""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import NamedTuple

import numpy as np

from homeward.assemble.communities.ensemble import Draws
from homeward.assemble.communities.ranged_inputs import RangedInput, ranged_inputs
from homeward.evaluation.scoring.member_statistics import Reals, ranks_of
from homeward.scenario.scenario import Scenario

MOST_ROWS, MOST_INPUTS = 5, 3
"""Figures outside of which it is said, and inputs that are named of each."""
LEAST_MEMBERS = 12
"""Fewer members say nothing."""


class Missed(NamedTuple):
    """A figure outside of its band, and what every member counts of it (member)."""

    name: str
    date: date
    observed: float
    values: Reals


@dataclass(frozen=True)
class Mover:
    """An input that goes with a figure.

    Parameters
    ----------
    correlation
        Rank correlation over members, -1 to 1.
    """

    where: str
    what: str
    correlation: float

    def towards(self, *, is_more: bool) -> str:
        """Say which end of its range brings more, or less, of what is counted."""
        end = "higher" if is_more == (self.correlation > 0) else "lower"
        return f"{end} {self.what} ({self.where}; {self.correlation:+.1f})"


@dataclass(frozen=True)
class RowMovers:
    """A figure outside of its band, and the inputs that go with it most.

    Parameters
    ----------
    by_chance
        Whether chance could have made all of it, among so many inputs and so few members.
    """

    name: str
    date: date
    is_too_few: bool
    by_chance: bool
    movers: tuple[Mover, ...]

    @property
    def sentence(self) -> str:
        """Say what would bring it in."""
        found, more = ("too few", "more") if self.is_too_few else ("too many", "fewer")
        said = ", ".join(one.towards(is_more=self.is_too_few) for one in self.movers)
        doubt = "nothing stands out from chance at so few members; perhaps " * self.by_chance
        ways = f"{doubt}{more} with {said}" if said else "no input moves it"
        return f"{self.name} {self.date}: {found}; {ways}."


def what_moves(
    scenario: Scenario, missed: Sequence[Missed], seed: int, given: Mapping[str, Reals] | None
) -> tuple[RowMovers, ...]:
    """Name, for each of the first figures that were missed, the inputs that go with it most.

    Parameters
    ----------
    given
        Values of parameters and quantiles of inputs that were given instead of drawn, (member) each.
    """
    if not missed or missed[0].values.size < LEAST_MEMBERS:
        return ()
    inputs = ranged_inputs(scenario)
    draws = Draws(seed, missed[0].values.size)
    drawn = np.array([_ranks(_drawn(one, draws, given or {})) for one in inputs])
    return tuple(_movers(row, inputs, drawn) for row in missed[:MOST_ROWS])


def _drawn(one: RangedInput, draws: Draws, given: Mapping[str, Reals]) -> Reals:
    name = one.what if one.is_parameter else one.name
    return given[name] if name in given else one.quantiles(draws)


def _movers(row: Missed, inputs: Sequence[RangedInput], drawn: Reals) -> RowMovers:
    is_known = np.isfinite(row.values)
    values = np.where(is_known, row.values, np.nanmedian(row.values)) if is_known.any() else None
    is_too_few = values is not None and float(np.median(values)) < row.observed
    if values is None or not inputs or values.min() == values.max():
        return RowMovers(row.name, row.date, is_too_few, False, ())
    together = drawn @ _ranks(values) / values.size
    # About the greatest of so many correlations of nothing: each is nearly normal, of deviation 1 / sqrt(members).
    least = math.sqrt(2.0 * math.log(max(len(inputs), 2)) / values.size)
    first = np.argsort(-np.abs(together), kind="stable")[:MOST_INPUTS]
    by_chance = bool(abs(together[first[0]]) <= least)
    movers = tuple(
        Mover(inputs[at].where, inputs[at].what, float(together[at]))
        for at in first
        if by_chance or abs(together[at]) > least
    )
    return RowMovers(row.name, row.date, is_too_few, by_chance, movers)


def _ranks(values: Reals) -> Reals:
    """Ranks of values, of mean 0 and variance 1 (member); zeros where all are alike."""
    ranks = ranks_of(values)
    spread = float(ranks.std())
    return (ranks - ranks.mean()) / spread if spread else np.zeros_like(ranks)
