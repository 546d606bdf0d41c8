"""Chance addressed by what it decides, never by the order in which it is asked for (model §5).

Every number is a pure function of (seed, stream, member, day, cell, index). All integers that are mixed live in
uint64 variables holding 32-bit values: nothing wraps, so one source runs compiled, as plain Python and on a GPU.
"""

import math

import numpy as np

from homeward.numerics.array_types import Reals, Rows
from homeward.numerics.kernel import inlined, kernel, kernel_of
from homeward.numerics.normal import normal_quantile

# Philox4x32-10 (Salmon, Moraes, Dror, Shaw 2011, doi:10.1145/2063384.2063405): multipliers, Weyl constants.
MULTIPLIER_0 = np.uint64(0xD2511F53)
MULTIPLIER_1 = np.uint64(0xCD9E8D57)
WEYL_0 = np.uint64(0x9E3779B9)
WEYL_1 = np.uint64(0xBB67AE85)
LOW_32 = np.uint64(0xFFFFFFFF)
BITS_12 = np.uint64(12)
BITS_20 = np.uint64(20)
BITS_32 = np.uint64(32)
ROUNDS = 10  # 7 pass TestU01's BigCrush; 10 is the published default
STEP_52 = 2.0**-52
HALF_STEP = 2.0**-53
BITS_OF_ONE = np.uint64(
    0x3FF0000000000000
)  # of 1.0: with 52 bits below them, those of a number from 1 to 2

SMALL_MEAN = 10.0  # mean below which probabilities are added up from 0
POWER_TO = 64  # up to this n, (1 - p)**n by squaring: faster than exp and log1p, and the same on every libm
MOST_OF_SMALL = 150  # P(X > 150) < 1e-100 for a mean below 12: only rounding can reach it
HALF_LOG_2_PI = 0.9189385332046727
# Normal quantiles up to which the expansion is used, and how near a step it is trusted, times sd**-3: its error is at
# most 1.1 up to the first and 25 up to the second (a test measures it).
NEAR, FAR = 3.5, 6.0
NEAR_ERROR, FAR_ERROR = 2.0, 50.0
ROUNDING = 1e-14  # relative
NEGLIGIBLE = 1e-18  # relative size at which a tail's next term is dropped


@inlined
def philox(
    c0: np.uint64, c1: np.uint64, c2: np.uint64, c3: np.uint64, k0: np.uint64, k1: np.uint64
) -> tuple[np.uint64, np.uint64, np.uint64, np.uint64]:
    """Mix a 128-bit counter under a 64-bit key; both and the result are 32-bit words in uint64.

    Words are cut to their lower halves where they are multiplied, and nowhere else: vector units multiply those alone.
    """
    for _ in range(ROUNDS):
        a = MULTIPLIER_0 * (c0 & LOW_32)
        b = MULTIPLIER_1 * (c2 & LOW_32)
        c0, c1, c2, c3 = (b >> BITS_32) ^ c1 ^ k0, b, (a >> BITS_32) ^ c3 ^ k1, a
        k0 = (k0 + WEYL_0) & LOW_32
        k1 = (k1 + WEYL_1) & LOW_32
    return c0 & LOW_32, c1 & LOW_32, c2 & LOW_32, c3 & LOW_32


@kernel_of("UniTuple(float64, 2)(int64, int64, int64, int64, int64, int64)")
def uniforms(
    seed: int, stream: int, member: int, day: int, cell: int, index: int
) -> tuple[float, float]:
    """Two uniforms in the open interval (0, 1) for one address.

    The address is packed, not hashed, so no two share a counter: seed < 2**63, stream < 2**12, day < 2**20,
    member, cell and index < 2**32.
    """
    c0, c1, c2, c3 = philox(
        np.uint64(index),
        np.uint64(cell),
        (np.uint64(stream) << BITS_20) | np.uint64(day),
        np.uint64(member),
        np.uint64(seed) & LOW_32,
        np.uint64(seed) >> BITS_32,
    )
    # 52 bits, not 53: x + 0.5 is then exact, so 0 and 1 cannot occur and u and 1 - u are equally likely.
    u = (np.float64((c0 << BITS_20) | (c1 >> BITS_12)) + 0.5) * STEP_52
    v = (np.float64((c2 << BITS_20) | (c3 >> BITS_12)) + 0.5) * STEP_52
    return u, v


@inlined
def random_bits(seed: int, stream: int, member: int, day: int, cell: int, index: int) -> np.uint64:
    """Return the 52 bits of which the first of `uniforms` is made."""
    c0, c1, _, _ = philox(
        np.uint64(index),
        np.uint64(cell),
        (np.uint64(stream) << BITS_20) | np.uint64(day),
        np.uint64(member),
        np.uint64(seed) & LOW_32,
        np.uint64(seed) >> BITS_32,
    )
    return (c0 << BITS_20) | (c1 >> BITS_12)


@inlined
def uniform(seed: int, stream: int, member: int, day: int, cell: int, index: int) -> float:
    """Return the first of `uniforms`, where no second is wanted."""
    bits = random_bits(seed, stream, member, day, cell, index)
    return (np.float64(np.int64(bits)) + 0.5) * STEP_52


@inlined
def fill_uniforms(
    seed: int,
    stream: int,
    member: int,
    day: int,
    cells: Rows,
    index: int,
    out: Reals,
    n: int,
) -> None:
    """Fill in `uniform` for some cells in one go: in half the time of one by one."""
    bits = out.view(np.uint64)
    for at in range(n):
        bits[at] = random_bits(seed, stream, member, day, int(cells[at]), index) | BITS_OF_ONE
    for at in range(n):
        out[at] = out[at] - 1.0 + HALF_STEP


@inlined
def fill_uniforms_in_order(seed: int, stream: int, member: int, day: int, out: Reals) -> None:
    """Fill in `uniform` for the cells from 0 on, as many as there is room for."""
    bits = out.view(np.uint64)
    for cell in range(out.size):
        bits[cell] = random_bits(seed, stream, member, day, cell, 0) | BITS_OF_ONE
    for cell in range(out.size):
        out[cell] = out[cell] - 1.0 + HALF_STEP


@inlined
def fill_uniforms_by_index(
    seed: int, stream: int, member: int, day: int, cell: int, out: Reals, n: int
) -> None:
    """Fill in `uniform` of one cell for the first `n` indices."""
    bits = out.view(np.uint64)
    for index in range(n):
        bits[index] = random_bits(seed, stream, member, day, cell, index) | BITS_OF_ONE
    for index in range(n):
        out[index] = out[index] - 1.0 + HALF_STEP


@kernel
def stirling_error(k: float) -> float:
    """log(k!) minus Stirling's formula without its correction; k >= 1."""
    if k < 16.0:
        return math.lgamma(k + 1.0) - (k + 0.5) * math.log(k) + k - HALF_LOG_2_PI
    square = k * k
    series = 1 / 1260 - (1 / 1680 - 1 / 1188 / square) / square
    return (1 / 12 - (1 / 360 - series / square) / square) / k


@kernel
def deviance(x: float, mean: float) -> float:
    """X log(x / mean) + mean - x without cancellation (Loader 2000); x >= 1, mean > 0."""
    gap = x - mean
    if abs(gap) < 0.1 * (x + mean):
        ratio = gap / (x + mean)
        total = gap * ratio
        term = 2.0 * x * ratio
        square = ratio * ratio
        for j in range(1, 30):
            term *= square
            longer = total + term / (2 * j + 1)
            if longer == total:
                break
            total = longer
        return total
    return x * math.log(x / mean) + mean - x


@kernel
def log_probability(k: float, n: float, p: float) -> float:
    """Log of the binomial probability of k, plus log(2 pi) / 2; small relative error up to n = 2**53."""
    if k == 0.0:
        return n * math.log1p(-p) + HALF_LOG_2_PI
    if k == n:
        return n * math.log(p) + HALF_LOG_2_PI
    rest = n - k
    return (
        stirling_error(n)
        - stirling_error(k)
        - stirling_error(rest)
        - deviance(k, n * p)
        - deviance(rest, n * (1.0 - p))
        - 0.5 * math.log(k / n * rest)
    )


@kernel_of("int64(int64, float64, float64)")
def small_quantile(n: int, p: float, u: float) -> int:
    """Quantile u of Binomial(n, p), adding up from 0; n p < SMALL_MEAN, p <= 0.5. Monotone in n, p, u."""
    if u <= 1.0 - n * p:  # (1 - p)**n is never less (Bernoulli): most draws of rare events end here
        return 0
    odds = p / (1.0 - p)
    if n <= POWER_TO:
        term = 1.0
        square = 1.0 - p
        bits = n
        while bits > 0:
            if bits & 1:
                term *= square
            square *= square
            bits >>= 1
    else:
        term = math.exp(n * math.log1p(-p))
    scale = (n + 1.0) * odds
    k = 0
    while u > term:
        u -= term
        k += 1
        if k > n or k > MOST_OF_SMALL:
            return min(n, MOST_OF_SMALL)
        term *= scale / k - odds
    return k


@kernel
def lower_tail(k: int, n: int, p: float) -> float:
    """P(X <= k) for X ~ Binomial(n, p), 0 <= k < n, added up downward from k."""
    term = math.exp(log_probability(float(k), float(n), p) - HALF_LOG_2_PI)
    inverse_odds = (1.0 - p) / p
    total = term
    i = k
    while i > 0 and term > NEGLIGIBLE * total:
        term *= i / (n - i + 1.0) * inverse_odds
        total += term
        i -= 1
    return total


@kernel
def upper_tail(k: int, n: int, p: float) -> float:
    """P(X > k) for X ~ Binomial(n, p), 0 <= k < n, added up upward from k + 1."""
    i = k + 1
    term = math.exp(log_probability(float(i), float(n), p) - HALF_LOG_2_PI)
    odds = p / (1.0 - p)
    total = term
    while i < n and term > NEGLIGIBLE * total:
        term *= (n - i) / (i + 1.0) * odds
        total += term
        i += 1
    return total


@kernel
def expanded_quantile(n: int, p: float, z: float) -> float:
    """Where the distribution of X, spread evenly over half a unit on either side, has the normal quantile z.

    Cornish and Fisher's expansion of 1938 to the third order, with the cumulants of Binomial(n, p); what stands for
    its steps is a twelfth of a unit in the variance. P(X <= k) = P(Z <= z) where this is k + 1/2.
    """
    mean = n * p
    variance = mean * (1.0 - p)
    skew = 1.0 - 2.0 * p
    per_sd = 1.0 / math.sqrt(variance - 1.0 / 12.0)
    per_variance = per_sd * per_sd
    third = variance * skew * per_variance * per_sd
    fourth = variance * (1.0 - 6.0 * p * (1.0 - p)) * per_variance * per_variance
    fifth = third * (1.0 - 12.0 * p * (1.0 - p)) * per_variance
    y = z * z
    w = z + third * (y - 1.0) * (1 / 6)
    w += (fourth * (y - 3.0) * (1 / 24) - third * third * (2.0 * y - 5.0) * (1 / 36)) * z
    w += fifth * ((y - 6.0) * y + 3.0) * (1 / 120)
    w -= third * fourth * ((y - 5.0) * y + 2.0) * (1 / 24)
    w += third * third * third * ((12.0 * y - 53.0) * y + 17.0) * (1 / 324)
    return mean + w * (variance - 1.0 / 12.0) * per_sd


@kernel_of("int64(int64, float64, float64, float64)")
def summed_quantile(n: int, p: float, u: float, z: float) -> int:
    """`large_quantile` by adding up the smaller tail, so that nothing is lost near 0 or 1; z is u's normal quantile.

    Costs about ten standard deviations of additions.
    """
    mean = n * p
    sd = math.sqrt(mean * (1.0 - p))
    k = int(math.floor(mean + sd * z + (1.0 - 2.0 * p) * (z * z - 1.0) / 6.0))
    k = min(max(k, 0), n - 1)
    odds = p / (1.0 - p)
    term = math.exp(log_probability(float(k), float(n), p) - HALF_LOG_2_PI)
    if u <= 0.5:
        below = lower_tail(k, n, p)
        while k > 0 and below - term >= u:
            below -= term
            term *= k / (n - k + 1.0) / odds
            k -= 1
        while below < u and k < n:
            term *= (n - k) / (k + 1.0) * odds
            k += 1
            below += term
        return k
    above = upper_tail(k, n, p)
    while k > 0 and above + term <= 1.0 - u:
        above += term
        term *= k / (n - k + 1.0) / odds
        k -= 1
    while above > 1.0 - u and k < n:
        term *= (n - k) / (k + 1.0) * odds
        k += 1
        above -= term
    return k


@kernel_of("int64(int64, float64, float64)")
def large_quantile(n: int, p: float, u: float) -> int:
    """Least k with P(X <= k) >= u; p <= 0.5, mean >= SMALL_MEAN.

    Nineteen in twenty are told by an expansion whose error is known: unless it comes too near a step.
    """
    mean = n * p
    variance = mean * (1.0 - p)
    z = normal_quantile(u)
    if abs(z) <= FAR:
        error = NEAR_ERROR if abs(z) <= NEAR else FAR_ERROR
        x = expanded_quantile(n, p, z) + 0.5
        k = math.floor(x)
        clear_of_step = min(x - k, 1.0 - (x - k)) - ROUNDING * mean
        cubed = (
            variance * variance * variance
        )  # roots and divisions are half of what an expansion costs
        if clear_of_step > 0.0 and clear_of_step * clear_of_step * cubed > error * error:
            return int(min(max(k, 0.0), float(n)))
    return summed_quantile(n, p, u, z)


@inlined
def binomial_quantile(n: int, p: float, u: float) -> int:
    """Quantile u of Binomial(n, p), 0 < p <= 0.5."""
    if n * p < SMALL_MEAN:
        return small_quantile(n, p, u)
    return large_quantile(n, p, u)


@inlined
def binomial_at(n: int, p: float, u: float) -> int:
    """How many of n (n < 2**53) do what each does with probability p; exact to the rounding of p and u.

    It is the quantile of a uniform, so monotone in n, p and the uniform: two worlds that share their uniforms can be
    subtracted.
    """
    if n <= 0 or not p > 0.0:  # not a number counts as never
        return 0
    if p >= 1.0:
        return n
    if p <= 0.5:
        return binomial_quantile(n, p, u)
    return n - binomial_quantile(n, 1.0 - p, 1.0 - u)  # 1 - u: monotone across p = 0.5


@inlined
def families_of(people: int, family_size: int) -> int:
    """Families that some people form, the last perhaps incomplete: divided as reals, in a third of the time."""
    return int((people + family_size - 1) / family_size)


@inlined
def people_of(going: int, people: int, family_size: int) -> int:
    """People of the families that go, of all that some people form: the last, incomplete one is the first to go."""
    families = families_of(people, family_size)
    return people - (families - going) * family_size if going > 0 else 0


@inlined
def families_at(people: int, p: float, family_size: int, u: float) -> int:
    """How many of some people go, deciding family by family; nobody is lost to the remainder.

    People form `people // family_size` whole families and at most one incomplete one. Families are drawn; the
    incomplete one is the first to go. What stays is then a whole number of families, so the draw is monotone.
    """
    return people_of(binomial_at(families_of(people, family_size), p, u), people, family_size)


@kernel_of("int64(int64, float64, int64, int64, int64, int64, int64, int64)")
def binomial(
    n: int, p: float, seed: int, stream: int, member: int, day: int, cell: int, index: int
) -> int:
    """`binomial_at` the uniform of an address."""
    if n <= 0 or not p > 0.0:
        return 0
    return binomial_at(n, p, uniform(seed, stream, member, day, cell, index))


@kernel_of("int64(int64, float64, int64, int64, int64, int64, int64, int64, int64)")
def people_in_families(
    people: int,
    p: float,
    family_size: int,
    seed: int,
    stream: int,
    member: int,
    day: int,
    cell: int,
    index: int,
) -> int:
    """`families_at` the uniform of an address."""
    if people <= 0 or not p > 0.0:
        return 0
    return families_at(people, p, family_size, uniform(seed, stream, member, day, cell, index))
