"""Destination: the pull of one place on people who leave another (model §6.2)."""

from homeward.model.arrays import (
    Drawn,
    Laws,
    Places,
    Scene,
    Stocks,
    Ways,
    Weighed,
)
from homeward.numerics.kernel import kernel

KIN_FLOOR = 0.02
"""Pull of a place where nobody of one's home has gone yet, as a share of kin (1); judgement."""


@kernel
def distance_decay(km: float, power: float) -> float:
    """Pull (1) left at a distance, 1 at 100 km; places nearer than 5 km count as 5 km away (§6.2)."""
    return (max(km, 5.0) / 100.0) ** -power


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
def weigh_distances(era: int, ways: Ways, laws: Laws, scene: Scene) -> None:
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
    places: Places, laws: Laws, drawn: Drawn, stocks: Stocks, scene: Scene, weighed: Weighed
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
