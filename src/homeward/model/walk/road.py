"""A day on the road: who wakes where, who goes where, and who spends the night on the way (model §12.5)."""

from homeward.model.walk.arrays import DECIDES, Days, Steps, Walker, Ways
from homeward.model.walk.streams import WALK
from homeward.numerics.draws import binomial, uniforms
from homeward.numerics.kernel import kernel

ONE_BY_ONE = 2
"""Up to so many people decide one by one: one block of chance serves two."""


@kernel
def wake(day: int, steps: Steps, days: Days, walker: Walker) -> None:
    """Bring everyone who slept at a place, or whose trip ends today, to the step at which they decide (§12.5)."""
    count, on_road = walker.count, walker.on_road
    n_step = steps.place.size
    for night in range(steps.night_place.size):
        count[steps.night_step[night]] += count[n_step + night]
        count[n_step + night] = 0
    slot = day % on_road.shape[0]
    for trip in range(on_road.shape[1]):
        ending = on_road[slot, trip]
        if ending > 0:
            on_road[slot, trip] = 0
            if days.last_closed[day, steps.trip_road[trip]] > day - steps.trip_nights[trip]:
                count[n_step + steps.trip_bounce[trip]] += ending
            else:
                count[steps.trip_step[trip]] += ending
                walker.vacancies[steps.trip_place[trip]] -= ending


@kernel
def walk(
    seed: int,
    member: int,
    day: int,
    from_step: int,
    to_step: int,
    steps: Steps,
    ways: Ways,
    days: Days,
    walker: Walker,
) -> None:
    """Let those at some steps decide and go, in order of what they have used of the day (§12.5).

    One function on purpose: handing named tuples of arrays to one that is called for every step cost more than all
    draws together (measured). What is called per step takes scalars.
    """
    leave, is_town, is_open = days.leave[day], days.is_town[day], days.is_open[day]
    step_place, step_key, step_road = steps.place, steps.key, steps.road
    evening, first_goal, goals, nights = (
        steps.evening,
        steps.first_goal,
        steps.goal,
        steps.trip_nights,
    )
    first, way_end, is_direct = ways.first, ways.end, ways.is_direct
    count, on_road, vacancies = walker.count, walker.on_road, walker.vacancies
    chance, reach = walker.chance, walker.reach
    n_slot = on_road.shape[0]
    first_trip = step_place.size + steps.night_place.size
    for step in range(from_step, to_step):
        people = count[step]
        if people == 0:
            continue
        count[step] = 0
        road = step_road[step]
        if road != DECIDES:
            going = 0
            if road >= 0 and is_open[road]:
                final = steps.final[step]
                goal = goals[first_goal[step]]
                going = people if vacancies[final] > 0 else 0
                if goal >= first_trip:
                    trip = goal - first_trip
                    on_road[(day + nights[trip]) % n_slot, trip] += going
                else:
                    if steps.is_last[step]:
                        going = min(going, vacancies[final])
                        vacancies[final] -= going
                    count[goal] += going
            count[evening[step]] += people - going
            continue
        place = step_place[step]
        start = first[place]
        n_way = first[place + 1] - start
        away = leave[place]
        if steps.is_short[step] and is_town[place]:
            away = 1.0
        if n_way == 0 or away == 0.0 or reach[start + n_way - 1] <= 0.0:
            count[evening[step]] += people  # no way out today
            continue
        key = step_key[step]
        goal_0 = first_goal[step]
        if people <= ONE_BY_ONE:
            u, v = uniforms(seed, WALK, member, day, key, 0)
            for person in range(people):
                if person == 1:
                    u = v
                goal = evening[step]
                if u < away:
                    way = 0
                    while way < n_way - 1 and u >= away * reach[start + way]:
                        way += 1
                    end = way_end[start + way]
                    if vacancies[end] > 0:
                        goal = goals[goal_0 + way]
                        if goal < first_trip and is_direct[start + way]:
                            vacancies[end] -= 1
                if goal < first_trip:
                    count[goal] += 1
                else:
                    trip = goal - first_trip
                    on_road[(day + nights[trip]) % n_slot, trip] += 1
            continue
        left = people
        if away < 1.0:
            left = binomial(people, away, seed, WALK, member, day, key, 0, False)
        staying = people - left
        for way in range(n_way):
            if left == 0:
                break
            p = chance[start + way]
            if p <= 0.0:
                continue
            taking = left
            if p < 1.0:
                taking = binomial(left, p, seed, WALK, member, day, key, 1 + way, False)
                if taking == 0:
                    continue
            left -= taking
            end = way_end[start + way]
            goal = goals[goal_0 + way]
            if taking > vacancies[end]:
                # The camp is full before the last of those who will be there today choose it.
                is_let_in = vacancies[end] > 0 and (goal >= first_trip or not is_direct[start + way])
                let_in = taking if is_let_in else max(vacancies[end], 0)
                staying += taking - let_in
                taking = let_in
            if goal >= first_trip:
                trip = goal - first_trip
                on_road[(day + nights[trip]) % n_slot, trip] += taking
            else:
                count[goal] += taking
                if is_direct[start + way]:
                    vacancies[end] -= taking
        count[evening[step]] += staying
