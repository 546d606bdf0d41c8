"""Incidents (model §8): what harm does to people, and what is heard of it."""

from __future__ import annotations

import numpy as np
import pytest

from conftest import MakeWorld
from homeward.engine.simulate import simulate
from homeward.engine.simulated import Simulated
from homeward.model.communities.codes import LIVING

HARM = "army,{kind},{groups},{exposure},control,,5,,,,,,,judgement\n"


def run(world: MakeWorld, **given: object) -> Simulated:
    return simulate(world(days=60, **given), members=10, days=range(60))


@pytest.mark.parametrize(
    ("kind", "stock"),
    [
        ("killing", "dead"),
        ("arrest", "detained"),
        ("abduction", "detained"),
        ("conscription", "recruited"),
        ("recruitment", "recruited"),
    ],
)
def test_every_harm_has_its_outcome_and_no_other(quiet: MakeWorld, kind: str, stock: str):
    simulated = run(quiet, harms=HARM.format(kind=kind, groups="", exposure=""))
    for name in ("dead", "detained", "recruited"):
        assert simulated.stocks[name].values.any() == (name == stock)


def test_only_those_exposed_are_harmed(quiet: MakeWorld):
    """Residents live there; who came home with leave is exposed as such, and one of another group to nothing."""
    groups = "people,People,Group 1,,,,,0.5,,,\nothers,Others,Group 2,,,,,0.5,,,\n"
    harm = HARM.format(kind="killing", groups="people", exposure="returned_permitted")
    simulated = run(
        quiet,
        groups=groups,
        harms=harm,
        displaced="home,people,camp,1000,,,judgement\nhome,others,camp,1000,,,judgement\n",
    )
    assert (simulated.stocks["residents"].values.sum(axis=2) == 1000).all()
    dead = simulated.stocks["dead"]
    assert set(map(tuple, dead.cells)) == {(0, 0, 0)}
    assert dead.values[:, -1].all()


def test_harm_is_heard_of_and_fades(quiet: MakeWorld):
    """Arrests until 20 January raise what is felt of the army; quiet weeks lower it again."""
    harm = "army,arrest,,,control,,5,,,,,,2030-01-20,judgement\n"
    parameters = {"prior_neither": 0.01, "news_delay": 2, "memory_half_life": 0.05}
    belief = run(quiet, harms=harm, parameters=parameters).belief[:, :, 0, 0, 0, LIVING]
    before = run(quiet, parameters=parameters).belief[:, :, 0, 0, 0, LIVING]
    assert (belief[:, 20] > 10 * before[:, 20]).all()
    assert (belief[:, 59] < belief[:, 25]).all()
    assert (np.diff(before, axis=1) <= 1e-9).all()  # nothing happens, and that is heard of too
