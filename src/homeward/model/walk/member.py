"""All days of one member of the route walk (model §12.6)."""

from homeward.model.arrays import Codes
from homeward.model.walk.arrays import Days, Diary, Habits, Steps, Walker, Ways
from homeward.model.walk.choice import ANY, weigh_ways
from homeward.model.walk.newcomers import escape, originate
from homeward.model.walk.road import wake, walk
from homeward.numerics.kernel import kernel


@kernel
def begin(steps: Steps, days: Days, walker: Walker) -> None:
    """Bring everyone who is displaced before the first day to their place, and forget the last member."""
    walker.count[:] = 0
    walker.on_road[:] = 0
    walker.room[:] = 1.0
    walker.vacancies[:] = ANY
    walker.vacancies_before[:] = ANY
    walker.is_moved[:] = False
    walker.fled[:] = 0
    for place in range(days.start.size):
        walker.population[place] = days.population[place]
        walker.present[place] = days.start[place]
        walker.before[place] = days.start[place]
        walker.count[steps.place.size + steps.newcomer[place]] = days.start[place]


@kernel
def settle(steps: Steps, walker: Walker) -> None:
    """Count who is where at night."""
    n_step = steps.place.size
    walker.present[:] = 0
    for night in range(steps.night_place.size):
        walker.present[steps.night_place[night]] += walker.count[n_step + night]


@kernel
def write_camps(day: int, days: Days, walker: Walker, diary: Diary) -> None:
    """Keep who is in the camps."""
    for camp in range(days.camps.size):
        diary.camp[day, camp] = walker.present[days.camps[camp]]


@kernel
def write_record(row: int, steps: Steps, walker: Walker, diary: Diary) -> None:
    """Keep who is where, and what has changed since the last record."""
    for place in range(walker.present.size):
        people = walker.present[place]
        diary.people[row, place] = people
        diary.displaced[row, place] = walker.fled[place]
        diary.arrived[row, place] = max(people - walker.before[place], 0)
        walker.before[place] = people
        walker.fled[place] = 0
    for slot in range(walker.on_road.shape[0]):
        for trip in range(walker.on_road.shape[1]):
            diary.travelling[row, steps.trip_place[trip]] += walker.on_road[slot, trip]


@kernel
def run_walk(
    seed: int,
    member: int,
    steps: Steps,
    ways: Ways,
    days: Days,
    habits: Habits,
    walker: Walker,
    diary: Diary,
    stop: Codes,
) -> None:
    """Run all days of one member; give up when `stop` (1) is set from outside."""
    begin(steps, days, walker)
    row = 0
    for day in range(days.newcomers.size):
        if stop[0]:
            return
        if habits.is_registered:
            originate(seed, member, day, steps, days, habits, walker)
        else:
            escape(seed, member, day, steps, days, habits, walker)
        weigh_ways(day, True, ways, days, habits, walker)
        wake(day, steps, days, walker)
        walk(seed, member, day, 0, steps.n_morning, steps, ways, days, walker)
        weigh_ways(day, False, ways, days, habits, walker)
        walk(seed, member, day, steps.n_morning, steps.place.size, steps, ways, days, walker)
        settle(steps, walker)
        if diary.camp.shape[0] > 0:
            write_camps(day, days, walker, diary)
        if row < diary.day.size and diary.day[row] == day:
            write_record(row, steps, walker, diary)
            row += 1
