"""Obstacles: what home lacks beside where people are now, one law an obstacle (model §7.3)."""

from homeward.model.communities.codes import (
    BACK_SHARE,
    DWELLING_DESTROYED,
    DWELLING_OCCUPIED,
    DWELLINGS_OCCUPIED,
    DWELLINGS_USABLE,
    FRIENDLY,
    HOUSE_NEEDED,
    HOUSED,
    LACK_OF_LIVELIHOOD,
    LACK_OF_SERVICES,
    LIVELIHOOD,
    LIVELIHOOD_NEEDED,
    MINED,
    MINES,
    N_REFUGE_KIND,
    OCCUPIED,
    PERMITTED,
    SERVICES,
    SERVICES_THERE,
    UNPERMITTED,
    UNVIABILITY,
    WEIGHT_DESTROYED,
    WEIGHT_LIVELIHOOD,
    WEIGHT_MINES,
    WEIGHT_OCCUPIED,
    WEIGHT_SERVICES,
    WORK_THERE,
)
from homeward.model.communities.drivers import LawParameters, Places, SampledInputs
from homeward.model.communities.member import DecisionTerms, Morning, PlaceState, Stocks
from homeward.numerics.array_types import Codes, Reals
from homeward.numerics.kernel import inlined, kernel


@kernel
def shortfall_factor(weight: float, refuge: float, home: float) -> float:
    """Share (1) of a hazard left where home offers less than the refuge: services, work (§7.3)."""
    return 1.0 - weight * (refuge - home) / refuge if refuge > home else 1.0


@kernel
def presence_factor(weight: float, level: float) -> float:
    """Share (1) of a hazard left by what must not be there: mines, strangers in the house, no living (§7.3)."""
    return 1.0 - weight * level


@kernel
def housed_share(usable: float, back_share: float) -> float:
    """Share (1) of those still away who have a house that stands, all who are back having one (§7.3)."""
    return min(1.0, max(0.0, usable - back_share) / max(1.0 - back_share, 1e-9))


@kernel
def house_factor(needed: float, kept: float, sheltered: float, housed: float) -> float:
    """Share (1) of a hazard left where some have no house that stands at home (§7.3).

    Of these, `needed` (1) will not go to a ruin, and `kept` (1) of those who live in a house now, not in a tent, will
    not leave it for one; `sheltered` (1) do.
    """
    to_a_ruin = (1.0 - needed) * (1.0 - kept * sheltered)
    return housed + (1.0 - housed) * to_a_ruin


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
        known[SERVICES_THERE, home] = services
        known[WORK_THERE, home] = livelihood
        known[HOUSED, home] = housed_share(usable, back_share)
        for group in range(n_group):
            most = 0.0
            for kind in range(N_REFUGE_KIND):
                left = left_anywhere(
                    day, home, group, kind, 0.0, places, lifted, drawn, scene, known
                )
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
    sheltered: float,
    places: Places,
    lifted: Codes,
    drawn: SampledInputs,
    scene: PlaceState,
    known: Reals,
) -> float:
    """Share (1) of a hazard left by what is at home, to people of whom some live in a house (§7.3, §7.5)."""
    of = drawn.disposition[:, home, group, kind]
    left = 1.0
    if day < lifted[MINED, group]:
        mines = scene.condition[MINES, places.home_place[home]]
        left = presence_factor(of[WEIGHT_MINES], mines)
    if day < lifted[DWELLING_OCCUPIED, group]:
        left *= presence_factor(of[WEIGHT_OCCUPIED], known[OCCUPIED, home])
    if day < lifted[DWELLING_DESTROYED, group]:
        left *= house_factor(of[HOUSE_NEEDED], of[WEIGHT_DESTROYED], sheltered, known[HOUSED, home])
    if day < lifted[LACK_OF_LIVELIHOOD, group]:
        left *= presence_factor(of[LIVELIHOOD_NEEDED], 1.0 - known[WORK_THERE, home])
    return left


@kernel
def obstacles_at_home(
    day: int,
    home: int,
    group: int,
    refuge: int,
    places: Places,
    lifted: Codes,
    drawn: SampledInputs,
    scene: PlaceState,
    weighed: DecisionTerms,
) -> float:
    """Share (1) of the hazard of going home that what is there, beside the refuge, leaves (§7.3, §7.5)."""
    known = weighed.at_home
    kind = places.refuge_kind[home, refuge]
    of = drawn.disposition[:, home, group, kind]
    sheltered = scene.condition[DWELLINGS_USABLE, refuge]
    left = left_anywhere(day, home, group, kind, sheltered, places, lifted, drawn, scene, known)
    if day < lifted[LACK_OF_SERVICES, group]:
        left *= shortfall_factor(
            of[WEIGHT_SERVICES], scene.condition[SERVICES, refuge], known[SERVICES_THERE, home]
        )
    if day < lifted[LACK_OF_LIVELIHOOD, group]:
        left *= shortfall_factor(
            of[WEIGHT_LIVELIHOOD], scene.condition[LIVELIHOOD, refuge], known[WORK_THERE, home]
        )
    return left
