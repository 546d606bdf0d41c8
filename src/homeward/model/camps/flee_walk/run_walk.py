"""All days of one member of the flee walk (model §12.9)."""

from homeward.model.camps.flee_walk.newcomers import escape, originate, weigh_origins
from homeward.model.camps.flee_walk.road import wake, walk
from homeward.model.camps.flee_walk.walk_arrays import (
    Habits,
    Nights,
    People,
    Trips,
    WalkDiary,
    Walker,
    WalkInputs,
)
from homeward.model.camps.flee_walk.way_choice import ANY, find_due, look_round, way_chances
from homeward.numerics.array_types import Codes
from homeward.numerics.kernel import kernel


@kernel
def begin_walk(world: WalkInputs, walker: Walker, diary: WalkDiary) -> None:
    """Bring everyone who is displaced before the first day to their place, and forget the last member."""
    people, sources, crowd = walker.people, walker.sources, walker.crowd
    people.at[:] = 0
    people.on_road[:] = 0
    sources.fled[:] = 0
    crowd.room[:] = 1.0
    crowd.let_in[:] = 1.0
    crowd.vacancies[:] = ANY
    crowd.before[:] = ANY
    for place in range(world.start.size):
        sources.population[place] = world.origins.population[place]
        people.present[place] = world.start[place]
        diary.before[place] = world.start[place]
        people.at[world.steps.place.size + world.nights.newcomer[place]] = world.start[place]


@kernel
def is_first_day(day: int, era_of_day: Codes) -> bool:
    """Whether an era begins."""
    return day == 0 or era_of_day[day] != era_of_day[day - 1]


@kernel
def settle_walkers(first_night: int, nights: Nights, people: People) -> None:
    """Count who is where at night."""
    people.present[:] = 0
    for night in range(nights.place.size):
        people.present[nights.place[night]] += people.at[first_night + night]


@kernel
def write_camps(day: int, camps: Codes, present: Codes, diary: WalkDiary) -> None:
    """Keep who is in the camps."""
    for camp in range(camps.size):
        diary.camp[day, camp] = present[camps[camp]]


@kernel
def write_record(row: int, trips: Trips, people: People, fled: Codes, diary: WalkDiary) -> None:
    """Keep who is where, and what has changed since the last record."""
    for place in range(people.present.size):
        present = people.present[place]
        diary.present[row, place] = present
        diary.displaced[row, place] = fled[place]
        diary.gained[row, place] = max(present - diary.before[place], 0)
        diary.before[place] = present
        fled[place] = 0
    for slot in range(people.on_road.shape[0]):
        for trip in range(people.on_road.shape[1]):
            diary.travelling[row, trips.place[trip]] += people.on_road[slot, trip]


@kernel
def run_walk(
    seed: int,
    member: int,
    world: WalkInputs,
    habits: Habits,
    walker: Walker,
    diary: WalkDiary,
    stop: Codes,
) -> None:
    """Run all days of one member; give up when `stop` (1) is set from outside. The order below is the day (§12.9)."""
    steps, nights, trips, ways = world.steps, world.nights, world.trips, world.ways
    pulls, days, limits, origins = world.pulls, world.days, world.limits, world.origins
    people, sources, crowd, odds = walker.people, walker.sources, walker.crowd, walker.odds
    n_step = steps.place.size
    first_trip = n_step + nights.place.size
    by_population = habits.takes_from_population
    begin_walk(world, walker, diary)
    row, weighed_era = 0, -1
    for day in range(origins.newcomers.size):
        if stop[0]:
            return
        if not habits.is_registered:
            escape(seed, member, day, n_step, habits, nights, origins, people, sources)
        elif origins.newcomers[day] > 0:
            if origins.era[day] != weighed_era or by_population:
                weigh_origins(day, origins, sources)
                weighed_era = origins.era[day]
            originate(seed, member, day, n_step, by_population, nights, origins, people, sources)
        for half in range(2):
            is_morning = half == 0
            is_any_moved = look_round(
                day, is_morning, habits.full_from, limits, people.present, crowd
            )
            is_new = is_morning and is_first_day(day, pulls.era)
            if is_new or is_any_moved:
                n_due = find_due(is_new, limits, pulls, crowd)
                way_chances(day, n_due, habits, ways, pulls, crowd, odds)
            if is_morning:
                wake(day, n_step, nights, trips, days, people, crowd.vacancies)
            walk(
                seed,
                member,
                day,
                0 if is_morning else steps.n_morning,
                steps.n_morning if is_morning else n_step,
                first_trip,
                world,
                people,
                crowd,
                odds,
            )
        settle_walkers(n_step, nights, people)
        if diary.camp.shape[0] > 0:
            write_camps(day, world.camps, people.present, diary)
        if row < diary.day.size and diary.day[row] == day:
            write_record(row, trips, people, sources.fled, diary)
            row += 1
