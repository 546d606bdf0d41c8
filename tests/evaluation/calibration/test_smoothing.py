"""One step of the smoother, beside a plain one and a closed form (model §18.3)."""

import numpy as np
import pytest

from homeward.evaluation.calibration.smoothing import (
    filled,
    informing,
    middle_of,
    noise_of,
    normals,
    smooth,
)

SLOPE = np.array([[1.0, 0.5], [0.0, 2.0], [1.0, -1.0]])
ERROR = np.diag([0.5, 1.0, 0.3])
NOISE = np.array([[0.4, 0.1, 0.0], [0.1, 0.6, 0.0], [0.0, 0.0, 0.2]])
SAID = np.array([0.7, -1.0, 1.2])


def plain_smooth(normal, outputs, said, error, noise, steps, *, seed, step):
    """Write the update out as it stands in the papers, an unknown at a time, with an inverse."""
    covariance = error + (1 - 1 / steps) * noise
    shaken = said[:, None] + np.sqrt(steps) * np.linalg.cholesky(covariance) @ normals(
        seed, step, outputs.shape
    )
    x = normal - normal.mean(axis=1, keepdims=True)
    y = outputs - outputs.mean(axis=1, keepdims=True)
    n = normal.shape[1] - 1
    after = normal.copy()
    for one, scores in enumerate(x):
        tied = np.abs([np.corrcoef(scores, row)[0, 1] for row in outputs]) > 3 / np.sqrt(n + 1)
        whole = y[tied] @ y[tied].T / n + steps * covariance[np.ix_(tied, tied)]
        gain = (scores @ y[tied].T / n) @ np.linalg.inv(whole)
        after[one] += gain @ (shaken - outputs)[tied]
    return after


def test_a_step_is_that_of_the_paper():
    normal = normals(1, 7, (2, 40))
    outputs = SLOPE @ normal + 0.3 * normals(1, 8, (3, 40))
    asked = (normal, outputs, SAID, ERROR, NOISE, 4)
    ours, plain = (one(*asked, seed=3, step=2) for one in (smooth, plain_smooth))
    assert np.allclose(ours, plain, atol=1e-8)


@pytest.mark.parametrize("steps", [1, 4])
def test_of_a_straight_model_with_chance_it_finds_the_exact_posterior(steps: int):
    """Posterior mean and covariance of z where what is said is SLOPE z, chance and error."""
    whole = ERROR + NOISE
    spread = np.linalg.inv(np.eye(2) + SLOPE.T @ np.linalg.inv(whole) @ SLOPE)
    centre = spread @ SLOPE.T @ np.linalg.inv(whole) @ SAID
    normal = normals(2, 100, (2, 5000))
    for step in range(steps):
        chance = np.linalg.cholesky(NOISE) @ normals(2, 200 + step, (3, 5000))
        normal = smooth(
            normal, SLOPE @ normal + chance, SAID, ERROR, NOISE, steps, seed=2, step=step
        )
    assert np.allclose(normal.mean(axis=1), centre, atol=0.05)
    assert np.allclose(np.cov(normal), spread, atol=0.05)


def test_without_counting_chance_again_it_would_be_too_sure():
    """Negative control: chance left out of the error of each step."""
    whole = ERROR + NOISE
    spread = np.linalg.inv(np.eye(2) + SLOPE.T @ np.linalg.inv(whole) @ SLOPE)
    normal = normals(2, 100, (2, 5000))
    for step in range(4):
        chance = np.linalg.cholesky(NOISE) @ normals(2, 200 + step, (3, 5000))
        nothing = np.zeros_like(NOISE)
        normal = smooth(normal, SLOPE @ normal + chance, SAID, ERROR, nothing, 4, seed=2, step=step)
    assert np.trace(np.cov(normal)) < 0.93 * np.trace(spread)


def test_chance_is_told_from_parameters_by_running_twice():
    shared = 3.0 * normals(5, 1, (2, 4000))
    root = np.linalg.cholesky(NOISE[:2, :2])
    first, again = (shared + root @ normals(5, step, (2, 4000)) for step in (2, 3))
    assert np.allclose(noise_of(first, again), NOISE[:2, :2], atol=0.04)


def test_members_without_a_value_say_nothing_and_rows_without_values_are_left_out():
    outputs = np.array([[1.0, np.nan, 3.0], [np.nan, np.nan, 2.0], [5.0, 5.0, 5.0], [np.nan] * 3])
    assert informing(outputs).tolist() == [True, False, False, False]
    assert filled(outputs, middle_of(outputs))[0].tolist() == [1.0, 2.0, 3.0]
    assert middle_of(outputs)[3] == 0


def test_draws_are_of_their_step_member_and_row():
    whole = normals(1, 0, (3, 50))
    assert np.array_equal(whole[:, :20], normals(1, 0, (3, 20)))
    assert not np.array_equal(whole, normals(1, 1, (3, 50)))
    assert abs(normals(9, 0, (10, 5000)).std() - 1) < 0.01
