"""Flight: people leave home when the danger is felt and they are let out (model §6.1)."""

from homeward.numerics.kernel import kernel


@kernel
def felt_at_home(assault: float, dread: float, dread_share: float) -> float:
    """Danger (1) felt by those present: fighting acts on all, dread on those who hold it (§6.1)."""
    return assault + dread_share * dread


@kernel
def flight_hazard(danger: float, greatest: float, half: float) -> float:
    """Hazard (1/day) of leaving, saturating in danger (§6.1)."""
    square = danger * danger
    return greatest * square / (square + half * half)


@kernel
def let_out(hazard: float, confinement: float, exit_ease: float) -> float:
    """Hazard (1/day) left to those told to stay in their houses, or forbidden to leave (§6.1)."""
    return hazard * (1.0 - confinement) * exit_ease
