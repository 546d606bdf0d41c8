"""Many draws together: the quantiles of `draws`, worked out side by side where that is cheaper (model §5.0).

Who does not move at all, and large means, are told side by side: each loop does one thing for all of them, without a
branch, so that a processor does several at once. What that cannot tell, and small means, are drawn alone. Every number
is what it would be alone.
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
    people_of,
)
from homeward.numerics.kernel import inlined
from homeward.numerics.normal import MIDDLE, middle_quantile, normal_quantile

ALONE = -1
"""Not told side by side."""


@inlined
def fill_families(
    people: Counts,
    p: Reals,
    u: Reals,
    family_size: int,
    n: int,
    large: Rows,
    z: Reals,
    alone: Rows,
    going: Counts,
) -> None:
    """Fill in `families_at` of the first `n`.

    `large` and `z` are room for those of large means, `alone` for all that are drawn alone.
    """
    for at in range(
        n
    ):  # as `small_quantile` begins; who is still to be told is told as families, less than none
        families = families_of(people[at], family_size)
        nobody = (p[at] <= 0.5) & (u[at] <= 1.0 - families * p[at])
        going[at] = 0 if nobody else -families
    found, left = 0, 0
    for at in range(n):  # without branches: a note is kept if it is one
        is_large = -going[at] * min(p[at], 1.0 - p[at]) >= SMALL_MEAN
        large[found] = at
        found += is_large
        alone[left] = at
        left += (going[at] < 0) & (not is_large)
    for of in range(found):
        z[of] = middle_quantile(u[int(large[of])] - 0.5)
    for of in range(found):  # one in seven lies in a tail
        at = int(large[of])
        if abs(u[at] - 0.5) > MIDDLE:
            z[of] = normal_quantile(u[at])
    for of in range(found):
        at = int(large[of])
        told = quantile_if_told(-going[at], p[at], z[of])
        going[at] = going[at] if told == ALONE else told
    for of in range(found):
        alone[left] = large[of]
        left += going[int(large[of])] < 0
    for of in range(left):
        at = int(alone[of])
        going[at] = binomial_at(-going[at], p[at], u[at])
    for at in range(n):
        going[at] = people_of(going[at], people[at], family_size)


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
