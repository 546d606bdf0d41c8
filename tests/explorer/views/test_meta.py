"""What there is on show, said as the contract says it."""

from __future__ import annotations

import datetime as dt

import pytest

from homeward.explorer.live.datasets import CampScenario, LiveScenario
from homeward.explorer.live.scenario_runs import LiveSettings, ScenarioRuns
from homeward.explorer.live.scheduler import Scheduler
from homeward.explorer.views.meta import describe, describe_one
from homeward.results.report import caveats
from homeward.scenario.load import load_scenario
from homeward.scenario.scenario import Scenario


def live(scenario: Scenario) -> LiveScenario:
    settings = LiveSettings(scenario, members=4, seed=1)
    return LiveScenario(scenario.name, ScenarioRuns(settings), Scheduler())


def test_one_side_for_one_exhibit_and_two_for_more(tiny: Scenario):
    one = describe({"tiny": live(tiny)}, exact=False, tiles="")
    assert one["sides"] == [{"exhibit": "tiny", "levers": []}]
    assert one["control"] == {"threshold": 10, "base": 5}
    three = describe({name: live(tiny) for name in "abc"}, exact=True, tiles="")
    assert [side["exhibit"] for side in three["sides"]] == ["a", "b"]
    assert three["control"] is None


def test_homes_are_places_by_index(palmyra: Scenario):
    said = describe_one(live(palmyra))
    homes = [said["places"][index] for index in said["homes"]]
    assert [home["id"] for home in homes] == [home.place for home in palmyra.homes]
    assert all(home["kind"] == "home" for home in homes)
    assert said["places"][0]["short"] == "Palmyra"


def test_groups_and_actors_have_the_names_that_may_be_shown(palmyra: Scenario, tiny: Scenario):
    assert [group["label"] for group in describe_one(live(palmyra))["groups"]] == [
        "Group A",
        "Group B",
        "Group C",
        "Group D",
    ]
    assert "Group A" not in [group["label"] for group in describe_one(live(tiny))["groups"]]


def test_who_holds_a_place_on_a_day(palmyra: Scenario):
    said = describe_one(live(palmyra))
    day = (dt.date(2016, 1, 1) - palmyra.start).days
    holders = [
        one["actor"]
        for one in said["control"]
        if one["place"] == 0 and one["from"] <= day < one["to"]
    ]
    assert [palmyra.actor_names[holder] for holder in holders] == ["isis"]
    assert min(one["from"] for one in said["control"]) == 0
    assert max(one["to"] for one in said["control"]) == palmyra.n_day


def test_registered_arrivals_have_no_groups_and_no_levers(registered: Scenario):
    said = describe_one(
        CampScenario("camps", LiveSettings(registered, members=4, seed=1), Scheduler())
    )
    assert (said["is_registered"], said["groups"], said["levers"], said["homes"]) == (
        True,
        [],
        [],
        [],
    )
    assert said["charts"]


@pytest.mark.parametrize("name", ["assumes", "limits"])
def test_what_it_assumes_is_said(name: str, tiny: Scenario, registered: Scenario):
    modelled = describe_one(live(tiny))[name]
    assert modelled
    assert (
        describe_one(
            CampScenario("camps", LiveSettings(registered, members=4, seed=1), Scheduler())
        )[name]
        != modelled
    )


def test_it_assumes_what_the_report_says(tiny: Scenario):
    one = describe_one(live(tiny))
    assert tuple(one["assumes"]) == caveats.ASSUMES
    assert tuple(one["limits"]) == caveats.LIMITS


def test_of_registered_arrivals_it_claims_less(registered: Scenario):
    settings = LiveSettings(registered, members=4, seed=1)
    one = describe_one(CampScenario("camps", settings, Scheduler()))
    assert tuple(one["assumes"]) == caveats.ASSUMES_REGISTERED
    assert tuple(one["limits"]) == caveats.LIMITS_REGISTERED


def test_refused_uses_stand_with_every_run(tiny: Scenario):
    found = describe({"tiny": live(tiny)}, exact=False, tiles="")["limits"]
    assert tuple(found["refused"]) == caveats.REFUSED
    assert found["return"] == caveats.RETURN
    assert "legal status" in found["boundaries"]


@pytest.mark.parametrize("scenario", ["palmyra", "syria", "iraq"])
def test_no_name_of_a_place_breaks_off(scenario: str):
    said = describe_one(live(load_scenario(scenario)))
    assert [one["short"] for one in said["places"] if one["short"].endswith("…")] == []
