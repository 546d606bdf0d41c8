"""Where the width of a difference comes from: chance, judgement, or ranges that rest on evidence (model §10.4)."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from homeward.results.publish.small_counts import published_share


@dataclass(frozen=True)
class VarianceSources:
    """Shares (0-1) of the variance of a difference over members; they add up to 1."""

    chance: float
    judgement: float
    evidence: float

    def published(self) -> VarianceSources:
        """Round shares that are made of counts."""
        return VarianceSources(*map(published_share, (self.chance, self.judgement, self.evidence)))


def variance_sources(
    difference: NDArray[np.float64],
    with_other_chance: NDArray[np.float64],
    without_judgement: NDArray[np.float64],
) -> VarianceSources:
    """Divide the variance of a difference.

    Parameters
    ----------
    difference
        (member).
    with_other_chance
        (member): the same ranges drawn, and other draws of what happens. Half the mean square between the two is
        the variance that chance alone makes (law of total variance).
    without_judgement
        (member): with every judgement at its central value; the variance that goes is laid to judgement.
    """
    total = float(difference.var())
    if total <= 0.0:
        return VarianceSources(0.0, 0.0, 0.0)
    chance = min(float(((difference - with_other_chance) ** 2).mean()) / 2.0 / total, 1.0)
    judgement = 1.0 - float(without_judgement.var()) / total
    judgement = min(max(judgement, 0.0), 1.0 - chance)
    return VarianceSources(chance, judgement, 1.0 - chance - judgement)
