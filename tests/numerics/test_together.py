"""Draws made together are those made alone (model §5.0)."""

from __future__ import annotations

import numpy as np
import pytest

from homeward.numerics.draws import families_at
from homeward.numerics.kernel import kernel
from homeward.numerics.together import fill_families, quantile_if_told

DRAWS = 20_000


@kernel
def alone(people, p, family_size, u, n, going):
    for at in range(n):
        going[at] = families_at(people[at], p[at], family_size, u[at])


@kernel
def together(people, p, family_size, u, n, large, deviates, apart, going):
    fill_families(people, p, u, family_size, n, large, deviates, apart, going)


def some_draws(most_people: float, seed: int) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """People of every order of magnitude, none among them; chances below, at and above a half; uniforms far out."""
    random = np.random.default_rng(seed)
    people = np.exp(random.uniform(0.0, np.log(most_people), DRAWS)).astype(np.int64)
    people[::50] = 0
    p = np.where(
        random.random(DRAWS) < 0.5, random.random(DRAWS), 10.0 ** -random.uniform(0, 8, DRAWS)
    )
    p[::31], p[1::31], p[2::31], p[3::31] = 0.0, 0.5, 1.0, np.nan
    u = random.random(DRAWS)
    tails = 10.0 ** -random.uniform(1, 15, DRAWS)
    u = np.where(random.random(DRAWS) < 0.3, tails, u)
    return people, p, np.where(random.random(DRAWS) < 0.5, u, 1.0 - u)


@pytest.mark.parametrize("family_size", [1, 5, 12])
@pytest.mark.parametrize("most_people", [1e3, 1e6, 1e9])
def test_draws_made_together_are_those_made_alone(most_people: float, family_size: int):
    people, p, u = some_draws(most_people, family_size)
    found = [np.full(DRAWS + 1, -7) for _ in range(2)]
    large, apart = np.zeros((2, DRAWS), dtype=np.int32)
    deviates = np.zeros(DRAWS)
    alone(people, p, family_size, u, DRAWS, found[0])
    together(people, p, family_size, u, DRAWS, large, deviates, apart, found[1])
    assert (found[0] == found[1]).all()
    assert found[1][-1] == -7  # no more than were asked for


def test_most_of_many_people_are_told_and_few_are_drawn_alone():
    """Guards against a way together that never tells, which would be right and slow."""
    told = [quantile_if_told(5_000, 0.3, z) >= 0 for z in np.linspace(-3.0, 3.0, 500)]
    assert np.mean(told) > 0.98
    assert quantile_if_told(20, 0.3, 0.0) < 0  # a mean of six
