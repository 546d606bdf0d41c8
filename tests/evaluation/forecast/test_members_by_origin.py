"""Members weighed on several last days known by one run: the same as by a run of each."""

from __future__ import annotations

from datetime import date, timedelta

import numpy as np
import pytest

from evaluation.forecast.conftest import ORIGIN, settings
from homeward.evaluation.conditioning.weighing import tempered_power, weigh
from homeward.evaluation.forecast.members_by_origin import (
    number_of_draws,
    resampled,
    weigh_by_origin,
)
from homeward.evaluation.hindcast.hindcast import weigh_members
from homeward.scenario.scenario import Scenario

ORIGINS = [ORIGIN, date(2031, 2, 1), date(2031, 3, 6)]


def test_each_last_day_known_weighs_by_its_own_past_alone(counted_camp: Scenario):
    """Against the hindcast's weights before tempering, each of a run cut on its own day."""
    known = weigh_by_origin(counted_camp, ORIGINS, settings(12))
    for origin in ORIGINS:
        before = origin + timedelta(days=1)
        alone = weigh_members(counted_camp, before, settings(12), "alone")
        likelihood = np.log(alone.untempered.share)
        expected = weigh(likelihood, tempered_power(likelihood, 6.0))
        np.testing.assert_allclose(known[origin].weights.share, expected.share, rtol=1e-3)
    assert [known[origin].rows for origin in ORIGINS] == [5, 3, 6]


def test_nothing_later_changes_a_weight(counted_camp: Scenario):
    known = weigh_by_origin(counted_camp, [ORIGIN], settings(12))[ORIGIN]
    others = tuple(
        row.model_copy(update={"value": 0.0, "low": 0.0, "high": 0.0}) if row.date > ORIGIN else row
        for row in counted_camp.observations
    )
    changed = counted_camp.model_copy(update={"observations": others})
    again = weigh_by_origin(changed, [ORIGIN, date(2031, 3, 6)], settings(12))
    np.testing.assert_array_equal(again[ORIGIN].weights.share, known.weights.share)
    later = weigh_by_origin(counted_camp, [date(2031, 3, 6)], settings(12))[date(2031, 3, 6)]
    assert not np.array_equal(
        again[date(2031, 3, 6)].weights.share, later.weights.share
    )  # negative control


def test_before_anything_was_observed_members_count_alike(counted_camp: Scenario):
    known = weigh_by_origin(counted_camp, [date(2031, 1, 5)], settings(4))[date(2031, 1, 5)]
    assert known.rows == 0
    assert known.share.tolist() == [0.25] * 4


def test_values_that_are_given_count_alike(counted_camp: Scenario):
    given = {"return_speed": np.full(3, 0.1)}
    known = weigh_by_origin(counted_camp, [ORIGIN], settings(3, parameters=given))[ORIGIN]
    assert (known.rows, known.numbers.tolist()) == (0, [0, 1, 2])


def test_members_are_drawn_evenly_by_their_weights():
    numbers, share = resampled(np.array([0.5, 0.02, 0.0, 0.48]), 10)
    assert numbers.tolist() == [0, 3]
    assert share.tolist() == [0.5, 0.5]
    numbers, share = resampled(np.full(4, 0.25), 8)
    assert share.tolist() == [0.25] * 4


@pytest.mark.parametrize(("members", "draws"), [(1, 1), (20, 8), (1000, 200)])
def test_a_part_of_the_members_is_drawn(members: int, draws: int):
    assert number_of_draws(members) == draws
