"""Which charts a report has."""

from __future__ import annotations

from dataclasses import replace

from homeward.results.publish.published import publish
from homeward.results.report.sections import home_charts, not_drawn, place_charts
from homeward.results.result import Result


def test_every_home_has_its_charts(result: Result) -> None:
    found = home_charts(publish(result))
    assert [label for label, _ in found] == ["every home", "Oldtown", "Hills"]
    assert [chart.subtitle for chart in found[0][1]] == [
        "displaced, anywhere",
        "back home",
        "fled since the start",
    ]


def test_figures_of_all_homes_stand_beside_all_and_others_are_counted(result: Result) -> None:
    published = publish(result)
    scenario = published.scenario
    assert scenario is not None
    one = scenario.observations[0]
    homes = [home.place for home in scenario.homes]
    counted = [
        one.model_copy(update={"name": name, "measure": "displaced", "homes": of, "places": ()})
        for name, of in (("of_all", ()), ("named", tuple(homes)), ("of_one", (homes[0],)))
    ]
    elsewhere = one.model_copy(update={"name": "fled", "measure": "fled", "places": ()})
    published = replace(
        published, scenario=scenario.model_copy(update={"observations": (*counted, elsewhere)})
    )
    found = home_charts(published)
    assert [each.name for each in found[0][1][0].observations] == ["of_all", "named"]
    assert [each.name for each in found[1][1][0].observations] == ["of_one"]
    assert not_drawn(published, [chart for _, charts in found for chart in charts]) == 1


def test_only_places_that_were_counted_have_one(result: Result) -> None:
    charts = place_charts(publish(result))
    assert [chart.title for chart in charts] == ["Camp"]
    assert [one.name for one in charts[0].observations] == ["camp_june"]
