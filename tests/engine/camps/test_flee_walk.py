"""Running an ensemble of the flee walk (model §12.9), and what it must do on small graphs."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from itertools import pairwise
from pathlib import Path

import numpy as np
import pytest

from builders import make_registered, make_walk, walk_day
from homeward.catalogue import FLOWS, STOCKS
from homeward.engine.camps.by_law import count_camps, simulate_camps
from homeward.engine.camps.camp_results import CampCounts
from homeward.engine.simulate import simulate
from homeward.errors import HomewardBug, SimulationError
from homeward.scenario.rows.uncertain_numbers import CHOICE_DEFAULTS
from homeward.scenario.scenario import Scenario
from model.camps.flee_walk.test_road import evenings

ALL = range(10)
STAR = {name: {"kind": "camp"} for name in "bcd"}
SPOKES = [("a", name, 100.0) for name in "bcd"]

PLAIN = """
import json, sys
sys.path[:0] = sys.argv[1:]
from engine.camps.test_flee_walk import any_walk
from homeward.engine.camps.by_law import count_camps
print(json.dumps(count_camps(any_walk(), "flee", members=2).people.tolist()))
"""


def any_walk(**rules) -> Scenario:
    """Two towns, a hub and two camps of two countries, three weeks, with everything that can be said."""
    return make_walk(
        {
            "one": {"population": 400},
            "two": {"population": 90},
            "hub": {"kind": "transit"},
            "marker": {"kind": "marker"},
            "near": {"kind": "camp", "capacity": 150, "already_here": 20},
            "far": {"kind": "idp_camp", "country": "BBB", "capacity": 400, "capacity_per_day": 5},
        },
        [
            ("one", "two", 90.0), ("two", "hub", 40.0), ("hub", "near", 130.0), ("hub", "marker", 20.0),
            ("marker", "far", 500.0), ("one", "near", 800.0), ("near", "far", 250.0),
        ],
        days=21,
        registered={"near": [(0, 100), (9, 600), (12, 500), (20, 900)], "far": [(0, 40), (20, 90)]},
        fighting=[("one", 0, 30, 1.0), ("two", 4, 9, 0.5), ("two", 9, 12, 1.0)],
        barriers=[
            {"kind": "border", "countries": ("AAA", "BBB"), "start": 6, "end": 9},
            {"kind": "camp", "places": ("near",), "start": 0, "end": 3},
            {"kind": "place", "places": ("near",), "start": 10, "end": 11},
        ],
        kinds=[("hub", "town", 15)],
        **({
            "awareness": 2, "starts_on_foot": True, "avoids_short_days": True, "pruning": 20.0,
            "flight_decay": (1.0, 0.5), "flight_decay_days": 5, "doubled_routes": ("road1",),
        } | rules),
    )  # fmt: skip


def same(one: CampCounts, other: CampCounts) -> bool:
    return bool(np.array_equal(one.people, other.people))


def test_threads_change_no_number():
    runs = [count_camps(any_walk(), "flee", members=6, threads=threads) for threads in (1, 2)]
    assert same(*runs)
    assert (runs[0].seconds > 0).all()


def test_another_seed_or_member_gives_other_numbers():
    one, other = (count_camps(any_walk(), "flee", members=2, seed=seed) for seed in (1, 2))
    assert not same(one, other)
    assert not np.array_equal(one.people[0], one.people[1])


def test_members_run_alone_are_the_members_of_an_ensemble():
    whole = simulate_camps(any_walk(), "flee", days=[9, 20], members=6)
    some = simulate_camps(any_walk(), "flee", days=[9, 20], members=6, member_numbers=[4, 2])
    for name, series in whole.stocks.items():
        for place, number in enumerate((4, 2)):
            ours = dict(
                zip(
                    map(tuple, some.stocks[name].cells),
                    some.stocks[name].values[place].T,
                    strict=True,
                )
            )
            for cell, values in zip(map(tuple, series.cells), series.values[number].T, strict=True):
                assert np.array_equal(ours.get(cell, np.zeros(2)), values), name


def test_the_kernels_count_the_same_without_being_compiled():
    root = Path(__file__).parents[2]
    answer = subprocess.run(
        [sys.executable, "-c", PLAIN, str(root)],
        env={**os.environ, "NUMBA_DISABLE_JIT": "1"},
        capture_output=True,
        text=True,
        check=True,
    )
    assert json.loads(answer.stdout) == count_camps(any_walk(), "flee", members=2).people.tolist()


def test_all_variables_are_there_and_mostly_empty():
    simulated = simulate_camps(any_walk(), "flee", days=[3, 20], members=3)
    assert set(simulated.stocks) == {variable.name for variable in STOCKS}
    assert set(simulated.flows) == {variable.name for variable in FLOWS}
    used = {name for name, s in (simulated.stocks | simulated.flows).items() if s.values.any()}
    assert used <= {"idps", "refugees", "travelling", "displacements", "arrivals"}
    assert simulated.belief.shape == (3, 2, 1, 1, 0, 5)
    assert simulated.labels.homes == ("anywhere",)
    assert simulated.parameters == {}


def test_people_abroad_are_refugees_and_those_at_origins_newcomers():
    simulated = simulate_camps(any_walk(), "flee", days=range(21), members=2)
    places = simulated.labels.places
    assert {places[cell[2]] for cell in simulated.stocks["refugees"].cells} == {"far"}
    assert "far" not in {places[cell[2]] for cell in simulated.stocks["idps"].cells}
    assert {places[cell[2]] for cell in simulated.flows["displacements"].cells} <= {"one", "two"}
    assert {places[cell[2]] for cell in simulated.flows["arrivals"].cells} <= {"near", "far"}


def test_a_shorter_run_begins_as_the_longer_one():
    whole = simulate_camps(any_walk(), "flee", days=[3, 20], members=2)
    short = simulate_camps(any_walk(), "flee", days=[3], members=2, until=walk_day(3))
    for name, series in short.stocks.items():
        long = whole.stocks[name]
        shared = [
            index for index, cell in enumerate(long.cells.tolist()) if cell in series.cells.tolist()
        ]
        assert np.array_equal(series.values[:, 0], long.values[:, 0, shared])


def test_a_day_that_is_not_run_cannot_be_kept():
    with pytest.raises(HomewardBug, match="day 4 is to be kept and is not run"):
        simulate_camps(any_walk(), "flee", days=[4], members=1, until=walk_day(3))


def test_a_scenario_is_run_by_the_movement_it_names(tmp_path: Path):
    scenario = make_registered(tmp_path)
    ours = simulate(scenario, days=[29], members=2)
    direct = simulate_camps(scenario, "flee", days=[29], members=2)
    assert np.array_equal(ours.stocks["idps"].values, direct.stocks["idps"].values)


# What Flee's own tests ask for.


def test_one_person_and_three_camps_make_one_person_on_every_day():
    scenario = make_walk(STAR | {"a": {"already_here": 1}}, SPOKES, days=30)
    assert (evenings(scenario).sum(axis=(2, 3)) == 1).all()


def test_who_can_only_go_to_b_ends_there():
    barrier = {"kind": "place", "places": ("c",), "start": 0, "end": 99}
    chain = {
        "a": {"kind": "transit", "already_here": 1},
        "b": {"kind": "camp"},
        "c": {"kind": "camp"},
    }
    scenario = make_walk(
        chain, [("a", "b", 50.0), ("b", "c", 50.0)], barriers=[barrier], leave_camp=0.0
    )
    assert evenings(scenario)[0, -1].tolist() == [[0, 1, 0], [0, 0, 0]]


def test_where_abroad_does_not_pull_nobody_goes_there():
    places = {
        "a": {"already_here": 500},
        "b": {"kind": "camp"},
        "c": {"kind": "camp", "country": "BBB"},
    }
    scenario = make_walk(places, [("a", "b", 90.0), ("a", "c", 9.0)], days=30, foreign_pull=0.0)
    assert not evenings(scenario)[0, :, :, 2].any()


def test_who_stays_near_goes_hardly_ever_100_degrees_away():
    places = {
        "a": {"already_here": 100}, "b": {"kind": "camp", "longitude": 0.1}, "c": {"kind": "camp", "longitude": 100.0}
    }  # fmt: skip
    scenario = make_walk(
        places, [("a", "b", 100.0), ("a", "c", 100.0)], days=20, nearness_power=5.0
    )
    assert evenings(scenario)[0, -1, 0, 2] < 2


def test_on_foot_100_km_take_until_the_third_day():
    """And Flee travels the 300 km after it on that same day at full speed."""
    places = {
        "a": {"kind": "transit", "already_here": 50},
        "b": {"kind": "transit"},
        "c": {"kind": "camp"},
    }
    scenario = make_walk(
        places, [("a", "b", 100.0), ("b", "c", 300.0)], days=3, starts_on_foot=True, leave_camp=0.0
    )
    one_way = tuple(route.model_copy(update={"both_ways": False}) for route in scenario.routes)
    found = evenings(scenario.model_copy(update={"routes": one_way}))[0]
    assert found[:, 0, 2].tolist() == [0, 0, 50]


def test_who_has_travelled_little_goes_on_from_towns_until_400_km():
    """Towns 100 km apart: all cover 400 km on day 0 as Flee has it."""
    names = [f"t{number}" for number in range(9)]
    places = {name: {} for name in names} | {"t0": {"kind": "transit", "already_here": 40}}
    scenario = make_walk(
        places,
        [(one, other, 100.0) for one, other in pairwise(names)],
        days=1,
        avoids_short_days=True,
    )
    one_way = tuple(route.model_copy(update={"both_ways": False}) for route in scenario.routes)
    found = evenings(scenario.model_copy(update={"routes": one_way}))[0, 0, 0]
    assert found.tolist() == [0, 0, 0, 0, 40, 0, 0, 0, 0]


def test_a_constant_number_flees_every_day():
    place = {"a": {"population": 1}}
    scenario = make_walk(
        place, fighting=[("a", 0, 10, 1.0)], arrivals="constant", per_fighting_day=100.0
    )
    assert evenings(scenario)[0, :, 0, 0].tolist() == [100 * day for day in range(1, 11)]


def test_fewer_flee_when_fighting_ends_but_not_when_it_abates():
    """Three places for two days, then one at peace and one half: Flee keeps to the first intensity, 600 + 400."""
    scenario = make_walk(
        {"a": {}, "b": {}, "c": {}},
        days=4,
        fighting=[("a", 0, 4, 1.0), ("b", 0, 2, 1.0), ("c", 0, 2, 1.0), ("c", 2, 4, 0.5)],
        arrivals="constant",
        per_fighting_day=100.0,
    )
    assert evenings(scenario)[0, -1].sum() == 1000


def test_without_awareness_nobody_moves_as_in_flee():
    scenario = make_walk(
        STAR | {"a": {"kind": "transit", "already_here": 300}}, SPOKES, days=1, awareness=0
    )
    a = scenario.place_names.index("a")
    assert evenings(scenario)[0, 0, 0, a] == 300


@pytest.mark.parametrize("movement", ["flee", "camp-choice"])
def test_more_newcomers_than_can_be_counted_stop_the_run(movement: str):
    """Each day has as many as 32 bits hold; together, at one camp, they have more."""
    counts = [(day, day * 1_500_000_000) for day in range(6)]
    scenario = make_walk(
        {"a": {"population": 100}, "b": {"kind": "camp"}},
        [("a", "b", 50.0)],
        registered={"b": [(day, min(people, 10)) for day, people in counts]},
        fighting=[("a", 0, 10, 1.0)],
        movement=movement,
    )
    huge = tuple(
        row.model_copy(update={"people": people})
        for row, (_, people) in zip(scenario.registrations, counts, strict=True)
    )
    scenario = scenario.model_copy(
        update={"registrations": huge, "parameters": {**scenario.parameters, **CHOICE_DEFAULTS}}
    )
    with pytest.raises(SimulationError, match="is outside 0 to 2,147,483,647"):
        simulate(scenario, members=1, days=[9])
