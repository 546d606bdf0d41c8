"""Exits: how many leave a stock by one of several competing exits (model §5.2)."""

from homeward.numerics.draws import binomial, people_in_families, uniforms
from homeward.numerics.kernel import kernel_of
from homeward.numerics.rates import probability_of_exit


@kernel_of("int64(int64, float64, float64, int64, int64, int64, int64, int64, int64, int64)")
def families_by_exit(
    people: int,
    hazard: float,
    total: float,
    family_size: int,
    seed: int,
    stream: int,
    member: int,
    day: int,
    cell: int,
    index: int,
) -> int:
    """How many of some people move by an exit, family by family, within a day.

    `hazard` is the exit's (1/day), `total` that of all exits of the stock, itself included.
    """
    if people <= 0 or hazard <= 0.0:
        return 0
    if people * hazard < 1.0:
        # Nobody moves where the uniform is below (1 - p)**n, which is never less than 1 - n * hazard: most days of
        # most communities end here, without an exponential, and exactly as they would have.
        families = (people + family_size - 1) // family_size
        if uniforms(seed, stream, member, day, cell, index)[0] <= 1.0 - families * hazard:
            return 0
    p = probability_of_exit(hazard, total)
    return people_in_families(people, p, family_size, seed, stream, member, day, cell, index)


@kernel_of("int64(int64, float64, float64, float64, int64, int64, int64, int64, int64, int64)")
def persons_by_exit(
    people: int,
    hazard: float,
    before: float,
    total: float,
    seed: int,
    stream: int,
    member: int,
    day: int,
    cell: int,
    index: int,
) -> int:
    """How many of the people left by exits of hazard `before` leave by the next one, person by person, within a day.

    `total` (1/day) is the hazard of all exits of the stock: the chance is that of the exit among those who remain.
    """
    if people <= 0 or hazard <= 0.0:
        return 0
    if people * hazard < 0.5 and before < 0.5:
        bound = hazard / (1.0 - before)
        if uniforms(seed, stream, member, day, cell, index)[0] <= 1.0 - people * bound:
            return 0
    p = probability_of_exit(hazard, total) / (1.0 - probability_of_exit(before, total))
    return binomial(people, p, seed, stream, member, day, cell, index)
