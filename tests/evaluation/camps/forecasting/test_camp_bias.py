"""What the law gets wrong of each camp, learned (model §15.3)."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from builders import make_registered
from homeward.assemble.camps.camp_choice.choice_parameters import draw_parameters
from homeward.assemble.camps.camp_choice.choice_world import assemble_choice
from homeward.engine.camps.continued import Continued
from homeward.evaluation.camps.forecasting.camp_bias import draw_camp_bias
from homeward.evaluation.camps.forecasting.forecast_parameters import ForecastParameters
from homeward.evaluation.camps.forecasting.known_arrivals import KnownArrivals

MEMBERS = 400
FORESIGHT = ForecastParameters(memory_days=60, doubt=0.2, evidence=20)


@pytest.fixture
def onward(tmp_path: Path) -> Continued:
    scenario = make_registered(tmp_path)
    drawn = draw_parameters(scenario, seed=3, n_member=MEMBERS)
    world = assemble_choice(scenario, with_capacity=False)
    return Continued(world, drawn, 3, 20, np.array([100, 100], dtype=np.int64))


def rising(far: int, near: int) -> KnownArrivals:
    counts = np.outer(np.arange(21), [far, near]).astype(np.int64)
    return KnownArrivals(counts, np.array([20, 20]))


def test_before_anybody_came_the_law_is_right_in_the_mean(onward: Continued):
    found = draw_camp_bias(onward, rising(0, 0), FORESIGHT)
    shape = FORESIGHT.doubt * FORESIGHT.evidence
    assert found.shape == (MEMBERS, 2)
    # Standard error of the mean of a gamma, four of them: a false alarm in 15,000.
    np.testing.assert_allclose(found.mean(axis=0), 1, atol=4 / np.sqrt(shape * MEMBERS))
    np.testing.assert_allclose(found.std(axis=0), 1 / np.sqrt(shape), rtol=0.25)


def test_a_camp_that_more_came_to_than_the_law_says_is_favoured(onward: Continued):
    to_far, to_near = (
        draw_camp_bias(onward, known, FORESIGHT) for known in (rising(50, 5), rising(5, 50))
    )
    assert np.median(to_far[:, 0]) > np.median(to_near[:, 0])
    assert np.median(to_far[:, 1]) < np.median(to_near[:, 1])


def test_the_more_have_come_the_surer(onward: Continued):
    counts = rising(30, 30).counts
    few = KnownArrivals(counts + 30_000, np.array([20, 20]))
    many = KnownArrivals(counts, np.array([20, 20]))
    wide, narrow = (
        np.log(draw_camp_bias(onward, known, FORESIGHT)).std(axis=0) for known in (few, many)
    )
    assert (narrow < wide).all()


def test_what_was_seen_long_ago_is_forgotten(onward: Continued):
    counts = np.minimum(rising(50, 5).counts, [100, 10])
    known = KnownArrivals(counts, np.array([20, 20]))
    remembered = draw_camp_bias(onward, known, replace(FORESIGHT, memory_days=1000.0))
    forgotten = draw_camp_bias(onward, known, replace(FORESIGHT, memory_days=1.0))
    prior = draw_camp_bias(onward, rising(0, 0), FORESIGHT)

    def moved(found: np.ndarray) -> float:
        return float(np.abs(np.log(found / prior)).mean())

    assert moved(forgotten) < 0.1 * moved(remembered)
