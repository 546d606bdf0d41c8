"""Willing: how many of the displaced want to go home at all (model §7.1)."""

from homeward.model.communities.codes import ABROAD, CAMP
from homeward.model.communities.drivers import LawParameters
from homeward.numerics.kernel import kernel

# Draws of one cell are told apart by an index.
ON_ARRIVAL, AFTER_SCREENING, ON_ENTRY, AT_START = 0, 1, 2, 3


@kernel
def willing_share(refuge_kind: int, laws: LawParameters) -> float:
    """Share (1) of people displaced to a kind of refuge who want to go home (§7.1)."""
    if refuge_kind == CAMP:
        return laws.willing_camp
    if refuge_kind == ABROAD:
        return laws.willing_abroad
    return laws.willing_inside
