"""Harm: people are killed, detained or recruited; each incident may be heard of (model §8)."""

from homeward.model.communities.codes import CROSSING, NEAR, TRAVELLING
from homeward.numerics.kernel import kernel


@kernel
def believed_exposure(exposure: int, is_holder: bool) -> int:
    """Exposure whose belief an incident feeds (§8).

    Living somewhere, crossing and coming home are dealings with whoever holds the place; harm by anyone else is news of
    being near them. Harm on the road is news of crossing.
    """
    if not is_holder:
        return NEAR
    return CROSSING if exposure == TRAVELLING else exposure


@kernel
def share_of_rule(hazard: float, later: float) -> float:
    """Probability (1) that a harm is due to this rule, given that it is due to none before (§8)."""
    return hazard / later if later > hazard else 1.0
