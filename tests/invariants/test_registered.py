"""In any scenario of camp registrations: the total is what was registered, and what cannot matter does not."""

from __future__ import annotations

import random
from datetime import timedelta
from pathlib import Path
from tempfile import TemporaryDirectory

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from builders import REGISTERED, edit, make_registered
from homeward.engine.camps.by_law import count_camps, simulate_camps
from homeward.scenario.camps.daily_counts import registered_daily
from homeward.scenario.scenario import Scenario
from invariants.any_registered import RegisteredRecipe, registered_recipes

MEMBERS = 2
SCENARIOS = 60


def load(files: dict[str, str]) -> Scenario:
    with TemporaryDirectory() as folder:
        return make_registered(Path(folder), **files)


def people(scenario: Scenario, *, seed: int = 1, with_capacity: bool = True) -> dict[str, list]:
    """People at every camp by name (member, day)."""
    counted = count_camps(
        scenario, "camp-choice", members=MEMBERS, seed=seed, with_capacity=with_capacity
    )
    return {camp: counted.people[:, :, index].tolist() for index, camp in enumerate(counted.camps)}


def fled(scenario: Scenario) -> dict[str, list]:
    """Newcomers by the place they came from (member, day)."""
    simulated = simulate_camps(
        scenario, "camp-choice", days=range(scenario.n_day), members=MEMBERS, seed=1
    )
    series = simulated.flows["displacements"]
    return {
        scenario.place_names[place]: series.values[:, :, index].tolist()
        for index, place in enumerate(series.cells[:, 2])
    }


@settings(max_examples=SCENARIOS)
@given(registered_recipes(), st.booleans(), st.integers(0, 2**62))
def test_all_camps_together_hold_as_many_as_were_registered(
    recipe: RegisteredRecipe, with_capacity: bool, seed: int
):
    scenario = recipe.load()
    counted = count_camps(
        scenario, "camp-choice", members=MEMBERS, seed=seed, with_capacity=with_capacity
    )
    registered = registered_daily(scenario, counted.camps).sum(axis=1)
    assert (counted.people >= 0).all()
    for member in counted.people:
        np.testing.assert_array_equal(member.sum(axis=1), np.maximum(registered, 0))


@settings(max_examples=SCENARIOS)
@given(registered_recipes(), st.randoms(use_true_random=False))
def test_the_order_of_rows_and_the_labels_of_places_change_nothing(
    recipe: RegisteredRecipe, chance: random.Random
):
    files = recipe.write()
    turned = {"scenario": files["scenario"]}
    for name, text in files.items():
        if name == "scenario":
            continue
        header, *rows = text.splitlines()
        # Rows of one series on one day follow each other: the last of them counts.
        if name != "registrations":
            chance.shuffle(rows)
        if name == "places":
            rows = [
                ",".join([row.split(",")[0], f"Place {number}", *row.split(",")[2:]])
                for number, row in enumerate(rows)
            ]
        turned[name] = "\n".join([header, *rows]) + "\n"
    one, other = load(files), load(turned)
    assert people(one) == people(other)
    assert fled(one) == fled(other)


@settings(max_examples=SCENARIOS)
@given(registered_recipes())
def test_a_far_place_that_nobody_uses_changes_nothing(recipe: RegisteredRecipe):
    """A camp of which nothing is registered, at the end of a road."""
    files = recipe.write()
    unused = "unused,Unused,camp,CCC,,40,60,,,,,5000,,,,,,,judgement\n"
    roads = "far_away,town0,unused,3000,,yes,judgement\n"
    larger = {
        **files,
        "places": files["places"] + unused,
        "routes": files["routes"] + roads,
    }
    found = people(load(larger))
    assert not np.any(found.pop("unused"))
    assert found == people(load(files))


@settings(max_examples=SCENARIOS)
@given(registered_recipes())
def test_chance_does_not_depend_on_how_many_days_are_run(recipe: RegisteredRecipe):
    scenario = recipe.load()
    n_day = max(scenario.n_day // 2, 1)
    shorter = scenario.model_copy(update={"end": scenario.start + timedelta(days=n_day - 1)})
    # But for places that are only fought over later: they count among the origins from the first day.
    later = scenario.start + timedelta(days=n_day)
    if any(row.start >= later for row in scenario.fighting):
        return
    whole = people(scenario)
    for camp, members in people(shorter).items():
        assert members == [member[:n_day] for member in whole[camp]]


def differ_from(scenario: Scenario, other: Scenario) -> int:
    """First day on which anybody is elsewhere."""
    one, two = (
        count_camps(world, "camp-choice", members=10, seed=1, with_capacity=True).people
        for world in (scenario, other)
    )
    days = np.flatnonzero((one != two).any(axis=(0, 2)))
    return int(days[0])


def test_two_worlds_are_the_same_before_the_day_on_which_they_part():
    def world(file: str, old: str, new: str) -> Scenario:
        return load(edit(file, old, new, REGISTERED))

    as_it_is = load({})
    # A border that is closed from the 13th on, for some days.
    closed = world(
        "barriers.csv", "camp,near,,,2015", "border,,SYR JOR,2015-05-13,,c1\ncamp,near,,,2015"
    )
    assert differ_from(as_it_is, closed) == 12
    # A camp that is closed for a second time: the surge of its first opening is no other.
    again = world(
        "barriers.csv", "camp,near,,,2015", "camp,near,,2015-05-13,2015-05-20,c1\ncamp,near,,,2015"
    )
    assert differ_from(as_it_is, again) == 12
    # Fighting that spares the market until the 16th.
    assert differ_from(as_it_is, world("fighting.csv", "market,0.5", "near,0.5")) == 9
    # More people registered from the day after the 11th.
    more = world("registrations.csv", "05-30,700", "05-30,3000")
    assert differ_from(as_it_is, more) == 11


def test_random_scenarios_move_somebody():
    """Negative control: with another seed the same people are elsewhere, in most of them."""
    moved = [
        people(scenario, seed=1) != people(scenario, seed=2)
        for scenario in (RegisteredRecipe(number).load() for number in range(SCENARIOS))
    ]
    assert sum(moved) > SCENARIOS / 3
