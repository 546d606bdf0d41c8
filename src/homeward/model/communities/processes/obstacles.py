"""Obstacles: what home lacks beside where people are now, one law an obstacle (model §7.3)."""

import math

from homeward.model.communities.codes import (
    BACK_SHARE,
    DWELLING_DESTROYED,
    DWELLING_OCCUPIED,
    DWELLINGS_OCCUPIED,
    DWELLINGS_USABLE,
    FRIENDLY,
    HOUSE_NEEDED,
    HOUSED,
    JOURNEY,
    JOURNEY_COST,
    LACK_OF_LIVELIHOOD,
    LACK_OF_SERVICES,
    LIVELIHOOD,
    MINED,
    MINES,
    N_REFUGE_KIND,
    NOTHING_CLOSED,
    OCCUPIED,
    PERMITTED,
    SERVICES,
    SERVICES_THERE,
    TRANSPORT_SUPPORT,
    UNPERMITTED,
    UNVIABILITY,
    USABLE,
    WAY_HOME,
    WEIGHT_DESTROYED,
    WEIGHT_LIVELIHOOD,
    WEIGHT_MINES,
    WEIGHT_OCCUPIED,
    WEIGHT_SERVICES,
    WORK_THERE,
)
from homeward.model.communities.drivers import LawParameters, Paths, Places, SampledInputs
from homeward.model.communities.member import DecisionTerms, Morning, PlaceState, Stocks
from homeward.numerics.array_types import Codes, Reals
from homeward.numerics.kernel import inlined, kernel

NO_WAY = -1.0
"""There is no route home, not even a closed one."""


@kernel
def shortfall_factor(weight: float, refuge: float, home: float) -> float:
    """Share (1) of a hazard left where home offers less than the refuge: housing, services, work (§7.3)."""
    return 1.0 - weight * max(0.0, refuge - home)


@kernel
def presence_factor(weight: float, level: float) -> float:
    """Share (1) of a hazard left by what must not be there: mines, strangers in the house (§7.3)."""
    return 1.0 - weight * level


@kernel
def housed_share(usable: float, back_share: float) -> float:
    """Share (1) of those still away who have a house that stands, all who are back having one (§7.3)."""
    return min(1.0, max(0.0, usable - back_share) / max(1.0 - back_share, 1e-9))


@kernel
def house_factor(needed: float, housed: float) -> float:
    """Share (1) of a hazard left where some families wait for a house that stands (§7.3)."""
    return 1.0 - needed * (1.0 - housed)


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
def weigh_ways_home(
    era: int, places: Places, ways: Paths, drawn: SampledInputs, scene: PlaceState
) -> None:
    """Work out, for a new era, what the cost of the way leaves of going home from every refuge (§7.3)."""
    way = ways.of_era[era]
    for home in range(places.home_place.size):
        place = int(places.home_place[home])
        for refuge in range(scene.assault.size):
            km = ways.km[way, refuge, place]
            if km < 0.0:
                km = ways.km[NOTHING_CLOSED, refuge, place]
            support = scene.condition[TRANSPORT_SUPPORT, refuge]
            kind = places.refuge_kind[home, refuge]
            for group in range(scene.far.shape[1]):
                scene.far[home, group, refuge] = (
                    journey_factor(drawn.disposition[JOURNEY_COST, home, group, kind], km, support)
                    if km >= 0.0
                    else NO_WAY
                )


@kernel
def weigh_obstacles(
    day: int,
    era: int,
    places: Places,
    lifted: Codes,
    laws: LawParameters,
    drawn: SampledInputs,
    stocks: Stocks,
    morning: Morning,
    scene: PlaceState,
    weighed: DecisionTerms,
) -> None:
    """Take stock of every home, and of the obstacles that are there wherever its people are (§7.3, §7.5)."""
    n_home, n_group = stocks.residents.shape
    known = weighed.at_home
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
            everyone = there + morning.everyone[home, group]
            back += there
            people += everyone
            if places.stance[group, holder] == FRIENDLY:
                friends_back += returned
                friends += everyone
        back_share = back / max(people, 1)
        usable = scene.condition[DWELLINGS_USABLE, place] * scene.standing_share[home]
        occupied = still_occupied(
            scene.condition[DWELLINGS_OCCUPIED, place],
            laws.garrison_relief,
            friends_back / max(friends, 1),
        )
        services = revived(scene.condition[SERVICES, place], laws.viability, back_share)
        livelihood = revived(scene.condition[LIVELIHOOD, place], laws.viability, back_share)
        known[BACK_SHARE, home] = back_share
        known[OCCUPIED, home] = occupied
        known[UNVIABILITY, home] = 1.0 - 0.5 * (services + livelihood)
        known[USABLE, home] = usable
        known[SERVICES_THERE, home] = services
        known[WORK_THERE, home] = livelihood
        known[HOUSED, home] = housed_share(usable, back_share)
        for group in range(n_group):
            most = 0.0
            for kind in range(N_REFUGE_KIND):
                left = left_anywhere(day, home, group, kind, places, lifted, drawn, scene, known)
                most = max(most, left)
            for permit in (UNPERMITTED, PERMITTED):
                weighed.at_most[permit, home, group] = (
                    weighed.home_factor[permit, home, group] * most
                )


@inlined
def left_anywhere(
    day: int,
    home: int,
    group: int,
    kind: int,
    places: Places,
    lifted: Codes,
    drawn: SampledInputs,
    scene: PlaceState,
    known: Reals,
) -> float:
    """Share (1) of a hazard left by obstacles that are there whatever the refuge offers: mines, strangers, ruins."""
    of = drawn.disposition[:, home, group, kind]
    left = 1.0
    if day < lifted[MINED, group]:
        mines = scene.condition[MINES, places.home_place[home]]
        left = presence_factor(of[WEIGHT_MINES], mines)
    if day < lifted[DWELLING_OCCUPIED, group]:
        left *= presence_factor(of[WEIGHT_OCCUPIED], known[OCCUPIED, home])
    if day < lifted[DWELLING_DESTROYED, group]:
        left *= house_factor(of[HOUSE_NEEDED], known[HOUSED, home])
    return left


@kernel
def obstacles_left(
    day: int,
    era: int,
    home: int,
    group: int,
    refuge: int,
    places: Places,
    ways: Paths,
    lifted: Codes,
    drawn: SampledInputs,
    scene: PlaceState,
    weighed: DecisionTerms,
) -> float:
    """Share (1) of the hazard of going home from a refuge that all soft obstacles leave (§7.3, §7.5)."""
    far = scene.far[home, group, refuge]
    if far == NO_WAY:
        return 0.0
    known = weighed.at_home
    kind = places.refuge_kind[home, refuge]
    of = drawn.disposition[:, home, group, kind]
    soft = left_anywhere(day, home, group, kind, places, lifted, drawn, scene, known)
    if day < lifted[DWELLING_DESTROYED, group]:
        soft *= shortfall_factor(
            of[WEIGHT_DESTROYED], scene.condition[DWELLINGS_USABLE, refuge], known[USABLE, home]
        )
    if day < lifted[LACK_OF_SERVICES, group]:
        soft *= shortfall_factor(
            of[WEIGHT_SERVICES], scene.condition[SERVICES, refuge], known[SERVICES_THERE, home]
        )
    if day < lifted[LACK_OF_LIVELIHOOD, group]:
        soft *= shortfall_factor(
            of[WEIGHT_LIVELIHOOD], scene.condition[LIVELIHOOD, refuge], known[WORK_THERE, home]
        )
    if day < lifted[JOURNEY, group]:
        soft *= far
    is_open = ways.km[ways.of_era[era], refuge, int(places.home_place[home])] >= 0.0
    return soft if is_open or day >= lifted[WAY_HOME, group] else 0.0
