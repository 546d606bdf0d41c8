"""Exits: how many leave a stock by one of several competing exits (model §5.2).

Nobody moves where the uniform is below (1 - p)**n, which is never less than 1 - n * hazard: most days of most
communities end there, without an exponential, and exactly as they would have.
"""

from homeward.numerics.draws import binomial_at, families_at, families_of
from homeward.numerics.kernel import inlined, kernel_of
from homeward.numerics.rates import probability_of_exit

SLACK = 1.0 + 1e-9
"""Bounds are wider than rounding could make them."""


@inlined
def nobody_moves(families: float, hazard: float, u: float) -> bool:
    """Tell that no family takes an exit, from bounds on how many there are and on its hazard (1/day)."""
    return u <= 1.0 - families * hazard * SLACK


@inlined
def nobody_harmed(people: int, hazard: float, before: float, u: float) -> bool:
    """Tell that nobody takes the exit after others, from a bound on the hazard of those (1/day)."""
    return people * hazard * SLACK <= (1.0 - u) * (1.0 - before)


@inlined
def chance_of_families(
    people: int, hazard: float, total: float, family_size: int, u: float
) -> float:
    """Probability (1) with which each family takes an exit within a day; 0 where the uniform says that none does.

    `hazard` is the exit's (1/day), `total` that of all exits of the stock, itself included.
    """
    if people <= 0 or hazard <= 0.0 or nobody_moves(families_of(people, family_size), hazard, u):
        return 0.0
    return probability_of_exit(hazard, total)


@kernel_of("int64(int64, float64, float64, int64, float64)")
def families_by_exit(people: int, hazard: float, total: float, family_size: int, u: float) -> int:
    """How many of some people move by an exit, family by family, within a day; see `chance_of_families`."""
    p = chance_of_families(people, hazard, total, family_size, u)
    return families_at(people, p, family_size, u) if p > 0.0 else 0


@kernel_of("int64(int64, float64, float64, float64, float64)")
def persons_by_exit(people: int, hazard: float, before: float, total: float, u: float) -> int:
    """How many of the people left by exits of hazard `before` leave by the next one, person by person, within a day.

    `total` (1/day) is the hazard of all exits of the stock: the chance is that of the exit among those who remain.
    """
    if people <= 0 or hazard <= 0.0 or nobody_harmed(people, hazard, before, u):
        return 0
    p = probability_of_exit(hazard, total) / (1.0 - probability_of_exit(before, total))
    return binomial_at(people, p, u)
