"""Camps, origins and what is known of them (model §13.1)."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from builders import REGISTERED, edit, make_registered
from homeward.assemble.camps.camp_choice.choice_world import (
    assemble_choice,
    open_camps,
    origin_country,
    origins_of,
)
from homeward.assemble.labels import codes, keys
from homeward.scenario.scenario import Scenario

OLDTOWN, MARKET, NEAR, FAR = range(4)
NO_FIGHTING = REGISTERED["fighting.csv"].splitlines()[0] + "\n"


def active(scenario: Scenario) -> dict[int, list[str]]:
    """Origins of the days on which they change."""
    origins, is_active = origins_of(scenario)
    names = np.array([scenario.place_names[origin] for origin in origins])
    found: dict[int, list[str]] = {}
    for day, marks in enumerate(is_active):
        listed = names[marks].tolist()
        if day == 0 or listed != found[max(found)]:
            found[day] = listed
    return found


def test_the_small_scenario_is_assembled(tmp_path: Path):
    world = assemble_choice(make_registered(tmp_path))
    ground = world.ground
    assert world.camps == ("near", "far")
    assert world.chosen.tolist() == [1, 0]  # far, near
    assert world.origins.tolist() == [MARKET, OLDTOWN]
    assert world.is_abroad.tolist() == [False, False, False, True]
    assert ground.population.tolist() == [500, 1000]
    assert ground.capacity.tolist() == [5000, 800]
    assert ground.country.tolist() == [0, 1]  # JOR, SYR
    assert ground.n_country == 2
    assert ground.camp_key.tolist() == keys(["far", "near"]).tolist()
    assert ground.origin_key.tolist() == keys(["market", "oldtown"]).tolist()
    # Those of no camp, and the agency's total, are not counted.
    assert ground.start.tolist() == [100, 0]
    assert ground.registered[[0, -1]].tolist() == [100, 500 + 50 + 700]
    assert ground.km_open.shape == (2, 2, 2)


def test_the_order_of_the_file_changes_nothing(tmp_path: Path):
    header, *rows = REGISTERED["places.csv"].splitlines()
    for folder in ("one", "other"):
        (tmp_path / folder).mkdir()
    one = assemble_choice(make_registered(tmp_path / "one")).ground
    turned = "\n".join([header, *rows[::-1]]) + "\n"
    other = assemble_choice(make_registered(tmp_path / "other", places=turned)).ground
    for field in one._fields:
        np.testing.assert_array_equal(getattr(one, field), getattr(other, field), field)


def test_capacities_may_be_unknown(tmp_path: Path):
    scenario = make_registered(tmp_path)
    assert assemble_choice(scenario, with_capacity=False).ground.capacity.tolist() == [0, 0]


def test_a_camp_of_which_nothing_is_registered_takes_nobody_in(tmp_path: Path):
    rows = [line for line in REGISTERED["registrations.csv"].splitlines() if "far" not in line]
    world = assemble_choice(make_registered(tmp_path, registrations="\n".join(rows) + "\n"))
    assert world.camps == ("near", "far")
    assert world.chosen.tolist() == [0]
    assert world.ground.n_country == 1


def test_where_camps_start_empty_nobody_less_than_nobody_is_registered(tmp_path: Path):
    lines = REGISTERED["registrations.csv"].splitlines()
    kept = [lines[0], *(line for line in lines if line.startswith("far,1"))]
    falling = "\n".join(kept).replace("2015-05-30,500", "2015-05-30,0") + "\n"
    rules = edit("scenario.yaml", "leave_town: 0.5", "starts_empty: true", REGISTERED)
    none = REGISTERED["corrections.csv"].splitlines()[0] + "\n"
    scenario = make_registered(tmp_path, registrations=falling, corrections=none, **rules)
    ground = assemble_choice(scenario).ground
    assert not ground.registered.any()
    assert ground.start.tolist() == [0]


def test_people_flee_from_where_there_is_fighting(tmp_path: Path):
    both = ["market", "oldtown"]
    # Old town until the 20th, market from the 10th, to the end.
    assert active(make_registered(tmp_path)) == {0: ["oldtown"], 9: both, 19: ["market"]}


def test_between_fights_they_come_from_where_it_was_last_and_before_from_where_it_will_be(
    tmp_path: Path,
):
    rows = (
        "oldtown,1,2015-05-03,2015-05-06,c1\nmarket,1,2015-05-08,2015-05-10,c1\n"
        "near,1,2015-05-12,2015-05-20,c1\n"
    )
    scenario = make_registered(tmp_path, fighting=NO_FIGHTING + rows)
    found = active(scenario)
    # A camp that is fought over sends nobody, and ends nothing.
    assert found == {0: ["market", "oldtown"], 2: ["oldtown"], 7: ["market"]}


def test_without_fighting_they_come_from_every_place_that_is_no_camp(tmp_path: Path):
    scenario = make_registered(tmp_path, fighting=NO_FIGHTING)
    assert active(scenario) == {0: ["market", "oldtown"]}


def test_fighting_before_or_after_the_run_is_none(tmp_path: Path):
    rows = "oldtown,1,2015-04-01,2015-05-01,c1\nmarket,1,2015-05-31,2015-06-10,c1\n"
    scenario = make_registered(tmp_path, fighting=NO_FIGHTING + rows)
    assert active(scenario) == {0: ["market", "oldtown"]}


def test_camps_alone_have_no_origin(tmp_path: Path):
    towns = REGISTERED["places.csv"].replace(",town,", ",camp,")
    world = assemble_choice(make_registered(tmp_path, places=towns))
    assert world.origins.size == 0
    assert world.ground.km_open.shape[1] == 0


def test_the_home_country_is_that_of_most_origins(tmp_path: Path):
    scenario = make_registered(tmp_path)
    assert origin_country(scenario, codes([OLDTOWN, FAR, MARKET])) == "SYR"
    assert origin_country(scenario, codes([FAR])) == "JOR"
    assert origin_country(scenario, codes([])) == "SYR"


def test_of_as_many_it_is_the_scenarios_own_or_the_first_by_name(tmp_path: Path):
    scenario = make_registered(tmp_path)
    assert origin_country(scenario, codes([FAR, MARKET])) == "SYR"
    elsewhere = scenario.model_copy(update={"home_country": "IRQ"})
    assert origin_country(elsewhere, codes([MARKET, FAR])) == "JOR"


def test_a_camp_is_closed_on_the_days_that_name_it(tmp_path: Path):
    rows = (
        "camp,near,,2015-05-04,2015-05-06,c1\nplace,near,,2015-05-10,2015-05-11,c1\n"
        "idp_camp,far,,2015-05-29,,c1\nroad,market near,,2015-05-20,2015-05-22,c1\n"
    )
    header = REGISTERED["barriers.csv"].splitlines()[0] + "\n"
    scenario = make_registered(tmp_path, barriers=header + rows)
    shut = ~open_camps(scenario, ("far", "near"))
    assert np.flatnonzero(shut[:, 0]).tolist() == [28, 29]
    assert np.flatnonzero(shut[:, 1]).tolist() == [3, 4, 9]
    # By a day it has opened after the last closing so far; what is closed to the end never opens.
    opened = assemble_choice(scenario).ground.opened
    assert not opened[:, 0].any()
    assert opened[[4, 5, 9, 10, 29], 1].tolist() == [0, 5, 5, 10, 10]


def test_a_camp_that_never_was_closed_never_opened(tmp_path: Path):
    header = REGISTERED["barriers.csv"].splitlines()[0] + "\n"
    ground = assemble_choice(make_registered(tmp_path, barriers=header)).ground
    assert ground.is_open.all()
    assert not ground.opened.any()


@pytest.mark.parametrize(
    ("known", "people"),
    [((",1000,", ",,"), [500, 500]), ((",500,", ",0,"), [1000, 1000])],
)
def test_where_the_population_is_not_known_it_is_the_median_of_the_others(
    known: tuple[str, str], people: list[float], tmp_path: Path
):
    places = edit("places.csv", *known, REGISTERED)
    assert assemble_choice(make_registered(tmp_path, **places)).ground.population.tolist() == people


def test_where_none_is_known_all_are_alike(tmp_path: Path):
    places = REGISTERED["places.csv"].replace(",1000,", ",,").replace(",500,", ",,")
    ground = assemble_choice(make_registered(tmp_path, places=places)).ground
    assert ground.population.tolist() == [1, 1]
