"""The pull of a camp: distance, those already there, and whether it has just opened (model §13.2)."""

import math

from homeward.model.camps.camp_choice.choice_arrays import ChoiceInputs, ChoiceParameters, Chooser
from homeward.numerics.kernel import kernel

REFERENCE_KM = 100.0
"""Distance at which distance leaves a pull as it is."""


@kernel
def reach(km: float, softening: float, power: float) -> float:
    """Return what a distance (km) leaves of a pull (§13.2)."""
    return ((softening + km) / REFERENCE_KM) ** -power


@kernel
def camp_pull(
    presence: float,
    equal_share: float,
    days_open: int,
    is_open: bool,
    kin_power: float,
    kin_floor: float,
    opening_surge: float,
    surge_days: float,
    closed_leak: float,
) -> float:
    """Return the pull of a camp with a share of all who are displaced, before distance (§13.2).

    `days_open`: days since it opened; negative if it never has.
    """
    pull = (presence + kin_floor * equal_share) ** kin_power
    if days_open >= 0:
        pull *= math.exp(opening_surge * math.exp(-days_open / surge_days))
    return pull if is_open else pull * closed_leak


@kernel
def weigh_open_ways(ground: ChoiceInputs, tastes: ChoiceParameters, chooser: Chooser) -> None:
    """Weigh the ways from every origin to every camp, whatever is closed (§13.2)."""
    n_era, n_origin, n_camp = ground.km_open.shape
    split = 1.0 / tastes.country_split
    for origin in range(n_origin):
        chooser.size[origin] = ground.population[origin] ** tastes.origin_power
        for camp in range(n_camp):
            leaked = tastes.closed_leak * reach(
                ground.km_all[origin, camp], tastes.softening, tastes.distance_power
            )
            for era in range(n_era):
                km = ground.km_open[era, origin, camp]
                best = leaked
                if km >= 0.0:
                    best = max(best, reach(km, tastes.softening, tastes.distance_power))
                chooser.appeal[era, origin, camp] = best**split


@kernel
def weigh_camps(day: int, ground: ChoiceInputs, tastes: ChoiceParameters, chooser: Chooser) -> None:
    """Weigh what pulls to every camp today, before distance (§13.2)."""
    n_camp = chooser.people.size
    everybody = 0
    for camp in range(n_camp):
        everybody += chooser.people[camp]
    split = 1.0 / tastes.country_split
    for camp in range(n_camp):
        presence = 1.0 / n_camp
        if everybody > 0:
            presence = chooser.people[camp] / everybody
        opened = ground.opened[day, camp]
        days_open = day - opened if opened > 0 else -1
        pull = camp_pull(
            presence,
            1.0 / n_camp,
            days_open,
            ground.is_open[day, camp],
            tastes.kin_power,
            tastes.kin_floor,
            tastes.opening_surge,
            tastes.surge_days,
            tastes.closed_leak,
        )
        chooser.pull[camp] = pull**split


@kernel
def share_out(day: int, ground: ChoiceInputs, tastes: ChoiceParameters, chooser: Chooser) -> float:
    """Work out the share of each camp, and of each origin, among those who come; return their sum before scaling.

    A camp that is full pulls nobody. 0: every camp is full, or nothing is left of any pull.
    """
    n_camp, n_origin = chooser.people.size, chooser.size.size
    era = ground.era[day]
    chooser.share[:] = 0.0
    for origin in range(n_origin):
        chooser.sent[origin] = 0.0
        if not ground.is_active[day, origin]:
            continue
        chooser.nest[:] = 0.0
        for camp in range(n_camp):
            if has_room(ground.capacity[camp], chooser.people[camp]):
                value = chooser.appeal[era, origin, camp] * chooser.pull[camp]
                chooser.nest[ground.country[camp]] += value
        for country in range(ground.n_country):
            if chooser.nest[country] > 0.0:
                chooser.nest[country] **= tastes.country_split - 1.0
        for camp in range(n_camp):
            if has_room(ground.capacity[camp], chooser.people[camp]):
                value = chooser.appeal[era, origin, camp] * chooser.pull[camp]
                value *= chooser.nest[ground.country[camp]] * chooser.size[origin]
                chooser.share[camp] += value
                chooser.sent[origin] += value
    total = 0.0
    for camp in range(n_camp):
        total += chooser.share[camp]
    return total


@kernel
def share_alike(day: int, ground: ChoiceInputs, chooser: Chooser) -> float:
    """Share those who come out where nothing pulls; return the sum of the shares (§13.3).

    Where every camp is full they are taken in beyond capacity, by capacity; else alike wherever there is room. Origins
    send by their size.
    """
    is_full = are_full(ground, chooser)
    total = 0.0
    for camp in range(chooser.people.size):
        chooser.share[camp] = 0.0
        if is_full:
            chooser.share[camp] = ground.capacity[camp]
        elif has_room(ground.capacity[camp], chooser.people[camp]):
            chooser.share[camp] = 1.0
        total += chooser.share[camp]
    for origin in range(chooser.sent.size):
        chooser.sent[origin] = chooser.size[origin] if ground.is_active[day, origin] else 0.0
    return total


@kernel
def are_full(ground: ChoiceInputs, chooser: Chooser) -> bool:
    """Tell whether no camp has room."""
    n_room = 0
    for camp in range(chooser.people.size):
        n_room += has_room(ground.capacity[camp], chooser.people[camp])
    return n_room == 0


@kernel
def has_room(capacity: int, people: int) -> bool:
    """Tell whether a camp is not full; capacity 0: no limit."""
    return capacity == 0 or people < capacity
