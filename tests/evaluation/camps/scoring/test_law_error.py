"""What is predicted of camps: a law and what it gets wrong (model §13.4)."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy.stats import t as student

from homeward.evaluation.camps.scoring.law_error import FREEDOM, MOST, with_law_error
from homeward.numerics.draws import uniforms
from homeward.numerics.streams import LAW_ERROR

KEYS = np.array([11, 22, 33], dtype=np.int64)
REGISTERED = np.array([[10.0, 90.0, 0.0], [50.0, 150.0, 0.0], [100.0, 200.0, 100.0]])
PEOPLE = np.array(
    [
        [[10.0, 90.0, 0.0], [60.0, 100.0, 40.0], [200.0, 100.0, 100.0]],
        [[10.0, 90.0, 0.0], [80.0, 80.0, 40.0], [100.0, 200.0, 100.0]],
    ]
)


def wrong(scale: float = 0.6, seed: int = 1, registered: np.ndarray = REGISTERED) -> np.ndarray:
    return with_law_error(
        PEOPLE.copy(), registered, KEYS, np.full(PEOPLE.shape[0], scale), seed=seed
    )


def test_all_people_stay_as_many():
    np.testing.assert_allclose(wrong().sum(axis=2), PEOPLE.sum(axis=2))
    assert (wrong() >= 0).all()
    assert not np.allclose(wrong(), PEOPLE)


def test_the_first_day_is_given_and_stays():
    np.testing.assert_allclose(wrong()[:, 0], PEOPLE[:, 0])


def test_a_law_without_error_is_the_law():
    np.testing.assert_allclose(wrong(scale=0.0), PEOPLE)


def test_the_error_is_what_the_page_says():
    """One for each member and camp, growing as the first day's numbers matter less."""
    quantiles = [
        [uniforms(1, LAW_ERROR, member, 0, int(key), 0)[0] for key in KEYS] for member in (0, 1)
    ]
    error = 0.6 * student.ppf(quantiles, FREEDOM)
    growth = np.sqrt(1 - 100 / np.array([100, 200, 400]))
    changed = PEOPLE * np.exp(error[:, None, :] * growth[None, :, None])
    changed *= PEOPLE.sum(axis=2, keepdims=True) / changed.sum(axis=2, keepdims=True)
    np.testing.assert_allclose(wrong(), changed)


def test_the_error_does_not_shrink_when_fewer_are_registered():
    falling = REGISTERED.copy()
    falling[2] = [10.0, 20.0, 10.0]  # growth is by the most registered so far
    one, other = wrong(registered=falling), wrong()
    np.testing.assert_allclose(one[:, 1], other[:, 1])

    def error(people: np.ndarray, day: int) -> np.ndarray:
        ratio = people[:, day, :2] / PEOPLE[:, day, :2]
        return np.log(ratio[:, 0] / ratio[:, 1])

    np.testing.assert_allclose(error(one, 2), error(one, 1))
    assert (np.abs(error(other, 2)) > np.abs(error(other, 1))).all()


def test_no_error_is_larger_than_a_factor_of_four_hundred():
    enormous = wrong(scale=1e6)
    ratio = enormous[:, 2] / PEOPLE[:, 2]
    spread = np.log(ratio.max(axis=1) / ratio.min(axis=1))
    assert spread.max() == pytest.approx(2 * MOST * np.sqrt(0.75))


def test_camps_of_which_nothing_is_registered_stay_as_they_are():
    unknown = REGISTERED.copy()
    unknown[:, 1] = np.nan
    found = wrong(registered=unknown)
    np.testing.assert_array_equal(found[:, :, 1], PEOPLE[:, :, 1])
    np.testing.assert_allclose(found.sum(axis=2), PEOPLE.sum(axis=2))
    assert not np.allclose(found[:, 1:], PEOPLE[:, 1:])


def test_nobody_stays_nobody():
    nobody = np.zeros_like(PEOPLE)
    found = with_law_error(nobody, REGISTERED * 0, KEYS, np.ones(2), seed=1)
    np.testing.assert_array_equal(found, nobody)


def test_another_seed_errs_otherwise():
    np.testing.assert_array_equal(wrong(seed=1), wrong(seed=1))
    assert not np.allclose(wrong(seed=1), wrong(seed=2))


def test_an_error_belongs_to_its_member_and_its_camp():
    """Not to how many members or camps there are: with one other camp, the ratio of two stays."""
    found = wrong()
    alone = with_law_error(PEOPLE[:1, :, :2], REGISTERED[:, :2], KEYS[:2], np.full(1, 0.6), seed=1)
    growth = np.sqrt(1 - 100 / np.array([200, 300]))

    def errors(people: np.ndarray, growth: np.ndarray) -> np.ndarray:
        ratio = people[0, 1:, :2] / PEOPLE[0, 1:, :2]
        return np.log(ratio[:, 0] / ratio[:, 1]) / growth

    np.testing.assert_allclose(
        errors(alone, growth), errors(found, np.sqrt(1 - 100 / np.array([200, 400])))
    )


@given(st.integers(0, 2**62), st.floats(0, 3))
def test_totals_hold_for_any_seed_and_scale(seed: int, scale: float):
    np.testing.assert_allclose(wrong(scale, seed).sum(axis=2), PEOPLE.sum(axis=2))


def test_half_of_all_errors_are_below_nothing():
    """Over 2,000 members: standard deviation 22; the false alarm is one in two million."""
    people = np.full((2000, 2, 2), 100.0)
    registered = np.array([[0.0, 0.0], [100.0, 100.0]])
    found = with_law_error(people, registered, KEYS[:2], np.full(2000, 0.6), seed=5)
    assert (found[:, 1, 0] < 100).sum() == pytest.approx(1000, abs=112)
