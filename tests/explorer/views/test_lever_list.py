"""The levers of a dataset, with what each takes."""

from __future__ import annotations

import datetime as dt
import json

import pytest

from explorer_requests import levers_of
from homeward.errors import ScenarioError
from homeward.explorer.views.lever_list import levers
from homeward.scenario.load import load_scenario
from homeward.scenario.rows.levers import BELIEVED

SHIPPED = ("tiny", "palmyra", "syria", "iraq")


@pytest.mark.parametrize("name", SHIPPED)
def test_each_lever_is_told_once_with_its_twin(name: str) -> None:
    scenario = load_scenario(name)
    found = levers(scenario)
    told = [one["name"] for one in found] + [one["believed"] for one in found if one["believed"]]
    assert sorted(told) == sorted(lever.name for lever in scenario.levers)
    assert all(one["believed"] in {None, f"{one['name']}{BELIEVED}"} for one in found)
    known = {claim.claim for claim in scenario.claims}
    assert all(set(one["claims"]) <= known for one in found)
    json.dumps(found, allow_nan=False)


@pytest.mark.parametrize("name", SHIPPED)
def test_every_end_of_what_may_be_asked_for_can_be_applied(name: str) -> None:
    scenario = load_scenario(name)
    for one in levers(scenario):
        dates = one["date"] or {"none": None}
        values = (
            [one["value"][end] for end in ("low", "default", "high")] if one["value"] else [None]
        )
        for date in dates.values():
            for value in values:
                for twin in filter(None, (one["name"], one["believed"])):
                    asked = {"name": twin, "date": date, "value": value}
                    given = {key: part for key, part in asked.items() if part is not None}
                    assert levers_of(scenario, [given])


@pytest.mark.parametrize("name", SHIPPED)
def test_a_day_after_the_last_that_may_be_asked_for_is_refused(name: str) -> None:
    scenario = load_scenario(name)
    for one in levers(scenario):
        if one["date"] and one["date"]["most"] != str(scenario.end):
            after = dt.date.fromisoformat(one["date"]["most"]) + dt.timedelta(days=1)
            with pytest.raises(ScenarioError):
                levers_of(scenario, [{"name": one["name"], "date": str(after)}])


def test_a_lever_is_named_in_other_languages_where_the_scenario_says_it() -> None:
    titles = {one["name"]: one["titles"] for one in levers(load_scenario("palmyra"))}
    assert titles["mines_cleared"] == {"ar": "تُزال الألغام"}
    assert all(one == {} for one in (told["titles"] for told in levers(load_scenario("tiny"))))
