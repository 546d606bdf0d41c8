"""Chance addressed by what it decides (model §5)."""

from __future__ import annotations

import math
from collections.abc import Callable

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy import stats

from homeward.numerics.draws import (
    FAR,
    FAR_ERROR,
    NEAR,
    NEAR_ERROR,
    POWER_TO,
    SMALL_MEAN,
    binomial,
    expanded_quantile,
    large_quantile,
    people_in_families,
    philox,
    small_quantile,
    summed_quantile,
    uniforms,
)
from homeward.numerics.kernel import kernel
from homeward.numerics.normal import normal_quantile

# Random123's known answers (kat_vectors of philox4x32-10): counter, key, result.
KNOWN_ANSWERS = [
    ("00000000 00000000 00000000 00000000", "00000000 00000000", "6627e8d5 e169c58d bc57ac4c 9b00dbd8"),
    ("ffffffff ffffffff ffffffff ffffffff", "ffffffff ffffffff", "408f276d 41c83b0e a20bc7c6 6d5451fd"),
    ("243f6a88 85a308d3 13198a2e 03707344", "a4093822 299f31d0", "d16cfe09 94fdcceb 5001e420 24126ea1"),
]  # fmt: skip

# (n, p) on either side of every switch of `binomial`: p = 0.5, n p = 10 (added up from 0 or from the nearer tail),
# n = 64 (powers or exponentials), and many people.
CASES = [
    (1, 0.3), (5, 0.5), (12, 0.9), (64, 0.1), (65, 0.1), (64, 0.155), (64, 0.158), (99, 0.1), (101, 0.1),
    (20, 0.499), (20, 0.501), (40, 0.26), (40, 0.74), (300, 0.5), (2_000, 0.004), (2_000, 0.006), (5_000, 0.3),
    (5_000, 0.97), (1_000_000, 1e-6), (1_000_000, 0.00002), (10_000_000, 0.2),
]  # fmt: skip
DRAWS = 20_000
FALSE_ALARM = 1e-7
"""Chance that one case fails although the draws are right."""

numbers = st.integers(1, 400)
shares = st.floats(0.0, 1.0)
addresses = st.integers(0, 2**31)


@kernel
def many(out, n, p):
    """Fill in one draw a member."""
    for member in range(out.size):
        out[member] = binomial(n, p, 11, 12, member, 13, 14, 15)


@kernel
def many_in_families(out, people, p, family_size):
    """Fill in one draw a member."""
    for member in range(out.size):
        out[member] = people_in_families(people, p, family_size, 5, 12, member, 3, 4, 5)


@kernel
def many_uniforms(out):
    """Fill in pairs: (member, day, 2)."""
    for member in range(out.shape[0]):
        for day in range(out.shape[1]):
            out[member, day] = uniforms(1, 2, member, day, 3, 4)


def chance_of_fit(draws: np.ndarray, n: int, p: float) -> float:
    """Chi-square: how likely draws so far from Binomial(n, p) are, over cells of at least 20 expected."""
    law = stats.binom(n, p)
    n_cell = max(2, min(60, draws.size // 20))
    edges = np.unique(law.ppf(np.linspace(0.0, 1.0, n_cell + 1)[1:-1]))
    bounds = np.concatenate(([-np.inf], edges, [np.inf]))
    expected = np.diff(law.cdf(bounds)) * draws.size
    seen = np.histogram(draws, np.concatenate(([-1], edges + 0.5, [n + 1.0])))[0]
    while expected.size > 2 and expected.min() < 20:
        small = int(expected.argmin())
        other = small - 1 if small else 1
        expected[other] += expected[small]
        seen[other] += seen[small]
        expected, seen = np.delete(expected, small), np.delete(seen, small)
    return float(stats.chisquare(seen, expected).pvalue)


@pytest.mark.parametrize(("counter", "key", "result"), KNOWN_ANSWERS)
def test_philox_gives_the_published_answers(counter: str, key: str, result: str):
    words = [np.uint64(int(word, 16)) for word in (counter + " " + key).split()]
    assert [f"{word:08x}" for word in philox(*words)] == result.split()


def test_an_address_is_packed_as_documented():
    """The counter holds index, cell, stream and day, member; the key is the seed."""
    words = [np.uint64(w) for w in (7, 6, (2 << 20) | 5, 4, 0xDEADBEEF, 0x01234567)]
    c0, c1, c2, c3 = (int(word) for word in philox(*words))
    seed = 0x01234567DEADBEEF
    expected = (((c0 << 20) | (c1 >> 12)) + 0.5) / 2**52, (((c2 << 20) | (c3 >> 12)) + 0.5) / 2**52
    assert uniforms(seed, 2, 4, 5, 6, 7) == expected


@given(st.tuples(*[st.integers(0, 2**19)] * 6), st.integers(0, 5), st.integers(1, 2**11))
def test_another_address_is_another_number(address: tuple[int, ...], part: int, step: int):
    seed, stream, member, day, cell, index = address
    one = [seed, stream % 2**12, member, day, cell, index]
    other = list(one)
    other[part] = (one[part] + step) % (2**12 if part == 1 else 2**20)
    assert (one == other) == (uniforms(*one) == uniforms(*other))


def test_uniforms_are_uniform_and_unrelated():
    """False alarm below 1e-7: seven statistics at five and a half standard errors (4e-8 each)."""
    draws = np.empty((400, 500, 2))
    many_uniforms(draws)
    u, v = draws[..., 0], draws[..., 1]
    assert 0.0 < draws.min() < draws.max() < 1.0
    for values in (u, v):
        assert stats.kstest(values.ravel(), "uniform").pvalue > 4e-8

    def correlation(one: np.ndarray, other: np.ndarray) -> float:
        return abs(np.corrcoef(one.ravel(), other.ravel())[0, 1]) * math.sqrt(one.size)

    limit = 5.5
    assert correlation(u, v) < limit  # the two of one pair
    assert correlation(u[1:], u[:-1]) < limit  # neighbouring members
    assert correlation(u[:, 1:], u[:, :-1]) < limit  # neighbouring days
    assert correlation((u[1:] - 0.5) ** 2, (u[:-1] - 0.5) ** 2) < limit
    mixed = 0.98 * u[1:] + 0.02 * u[:-1]  # negative control: a fiftieth of the neighbour mixed in
    assert correlation(mixed, u[:-1]) > limit


@pytest.mark.parametrize(("n", "p"), CASES)
def test_draws_are_binomial(n: int, p: float):
    out = np.empty(DRAWS)
    many(out, n, p)
    assert chance_of_fit(out, n, p) > FALSE_ALARM


@pytest.mark.parametrize(("n", "p"), [case for case in CASES if case[0] > 1])
def test_the_chi_square_sees_a_wrong_probability(n: int, p: float):
    """Negative control: with p off by twelve standard errors of its estimate, every case fails."""
    out = np.empty(DRAWS)
    error = math.sqrt(p * (1 - p) / n / DRAWS)
    many(out, n, p + 12 * error if p < 0.5 else p - 12 * error)
    assert chance_of_fit(out, n, p) < FALSE_ALARM


@given(st.integers(-5, 1000), st.floats(-0.5, 1.5), addresses)
def test_draws_stay_between_nobody_and_everybody(n: int, p: float, cell: int):
    drawn = binomial(n, p, 1, 2, 3, 4, cell, 6)
    assert 0 <= drawn <= max(n, 0)
    if p <= 0.0:
        assert drawn == 0
    if p >= 1.0:
        assert drawn == max(n, 0)


def test_a_large_population_does_not_overflow():
    """Mean within six standard deviations: false alarm 2e-9."""
    n = 2**52
    drawn = binomial(n, 0.25, 1, 2, 3, 4, 5, 6)
    assert abs(drawn - n / 4) < 6 * math.sqrt(n * 0.25 * 0.75)


@given(numbers, shares, st.floats(1e-12, 1.0 - 1e-12))
def test_the_small_inversion_is_scipys_quantile(n: int, p: float, u: float):
    p = min(p, 0.5, 0.999 * SMALL_MEAN / n)
    is_the_quantile(small_quantile(n, p, u), n, p, u)


@settings(max_examples=300)
@given(
    st.one_of(st.integers(2, 100), st.integers(100, 100_000), st.integers(10**6, 10**9)),
    st.floats(1e-9, 0.5),
    st.one_of(st.floats(1e-12, 1e-3), st.floats(1e-3, 0.999), st.floats(0.999, 1 - 1e-12)),
)
def test_the_quantile_is_scipys_quantile(n: int, p: float, u: float):
    is_the_quantile(large_quantile(n, p, u), n, p, u)


def is_the_quantile(k: int, n: int, p: float, u: float) -> None:
    """Exact; where rounding decides, u lies within 1e-10 (relative, in either tail) of the step that is crossed."""
    expected = stats.binom.ppf(u, n, p)
    if k == expected:
        return
    lower = stats.binom.cdf(min(k, expected), n, p)
    upper = stats.binom.sf(min(k, expected), n, p)
    assert abs(k - expected) == 1
    assert abs(lower - u) < 1e-10 * max(u, 1e-6) or abs(upper - (1 - u)) < 1e-10


def steps_of(mean: float, p: float, reach: float = FAR) -> tuple[int, np.ndarray, np.ndarray]:
    """Return n, and a few hundred k within a normal quantile with the normal quantiles of P(X <= k)."""
    n = max(math.ceil(mean / p), math.ceil(SMALL_MEAN / p))
    law = stats.binom(n, p)
    least, most = law.mean() - 7 * law.std(), law.mean() + 9 * law.std()
    k = np.unique(np.linspace(max(least, 0), min(most, n - 1), 300).round())
    below, above = law.cdf(k), law.sf(k)
    z = np.where(below < 0.5, stats.norm.ppf(below), stats.norm.isf(above))
    within = np.abs(z) <= reach
    return n, k[within], z[within]


MEANS = [10, 10.5, 10.8, 11, 12.9, 17, 25, 50, 100, 400, 3_000]
CHANCES = [0.5, 0.49, 0.4, 0.3, 0.2, 0.1, 0.03, 0.01, 1e-3, 1e-4, 1e-6]


def greatest_error(expanded: Callable[[int, float, float], float], reach: float) -> float:
    """Greatest distance from a step, over a grid of distributions, times the standard deviation cubed."""
    errors = [0.0]
    for mean in MEANS:
        for p in CHANCES:
            n, steps, quantiles = steps_of(mean, p, reach)
            sd = math.sqrt(n * p * (1 - p))
            errors += [
                abs(expanded(n, p, z) - (k + 0.5)) * sd**3
                for k, z in zip(steps, quantiles, strict=True)
            ]
    return max(errors)


def test_the_error_of_the_expansion_is_little_more_than_half_of_what_it_is_given():
    """Greatest where P(X <= 1) is just within reach: rare events of mean 10.8."""
    greatest = greatest_error(expanded_quantile, NEAR)
    assert 1.0 < greatest < 1.1
    assert 1.8 * greatest < NEAR_ERROR
    assert 1.8 * greatest_error(expanded_quantile, FAR) < FAR_ERROR


def test_an_expansion_without_its_last_term_is_seen():
    """Negative control: what belongs to the cube of the skewness left out."""

    def shorter(n: int, p: float, z: float) -> float:
        sd = math.sqrt(n * p * (1 - p) - 1 / 12)
        third = n * p * (1 - p) * (1 - 2 * p) / sd**3
        return expanded_quantile(n, p, z) - sd * third**3 * ((12 * z * z - 53) * z * z + 17) / 324

    assert greatest_error(shorter, NEAR) > NEAR_ERROR


@kernel
def number_that_differ(n, p, u):
    """Count the quantiles that are not those of adding up."""
    differ = 0
    for draw in range(n.size):
        by_sum = summed_quantile(n[draw], p[draw], u[draw], normal_quantile(u[draw]))
        if large_quantile(n[draw], p[draw], u[draw]) != by_sum:
            differ += 1
    return differ


def test_the_expansion_gives_the_quantile_that_adding_up_gives():
    """Of 300,000 distributions of means up to 100,000, few uniforms of each fifth far out in a tail."""
    chance = np.random.default_rng(1)
    size = 300_000
    p = 0.5 * 10 ** (-6 * chance.random(size) * chance.random(size))
    n = np.ceil(10 ** chance.uniform(1, 5, size) / p).astype(np.int64)
    u = chance.random(size)
    u = np.where(chance.random(size) < 0.2, 10 ** (12 * (u - 1)), u)
    u = np.where(chance.random(size) < 0.1, 1 - np.minimum(u, 1 - 1e-15), u)
    assert number_that_differ(n, p, u) == 0


def near_steps() -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """Uniforms that differ from P(X <= k) by a part in 10^1 to 10^15, on either side, of many distributions."""
    found: list[tuple[float, float, np.ndarray]] = []
    off = 10.0 ** -np.arange(1, 16)
    for mean in MEANS:
        for p in CHANCES:
            n, steps, _ = steps_of(mean, p)
            at = stats.binom.cdf(steps[::7], n, p)[:, np.newaxis]
            gap = np.minimum(at, 1 - at) * off
            found += [(n, p, row) for row in (at - gap, at, at + gap)]
    u = np.concatenate([row.ravel() for _, _, row in found])
    times = [row.size for _, _, row in found]
    n = np.repeat(np.array([n for n, _, _ in found], dtype=np.int64), times)
    return n, np.repeat([p for _, p, _ in found], times), u


def test_the_expansion_leaves_uniforms_near_a_step_to_adding_up():
    n, p, u = near_steps()
    assert u.size > 25_000
    assert number_that_differ(n, p, u) == 0


def test_an_expansion_that_is_trusted_everywhere_is_seen_near_steps():
    """Negative control."""
    n, p, u = (part[::5] for part in near_steps())
    trusted = [
        math.floor(expanded_quantile(*one, normal_quantile(at)) + 0.5)
        for *one, at in zip(n.tolist(), p.tolist(), u.tolist(), strict=True)
    ]
    assert (np.array(trusted) != stats.binom.ppf(u, n, p)).mean() > 0.05


@settings(max_examples=300)
@given(numbers, shares, shares, addresses)
def test_more_people_or_a_higher_chance_never_draw_fewer(n: int, p: float, q: float, cell: int):
    low, high = min(p, q), max(p, q)

    def draw(people: int, chance: float) -> int:
        return binomial(people, chance, 1, 2, 3, 4, cell, 6)

    assert draw(n, low) <= draw(n, high)
    assert draw(n, low) <= draw(n + 1, low) <= draw(n, low) + 1


@given(st.integers(POWER_TO - 2, POWER_TO + 2), st.floats(0.14, 0.17), addresses)
def test_draws_stay_monotone_across_the_switches(n: int, p: float, cell: int):
    """Near n = 64 and n p = 10, where one way of inverting gives way to another."""
    at = [binomial(n, p * (1 + step / 50), 1, 2, 3, 4, cell, 6) for step in range(-5, 6)]
    assert at == sorted(at)
    around_half = [binomial(n, 0.5 + step / 1000, 1, 2, 3, 4, cell, 6) for step in range(-5, 6)]
    assert around_half == sorted(around_half)


@given(numbers, st.floats(0.0, 0.5), st.floats(1e-9, 1 - 1e-9), st.floats(1e-9, 1 - 1e-9))
def test_a_higher_uniform_never_draws_fewer(n: int, p: float, u: float, v: float):
    low, high = min(u, v), max(u, v)
    quantile = small_quantile if n * p < SMALL_MEAN else large_quantile
    assert quantile(n, p, low) <= quantile(n, p, high)


@given(st.integers(0, 500), shares, st.integers(1, 12), addresses)
def test_families_go_whole_but_for_one(people: int, p: float, family_size: int, cell: int):
    going = people_in_families(people, p, family_size, 1, 2, 3, 4, cell, 6)
    assert 0 <= going <= people
    assert (people - going) % family_size == 0 or going == 0


@given(st.integers(0, 500), st.integers(1, 12), addresses)
def test_all_go_or_nobody_goes_at_the_ends(people: int, family_size: int, cell: int):
    assert people_in_families(people, 0.0, family_size, 1, 2, 3, 4, cell, 6) == 0
    assert people_in_families(people, 1.0, family_size, 1, 2, 3, 4, cell, 6) == people


@given(st.integers(0, 500), shares, shares, st.integers(1, 12), addresses)
def test_more_families_go_when_chances_rise(
    people: int, p: float, q: float, family_size: int, cell: int
):
    low, high = min(p, q), max(p, q)

    def going(chance: float) -> int:
        return people_in_families(people, chance, family_size, 1, 2, 3, 4, cell, 6)

    assert going(low) <= going(high)


@pytest.mark.parametrize("wrong_by", [0.0, 0.01])
def test_as_many_go_as_the_chance_says(wrong_by: float):
    """Mean of 500 whole families within five standard errors: false alarm 6e-7; one point more is seen."""
    out = np.empty(4_000)
    many_in_families(out, 2_500, 0.3 + wrong_by, 5)
    error = 5 * math.sqrt(500 * 0.3 * 0.7 / out.size)
    assert (abs(out.mean() - 2_500 * 0.3) < 5 * error) == (wrong_by == 0.0)


def test_an_incomplete_family_is_a_small_error_on_the_mean():
    """Of 7 people in families of 5, the odd 2 go with the first family: the mean is off by less than a family."""
    out = np.empty(20_000)
    many_in_families(out, 7, 0.3, 5)
    exact = 0.09 * 7 + 2 * 0.3 * 0.7 * 2
    assert out.mean() == pytest.approx(exact, abs=6 * out.std() / math.sqrt(out.size))
