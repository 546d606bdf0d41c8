"""Where to: crowding, and the chance of each way (model §12.4)."""

import math

from homeward.model.walk.arrays import Days, Habits, Walker, Ways
from homeward.numerics.kernel import kernel

REFUSED_BELOW = 0.5
"""Room below which whoever chose a camp stays where they are (Flee)."""
ANY = 2**62
"""Vacancies of a place that refuses nobody."""
PRUNED_FROM = 1.001
"""Values of `pruning` below this drop nothing (Flee)."""
NOTHING_LEFT = 1e-13
"""Share of the whole pull below which what is left is rounding."""


@kernel
def room_left(people: float, capacity: float, full_from: float) -> float:
    """Share of its pull that a place keeps as it fills up (§12.4)."""
    if capacity < 1.0 or people <= full_from * capacity:
        return 1.0
    if people >= capacity:
        return 0.0
    return 1.0 - (people - full_from * capacity) / (capacity * (1.0 - full_from))


@kernel
def vacancies_of(people: float, capacity: float, full_from: float) -> int:
    """How many may still choose a camp, one after another, before it refuses (§12.4)."""
    if capacity < 1.0:
        return ANY
    most = capacity * (1.0 - REFUSED_BELOW * (1.0 - full_from))
    return int(math.floor(most - people)) + 1 if people <= most else 0


@kernel
def look_round(day: int, is_morning: bool, days: Days, habits: Habits, walker: Walker) -> bool:
    """Find how full places are, in the morning or at midday; tell whether any room has changed.

    In the morning all decide at once, before anybody arrives. Those who decide again after travelling have found half
    of the others who arrive that day there, on average; as they arrive, the camp fills up.
    """
    is_any_moved = False
    for index in range(days.limited.size):
        place = days.limited[index]
        people, capacity = float(walker.present[place]), days.capacity[day, place]
        if not is_morning:
            arrived = walker.vacancies_before[place] - walker.vacancies[place]
            people += 0.5 * arrived
        room = room_left(people, capacity, habits.full_from)
        vacancies = ANY
        if days.is_camp[day, place] and (room < REFUSED_BELOW or not is_morning):
            vacancies = 0 if is_morning else vacancies_of(people, capacity, habits.full_from)
        walker.is_moved[place] = room != walker.room[place]
        is_any_moved = is_any_moved or walker.is_moved[place]
        walker.room[place] = room
        walker.vacancies[place] = vacancies
        walker.vacancies_before[place] = vacancies
    return is_any_moved


@kernel
def weigh_ways(
    day: int, is_morning: bool, ways: Ways, days: Days, habits: Habits, walker: Walker
) -> None:
    """Find the chance of each way for those who leave; as before where nothing has changed (§12.4)."""
    is_any_moved = look_round(day, is_morning, days, habits, walker)
    era = days.era[day]
    is_new = is_morning and (day == 0 or days.era[day - 1] != era)
    if not (is_new or is_any_moved):
        return
    room, chance, reach = walker.room, walker.chance, walker.reach
    for place in range(ways.first.size - 1):
        start, end = ways.first[place], ways.first[place + 1]
        must = is_new
        if not must:
            for way in range(start, end):
                must = must or walker.is_moved[ways.end[way]]
        if not must:
            continue
        best = 0.0
        for way in range(start, end):
            pull = days.pull[era, way]
            if pull > 0.0:
                left = room[ways.end[way]]
                pull *= left if habits.pull_power == 1.0 or left == 0.0 else left**habits.pull_power
                best = max(best, pull)
            walker.pull[way] = pull
        least = best / habits.pruning if habits.pruning > PRUNED_FROM else 0.0
        total = 0.0
        for way in range(start, end):
            pull = walker.pull[way]
            if pull < 0.0 or pull < least:
                pull = 0.0
            elif best <= 0.0:
                pull = 1.0  # nothing pulls: all open ways alike
            pull *= ways.times[way]
            total += pull
            chance[way] = pull
            reach[way] = total
        left = total
        for way in range(start, end):
            pull = chance[way]
            if total > 0.0:
                reach[way] /= total
            if pull > 0.0:
                later = left - pull
                chance[way] = pull / left if later > NOTHING_LEFT * total else 1.0
                left = later
