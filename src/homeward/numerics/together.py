"""Many draws together: the quantiles of `draws`, worked out side by side where that is cheaper (model §5.0).

Large means are told side by side: each loop does one thing for all of them, without a branch, so that a processor does
several at once. What that cannot tell, and small means, are drawn alone. Every number is what it would be alone.
"""

import math

from homeward.numerics.array_types import Counts, Reals, Rows
from homeward.numerics.draws import (
    NEAR,
    NEAR_ERROR,
    ROUNDING,
    SMALL_MEAN,
    binomial_at,
    expanded_quantile,
    families_of,
)
from homeward.numerics.kernel import inlined
from homeward.numerics.normal import MIDDLE, middle_quantile, normal_quantile

ALONE = -1
"""Not told by an expansion."""


@inlined
def fill_families(
    people: Counts,
    p: Reals,
    u: Reals,
    family_size: int,
    n: int,
    large: Rows,
    z: Reals,
    going: Counts,
) -> None:
    """Fill in `families_at` of the first `n`; `large` and `z` are room for those of large means."""
    found = 0
    for at in range(n):
        going[at] = ALONE
        large[found] = at
        found += families_of(people[at], family_size) * min(p[at], 1.0 - p[at]) >= SMALL_MEAN
    for of in range(found):
        z[of] = middle_quantile(u[int(large[of])] - 0.5)
    for of in range(found):  # one in seven lies in a tail
        at = int(large[of])
        if abs(u[at] - 0.5) > MIDDLE:
            z[of] = normal_quantile(u[at])
    for of in range(found):
        at = int(large[of])
        going[at] = quantile_if_told(families_of(people[at], family_size), p[at], z[of])
    for at in range(n):
        going[at] = people_of(going[at], people[at], p[at], family_size, u[at])


@inlined
def people_of(told: int, people: int, p: float, family_size: int, u: float) -> int:
    """`families_at`, of which the number of families may have been told."""
    families = families_of(people, family_size)
    going = binomial_at(families, p, u) if told == ALONE else told
    return people - (families - going) * family_size if going > 0 else 0


@inlined
def quantile_if_told(n: int, p: float, z: float) -> int:
    """`binomial_at` where the expansion tells it, given the normal quantile of the uniform; else ALONE."""
    is_upper = p > 0.5
    less = 1.0 - p if is_upper else p
    deviate = -z if is_upper else z
    mean = n * less
    if not (mean >= SMALL_MEAN and abs(z) <= NEAR):
        return ALONE
    variance = mean * (1.0 - less)
    x = expanded_quantile(n, less, deviate) + 0.5
    k = math.floor(x)
    clear_of_step = min(x - k, 1.0 - (x - k)) - ROUNDING * mean
    is_told = (clear_of_step > 0.0) & (
        clear_of_step * clear_of_step * (variance * variance * variance) > NEAR_ERROR * NEAR_ERROR
    )
    told = min(max(int(k), 0), n)
    return (n - told if is_upper else told) if is_told else ALONE
