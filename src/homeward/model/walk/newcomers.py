"""Newcomers: how many flee from where (model §12.2)."""

from homeward.model.walk.arrays import Days, Habits, Steps, Walker
from homeward.model.walk.streams import ESCAPE, ORIGINATE
from homeward.numerics.draws import binomial
from homeward.numerics.kernel import kernel

MANY = 2**40
"""A Poisson number is drawn as binomial among so many: for means below a million nobody could tell."""


@kernel
def poisson(mean: float, seed: int, stream: int, member: int, day: int, cell: int) -> int:
    """Poisson number of a mean (§12.2)."""
    return binomial(MANY, mean / MANY, seed, stream, member, day, cell, 0, False)


@kernel
def originate(
    seed: int, member: int, day: int, steps: Steps, days: Days, habits: Habits, walker: Walker
) -> None:
    """Share the day's newcomers out among the origins by how many people live there (§12.2)."""
    left = days.newcomers[day]
    if left == 0:
        return
    origin, population, share = days.origin, walker.population, walker.share
    n_step = steps.place.size
    total = 0.0
    for index in range(origin.size):
        share[index] = days.factor[day, origin[index]] * population[origin[index]]
        total += share[index]
    if not total > 0.0:  # whoever lived there has fled: they come as if nobody had
        for index in range(origin.size):
            share[index] = days.factor[day, origin[index]] * days.population[origin[index]]
            total += share[index]
    last = origin.size - 1
    while last > 0 and share[last] <= 0.0:
        last -= 1
    for index in range(last + 1):
        if left == 0:
            break
        if share[index] <= 0.0 and index < last:
            continue
        place = origin[index]
        here = left
        if index < last:
            p = share[index] / total
            here = binomial(left, p, seed, ORIGINATE, member, day, place, 0, False)
            total -= share[index]
        left -= here
        walker.count[n_step + steps.newcomer[place]] += here
        walker.present[place] += here
        walker.fled[place] += here
        if habits.takes_from_population:
            population[place] = max(population[place] - here, 0.0)


@kernel
def escape(
    seed: int, member: int, day: int, steps: Steps, days: Days, habits: Habits, walker: Walker
) -> None:
    """Let people flee from fighting, whatever was registered (§12.2)."""
    n_step = steps.place.size
    for index in range(days.origin.size):
        place = days.origin[index]
        mean = days.expected[day, place]
        if habits.is_drawn:
            here = poisson(mean, seed, ESCAPE, member, day, place) if mean > 0.0 else 0
        else:
            here = int(mean + days.by_population[day, place] * walker.population[place])
        if here == 0:
            continue
        walker.count[n_step + steps.newcomer[place]] += here
        walker.present[place] += here
        walker.fled[place] += here
        if habits.takes_from_population:
            walker.population[place] = max(walker.population[place] - here, 0.0)
