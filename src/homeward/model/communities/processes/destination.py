"""Destination: the pull of one place on people who leave another (model §6.2)."""

from homeward.model.communities.codes import INTAKE
from homeward.model.communities.drivers import (
    LawParameters,
    Paths,
    Places,
    SampledInputs,
)
from homeward.model.communities.member import DecisionTerms, Morning, PlaceState
from homeward.numerics.kernel import inlined, kernel

NEAREST_KM = 5.0
"""Least distance (km) that counts, so that a neighbouring village does not draw everybody; judgement."""
REFERENCE_KM = 100.0
"""Distance (km) at which a place has the pull its hosting says."""
KIN_FLOOR = 0.02
"""Pull of a place where nobody of one's home has gone yet, as a share of kin (1); judgement."""


@kernel
def distance_decay(km: float, power: float) -> float:
    """Pull (1) left at a distance, 1 at 100 km; places nearer than 5 km count as 5 km away (§6.2)."""
    return (max(km, NEAREST_KM) / REFERENCE_KM) ** -power


@kernel
def room(present: float, capacity: float) -> float:
    """Share (1) of its pull that a place keeps as it fills up; capacity in persons (§6.2)."""
    return max(0.0, 1.0 - present / capacity)


@kernel
def pull_of_kin(kin_share: float, kin_pull: float) -> float:
    """Pull (1) of those of one's home who are at a place already, by their share of all of them (§6.2)."""
    return (kin_share + KIN_FLOOR) ** kin_pull


@kernel
def pull_before_distance(hosting: float, of_kin: float, room_left: float, assault: float) -> float:
    """Pull (1) of a place before distance, fear and the holder's answer (§6.2)."""
    return hosting * of_kin * room_left * max(0.0, 1.0 - assault)


@inlined
def ease_of_crossing(ease: float, safety_here: float) -> float:
    """Pull (1) left beyond a front line to those whom fear leaves `safety_here` (1) of living on this side (§6.2)."""
    return 1.0 - (1.0 - ease) * safety_here


@inlined
def pull_across(
    pull: float, is_crossing: bool, crossing_ease: float, is_refused: bool, entry_ease: float
) -> float:
    """Pull (1) left where a front line is crossed, and where the holder refuses entry (§6.2)."""
    across = pull * crossing_ease if is_crossing else pull
    return across * entry_ease if is_refused else across


@kernel
def weigh_distances(era: int, ways: Paths, laws: LawParameters, scene: PlaceState) -> None:
    """Work out, when routes open or close, the distance decay of every way; 0 where there is none."""
    way = ways.of_era[era]
    power = laws.distance_decay
    n_place = scene.assault.size
    for origin in range(n_place):
        for place in range(n_place):
            km = ways.km[way, origin, place]
            has_way = km >= 0.0 and origin != place
            scene.decay[origin, place] = distance_decay(km, power) if has_way else 0.0


@kernel
def weigh_pulls(
    home: int,
    places: Places,
    laws: LawParameters,
    drawn: SampledInputs,
    morning: Morning,
    scene: PlaceState,
    weighed: DecisionTerms,
) -> None:
    """Pull of every place today for the people of one home (§6.2), once it is asked for."""
    if weighed.is_pulled[home]:
        return
    weighed.is_pulled[home] = 1
    n_place = scene.assault.size
    displaced = 0
    for place in range(n_place):
        displaced += morning.kin[home, place]
    # Powers are costly: at most places there is nobody of one's home, and at others as many as the last time.
    of_nobody = pull_of_kin(0.0, laws.kin_pull)
    for place in range(n_place):
        hosting = drawn.hosting[place] * scene.condition[INTAKE, place]
        weighed.pull[home, place] = 0.0
        if hosting <= 0.0 or place == places.home_place[home]:
            continue
        of_kin = of_nobody
        if morning.kin[home, place] > 0:
            share = morning.kin[home, place] / displaced
            if share != weighed.kin_share[home, place]:
                weighed.kin_share[home, place] = share
                weighed.of_kin[home, place] = pull_of_kin(share, laws.kin_pull)
            of_kin = weighed.of_kin[home, place]
        weighed.pull[home, place] = pull_before_distance(
            hosting,
            of_kin,
            room(morning.present[place], places.capacity[place]),
            scene.assault[place],
        )
