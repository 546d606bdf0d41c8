"""Who enters from outside the model (model §2)."""

from __future__ import annotations

import pytest

from builders import everyone
from conftest import MakeWorld
from homeward.engine.simulate import simulate
from homeward.engine.simulated import Simulated


def run(world: MakeWorld, days: int = 40, **given: object) -> Simulated:
    return simulate(world(days=days, **given), members=20, seed=3, days=range(days))


@pytest.mark.parametrize("people", [1000, 7])
def test_arrivals_enter_evenly_and_to_the_person(quiet: MakeWorld, people: int):
    rows = f"home,people,camp,{people},,,2030-01-06,2030-01-16,judgement\n"
    entered = everyone(run(quiet, arrivals=rows), "external_arrivals")
    assert (entered.sum(axis=1) == people).all()
    assert not entered[:, :5].any()
    assert not entered[:, 15:].any()
    assert entered[:, 5:15].max() - entered[:, 5:15].min() <= 1
