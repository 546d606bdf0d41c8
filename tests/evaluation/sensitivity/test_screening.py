"""Screening (model §16.2): effects of one parameter at a time."""

from __future__ import annotations

import numpy as np
import pytest

from evaluation.sensitivity.conftest import SLOPES, Told
from homeward.evaluation.sensitivity.points import RunPoints
from homeward.evaluation.sensitivity.screening import Screening, screen_parameters

NAMES = tuple(SLOPES)


def screen(run: RunPoints, names: tuple[str, ...] = NAMES, seed: int = 1) -> Screening:
    return screen_parameters(names, run, trajectories=6, seed=seed)


def test_in_a_sum_the_effect_of_a_parameter_is_its_slope_whatever_the_member(sums: Told):
    found = screen(sums)
    assert [one.parameter for one in found.screened] == ["steep", "middling", "gentle", "none"]
    for one in found.screened:
        assert one.effect == pytest.approx(SLOPES[one.parameter], abs=1e-12)
        assert one.mean == pytest.approx(one.effect, abs=1e-12)
        assert one.spread == pytest.approx(0.0, abs=1e-12)
        assert one.half_width == pytest.approx(0.0, abs=1e-12)


def test_a_trajectory_is_one_member_and_moves_every_parameter_once(sums: Told):
    screen(sums)
    (points,) = sums.points
    assert sums.phases == ["Screening"]
    assert points.members.tolist() == [m for m in range(6) for _ in range(len(NAMES) + 1)]
    assert np.array_equal(points.members, points.chances)
    for one in range(6):
        path = points.quantiles[points.members == one]
        steps = np.abs(np.diff(path, axis=0))
        np.testing.assert_allclose(np.sort(steps, axis=1)[:, -1], 2 / 3)
        np.testing.assert_allclose(steps.sum(axis=0), 2 / 3)


def test_an_effect_that_goes_either_way_has_a_size_and_no_mean():
    found = screen(Told(lambda at: np.abs(at["bent"] - 0.5) * (at["drawn"] * 2 - 1)), ("bent",))
    assert found.screened[0].effect >= abs(found.screened[0].mean)
    told = Told(lambda at: at["bent"] * (points_sign(at["drawn"])))
    one = screen_parameters(("bent",), told, trajectories=6, seed=1).screened[0]
    assert one.effect == pytest.approx(1.0)
    assert one.mean == pytest.approx(0.0)
    assert one.spread > 1.0


def points_sign(drawn: np.ndarray) -> np.ndarray:
    """Up in every second member, down in the others."""
    return np.where(np.round(drawn * 512 - 0.5) % 2 == 0, 1.0, -1.0)


def test_only_what_has_an_effect_is_kept(sums: Told):
    found = screen(sums)
    assert found.kept(2) == ("steep", "middling")
    assert found.kept(4) == ("steep", "middling", "gentle")


def test_another_seed_takes_other_ways(sums: Told):
    screen(sums, seed=1), screen(sums, seed=1), screen(sums, seed=2)
    one, again, other = (points.quantiles for points in sums.points)
    assert np.array_equal(one, again)
    assert not np.array_equal(one, other)


def test_what_is_the_same_everywhere_is_constant(same: RunPoints, sums: Told):
    assert screen(same).is_constant
    assert screen(same).kept(4) == ()
    assert not screen(sums).is_constant
