"""Numbers over members, and how differences of people are published and worded (model §9, §10)."""

from __future__ import annotations

import math

import numpy as np
import pytest

from homeward.evaluation.scoring.spread import (
    Spread,
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


def test_differences_are_rounded_and_the_error_up():
    given = Spread(101.0, 1.23, 4.0, -7.0, 12.4, 13.0, 1000.1)
    assert given.published_differences() == Spread(100.0, 5.0, 0.0, -10.0, 10.0, 15.0, 1000.0)


def test_that_all_members_are_alike_is_said_of_nobody_alone():
    """An error of 0 would say that they are one whole number, and quantiles would then tell which."""
    assert Spread(14.0, 0.0, 14.0, 14.0, 14.0, 14.0, 14.0).published_differences().error == 5.0
    assert Spread(4.0, 0.0, 4.0, 4.0, 4.0, 4.0, 4.0).published_differences().error is None
    assert Spread(4.0, 2.5, 4.0, 4.0, 4.0, 4.0, 9.0).published_differences().error is None
    assert Spread(0.0, 0.0, 0.0, 0.0, 0.0, 0.0, 0.0).published_differences().error == 0.0


def test_counts_are_withheld_with_everything_where_the_mean_is():
    shown = Spread(9.9, 1.2, 9.0, 0.0, 4.0, 12.0, 30.0).published_counts()
    figures = [shown.mean, shown.median, shown.q25, shown.q75, shown.q95]
    assert all(map(math.isnan, figures))
    assert (shown.error, shown.q05) == (None, 0.0), "nobody stays nobody"
    shown = Spread(101.0, 1.2, 99.0, 4.0, 90.0, 110.0, 130.0).published_counts()
    assert (shown.mean, shown.error, shown.median, shown.q95) == (100.0, 5.0, 100.0, 130.0)
    assert math.isnan(shown.q05)


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
    assert whole(math.nan) == "<10"
