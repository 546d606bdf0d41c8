"""Dwelling: a roof at the end of the way home, and leaving it again (model §7.4)."""

from homeward.model.communities.drivers import LawParameters, Places
from homeward.model.communities.member import PlaceState
from homeward.numerics.kernel import kernel
from homeward.numerics.rates import probability_within


@kernel
def turned_from_door(occupied: float, avoid_occupiers: float) -> float:
    """Probability (1) that a family finds strangers in its house and leaves rather than confront them (§7.4)."""
    return occupied * avoid_occupiers


@kernel
def leaving_again_hazard(hazard: float, unviability: float) -> float:
    """Hazard (1/day) that a returnee leaves a home that offers nothing to live on (§7.4)."""
    return hazard * unviability


@kernel
def destroy_dwellings(places: Places, laws: LawParameters, scene: PlaceState) -> None:
    """Let today's assault destroy dwellings at every home (§7.3)."""
    for home in range(places.home_place.size):
        assault = scene.assault[int(places.home_place[home])]
        if assault <= 0.0:
            continue
        hazard = laws.destruction_hazard * assault
        scene.standing_share[home] *= 1.0 - probability_within(hazard, 1.0)
