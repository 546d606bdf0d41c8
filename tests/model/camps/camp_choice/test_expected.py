"""Where the law would have sent those who came (model §15.3)."""

from __future__ import annotations

import numpy as np

from builders import TASTES, make_ground
from homeward.engine.camps.camp_choice import choice_sizes
from homeward.model.camps.camp_choice.choice_arrays import Chooser
from homeward.model.camps.camp_choice.expected import expect
from homeward.model.camps.camp_choice.pull import share_out, weigh_camps, weigh_open_ways
from homeward.numerics.allocate import allocate

COUNTED = np.array([[40, 60, 0], [50, 90, 0], [50, 90, 0], [80, 100, 5]], dtype=np.int64)
NEWCOMERS = np.array([0, 40, 0, 45], dtype=np.int64)


def expected(weight: list[float], favour: list[float] | None = None) -> np.ndarray:
    ground = make_ground([[90.0, 190.0, 300.0]], country=[0, 0, 1])
    if favour:
        ground = ground._replace(favour=np.array(favour))
    out = np.full(3, 7.0)
    expect(
        ground,
        TASTES,
        allocate(Chooser, choice_sizes(ground)),
        COUNTED,
        NEWCOMERS,
        np.array(weight),
        out,
    )
    return out


def shares(day: int) -> np.ndarray:
    ground = make_ground([[90.0, 190.0, 300.0]], country=[0, 0, 1])
    chooser = allocate(Chooser, choice_sizes(ground))
    weigh_open_ways(ground, TASTES, chooser)
    chooser.people[:] = COUNTED[day - 1]
    weigh_camps(day, ground, TASTES, chooser)
    total = share_out(day, ground, TASTES, chooser)
    return chooser.share / total


def test_each_day_is_shared_out_by_the_numbers_of_the_day_before():
    np.testing.assert_allclose(expected([1, 1, 1, 1]), 40 * shares(1) + 45 * shares(3))


def test_days_count_as_they_weigh():
    np.testing.assert_allclose(expected([0, 0.5, 1, 0.1]), 20 * shares(1) + 4.5 * shares(3))


def test_all_who_came_are_sent_somewhere():
    assert np.isclose(expected([1, 1, 1, 1]).sum(), 85)


def test_favour_multiplies_shares():
    plain, favoured = expected([0, 1, 0, 0]), expected([0, 1, 0, 0], [2.0, 1.0, 1.0])
    odds = (favoured[0] / favoured[1]) / (plain[0] / plain[1])
    assert np.isclose(odds, 2)
    assert np.isclose(favoured[1] / favoured[2], plain[1] / plain[2])
