"""Running a scenario of camp registrations by the law it names (model §12)."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from builders import make_registered
from homeward.engine.camps import by_law as registered
from homeward.engine.camps.by_law import count_camps, must_compile, simulate_camps
from homeward.engine.camps.camp_choice import ready_choice
from homeward.engine.camps.flee_walk import ready_walk
from homeward.engine.members import run_ensemble
from homeward.engine.simulate import simulate
from homeward.engine.simulated import Simulated
from homeward.errors import ScenarioError
from homeward.scenario.scenario import MovementLaw, Scenario

DAYS = range(6, 30, 7)
LAWS = ("camp-choice", "flee")


def by_law(folder: Path, movement: MovementLaw) -> Scenario:
    return make_registered(folder).model_copy(update={"movement": movement})


def are_equal(one: Simulated, other: Simulated) -> bool:
    pairs = [
        ((one.stocks | one.flows)[name], (other.stocks | other.flows)[name])
        for name in one.stocks | one.flows
    ]
    return all(
        np.array_equal(a.cells, b.cells) and np.array_equal(a.values, b.values) for a, b in pairs
    )


@pytest.mark.parametrize("movement", LAWS)
def test_a_scenario_is_run_by_the_law_it_names(movement: MovementLaw, tmp_path: Path):
    scenario = by_law(tmp_path, movement)
    run = simulate(scenario, days=DAYS, members=2, seed=3)
    assert are_equal(run, simulate_camps(scenario, movement, days=DAYS, members=2, seed=3))
    (other,) = set(LAWS) - {movement}
    assert not are_equal(run, simulate_camps(scenario, other, days=DAYS, members=2, seed=3))
    assert not are_equal(run, simulate(scenario, days=DAYS, members=2, seed=4))


@pytest.mark.parametrize("with_capacity", [True, False])
@pytest.mark.parametrize("movement", LAWS)
def test_camps_are_counted_by_the_law_that_is_asked_for(
    movement: MovementLaw, with_capacity: bool, tmp_path: Path
):
    """Whatever the scenario names."""
    scenario = make_registered(tmp_path)
    asked = {"members": 2, "seed": 3, "with_capacity": with_capacity}
    found = count_camps(scenario, movement, **asked)
    if movement == "camp-choice":
        ready = ready_choice(scenario, **asked)
    else:
        ready = ready_walk(scenario, seed=3, with_capacity=with_capacity)
    own = [ready.camps_of(diary) for diary in run_ensemble(ready, range(2))]
    assert found.camps == ready.world.camps
    np.testing.assert_array_equal(found.people, own)
    assert bool(found.parameters) == (movement == "camp-choice")


def test_given_values_reach_destination_choice(tmp_path: Path):
    given = {"kin_power": np.array([0.0])}
    found = count_camps(
        make_registered(tmp_path), "camp-choice", with_capacity=True, members=1, seed=1,
        parameters=given,
    )  # fmt: skip
    assert found.parameters["kin_power"].tolist() == [0.0]


def test_a_run_of_registered_arrivals_refuses_values_of_parameters(tmp_path: Path):
    """They would change nothing, and nobody would know."""
    scenario = by_law(tmp_path, "camp-choice")
    with pytest.raises(ScenarioError) as refusal:
        simulate(scenario, days=DAYS, members=1, parameters={"kin_power": np.array([0.0])})
    assert str(refusal.value) == (
        "parameters: values are given, and the model of this scenario is camps.\n"
        "  Fix: leave them out."
    )


@pytest.mark.parametrize(
    ("movement", "kernel"),
    [("camp-choice", "run_choice"), ("flee", "run_walk")],
)
def test_each_law_has_its_own_kernel(
    movement: MovementLaw, kernel: str, monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.setattr(registered, "is_compiled", lambda name: name == kernel)
    assert not must_compile(movement)
    monkeypatch.setattr(registered, "is_compiled", lambda name: name != kernel)
    assert must_compile(movement)
