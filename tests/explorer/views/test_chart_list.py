"""Which charts there are, and what was observed of them."""

from __future__ import annotations

import datetime as dt
import json
from pathlib import Path

import pytest

from builders import FILES, make_scenario
from homeward.explorer.views.chart_list import charts
from homeward.results.publish.published import publish
from homeward.results.report.sections import home_charts, place_charts
from homeward.results.run_and_label import run_and_label
from homeward.results.tables.totals import MEASURES
from homeward.scenario.load import load_scenario
from homeward.scenario.scenario import Scenario


@pytest.mark.parametrize("name", ["tiny", "palmyra", "syria", "iraq"])
def test_every_chart_can_be_drawn(name: str) -> None:
    scenario = load_scenario(name)
    found = charts(scenario)
    measures = {one.name for one in MEASURES}
    assert len({one["id"] for one in found}) == len(found)
    for one in found:
        where = one["where"]
        assert where["measure"] in measures
        assert where.get("home", 0) < len(scenario.homes)
        assert where.get("group", 0) < len(scenario.group_names)
        assert where.get("place", 0) < len(scenario.places)
        assert {claim for seen in one["observations"] for claim in seen["claims"]} <= {
            c.claim for c in scenario.claims
        }
    json.dumps(found, allow_nan=False)


def test_observations_are_those_of_the_report(palmyra: Scenario) -> None:
    shown = publish(run_and_label(palmyra, members=2, seed=1))
    days = (shown.axes.dates[0], shown.axes.dates[-1])
    found = {one["id"]: one["observations"] for one in charts(palmyra, days)}
    for chart in place_charts(shown):
        index = shown.names.labels["place"].index(chart.title)
        told = found[f"present:place:{shown.axes.places[index]}"]
        assert [(one["date"], one["value"]) for one in told] == [
            (str(one.date), one.value) for one in chart.observations
        ]
    returned = {
        chart.subtitle: chart
        for label, several in home_charts(shown)
        for chart in several
        if label.startswith("Palmyra")
    }
    assert len(found["returned:palmyra"]) == len(returned["back home"].observations) > 0


def test_of_a_home_where_nobody_else_comes_those_counted_there_are_its_people(
    palmyra: Scenario, tmp_path: Path
) -> None:
    found = {one["id"]: one["observations"] for one in charts(palmyra)}
    assert found["at_home:palmyra"] == found["present:place:palmyra"] != []
    text = FILES["observations.csv"] + "count,2015-06-20,,present,,,oldtown,0,5,10,test,no,,,,c1,\n"
    places = FILES["places.csv"].replace("250,,,,,,c1", "250,,0.1,,,,c1")
    (tmp_path / "alone").mkdir()
    (tmp_path / "hosting").mkdir()
    alone = make_scenario(tmp_path / "alone", observations=text)
    hosting = make_scenario(tmp_path / "hosting", observations=text, places=places)
    for scenario, times in ((alone, 1), (hosting, 0)):
        told = {one["id"]: one["observations"] for one in charts(scenario)}
        assert len(told["at_home:oldtown"]) == times
        assert len(told["present:place:oldtown"]) == 1


def test_an_observation_says_how_it_is_used(tiny: Scenario) -> None:
    found = {one["id"]: one["observations"] for one in charts(tiny)}
    assert found["present:place:oldtown"] == [
        {
            "name": "town_empty",
            "date": "2031-02-10",
            "day": 40,
            "low": 0.0,
            "value": 50.0,
            "high": 200.0,
            "use": "fit",
            "imposed": True,
            "note": "Imposed by the order to leave.",
            "claims": ["t_recapture"],
        }
    ]


def test_what_was_observed_on_days_that_are_not_shown_is_left_out(tiny: Scenario) -> None:
    days = (dt.date(2031, 1, 1), dt.date(2031, 2, 1))
    found = {one["id"]: one["observations"] for one in charts(tiny, days)}
    assert found["present:place:oldtown"] == []
    assert len(found["present:place:border_camp"]) == 1


def test_camps_stand_beside_what_was_registered(registered: Scenario) -> None:
    found = {one["id"]: one for one in charts(registered)}
    assert [one["value"] for one in found["present:place:near"]["observations"]] == [0, 400, 700]
    assert not [one for one in found.values() if "group" in one["where"] or "home" in one["where"]]
    assert {"displaced", "fled"} <= set(found)


def test_of_a_single_home_there_is_no_chart_of_all(tmp_path: Path) -> None:
    tables = {
        "places": FILES["places.csv"].replace("38.4,200,,,", "38.4,,,,"),
        "arrivals": FILES["arrivals.csv"].splitlines()[0] + "\n",
    }
    found = [one["id"] for one in charts(make_scenario(tmp_path, **tables))]
    assert "at_home:oldtown" in found
    assert "at_home" not in found


def test_groups_are_not_named_where_the_scenario_withholds_it(palmyra: Scenario) -> None:
    said = json.dumps(charts(palmyra), ensure_ascii=False)
    assert "Group A: returned" in said
    assert not [group.label for group in palmyra.groups if group.label in said]
    assert "opposition" not in "".join(one["id"] for one in charts(palmyra))
