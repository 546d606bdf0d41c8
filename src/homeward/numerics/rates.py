"""Hazards and probabilities: how a rate over time becomes a chance within a day (model §5)."""

import math

from homeward.numerics.kernel import kernel

DAYS_PER_YEAR = 365.25
DAYS_PER_MONTH = DAYS_PER_YEAR / 12


@kernel
def probability_within(hazard: float, days: float) -> float:
    """Probability (1) that an exit of constant hazard (1/day) is taken within some days."""
    return -math.expm1(-hazard * days)


@kernel
def probability_of_exit(hazard: float, total: float) -> float:
    """Probability (1) of leaving within a day by one exit, of those whose hazards add up to `total`."""
    if total <= 0.0:
        return 0.0
    return hazard / total * probability_within(total, 1.0)


@kernel
def remaining_share(days: float, half_life: float) -> float:
    """Share (1) that is left after some days of something that halves in `half_life` days."""
    return math.exp(-math.log(2.0) * days / half_life)
