"""Return: willing people set off home at a speed, through gates and past obstacles (model §7.2)."""

from homeward.model.communities.codes import OPEN
from homeward.numerics.kernel import kernel


@kernel
def return_hazard(speed: float, gate: float, fears: float, obstacles: float) -> float:
    """Hazard (1/day) that one willing person sets off home (§7.2)."""
    return speed * gate * fears * obstacles


@kernel
def gate(answer: int, unpermitted_ease: float, opening: float, is_fought_over: bool) -> float:
    """Share (1) of the hazard let through: by the holder's answer, the refuge's exit, and fighting at home (§7.2)."""
    if is_fought_over:
        return 0.0
    return opening if answer == OPEN else opening * unpermitted_ease


@kernel
def approved_gate(is_fought_over: bool) -> float:
    """Share (1) of the hazard let through for people approved by name (§7.2)."""
    return 0.0 if is_fought_over else 1.0
