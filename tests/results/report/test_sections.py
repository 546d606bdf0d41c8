"""Which charts a report has."""

from __future__ import annotations

from homeward.results.publish.published import publish
from homeward.results.report.sections import home_charts, place_charts
from homeward.results.result import Result


def test_every_home_has_its_charts(result: Result) -> None:
    found = home_charts(publish(result))
    assert [label for label, _ in found] == ["Oldtown", "Hills"]
    assert [chart.subtitle for chart in found[0][1]] == [
        "displaced, anywhere",
        "back home",
        "fled since the start",
    ]


def test_only_places_that_were_counted_have_one(result: Result) -> None:
    charts = place_charts(publish(result))
    assert [chart.title for chart in charts] == ["Camp"]
    assert [one.name for one in charts[0].observations] == ["camp_june"]
