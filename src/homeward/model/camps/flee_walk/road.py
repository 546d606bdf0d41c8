"""A day on the road: who wakes where, who goes where, and who spends the night on the way (model §12.5)."""

from homeward.model.camps.flee_walk.walk_arrays import (
    DECIDES,
    Days,
    Nights,
    Odds,
    People,
    Steps,
    Trips,
    WayChances,
)
from homeward.model.communities.arrays import Codes, Counts, Reals
from homeward.numerics.draws import binomial, uniforms
from homeward.numerics.kernel import kernel
from homeward.numerics.streams import WALK
from homeward.numerics.tabulated import TABULATED, Tables, looked_up


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
def walk(
    seed: int,
    member: int,
    day: int,
    from_step: int,
    to_step: int,
    first_trip: int,
    steps: Steps,
    trip_nights: Codes,
    ways: WayChances,
    days: Days,
    tables: Tables,
    people: People,
    let_in: Reals,
    vacancies: Counts,
    odds: Odds,
) -> None:
    """Let those at some steps decide and go, in order of what they have used of the day (§12.5).

    One function on purpose: what is called for every step takes scalars.
    """
    leave, table = days.leave[day], days.table[day]
    is_town, is_open = days.is_town[day], days.is_open[day]
    first, way_end, is_direct = ways.first, ways.end, ways.is_direct
    evening, goals = steps.evening, steps.goal
    at, on_road = people.at, people.on_road
    chance, total = odds.chance, odds.total
    n_slot = on_road.shape[0]
    for step in range(from_step, to_step):
        deciding = at[step]
        if deciding == 0:
            continue
        at[step] = 0
        road = steps.road[step]
        if road != DECIDES:
            going = 0
            if road >= 0 and is_open[road]:
                final = steps.final[step]
                goal = goals[steps.first_goal[step]]
                going = deciding if vacancies[final] > 0 else 0
                if let_in[final] < 1.0:
                    share, key = float(let_in[final]), steps.key[step]
                    going = binomial(going, share, seed, WALK, member, day, key, 0)
                if goal >= first_trip:
                    trip = goal - first_trip
                    on_road[(day + trip_nights[trip]) % n_slot, trip] += going
                else:
                    if steps.is_last[step]:
                        going = min(going, max(vacancies[final], 0))
                        vacancies[final] -= going
                    at[goal] += going
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
        goal_0 = steps.first_goal[step]
        left = deciding
        if away < 1.0:
            row = table[place]
            if row >= 0 and deciding < TABULATED:
                u, _ = uniforms(seed, WALK, member, day, key, 0)
                row = row * TABULATED + deciding
                left = looked_up(row, u, tables.first, tables.begin, tables.cumulative)
            else:
                left = binomial(deciding, away, seed, WALK, member, day, key, 0)
        staying = deciding - left
        for way in range(n_way):
            if left == 0:
                break
            p = float(chance[start + way])
            if p <= 0.0:
                continue
            taking = left
            if p < 1.0:
                taking = binomial(left, p, seed, WALK, member, day, key, 1 + way)
                if taking == 0:
                    continue
            left -= taking
            end = way_end[start + way]
            goal = goals[goal_0 + way]
            if let_in[end] < 1.0:
                # Some choose the camp when others have filled it up.
                share, turn = float(let_in[end]), int(1 + n_way + way)
                choosing = taking
                taking = binomial(choosing, share, seed, WALK, member, day, key, turn)
                staying += choosing - taking
            if taking > vacancies[end]:
                # The camp is full before the last of those who will be there today choose it.
                is_any = vacancies[end] > 0 and (goal >= first_trip or not is_direct[start + way])
                welcome = taking if is_any else max(vacancies[end], 0)
                staying += taking - welcome
                taking = welcome
            if goal >= first_trip:
                trip = goal - first_trip
                on_road[(day + trip_nights[trip]) % n_slot, trip] += taking
            else:
                at[goal] += taking
                if is_direct[start + way]:
                    vacancies[end] -= taking
        at[evening[step]] += staying + left
