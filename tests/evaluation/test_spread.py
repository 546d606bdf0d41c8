"""Numbers over members, and how differences of people are published and worded (model §9, §10)."""

from __future__ import annotations

import math

import numpy as np
import pytest

from homeward.evaluation.spread import (
    Spread,
    published_difference,
    spread,
    whole,
    word_difference,
)


def test_a_spread_is_that_of_the_members():
    found = spread(np.arange(101.0))
    assert (found.mean, found.median) == (50.0, 50.0)
    assert (found.q05, found.q25, found.q75, found.q95) == pytest.approx((5, 25, 75, 95))
    assert found.error == pytest.approx(np.arange(101.0).std(ddof=1) / math.sqrt(101))


def test_one_member_has_no_error():
    assert spread(np.array([7.0])).error is None


@pytest.mark.parametrize(
    ("people", "shown"),
    [
        (0, 0), (0.4, 0), (4.9, 0), (5, 10), (9.9, 10), (10, 10), (12.4, 10), (12.5, 15), (13, 15),
        (-4.9, 0), (-5, -10), (-9.9, -10), (-12.4, -10), (-12.5, -15), (1002, 1000),
    ],
)  # fmt: skip
def test_a_difference_is_published_in_fives_and_never_between_nothing_and_ten(
    people: float, shown: float
):
    assert published_difference(people) == shown
    assert math.copysign(1, published_difference(people)) == (-1 if shown < 0 else 1), "no -0"


def test_a_published_part_is_never_more_than_five_off():
    """So n parts add up to their whole to 5 (n + 1)."""
    for people in np.arange(-60, 60, 0.1):
        assert abs(published_difference(people) - people) <= 5.0


def test_everything_of_a_spread_is_rounded_but_the_error():
    given = Spread(101.0, 1.23, 4.0, -7.0, 12.4, 13.0, 1000.1)
    assert given.published() == Spread(100.0, 1.23, 0.0, -10.0, 10.0, 15.0, 1000.0)


@pytest.mark.parametrize(
    ("mean", "q05", "q95", "words"),
    [
        (1105, 85, 2145, "1,105 [85, 2,145] more"),
        (-105, -145, -85, "105 [85, 145] fewer"),
        (-50, -120, 10, "50 [-10, 120] fewer"),
        (50, -10, 120, "50 [-10, 120] more"),
        (0, 0, 0, "0 [0, 0] more"),
        (-0.3, -0.4, 0.2, "0 [0, 0] fewer"),
    ],
)
def test_a_difference_is_worded_by_its_direction(mean: float, q05: float, q95: float, words: str):
    assert word_difference(Spread(mean, 1.0, mean, q05, q05, q95, q95)) == words


def test_nothing_is_written_without_a_sign():
    assert whole(-0.0) == whole(-0.4) == whole(0.3) == "0"
