"""Runs at points (model §16.1): the runs of any other ensemble, with parameters set."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
import pytest

from homeward.assemble.communities.ensemble import Draws
from homeward.evaluation.comparison.compare import run_to_compare
from homeward.evaluation.outcomes import HARMED, RETURNED
from homeward.evaluation.sensitivity.points import Points
from homeward.evaluation.sensitivity.runs_at_points import PointRuns, ranged_parameters
from homeward.scenario.scenario import Scenario

MEMBERS = 5
Make = Callable[..., PointRuns]


@pytest.fixture(scope="module")
def make(tiny: Scenario) -> Make:
    def make(**changed: object) -> PointRuns:
        asked = {"outcome": "returned", "on": tiny.end, "homes": [0, 1], "threads": 1, **changed}
        return PointRuns(tiny, members=MEMBERS, seed=1, **asked)

    return make


@pytest.fixture(scope="module")
def own(tiny: Scenario) -> Points:
    """Every member with its own parameters, by their quantiles."""
    draws = Draws(1, MEMBERS)
    names = ranged_parameters(tiny)
    quantiles = np.stack([draws.quantile("parameter", name) for name in names], axis=1)
    everybody = np.arange(MEMBERS)
    return Points(names, quantiles, everybody, everybody)


def test_parameters_with_a_range_are_named(tiny: Scenario):
    names = ranged_parameters(tiny)
    assert "return_speed" in names
    assert "family_size" not in names
    assert "word_needed" not in names


def test_members_with_their_own_parameters_are_those_members(
    tiny: Scenario, make: Make, own: Points
):
    world = run_to_compare(tiny, tiny.end, members=MEMBERS, seed=1, threads=1)
    n_group = len(tiny.groups)
    for outcome, kind in (("returned", RETURNED), ("harmed", HARMED)):
        wanted = world.outcomes[:, kind, :, :n_group].sum(axis=(1, 2))
        assert np.array_equal(make(outcome=outcome).run(own), wanted), outcome


def test_homes_add_up(make: Make, own: Points):
    one, other, both = (make(homes=homes).run(own) for homes in ([0], [1], [0, 1]))
    assert np.array_equal(one + other, both)
    assert one.any()
    assert other.any()


def test_an_earlier_day_is_another_outcome(tiny: Scenario, make: Make, own: Points):
    earlier = tiny.start.replace(month=2)
    world = run_to_compare(tiny, earlier, members=MEMBERS, seed=1, threads=1)
    wanted = world.outcomes[:, RETURNED, :, : len(tiny.groups)].sum(axis=(1, 2))
    assert np.array_equal(make(on=earlier).run(own), wanted)


def test_numbers_do_not_depend_on_threads_or_on_the_runs_beside(make: Make, own: Points):
    runs = make(threads=3)
    together = runs.run(own)
    assert np.array_equal(together, make().run(own))
    alone = [
        runs.run(Points(own.parameters, own.quantiles[[at]], own.members[[at]], own.chances[[at]]))[
            0
        ]
        for at in range(MEMBERS)
    ]
    assert np.array_equal(together, alone)


def test_parameters_draws_and_chance_are_set_each_by_itself(make: Make):
    """Low and high return speed; another member's draws; another's chance: each is another run."""
    runs = make()

    def run_at(quantile: float, member: int, chance: int) -> float:
        members, chances = np.array([member]), np.array([chance])
        return runs.run(Points(("return_speed",), np.array([[quantile]]), members, chances))[0]

    middle = run_at(0.5, 0, 0)
    assert run_at(0.5, 0, 0) == middle
    assert run_at(0.0, 0, 0) < middle < run_at(1.0, 0, 0)
    assert run_at(0.5, 1, 0) != middle
    assert run_at(0.5, 0, 1) != middle


def test_progress_is_told_and_an_interrupt_stops_it(make: Make, own: Points):
    told: list[tuple[int, int]] = []
    make().run(own, lambda done, of: told.append((done, of)))
    assert told[-1] == (MEMBERS, MEMBERS)

    def stop(done: int, of: int) -> None:
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        make().run(own, stop)
