"""Permission: approvals to come home are a stock, opened on a date and used up (model §7.2)."""

from homeward.numerics.kernel import kernel


@kernel
def approval_share(people: int, eligible: int) -> float:
    """Share (1) of the approvals still to give that fall to some of those eligible (§7.2)."""
    if eligible <= 0:
        return 0.0
    return min(1.0, people / eligible)
