"""Onward movement: displaced people consider another refuge (model §6.3)."""

import math

from homeward.numerics.kernel import kernel


@kernel
def push(hardship: float, hardship_push: float) -> float:
    """How many times hardship (0-1) multiplies the hazard of leaving a refuge (§6.3)."""
    return 1.0 + (hardship_push - 1.0) * hardship


@kernel
def consider_hazard(hazard: float, pushed: float, opening: float, exit_ease: float) -> float:
    """Hazard (1/day) of looking for another refuge through an exit that may be half shut (§6.3)."""
    return hazard * pushed * opening * exit_ease


@kernel
def word_sent(gone: float, there: int, needed: float, share: float) -> float:
    """Share (1) of a hazard of leaving where some wait for the word of those who left of late (§6.3).

    `share` is the part gone at which two in three of them have it.
    """
    if needed <= 0.0:
        return 1.0
    return 1.0 - needed * math.exp(-gone / max(gone + there, 1.0) / share)
