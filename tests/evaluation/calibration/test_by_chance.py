"""What chance makes of what nothing depends on (model §18.6)."""

from __future__ import annotations

import numpy as np
import pytest

from homeward.evaluation.calibration.by_chance import (
    MOST_IDLE,
    ByChance,
    changes,
    idle_scores,
    no_chance,
)
from homeward.evaluation.calibration.smoothing import normals, smooth


def test_it_is_the_quantile_that_so_many_stay_below_together():
    """Of 46 alike, all below in 97.5 of 100: each in 0.99945; both ends together in 95."""
    even = (np.arange(10_000) + 0.5) / 10_000
    contraction, shift = ByChance(even, -even).most(46)
    assert contraction == shift == pytest.approx(0.975 ** (1 / 46), abs=1e-4)
    assert ByChance(even, even).most(1)[0] == pytest.approx(0.975, abs=1e-3)
    assert no_chance().most(46) == (0.0, 0.0)


def test_changes_are_those_of_the_mean_and_the_variance():
    before = normals(1, 0, (3, 4000))
    after = np.stack([before[0], 0.5 * before[1], before[2] + 1.0])
    found = changes(before, after)
    assert found.contraction == pytest.approx([0.0, 0.75, 0.0])
    assert found.shift == pytest.approx([0.0, -0.5 * before[1].mean(), 1.0])


def test_idle_scores_are_standard_normal_others_for_another_seed_and_not_too_many():
    few = idle_scores(1, 200)
    assert few.shape == (MOST_IDLE, 200)
    assert abs(few.mean()) < 0.01
    assert abs(few.std() - 1.0) < 0.01
    assert not np.array_equal(few, idle_scores(2, 200))
    assert np.array_equal(few, idle_scores(1, 200))
    assert idle_scores(1, 8000).shape == (1000, 8000)


def exceeds(seed: int, *, with_null: bool, members: int = 40) -> bool:
    """Whether any of twenty unknowns on which nothing depends is called informed by a smoother of six figures."""
    outputs = normals(seed, 1, (6, members))
    began = normals(seed, 2, (1020, members))
    state = began
    for step in range(2):
        state = smooth(
            state, outputs, np.zeros(6), 0.1 * np.eye(6), np.zeros((6, 6)), 2, seed=seed, step=step
        )
    found, null = changes(began[:20], state[:20]), changes(began[20:], state[20:])
    contraction, shift = null.most(20) if with_null else (0.1, 0.25)
    return bool((found.contraction > contraction).any() or (np.abs(found.shift) > shift).any())


def test_of_what_nothing_depends_on_one_in_twenty_calibrations_invents_something():
    """Binomial: more than 6 of 30 has a chance below 1 in 1,000; without the null one in three does."""
    assert sum(exceeds(seed, with_null=True) for seed in range(30)) <= 6
    assert sum(exceeds(seed, with_null=False) for seed in range(30)) >= 7  # negative control
