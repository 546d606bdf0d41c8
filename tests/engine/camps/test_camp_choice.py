"""Running an ensemble of camp choice (model §13)."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from builders import REGISTERED, edit, make_registered
from homeward.assemble.camps.camp_choice.choice_world import assemble_choice
from homeward.catalogue import FLOWS, STOCKS
from homeward.engine.camps.by_law import count_camps, simulate_camps
from homeward.engine.camps.camp_choice import choice_sizes
from homeward.engine.simulated import Simulated
from homeward.model.camps.camp_choice.choice_arrays import ChoiceDiary, Chooser
from homeward.numerics.allocate import allocate
from homeward.scenario.scenario import Scenario

NEAR, FAR = 2, 3


@pytest.fixture
def scenario(tmp_path: Path) -> Scenario:
    return make_registered(tmp_path)


def everywhere(simulated: Simulated, *names: str) -> np.ndarray:
    """Stocks or flows, added up (member, time, place)."""
    found = simulated.stocks | simulated.flows
    shape = (simulated.members, simulated.days.size, len(simulated.labels.places))
    whole = np.zeros(shape, dtype=np.int64)
    for name in names:
        whole[:, :, found[name].cells[:, 2]] += found[name].values
    return whole


def test_threads_and_other_members_change_no_number(scenario: Scenario):
    one = count_camps(scenario, "camp-choice", members=5, seed=3, threads=1)
    more = count_camps(scenario, "camp-choice", members=9, seed=3, threads=4)
    np.testing.assert_array_equal(one.people, more.people[:5])
    for name, values in one.parameters.items():
        np.testing.assert_array_equal(values, more.parameters[name][:5])


def test_another_seed_and_another_member_count_others(scenario: Scenario):
    """Negative control."""
    one = count_camps(scenario, "camp-choice", members=2, seed=3)
    assert not np.array_equal(
        one.people, count_camps(scenario, "camp-choice", members=2, seed=4).people
    )
    assert not np.array_equal(one.people[0], one.people[1])


def test_camps_hold_all_who_are_registered(scenario: Scenario):
    counted = count_camps(scenario, "camp-choice", members=3, seed=3)
    assert counted.camps == ("near", "far")
    assert counted.people.shape == (3, 30, 2)
    registered = assemble_choice(scenario).ground.registered
    np.testing.assert_array_equal(counted.people.sum(axis=2), np.tile(registered, (3, 1)))
    assert counted.people[:, 0].tolist() == [[0, 100]] * 3
    assert (counted.seconds > 0).all()


def test_capacities_hold_where_they_are_known(scenario: Scenario):
    known = count_camps(scenario, "camp-choice", members=5, seed=3).people[:, :, 0]
    assert known.max() == 800
    unknown = count_camps(scenario, "camp-choice", members=5, seed=3, with_capacity=False).people[
        :, :, 0
    ]
    assert unknown.max() > 800


def test_given_values_take_the_place_of_draws(scenario: Scenario):
    given = {"distance_power": np.array([0.0, 5.0])}
    counted = count_camps(
        scenario, "camp-choice", members=2, seed=3, parameters=given, with_capacity=False
    )
    assert counted.parameters["distance_power"].tolist() == [0.0, 5.0]
    assert counted.people[0, -1, 1] > 2 * counted.people[1, -1, 1]


def test_a_run_keeps_what_the_camps_count(scenario: Scenario):
    counted = count_camps(scenario, "camp-choice", members=4, seed=3)
    days = [0, 6, 13, 29]
    simulated = simulate_camps(scenario, "camp-choice", days=days, members=4, seed=3)
    places = everywhere(simulated, "idps", "refugees")
    np.testing.assert_array_equal(places[:, :, [NEAR, FAR]], counted.people[:, days])
    assert not places[:, :, :NEAR].any()
    assert simulated.parameters.keys() == counted.parameters.keys()


def test_people_abroad_are_refugees_and_others_are_displaced_inside(scenario: Scenario):
    simulated = simulate_camps(scenario, "camp-choice", days=[29], members=2, seed=3)
    assert simulated.stocks["idps"].cells.tolist() == [[0, 0, NEAR]]
    assert simulated.stocks["refugees"].cells.tolist() == [[0, 0, FAR]]


def test_every_stock_and_flow_of_the_register_is_there_and_most_are_empty(scenario: Scenario):
    simulated = simulate_camps(scenario, "camp-choice", days=[3, 29], members=2, seed=3)
    assert {*simulated.stocks} == {variable.name for variable in STOCKS}
    assert {*simulated.flows} == {variable.name for variable in FLOWS}
    full = {"idps", "refugees", "displacements", "arrivals"}
    for name, series in (simulated.stocks | simulated.flows).items():
        assert series.values.shape[:2] == (2, 2)
        assert bool(series.values.any()) == (name in full), name


def test_displacements_add_up_to_the_newly_registered(scenario: Scenario):
    registered = assemble_choice(scenario).ground.registered
    rises = np.maximum(np.diff(registered, prepend=registered[0]), 0)
    daily = everywhere(
        simulate_camps(scenario, "camp-choice", days=range(30), members=3, seed=3), "displacements"
    )
    np.testing.assert_array_equal(daily.sum(axis=2), np.tile(rises, (3, 1)))
    # Only the old town is fought over until the 10th.
    assert daily[:, :9, 0].sum() > 0
    assert daily[:, :9, 1:].sum() == 0
    weekly = everywhere(
        simulate_camps(scenario, "camp-choice", days=[6, 29], members=3, seed=3), "displacements"
    )
    np.testing.assert_array_equal(weekly[:, 0], daily[:, :7].sum(axis=1))
    np.testing.assert_array_equal(weekly[:, 1], daily[:, 7:].sum(axis=1))


def test_arrivals_are_what_camps_gained_since_the_last_record(scenario: Scenario):
    days = [6, 29]
    simulated = simulate_camps(scenario, "camp-choice", days=days, members=3, seed=3)
    people = everywhere(simulated, "idps", "refugees")[:, :, [NEAR, FAR]]
    start = np.broadcast_to([0, 100], (3, 1, 2))
    gained = np.diff(people, axis=1, prepend=start)
    arrivals = everywhere(simulated, "arrivals")[:, :, [NEAR, FAR]]
    np.testing.assert_array_equal(arrivals, np.maximum(gained, 0))


def test_a_shorter_run_is_the_beginning_of_a_longer_one(scenario: Scenario):
    short = everywhere(
        simulate_camps(scenario, "camp-choice", days=[4, 9], members=2, seed=3), "idps"
    )
    long = everywhere(
        simulate_camps(scenario, "camp-choice", days=[4, 9, 29], members=2, seed=3), "idps"
    )
    np.testing.assert_array_equal(short, long[:, :2])


def test_progress_is_counted(scenario: Scenario):
    said: list[tuple[int, int]] = []
    count_camps(
        scenario, "camp-choice", members=3, progress=lambda done, of: said.append((done, of))
    )
    assert said[-1] == (3, 3)


def test_a_camp_of_which_nothing_is_registered_stays_empty(tmp_path: Path):
    rows = [line for line in REGISTERED["registrations.csv"].splitlines() if "far" not in line]
    scenario = make_registered(tmp_path, registrations="\n".join(rows) + "\n")
    counted = count_camps(scenario, "camp-choice", members=2)
    assert counted.camps == ("near", "far")
    assert not counted.people[:, :, 1].any()
    assert counted.people[:, -1, 0].tolist() == [700, 700]


def test_nobody_is_lost_though_nothing_pulls_and_nobody_is_sent(tmp_path: Path):
    """Every road is sealed, every camp closed, nothing leaks; then there is no place but camps."""
    sealed = "place,market,,,,c1\ncamp,near,,,,c1\ncamp,far,,,,c1\n"
    given = {
        "barriers": REGISTERED["barriers.csv"].splitlines()[0] + "\n" + sealed,
        **edit("scenario.yaml", "rules:", "parameters:\n  closed_leak: 0\nrules:", REGISTERED),
    }
    alone = {"places": REGISTERED["places.csv"].replace(",town,", ",camp,")}
    for number, changed in enumerate((given, alone)):
        (tmp_path / str(number)).mkdir()
        scenario = make_registered(tmp_path / str(number), **changed)
        counted = count_camps(scenario, "camp-choice", members=3)
        assert (counted.people[:, -1].sum(axis=1) == 1250).all()
        simulated = simulate_camps(scenario, "camp-choice", days=[29], members=3)
        fled = everywhere(simulated, "displacements").sum()
        assert fled == (0 if changed is alone else 3 * 1150)


def test_what_is_kept_has_the_shape_of_the_ground(scenario: Scenario):
    ground = assemble_choice(scenario).ground
    sizes = choice_sizes(ground)
    chooser, diary = allocate(Chooser, sizes), allocate(ChoiceDiary, sizes)
    assert chooser.appeal.shape == ground.km_open.shape
    assert (diary.people.shape, diary.displaced.shape) == ((30, 2), (30, 2))
