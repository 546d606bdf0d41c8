"""Newcomers: how many flee from where (model §12.2)."""

from homeward.model.camps.flee_walk.walk_arrays import Habits, Nights, People, Sources, WalkOrigins
from homeward.numerics.draws import binomial
from homeward.numerics.kernel import kernel
from homeward.numerics.streams import ESCAPE, ORIGINATE

NOTHING_LEFT = 1e-13
"""Share of all origins below which what is left is rounding."""
MANY = 2**40
"""A Poisson number is drawn as binomial among so many: for means below a million nobody could tell."""


@kernel
def poisson(mean: float, seed: int, stream: int, member: int, day: int, cell: int) -> int:
    """Poisson number of a mean (§12.2)."""
    return binomial(MANY, mean / MANY, seed, stream, member, day, cell, 0)


@kernel
def weigh_origins(day: int, origins: WalkOrigins, sources: Sources) -> None:
    """Find the chance of each origin for those not yet placed (§12.2)."""
    era = origins.era[day]
    chance, population = sources.chance, sources.population
    total = 0.0
    for index in range(origins.place.size):
        place = origins.place[index]
        chance[index] = origins.factor[era, place] * population[place]
        total += chance[index]
    if not total > 0.0:  # whoever lived there has fled: they come as if nobody had
        for index in range(origins.place.size):
            place = origins.place[index]
            chance[index] = origins.factor[era, place] * origins.population[place]
            total += chance[index]
    left = total
    for index in range(origins.place.size):
        people = chance[index]
        if people > 0.0:
            later = left - people
            chance[index] = people / left if later > NOTHING_LEFT * total else 1.0
            left = later


@kernel
def originate(
    seed: int,
    member: int,
    day: int,
    first_night: int,
    takes_from_population: bool,
    nights: Nights,
    origins: WalkOrigins,
    people: People,
    sources: Sources,
) -> None:
    """Share the day's newcomers out among the origins by how many people live there (§12.2)."""
    left = origins.newcomers[day]
    for index in range(origins.place.size):
        p = sources.chance[index]
        if left == 0:
            return
        if p <= 0.0:
            continue
        place = origins.place[index]
        here = left
        if p < 1.0:
            here = binomial(left, p, seed, ORIGINATE, member, day, place, 0)
        left -= here
        people.at[first_night + nights.newcomer[place]] += here
        people.present[place] += here
        sources.fled[place] += here
        if takes_from_population:
            sources.population[place] = max(sources.population[place] - here, 0.0)


@kernel
def escape(
    seed: int,
    member: int,
    day: int,
    first_night: int,
    habits: Habits,
    nights: Nights,
    origins: WalkOrigins,
    people: People,
    sources: Sources,
) -> None:
    """Let people flee from fighting, whatever was registered (§12.2)."""
    for index in range(origins.place.size):
        place = origins.place[index]
        mean = origins.expected[day, place]
        if habits.is_drawn:
            here = poisson(mean, seed, ESCAPE, member, day, place) if mean > 0.0 else 0
        else:
            here = int(mean + origins.by_population[day, place] * sources.population[place])
        people.at[first_night + nights.newcomer[place]] += here
        people.present[place] += here
        sources.fled[place] += here
        if habits.takes_from_population:
            sources.population[place] = max(sources.population[place] - here, 0.0)
