"""Groups and actors have neutral names unless the scenario shows theirs."""

from __future__ import annotations

from pathlib import Path

from builders import edit, make_scenario
from homeward.results.result import Result
from homeward.results.tables.names import names_of, names_of_scenario, obstacle_label
from homeward.scenario.scenario import Scenario


def test_names_are_neutral(result: Result) -> None:
    names = names_of(result.axes, result.scenario)
    assert names.identifiers["group"] == ("group_1", "group_2")
    assert names.labels["group"] == ("Group 1", "Group 2")
    assert names.identifiers["actor"] == ("actor_a", "actor_2") or names.labels["actor"]
    assert names.labels["place"][0] == "Oldtown"


def test_a_scenario_may_show_them(result: Result, tmp_path: Path) -> None:
    text = "parameters:"
    scenario = make_scenario(
        tmp_path, **edit("scenario.yaml", text, f"show_group_labels: true\n{text}")
    )
    names = names_of(result.axes, scenario)
    assert names.identifiers["group"] == ("farmers", "traders")
    assert names.labels["group"] == ("Farmers", "Traders")


def test_two_groups_never_share_a_neutral_name(result: Result, tmp_path: Path) -> None:
    scenario = make_scenario(tmp_path, **edit("groups.csv", "Group 2", "Group 1"))
    names = names_of(result.axes, scenario)
    assert names.identifiers["group"] == ("group_1", "group_2")


def test_without_a_scenario_everything_is_neutral(result: Result) -> None:
    names = names_of(result.axes, None)
    assert names.labels["group"] == ("Group 1", "Group 2")
    assert names.identifiers["place"] == ("oldtown", "hills", "camp")


def test_a_scenario_that_has_not_been_run_has_the_same_names(
    result: Result, tmp_path: Path
) -> None:
    scenario = make_scenario(tmp_path)
    assert names_of_scenario(scenario) == names_of(result.axes, scenario)
    assert names_of_scenario(scenario).identifiers["actor"] == ("actor_a", "actor_b")
    shown = names_of_scenario(scenario, labels=True)
    assert shown.identifiers["actor"] == ("north", "south")
    assert shown.labels["group"] == ("Farmers", "Traders")


def test_fears_name_actors_as_they_are_shown(tiny: Scenario, tmp_path: Path) -> None:
    small = make_scenario(tmp_path)
    assert obstacle_label("fear_of_actor_a", names_of_scenario(small)) == "Fear of Actor A"
    shown = names_of_scenario(tiny)
    label = tiny.actors[0].label
    assert obstacle_label(f"fear_of_{tiny.actors[0].actor}", shown) == f"Fear of {label}"
