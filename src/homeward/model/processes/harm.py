"""Harm: people are killed, taken or enlisted; each incident may be heard of (model §8)."""

from homeward.model.arrays import (
    CROSSING,
    TRAVELLING,
)
from homeward.numerics.kernel import kernel


@kernel
def believed_exposure(exposure: int) -> int:
    """Exposure whose belief an incident feeds: harm on the road is news of crossing (§8)."""
    return CROSSING if exposure == TRAVELLING else exposure


@kernel
def share_of_rule(hazard: float, later: float) -> float:
    """Probability (1) that a harm is due to this rule, given that it is due to none before (§8)."""
    return hazard / later if later > hazard else 1.0
