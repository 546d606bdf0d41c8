"""Destination: the pull of one place on people who leave another (model §6.2)."""

from homeward.model.communities.arrays import (
    CROSSING,
    LIVING,
    OPEN,
    DecisionTerms,
    LawParameters,
    Paths,
    Permissions,
    Places,
    PlaceState,
    SampledInputs,
    Stocks,
)
from homeward.numerics.kernel import kernel

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
def pull_before_distance(
    hosting: float, kin_share: float, kin_pull: float, room_left: float, assault: float
) -> float:
    """Pull (1) of a place before distance, fear and the holder's answer (§6.2)."""
    return hosting * (kin_share + KIN_FLOOR) ** kin_pull * room_left * max(0.0, 1.0 - assault)


@kernel
def pull_across(
    pull: float, is_crossing: bool, crossing_ease: float, is_refused: bool, entry_ease: float
) -> float:
    """Pull (1) left where a front line is crossed, and where the holder refuses entry (§6.2)."""
    if is_crossing:
        pull *= crossing_ease
    return pull * entry_ease if is_refused else pull


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
    places: Places,
    laws: LawParameters,
    drawn: SampledInputs,
    stocks: Stocks,
    scene: PlaceState,
    weighed: DecisionTerms,
) -> None:
    """Pull of every place today for the people of every home (§6.2)."""
    kin_pull = laws.kin_pull
    n_standing, n_home, n_group, n_place = stocks.displaced.shape
    for home in range(n_home):
        total = 0
        for place in range(n_place):
            kin = 0
            for standing in range(n_standing):
                for group in range(n_group):
                    kin += stocks.displaced[standing, home, group, place]
            weighed.reach[place] = kin
            total += kin
        for place in range(n_place):
            hosting = drawn.hosting[place]
            weighed.pull[home, place] = 0.0
            if hosting <= 0.0 or place == places.home_place[home]:
                continue
            weighed.pull[home, place] = pull_before_distance(
                hosting,
                weighed.reach[place] / max(total, 1),
                kin_pull,
                room(weighed.present[place], places.capacity[place]),
                scene.assault[place],
            )


@kernel
def weigh_acceptance(
    era: int,
    places: Places,
    answers: Permissions,
    laws: LawParameters,
    stocks: Stocks,
    scene: PlaceState,
    weighed: DecisionTerms,
) -> None:
    """Share of the pull in reach of every community that its fears accept; 0 where nothing is open (§6.3)."""
    n_home, n_group = stocks.residents.shape
    n_place = scene.assault.size
    for home in range(n_home):
        for group in range(n_group):
            for origin in range(n_place):
                weighed.acceptance[home, group, origin] = 0.0
                displaced = 0
                for standing in range(stocks.displaced.shape[0]):
                    displaced += stocks.displaced[standing, home, group, origin]
                if displaced == 0 and origin != places.home_place[home]:
                    continue
                holder = places.holder[era, origin]
                in_reach = 0.0
                accepted = 0.0
                for place in range(n_place):
                    pull = weighed.pull[home, place] * scene.decay[origin, place]
                    if pull <= 0.0:
                        continue
                    is_crossing = places.holder[era, place] != holder
                    pull = pull_across(
                        pull,
                        is_crossing,
                        laws.crossing_ease,
                        answers.enter[era, group, holder, place] != OPEN,
                        laws.entry_refused_ease,
                    )
                    in_reach += pull
                    accepted += (
                        pull
                        * weighed.safety[CROSSING if is_crossing else LIVING, home, group, place]
                    )
                if in_reach > 0.0:
                    weighed.acceptance[home, group, origin] = accepted / in_reach
