"""The rule for one published figure (model §9.4)."""

from __future__ import annotations

import math

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from homeward.results.publish.small_counts import (
    BASE,
    THRESHOLD,
    coarse,
    in_people,
    published_count,
    published_difference,
    published_error,
)

people = st.one_of(st.just(0.0), st.floats(0.001, 1e7))


@pytest.mark.parametrize(
    ("count", "said"),
    [
        (0, 0), (0.005, math.nan), (1, math.nan), (9.99, math.nan), (10, 10), (12.4, 10),
        (12.5, 15), (13, 15), (1002, 1000), (math.nan, math.nan), (math.inf, math.inf),
    ],
)  # fmt: skip
def test_a_count_is_withheld_below_ten_and_rounded_above(count: float, said: float):
    assert published_count(count) == pytest.approx(said, nan_ok=True)


@pytest.mark.parametrize(
    ("difference", "shown"),
    [
        (0, 0), (0.4, 0), (4.9, 0), (5, 10), (9.9, 10), (10, 10), (12.4, 10), (12.5, 15), (13, 15),
        (-4.9, 0), (-5, -10), (-9.9, -10), (-12.4, -10), (-12.5, -15), (1002, 1000),
    ],
)  # fmt: skip
def test_a_difference_is_published_in_fives_and_never_between_nothing_and_ten(
    difference: float, shown: float
):
    assert published_difference(difference) == shown
    assert math.copysign(1, published_difference(difference)) == (-1 if shown < 0 else 1), "no -0"


def test_a_published_part_is_never_more_than_five_off():
    """So n parts add up to their whole to 5 (n + 1)."""
    for difference in np.arange(-60, 60, 0.1):
        assert abs(published_difference(difference) - difference) <= 5.0


@given(people)
def test_an_error_is_never_told_finer_than_counts_nor_as_less_than_it_is(error: float):
    shown = published_error(error)
    assert shown % BASE == 0
    assert error <= shown < error + BASE
    assert (shown == 0) == (error == 0)


@given(people, st.integers(1, 10_000_000))
def test_a_share_tells_no_more_than_the_count_behind_it(count: float, whole: int):
    person = coarse(1 / whole)
    shown = in_people(published_count, count / whole, person)
    steps = shown / person
    assert math.isnan(shown) or abs(steps - round(steps)) < 1e-6 * max(steps, 1)
    # A step is at least five people, and at most ten.
    assert 1 / whole <= person * (1 + 1e-9)
    assert person <= 2.0000001 / whole
    if 0 < count < THRESHOLD:
        assert math.isnan(shown)


@pytest.mark.parametrize(
    ("person", "said"), [(1, 1), (0.1, 0.1), (0.11, 0.2), (1 / 37, 0.03), (1 / 60_000, 2e-5)]
)
def test_what_one_person_makes_has_one_digit(person: float, said: float):
    assert coarse(person) == pytest.approx(said)


def test_a_share_of_nobody_has_no_figure():
    assert coarse(math.inf) == coarse(math.nan) == coarse(0.0) == math.inf
    assert math.isnan(in_people(published_count, 0.5, math.inf))
