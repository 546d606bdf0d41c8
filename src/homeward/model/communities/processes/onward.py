"""Onward movement: displaced people consider another refuge (model §6.3)."""

from homeward.numerics.kernel import kernel


@kernel
def push(hardship: float, hardship_push: float) -> float:
    """How many times hardship (0-1) multiplies the hazard of leaving a refuge (§6.3)."""
    return 1.0 + (hardship_push - 1.0) * hardship


@kernel
def consider_hazard(hazard: float, pushed: float, opening: float, exit_ease: float) -> float:
    """Hazard (1/day) of looking for another refuge through an exit that may be half shut (§6.3)."""
    return hazard * pushed * opening * exit_ease
