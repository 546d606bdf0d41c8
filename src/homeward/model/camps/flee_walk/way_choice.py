"""Where to: crowding, and the chance of each way (model §12.4)."""

import math

from homeward.model.camps.flee_walk.walk_arrays import (
    Crowd,
    Habits,
    Limits,
    Odds,
    Pulls,
    WayChances,
)
from homeward.numerics.array_types import Counts
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
def room_in_all(people: float, capacity: float, full_from: float) -> float:
    """Add up the room that those find who come one after another, until so many people are there (§12.4)."""
    if capacity < 1.0 or people <= full_from * capacity:
        return people
    filling = min(people, capacity) - full_from * capacity
    return full_from * capacity + filling * (1.0 - 0.5 * filling / (capacity * (1.0 - full_from)))


@kernel
def refusing_from(capacity: float, full_from: float) -> float:
    """Return how many people are there when a camp begins to refuse, persons (§12.4)."""
    return capacity * (1.0 - (1.0 - REFUSED_BELOW) * (1.0 - full_from))


@kernel
def vacancies_of(people: float, capacity: float, full_from: float) -> int:
    """How many may still choose a camp, one after another, before it refuses (§12.4)."""
    if capacity < 1.0:
        return ANY
    most = refusing_from(capacity, full_from)
    return int(math.floor(most - people)) + 1 if people <= most else 0


@kernel
def look_round(
    day: int, is_morning: bool, full_from: float, limits: Limits, present: Counts, crowd: Crowd
) -> bool:
    """Find how full places are, in the morning or at midday; tell whether any room has changed (§12.4).

    In the morning all decide at once, before anybody arrives. Those who decide again after travelling do so at any
    point in the order in which the others arrive that day: they find the mean of the room there is from the first to
    the last, and those of them who choose a camp while it refuses stay. As they arrive themselves, it fills up.
    """
    is_any_moved = False
    for index in range(limits.place.size):
        place = limits.place[index]
        people = float(present[place])
        capacity = float(limits.capacity[day, place])
        arrived = 0.0 if is_morning else float(crowd.before[place] - crowd.vacancies[place])
        room = room_left(people, capacity, full_from)
        vacancies, let_in = ANY, 1.0
        if arrived > 0.0:
            found = room_in_all(people + arrived, capacity, full_from)
            found -= room_in_all(people, capacity, full_from)
            room = found / arrived
        if limits.is_camp[day, place] and capacity >= 1.0:
            refusing = refusing_from(capacity, full_from)
            if is_morning and room < REFUSED_BELOW:
                vacancies = 0
            elif not is_morning:
                let_in = share_let_in(people, arrived, room, capacity, full_from)
                half = 0.5 * max(min(arrived, refusing - people), 0.0)
                vacancies = vacancies_of(people + half, capacity, full_from)
        is_moved = room != crowd.room[place]
        is_any_moved = is_any_moved or is_moved
        crowd.is_moved[place] = is_moved
        crowd.room[place] = room
        crowd.let_in[place] = let_in
        crowd.vacancies[place] = vacancies
        crowd.before[place] = vacancies
    return is_any_moved


@kernel
def share_let_in(
    people: float, arrived: float, room: float, capacity: float, full_from: float
) -> float:
    """Return how many of those who choose a camp in the course of a day do so before it refuses (§12.4).

    `people` were there before anybody came, `room` is the mean that those found who came.
    """
    if arrived <= 0.0 or room <= 0.0:
        return 1.0
    refusing = max(refusing_from(capacity, full_from), people)
    if people + arrived <= refusing:
        return 1.0
    refused = room_in_all(people + arrived, capacity, full_from)
    refused -= room_in_all(refusing, capacity, full_from)
    return min(max(1.0 - refused / (room * arrived), 0.0), 1.0)


@kernel
def find_due(is_everywhere: bool, limits: Limits, pulls: Pulls, crowd: Crowd) -> int:
    """List the places whose ways must be weighed: all, or those that have a way to where room has changed."""
    if is_everywhere:
        for place in range(crowd.due.size):
            crowd.due[place] = place
        return crowd.due.size
    n_due = 0
    for index in range(limits.place.size):
        goal = limits.place[index]
        if not crowd.is_moved[goal]:
            continue
        for turn in range(pulls.first_around[goal], pulls.first_around[goal + 1]):
            place = pulls.around[turn]
            if not crowd.is_due[place]:
                crowd.is_due[place] = True
                crowd.due[n_due] = place
                n_due += 1
    for index in range(n_due):
        crowd.is_due[crowd.due[index]] = False
    return n_due


@kernel
def way_chances(
    day: int, n_due: int, habits: Habits, ways: WayChances, pulls: Pulls, crowd: Crowd, odds: Odds
) -> None:
    """Find the chance of each way for those who leave the places that are due (§12.4)."""
    era = pulls.era[day]
    for index in range(n_due):
        place = crowd.due[index]
        start, end = ways.first[place], ways.first[place + 1]
        best = 0.0
        for way in range(start, end):
            pull = pulls.pull[era, way]
            if pull > 0.0:
                left = crowd.room[ways.end[way]]
                pull *= left if habits.pull_power == 1.0 or left == 0.0 else left**habits.pull_power
                best = max(best, pull)
            odds.pull[way] = pull
        least = best / habits.pruning if habits.pruning > PRUNED_FROM else 0.0
        total = 0.0
        for way in range(start, end):
            pull = odds.pull[way]
            if pull < 0.0 or pull < least:
                pull = 0.0
            elif best <= 0.0:
                pull = 1.0  # nothing pulls: all open ways alike
            pull *= pulls.times[way]
            total += pull
            odds.pull[way] = pull
        odds.total[place] = total
        left = total
        for way in range(start, end):
            pull = odds.pull[way]
            odds.chance[way] = 0.0
            if pull > 0.0:
                later = left - pull
                odds.chance[way] = pull / left if later > NOTHING_LEFT * total else 1.0
                left = later
