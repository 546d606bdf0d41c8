"""Camp choice by the engine and by its slow twin, written from the formulas alone: the same people every day."""

from __future__ import annotations

import os
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import timedelta
from functools import cache
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, settings

import reference_choice
from builders import REGISTERED, edit, make_registered
from homeward.assemble.camps.camp_choice.choice_parameters import draw_parameters
from homeward.assemble.camps.camp_choice.choice_world import assemble_choice
from homeward.engine.camps.by_law import count_camps, simulate_camps
from homeward.exchange.flee import import_flee
from homeward.scenario.load import load_scenario
from homeward.scenario.scenario import Scenario
from invariants.any_registered import RegisteredRecipe, registered_recipes
from reference_choice import Evening, choose, live

CONFLICTS = os.environ.get("HOMEWARD_CONFLICTS", "")
RANDOM_SCENARIOS = 60
MEMBERS = 2
CHOICES = [
    "distance_power", "softening_km", "abroad_km_share", "closed_leak", "kin_power", "kin_floor", "country_split",
    "opening_surge", "surge_days", "origin_power",
]  # fmt: skip


@dataclass(frozen=True)
class Both:
    """One ensemble by the engine, and what its twin is given."""

    scenario: Scenario
    seed: int
    with_capacity: bool = True
    members: int = MEMBERS

    def engine(self) -> np.ndarray:
        """People in the camps (member, day, camp)."""
        counted = count_camps(
            self.scenario,
            "camp-choice",
            members=self.members,
            seed=self.seed,
            with_capacity=self.with_capacity,
        )
        return counted.people

    def numbers(self, member: int) -> dict[str, float]:
        drawn = draw_parameters(self.scenario, seed=self.seed, n_member=self.members)
        return {name: float(values[member]) for name, values in drawn.items()}

    def twins(self, changed: Mapping[str, float] | None = None) -> np.ndarray:
        camps = assemble_choice(self.scenario).camps
        members = [
            choose(
                self.scenario,
                self.numbers(member) | dict(changed or {}),
                self.seed,
                member,
                self.with_capacity,
            )
            for member in range(self.members)
        ]
        return np.array([[[day.get(camp, 0) for camp in camps] for day in one] for one in members])


def agree(both: Both) -> bool:
    return bool(np.array_equal(both.engine(), both.twins()))


@cache
def any_world(number: int) -> Both:
    scenario = RegisteredRecipe(number).load()
    return Both(scenario, seed=number, with_capacity=number % 3 != 0)


@cache
def any_twins(number: int) -> np.ndarray:
    return any_world(number).twins()


@pytest.mark.parametrize("with_capacity", [True, False])
def test_twin_and_engine_count_the_same_people_in_the_small_scenario(
    with_capacity: bool, tmp_path: Path
):
    both = Both(make_registered(tmp_path), 3, with_capacity, members=10)
    assert agree(both)
    assert both.engine().sum() > 0


def test_negative_control_another_seed_counts_others(tmp_path: Path):
    scenario = make_registered(tmp_path)
    assert not np.array_equal(Both(scenario, 3).engine(), Both(scenario, 4).twins())


@pytest.mark.parametrize("number", range(RANDOM_SCENARIOS))
def test_twin_and_engine_agree_in_random_scenarios(number: int):
    assert agree(any_world(number))


@settings(max_examples=40)
@given(registered_recipes())
def test_twin_and_engine_agree_in_any_scenario(recipe: RegisteredRecipe):
    scenario = recipe.load()
    assert agree(Both(scenario, seed=recipe.seed))
    assert agree(Both(scenario, seed=recipe.seed, with_capacity=False))


def fled(evenings: list[Evening]) -> list[dict[str, int]]:
    return [
        {name: people for name, people in evening.displaced.items() if people}
        for evening in evenings
    ]


@pytest.mark.parametrize("number", range(RANDOM_SCENARIOS))
def test_twin_and_engine_say_the_same_of_where_people_come_from(number: int):
    scenario = any_world(number).scenario
    engine = simulate_camps(
        scenario, "camp-choice", days=range(scenario.n_day), members=1, seed=number
    )
    series = engine.flows["displacements"]
    names = [scenario.place_names[place] for place in series.cells[:, 2]]
    found = [
        {name: people for name, people in zip(names, day, strict=True) if people}
        for day in series.values[0].tolist()
    ]
    assert found == fled(live(scenario, any_world(number).numbers(0), number, 0, True))


def test_random_scenarios_hold_what_they_are_for():
    """Equality of what never happens would say nothing."""
    seen = dict.fromkeys(
        ("several countries", "roads close", "camps open", "tight", "all full", "falls", "nobody",
         "no fighting", "one camp", "no road", "unregistered", "no capacity"), 0
    )  # fmt: skip
    for number in range(RANDOM_SCENARIOS):
        scenario = any_world(number).scenario
        world = assemble_choice(scenario)
        ground = world.ground
        limited = ground.capacity > 0
        seen["several countries"] += ground.n_country > 1
        seen["roads close"] += ground.km_open.shape[0] > 1
        seen["camps open"] += bool(ground.opened.any())
        full = any_world(number).engine()[..., world.chosen] >= ground.capacity
        seen["tight"] += bool((full & limited).any())
        seen["all full"] += bool(limited.all() and ground.registered.max() > ground.capacity.sum())
        seen["falls"] += bool((np.diff(ground.registered) < 0).any())
        seen["nobody"] += int(ground.registered.min() == 0)
        seen["no fighting"] += not scenario.fighting
        seen["one camp"] += ground.start.size == 1
        seen["no road"] += bool((ground.km_open < 0).all(axis=(0, 1)).any())
        seen["unregistered"] += len(world.camps) > world.chosen.size
        seen["no capacity"] += bool((~limited).any())
    assert min(seen.values()) >= 3, seen


@pytest.mark.slow
@pytest.mark.skipif(not CONFLICTS, reason="HOMEWARD_CONFLICTS is not set")
@pytest.mark.parametrize("with_capacity", [True, False])
def test_twin_and_engine_agree_in_the_central_african_republic(with_capacity: bool, tmp_path: Path):
    """Fourteen camps of five countries, closed borders, camps that open; the first half year."""
    import_flee(Path(CONFLICTS) / "car2013" / "input", to=tmp_path / "car")
    scenario = load_scenario(tmp_path / "car")
    short = scenario.model_copy(update={"end": scenario.start + timedelta(days=180)})
    both = Both(short, seed=1, with_capacity=with_capacity)
    assert agree(both)
    assert both.engine()[:, -1].sum() > 0


@pytest.mark.slow
@pytest.mark.parametrize("name", CHOICES)
def test_negative_control_a_changed_number_is_seen(name: str):
    """In some random scenario: every number of the law moves somebody."""

    def is_seen(number: int) -> bool:
        both = any_world(number)
        value = both.numbers(0)[name]
        other = {"country_split": min(value + 0.3, 1.0) if value < 1 else 0.5}
        changed = {name: other.get(name, value * 0.5 + 0.01)}
        return not np.array_equal(both.twins(changed), any_twins(number))

    assert any(map(is_seen, range(RANDOM_SCENARIOS)))


@pytest.mark.parametrize(
    ("law", "changed"),
    [
        ("LEAST_KM", 3.0),
        ("WITHOUT_ROADS", 30.0),
        ("as_the_crow_flies", lambda _, __: 1.0),
        (
            "fewer",
            lambda people, after, before: {c: n * after // before for c, n in people.items()},
        ),
    ],
)
def test_negative_control_a_changed_law_of_the_twin_is_seen(
    law: str, changed: object, monkeypatch: pytest.MonkeyPatch
):
    for number in range(RANDOM_SCENARIOS):
        before = any_twins(number)
        with monkeypatch.context() as patched:
            patched.setattr(reference_choice, law, changed)
            if not np.array_equal(any_world(number).twins(), before):
                return
    pytest.fail("no random scenario shows it")


def test_barriers_that_ended_before_the_run_close_nothing(tmp_path: Path):
    before = edit("barriers.csv", "2015-05-01,2015-05-05", "2015-04-01,2015-04-05", REGISTERED)
    both = Both(make_registered(tmp_path, **before), 1, members=3)
    assert agree(both)
    (tmp_path / "open").mkdir()
    none = edit("barriers.csv", "border,,SYR JOR,2015-05-01,2015-05-05,c1\n", "", REGISTERED)
    assert np.array_equal(
        both.engine(), Both(make_registered(tmp_path / "open", **none), 1, members=3).engine()
    )
