"""A day on the road: who wakes where, who goes where, and who spends the night on the way (model §12.5)."""

from homeward.model.camps.flee_walk.walk_arrays import (
    DECIDES,
    Crowd,
    Days,
    Nights,
    Odds,
    People,
    Steps,
    Trips,
    WalkInputs,
)
from homeward.numerics.array_types import Codes, Counts
from homeward.numerics.draws import binomial, uniforms
from homeward.numerics.kernel import kernel
from homeward.numerics.streams import WALK
from homeward.numerics.tabulated import TABULATED, looked_up


@kernel
def wake(
    day: int,
    first_night: int,
    nights: Nights,
    trips: Trips,
    days: Days,
    people: People,
    vacancies: Counts,
) -> None:
    """Bring everyone who slept at a place, or whose trip ends today, to the step at which they decide (§12.5)."""
    at, on_road = people.at, people.on_road
    for night in range(nights.place.size):
        at[nights.step[night]] += at[first_night + night]
        at[first_night + night] = 0
    slot = day % on_road.shape[0]
    for trip in range(on_road.shape[1]):
        ending = on_road[slot, trip]
        if ending > 0:
            on_road[slot, trip] = 0
            if days.last_closed[day, trips.road[trip]] > day - trips.nights[trip]:
                at[first_night + trips.bounce[trip]] += ending
            else:
                at[trips.step[trip]] += ending
                vacancies[trips.place[trip]] -= ending


@kernel
def follow(
    seed: int,
    member: int,
    day: int,
    step: int,
    deciding: int,
    first_trip: int,
    steps: Steps,
    trip_nights: Codes,
    people: People,
    crowd: Crowd,
) -> int:
    """Let those at a step follow their way on, as far as the camp they are going to takes them, and count them."""
    let_in, vacancies = crowd.let_in, crowd.vacancies
    final = steps.final[step]
    going = deciding if vacancies[final] > 0 else 0
    if let_in[final] < 1.0:
        share, key = float(let_in[final]), steps.key[step]
        going = binomial(going, share, seed, WALK, member, day, key, 0)
    goal = steps.goal[steps.first_goal[step]]
    if goal >= first_trip:
        trip = goal - first_trip
        slot = (day + trip_nights[trip]) % people.on_road.shape[0]
        people.on_road[slot, trip] += going
    else:
        if steps.is_last[step]:
            going = min(going, max(vacancies[final], 0))
            vacancies[final] -= going
        people.at[goal] += going
    return int(going)


@kernel
def welcome(
    people: int,
    room: int,
    let_in: float,
    is_direct: bool,
    seed: int,
    member: int,
    day: int,
    key: int,
    turn: int,
) -> int:
    """Count those of the people who choose a way whom the place at its end still takes (§12.4)."""
    if let_in < 1.0:
        # Some choose the camp when others have filled it up.
        people = binomial(people, let_in, seed, WALK, member, day, key, turn)
    if people <= room:
        return people
    # The camp is full before the last of those who will be there today choose it.
    return people if room > 0 and not is_direct else max(room, 0)


@kernel
def walk(
    seed: int,
    member: int,
    day: int,
    from_step: int,
    to_step: int,
    first_trip: int,
    world: WalkInputs,
    people: People,
    crowd: Crowd,
    odds: Odds,
) -> None:
    """Let those at some steps decide and go, in order of what they have used of the day (§12.5)."""
    steps, days, tables, trip_nights = world.steps, world.days, world.tables, world.trips.nights
    leave, table = days.leave[day], days.table[day]
    is_town, is_open = days.is_town[day], days.is_open[day]
    first, way_end, is_direct = world.ways.first, world.ways.end, world.ways.is_direct
    at, on_road, evening = people.at, people.on_road, steps.evening
    let_in, vacancies = crowd.let_in, crowd.vacancies
    chance, total = odds.chance, odds.total
    for step in range(from_step, to_step):
        deciding = at[step]
        if deciding == 0:
            continue
        at[step] = 0
        road = steps.road[step]
        if road != DECIDES:
            going = 0
            if road >= 0 and is_open[road]:
                going = follow(
                    seed, member, day, step, deciding, first_trip, steps, trip_nights, people, crowd
                )
            at[evening[step]] += deciding - going
            continue
        place = steps.place[step]
        start = first[place]
        n_way = first[place + 1] - start
        away = leave[place]
        if steps.is_short[step] and is_town[place]:
            away = 1.0
        if n_way == 0 or away == 0.0 or total[place] <= 0.0:
            at[evening[step]] += deciding  # no way out today
            continue
        key = steps.key[step]
        left = deciding
        if away < 1.0:
            row = table[place]
            if row >= 0 and deciding < TABULATED:
                u, _ = uniforms(seed, WALK, member, day, key, 0)
                row = row * TABULATED + deciding
                left = looked_up(row, u, tables.first, tables.begin, tables.cumulative)
            else:
                left = binomial(deciding, away, seed, WALK, member, day, key, 0)
        for way in range(n_way):
            if left == 0:
                break
            p = float(chance[start + way])
            if p <= 0.0:
                continue
            choosing = left
            if p < 1.0:
                choosing = binomial(left, p, seed, WALK, member, day, key, 1 + way)
                if choosing == 0:
                    continue
            left -= choosing
            end = way_end[start + way]
            goal = steps.goal[steps.first_goal[step] + way]
            room, share, turn = int(vacancies[end]), float(let_in[end]), int(1 + n_way + way)
            is_near = bool(goal < first_trip and is_direct[start + way])
            taking = welcome(choosing, room, share, is_near, seed, member, day, key, turn)
            deciding -= taking
            if goal >= first_trip:
                trip = goal - first_trip
                on_road[(day + trip_nights[trip]) % on_road.shape[0], trip] += taking
            else:
                at[goal] += taking
                vacancies[end] -= taking if is_near else 0
        at[evening[step]] += deciding
