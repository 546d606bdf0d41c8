"""Obstacles: what home lacks beside where people are now, one law an obstacle (model §7.3)."""

import math

from homeward.model.communities.arrays import (
    DWELLING_DESTROYED,
    DWELLING_OCCUPIED,
    DWELLINGS_OCCUPIED,
    DWELLINGS_USABLE,
    FRIENDLY,
    JOURNEY,
    LACK_OF_LIVELIHOOD,
    LACK_OF_SERVICES,
    LIVELIHOOD,
    MINED,
    MINES,
    NOTHING_CLOSED,
    SERVICES,
    TRANSPORT_SUPPORT,
    WAY_HOME,
    Codes,
    DecisionTerms,
    LawParameters,
    Paths,
    Places,
    PlaceState,
    Stocks,
)
from homeward.numerics.kernel import kernel


@kernel
def shortfall_factor(weight: float, refuge: float, home: float) -> float:
    """Share (1) of a hazard left where home offers less than the refuge: housing, services, work (§7.3)."""
    return 1.0 - weight * max(0.0, refuge - home)


@kernel
def presence_factor(weight: float, level: float) -> float:
    """Share (1) of a hazard left by what must not be there: mines, strangers in the house (§7.3)."""
    return 1.0 - weight * level


@kernel
def house_factor(needed: float, usable: float, back_share: float) -> float:
    """Share (1) of a hazard left where some families wait for a house that stands (§7.3).

    Of those still away, the families with such a house are `usable` less those who are back, of whom all have one.
    """
    waiting = max(0.0, usable - back_share) / max(1.0 - back_share, 1e-9)
    return 1.0 - needed * (1.0 - min(1.0, waiting))


@kernel
def journey_factor(cost: float, km: float, support: float) -> float:
    """Share (1) of a hazard left by the cost of the way home (§7.3); `support` is the share paid (0-1)."""
    return math.exp(-cost * km * (1.0 - support))


@kernel
def still_occupied(occupied: float, relief: float, friends_back: float) -> float:
    """Share (1) of dwellings held by strangers, some given up as the holder's friends return (§7.3)."""
    return occupied * (1.0 - relief * friends_back)


@kernel
def revived(level: float, viability: float, back_share: float) -> float:
    """Services or livelihood (0-1) with what the people who are back add to it (§7.3)."""
    return min(1.0, level + viability * back_share)


@kernel
def weigh_obstacles(
    day: int,
    era: int,
    places: Places,
    ways: Paths,
    lifted: Codes,
    laws: LawParameters,
    stocks: Stocks,
    scene: PlaceState,
    weighed: DecisionTerms,
) -> None:
    """Take stock of every home, then multiply the soft obstacles for every place of refuge (§7.3, §7.5)."""
    n_home, n_group = stocks.residents.shape
    n_place = scene.assault.size
    way = ways.of_era[era]
    for home in range(n_home):
        place = int(places.home_place[home])
        holder = places.holder[era, place]
        back = 0
        people = 0
        friends_back = 0
        friends = 0
        for group in range(n_group):
            returned = stocks.returnees[0, home, group] + stocks.returnees[1, home, group]
            there = stocks.residents[home, group] + returned
            everyone = there
            for standing in range(stocks.displaced.shape[0]):
                for refuge in range(n_place):
                    everyone += stocks.displaced[standing, home, group, refuge]
            back += there
            people += everyone
            if places.stance[group, holder] == FRIENDLY:
                friends_back += returned
                friends += everyone
        weighed.back_share[home] = back / max(people, 1)
        usable = scene.condition[DWELLINGS_USABLE, place] * scene.standing_share[home]
        occupied = still_occupied(
            scene.condition[DWELLINGS_OCCUPIED, place],
            laws.garrison_relief,
            friends_back / max(friends, 1),
        )
        viability = laws.viability
        services = revived(scene.condition[SERVICES, place], viability, weighed.back_share[home])
        livelihood = revived(
            scene.condition[LIVELIHOOD, place], viability, weighed.back_share[home]
        )
        weighed.occupied[home] = occupied
        weighed.unviability[home] = 1.0 - 0.5 * (services + livelihood)
        mined = presence_factor(laws.weight_mines, scene.condition[MINES, place])
        strangers = presence_factor(laws.weight_occupied, occupied)
        waiting = house_factor(laws.house_needed, usable, weighed.back_share[home])
        for refuge in range(n_place):
            km = ways.km[way, refuge, place]
            is_open = km >= 0.0
            if not is_open:
                km = ways.km[NOTHING_CLOSED, refuge, place]
            if km < 0.0:
                for group in range(n_group):
                    weighed.soft_factor[home, group, refuge] = 0.0
                continue
            ruins = waiting * shortfall_factor(
                laws.weight_destroyed, scene.condition[DWELLINGS_USABLE, refuge], usable
            )
            few_services = shortfall_factor(
                laws.weight_services, scene.condition[SERVICES, refuge], services
            )
            no_work = shortfall_factor(
                laws.weight_livelihood, scene.condition[LIVELIHOOD, refuge], livelihood
            )
            far = journey_factor(laws.journey_cost, km, scene.condition[TRANSPORT_SUPPORT, refuge])
            for group in range(n_group):
                since = lifted[:, group]
                soft = mined if day < since[MINED] else 1.0
                soft *= strangers if day < since[DWELLING_OCCUPIED] else 1.0
                soft *= ruins if day < since[DWELLING_DESTROYED] else 1.0
                soft *= few_services if day < since[LACK_OF_SERVICES] else 1.0
                soft *= no_work if day < since[LACK_OF_LIVELIHOOD] else 1.0
                soft *= far if day < since[JOURNEY] else 1.0
                soft *= 1.0 if is_open or day >= since[WAY_HOME] else 0.0
                weighed.soft_factor[home, group, refuge] = soft
