"""The split of the variance, against nested designs whose parts are known."""

from __future__ import annotations

import math

import numpy as np
import pytest

from homeward.evaluation.forecast.variance_split import split_variance

WEIGHT = np.array([0.7, 0.2, 0.1])
MEANS = np.array([0.0, 3.0, -4.0])
"""Means of three storylines."""
CHANCE, PARAMETERS = 1.5, 2.0
"""Standard deviations."""
BETWEEN = float(WEIGHT @ (MEANS - WEIGHT @ MEANS) ** 2)


def nested(random: np.random.Generator, members: int, plays: int = 2) -> np.ndarray:
    """Return a design (storyline, play, member) of common members, plus chance of every play."""
    drawn = PARAMETERS * random.standard_normal(members)
    chance = CHANCE * random.standard_normal((3, plays, members))
    return MEANS[:, None, None] + drawn[None, None, :] + chance


def equal(members: int) -> np.ndarray:
    return np.full(members, 1.0 / members)


def test_the_parts_of_a_nested_design_are_found_without_bias():
    """Mean of 400 estimates of 25 members each: within four standard errors of the closed form."""
    random = np.random.default_rng(5)
    found = np.array(
        [
            (one.chance, one.parameters, one.storyline)
            for one in (split_variance(nested(random, 25), WEIGHT, equal(25)) for _ in range(400))
        ]
    )
    error = found.std(axis=0, ddof=1) / math.sqrt(len(found))
    expected = np.array([CHANCE**2, PARAMETERS**2, BETWEEN])
    assert (np.abs(found.mean(axis=0) - expected) < 4 * error).all(), (found.mean(axis=0), expected)


def test_weighted_members_are_estimated_without_bias():
    random = np.random.default_rng(6)
    share = np.linspace(1.0, 5.0, 30)
    share /= share.sum()
    found = [split_variance(nested(random, 30), WEIGHT, share).parameters for _ in range(400)]
    error = float(np.std(found, ddof=1)) / math.sqrt(len(found))
    assert abs(float(np.mean(found)) - PARAMETERS**2) < 4 * error


def test_a_large_design_adds_up_to_the_variance_of_all_members_together():
    random = np.random.default_rng(7)
    values = nested(random, 20_000)
    split = split_variance(values, WEIGHT, equal(20_000))
    mean = WEIGHT @ values[:, 0].mean(axis=1)
    mixed = WEIGHT @ ((values[:, 0] - mean) ** 2).mean(axis=1)
    assert split.total == pytest.approx(mixed, rel=0.02)
    assert sum(split.shares) == pytest.approx(1)


def test_plays_that_are_alike_leave_nothing_to_chance():
    values = np.tile(np.array([1.0, 2.0, 4.0]), (1, 2, 1))
    split = split_variance(values, np.ones(1), equal(3))
    assert split.shares == (0, 1, 0)
    assert split.parameters == pytest.approx(np.var([1, 2, 4], ddof=1))


def test_members_that_are_alike_leave_nothing_to_parameters():
    values = np.repeat(np.array([0.0, 10.0])[:, None, None], 2, axis=1).repeat(4, axis=2)
    split = split_variance(values, np.array([0.5, 0.5]), equal(4))
    assert split.shares == (0, 0, 1)
    assert split.total == 25


def test_where_nothing_varies_nothing_is_shared_out():
    split = split_variance(np.ones((1, 2, 5)), np.ones(1), equal(5))
    assert split.total == 0
    assert all(math.isnan(share) for share in split.shares)
