"""In any scenario of camp registrations, walked: everybody who came is somewhere, every evening."""

from __future__ import annotations

import os
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from homeward.assemble.camps.flee_walk.walk_world import assemble_walk
from homeward.engine.camps.by_law import simulate_camps
from homeward.exchange.flee import import_flee
from homeward.scenario.load import load_scenario
from homeward.scenario.rows.camps.flee_rules import FleeRules
from homeward.scenario.scenario import Scenario
from invariants.any_registered import RegisteredRecipe, registered_recipes

SCENARIOS = 25
CONFLICTS = os.environ.get("HOMEWARD_CONFLICTS", "")
FOLDERS = sorted(path.parent.name for path in Path(CONFLICTS).glob("*/input")) if CONFLICTS else []

RULES = st.builds(
    FleeRules,
    awareness=st.integers(0, 2),
    starts_on_foot=st.booleans(),
    avoids_short_days=st.booleans(),
    takes_from_population=st.booleans(),
    inserts_first_day=st.booleans(),
    arrivals=st.sampled_from(["registered", "registered", "constant", "poisson", "share"]),
    per_fighting_day=st.sampled_from([0.0, 0.5, 40.0]),
    pruning=st.sampled_from([1.0, 2.0]),
    pull_power=st.sampled_from([1.0, 2.0]),
    population_power=st.sampled_from([0.0, 0.3]),
    leave_size_power=st.sampled_from([0.0, 0.2]),
    camp_pull=st.sampled_from([0.0, 1.0]),
    full_from=st.sampled_from([0.0, 0.9, 1.0]),
    km_per_day=st.sampled_from([100.0, 360.0]),
)


def walkable(scenario: Scenario, rules: FleeRules) -> Scenario:
    """One short road at most: between several, a day is spent in thousands of ways, which takes long to find."""
    routes = sorted(scenario.routes, key=lambda route: route.km)
    day = rules.km_per_day
    longer = tuple(
        route.model_copy(update={"km": max(route.km, day / 3 if number else day / 20)})
        for number, route in enumerate(routes)
    )
    return scenario.model_copy(update={"rules": rules, "routes": longer})


def check(scenario: Scenario, days: range | list[int], with_capacity: bool = True) -> None:
    simulated = simulate_camps(
        scenario, "flee", days=days, members=2, with_capacity=with_capacity, threads=1
    )
    for series in (*simulated.stocks.values(), *simulated.flows.values()):
        assert (series.values >= 0).all()
    here = sum(series.values.sum(axis=2) for series in simulated.stocks.values())
    world = assemble_walk(scenario, with_capacity=with_capacity)
    came = simulated.flows["displacements"].values.sum(axis=2).cumsum(axis=1)
    assert (here == world.arrays.start.sum() + came).all()
    if scenario.rules.arrivals == "registered":
        expected = np.cumsum(world.arrays.origins.newcomers)[list(days)]
        assert (came == expected).all()


@pytest.mark.slow
@settings(max_examples=SCENARIOS)
@given(recipe=registered_recipes(), rules=RULES)
def test_everybody_is_somewhere(recipe: RegisteredRecipe, rules: FleeRules):
    scenario = walkable(recipe.load(), rules)
    check(scenario, range(scenario.n_day), with_capacity=recipe.seed % 3 != 0)


@pytest.mark.slow
@pytest.mark.skipif(not CONFLICTS, reason="HOMEWARD_CONFLICTS is not set")
@pytest.mark.parametrize("conflict", FOLDERS)
def test_everybody_is_somewhere_in_real_conflicts(conflict: str, tmp_path: Path):
    import_flee(Path(CONFLICTS) / conflict / "input", to=tmp_path / "scenario")
    scenario = load_scenario(tmp_path / "scenario")
    check(scenario, range(scenario.n_day))
