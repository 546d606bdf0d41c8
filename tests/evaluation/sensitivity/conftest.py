"""Outcomes whose indices are known, played instead of a model."""

from __future__ import annotations

from collections.abc import Callable, Mapping

import numpy as np
import pytest

from homeward.evaluation.sensitivity.points import Points, Reals, RunPoints

MEMBERS = 2 * 256
"""Members from which the points of a base sample of 256 choose."""
SLOPES = {"steep": 4.0, "middling": 2.0, "gentle": 1.0, "none": 0.0}
OF_MEMBER, OF_CHANCE = 3.0, 1.5
"""Slopes in the member whose draws are taken, and in the one whose chance is lived through."""

Of = Callable[[Mapping[str, Reals]], Reals]


class Told:
    """Something to play: an outcome of quantiles by name, and of members and chances (0-1)."""

    def __init__(self, of: Of, members: int = MEMBERS) -> None:
        self.of, self.members = of, members
        self.points: list[Points] = []
        self.values: list[Reals] = []
        self.phases: list[str] = []

    def __call__(self, points: Points, phase: str) -> Reals:
        quantiles = dict(zip(points.parameters, points.quantiles.T, strict=True))
        drawn = (points.members + 0.5) / self.members
        chance = (points.chances + 0.5) / self.members
        self.points.append(points)
        self.phases.append(phase)
        self.values.append(self.of({**quantiles, "drawn": drawn, "chance": chance}))
        return self.values[-1]


def add_up(at: Mapping[str, Reals]) -> Reals:
    """A sum: every factor makes its slope squared of the variance, alone as together."""
    moved = sum(SLOPES[name] * at[name] for name in SLOPES if name in at)
    return moved + OF_MEMBER * at["drawn"] + OF_CHANCE * at["chance"]


def ishigami(at: Mapping[str, Reals]) -> Reals:
    """Ishigami and Homma (1990), a = 7 and b = 0.1, its three angles from -pi to pi."""
    one, two, three = (np.pi * (2.0 * at[name] - 1.0) for name in ("one", "two", "three"))
    return np.sin(one) + 7.0 * np.sin(two) ** 2 + 0.1 * three**4 * np.sin(one)


@pytest.fixture
def sums() -> Told:
    return Told(add_up)


@pytest.fixture
def angles() -> Told:
    return Told(ishigami)


@pytest.fixture
def same() -> RunPoints:
    return Told(lambda at: np.full(at["drawn"].shape, 7.0))
