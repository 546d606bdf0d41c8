"""Competing exits (model §5.2): the shortcuts change no number."""

import math

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy import stats

from homeward.numerics.draws import (
    binomial,
    binomial_at,
    families_at,
    families_of,
    people_in_families,
    uniform,
)
from homeward.numerics.exits import (
    families_by_exit,
    nobody_harmed,
    nobody_moves,
    persons_by_exit,
)
from homeward.numerics.kernel import kernel
from homeward.numerics.rates import probability_of_exit

# Small hazards of few people, where the shortcut ends most draws, and all others.
people = st.one_of(st.integers(0, 60), st.integers(0, 100_000))
hazards = st.one_of(
    st.just(0.0),
    st.floats(1e-9, 5.0).map(lambda x: min(x, 5.0)),
    st.floats(-9.0, 0.7).map(lambda x: 10.0**x),
)
sizes = st.integers(1, 12)
cells = st.integers(0, 2**31)


@settings(max_examples=1000)
@given(people, hazards, hazards, sizes, cells)
def test_families_leave_as_the_plain_formula_says(
    n: int, hazard: float, others: float, size: int, cell: int
):
    total = hazard + others
    address = (1, 2, 3, 4, cell, 6)
    plain = people_in_families(n, probability_of_exit(hazard, total), size, *address) if n else 0
    assert families_by_exit(n, hazard, total, size, uniform(*address)) == plain


@settings(max_examples=1000)
@given(people, hazards, hazards, hazards, cells)
def test_persons_leave_as_the_plain_formula_says(
    n: int, hazard: float, before: float, others: float, cell: int
):
    total = hazard + before + others
    address = (1, 2, 3, 4, cell, 6)
    plain = 0
    if hazard > 0.0:
        p = probability_of_exit(hazard, total) / (1.0 - probability_of_exit(before, total))
        plain = binomial(n, p, *address)
    assert persons_by_exit(n, hazard, before, total, uniform(*address)) == plain


edges = st.one_of(
    st.just(0.0), st.floats(-15.0, -1.0).map(lambda x: 10.0**x), st.floats(-15.0, -1.0).map(lambda x: -(10.0**x))
)  # fmt: skip
at_most = st.one_of(st.just(1.0), st.floats(1.0, 3.0))
"""A bound, as a multiple of what it bounds."""


def beside(u: float, by: float) -> float:
    """Return a uniform within a share `by` of another's distance from the nearer end."""
    return min(max(u + by * min(u, 1.0 - u), 2.0**-53), 1.0 - 2.0**-53)


@settings(max_examples=500)
@given(st.integers(1, 100_000), hazards, hazards, sizes, at_most, edges, st.booleans())
def test_nobody_is_said_to_move_where_the_exact_draw_moves_somebody(
    n: int, hazard: float, others: float, size: int, wider: float, by: float, is_linear: bool
):
    """At uniforms beside the bound itself, and beside (1 - p)^n, with the families as reals that round down."""
    families, p = families_of(n, size), probability_of_exit(hazard, hazard + others)
    step = 1.0 - families * hazard if is_linear else (1.0 - p) ** families
    u = beside(min(max(step, 1e-15), 1.0 - 1e-15), by)
    for count in (float(families), (n + size - 1) * (1.0 / size)):
        if nobody_moves(count * wider, hazard, u) or nobody_moves(count, hazard * wider, u):
            assert families_at(n, p, size, u) == 0


@settings(max_examples=500)
@given(st.integers(1, 100_000), hazards, hazards, hazards, at_most, edges, st.booleans())
def test_nobody_is_said_to_be_harmed_where_the_exact_draw_harms_somebody(
    n: int, hazard: float, before: float, others: float, wider: float, by: float, is_linear: bool
):
    total = hazard + before + others
    p = min(probability_of_exit(hazard, total) / (1.0 - probability_of_exit(before, total)), 1.0)
    linear = 1.0 - n * hazard / (1.0 - before) if before < 1.0 else 0.0
    u = beside(min(max(linear if is_linear else (1.0 - p) ** n, 1e-15), 1.0 - 1e-15), by)
    for fewer in (n, max(n - 3, 0)):  # those who moved are no longer there
        if nobody_harmed(n, hazard, before * wider, u):
            assert binomial_at(fewer, p, u) == 0


def test_the_bounds_settle_most_quiet_days_and_only_those():
    """Negative control: were they to say never, or always, no test above would see it."""
    u = np.arange(0.5, 1000) / 1000
    quiet = (
        [nobody_moves(20, 0.001, at) for at in u],
        [nobody_harmed(20, 0.001, 0.1, at) for at in u],
    )
    for said in quiet:
        assert 970 < sum(said) < 985
    assert not nobody_moves(20, 0.1, 0.5)
    assert not nobody_harmed(20, 0.1, 0.1, 0.5)


@kernel
def many(out, n, first, second, seed):
    """Fill in how many leave by the first and by the second exit (member, 2)."""
    total = first + second
    for member in range(out.shape[0]):
        to_leave = uniform(seed, 2, member, 4, 5, 6)
        gone = families_by_exit(n, first, total, 1, to_leave)
        out[member, 0] = gone
        to_be_harmed = uniform(seed, 3, member, 4, 5, 6)
        out[member, 1] = persons_by_exit(n - gone, second, first, total, to_be_harmed)


def test_both_exits_together_are_competing_risks():
    """Totals over members are binomial: five standard deviations either way, false alarm below 2e-6."""
    n, members, first, second = 40, 20_000, 0.08, 0.05
    out = np.empty((members, 2))
    many(out, n, first, second, 7)
    for exit_, hazard in enumerate((first, second)):
        p = hazard / (first + second) * -math.expm1(-first - second)
        law = stats.binom(n * members, p)
        assert abs(out[:, exit_].sum() - law.mean()) < 5 * law.std()
        naive = stats.binom(
            n * members, -math.expm1(-hazard)
        )  # negative control: exits that do not compete
        assert abs(out[:, exit_].sum() - naive.mean()) > 5 * naive.std()
