"""What the weights say of the parameters: which moved, and which nothing informs (decision 9)."""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass

from homeward.evaluation.conditioning.weighing import Weights
from homeward.evaluation.scoring.member_statistics import Reals, distribution_distance, quantile

KOLMOGOROV_5 = 1.358
"""Distance of two distributions at the 5% level, times the square root of the members."""
SHARES = [0.05, 0.5, 0.95]


@dataclass(frozen=True)
class MovedParameter:
    """One parameter before and after weighing: 5%, 50%, 95%, in its unit, and the greatest difference."""

    parameter: str
    prior: tuple[float, ...]
    weighted: tuple[float, ...]
    distance: float
    is_told_apart: bool


def moved_parameters(parameters: Mapping[str, Reals], weights: Weights) -> list[MovedParameter]:
    """Compare every parameter that varies, (member) each, with itself weighed; the most moved first."""
    least = KOLMOGOROV_5 / math.sqrt(weights.effective)
    equal = weights.share * 0 + 1
    found: list[MovedParameter] = []
    for name, values in parameters.items():
        if values.min() == values.max():
            continue
        distance = distribution_distance(values, weights.share)
        found.append(
            MovedParameter(
                parameter=name,
                prior=tuple(quantile(values, equal, SHARES)),
                weighted=tuple(quantile(values, weights.share, SHARES)),
                distance=distance,
                is_told_apart=distance > least,
            )
        )
    return sorted(found, key=lambda one: one.distance, reverse=True)
