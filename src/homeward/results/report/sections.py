"""What the charts of the report show: homes and observed places (model §9)."""

from __future__ import annotations

import datetime as dt

from homeward.results.figures.band_chart import Chart
from homeward.results.figures.bands import band_of
from homeward.results.publish.published import Published
from homeward.scenario.rows.observations import Measure, Observation
from homeward.scenario.scenario import Scenario

HOME_CHARTS: tuple[tuple[str, str], ...] = (
    ("displaced", "displaced, anywhere"),
    ("returned", "back home"),
    ("fled", "fled since the start"),
)


Days = tuple[dt.date, dt.date]
"""First and last day on which anything is shown."""


def home_charts(published: Published) -> list[tuple[str, list[Chart]]]:
    """Charts of every home: how many are displaced, are back, and have fled."""
    found: list[tuple[str, list[Chart]]] = []
    for index, label in enumerate(published.names.labels["home"]):
        where, home = ("home", index), published.axes.homes[index]
        charts = [
            Chart(
                title=label,
                subtitle=subtitle,
                band=band_of(published.summaries[name], published.axes.dates, where),
                observations=observed_of_home(published.scenario, name, home, _days(published)),
            )
            for name, subtitle in HOME_CHARTS
        ]
        shown = [chart for chart in charts if not chart.is_empty]
        if shown:
            found.append((label, shown))
    return found


def place_charts(published: Published) -> list[Chart]:
    """Charts of every place of which somebody has counted the people."""
    charts: list[Chart] = []
    for index, place in enumerate(published.axes.places):
        counted = observed_at(published.scenario, place, _days(published))
        if counted:
            band = band_of(published.summaries["present"], published.axes.dates, ("place", index))
            label = published.names.labels["place"][index]
            charts.append(Chart(label, "people there, of all homes", band, counted))
    return charts


def observed_of_home(
    scenario: Scenario | None, name: str, home: str, days: Days
) -> list[Observation]:
    """Observations that a chart of one measure of the people of a home shows."""
    measures: dict[str, Measure] = {"displaced": "displaced", "returned": "returned"}
    if name not in measures:
        return []
    observed = _plain(scenario, measures[name], days)
    return [one for one in observed if one.homes == (home,) and not one.places]


def observed_at(
    scenario: Scenario | None, place: str, days: Days, measure: Measure = "present"
) -> list[Observation]:
    """Observations that a chart of the people, or of the displaced, at a place shows."""
    observed = _plain(scenario, measure, days)
    return [one for one in observed if one.places == (place,) and not one.homes]


def _days(published: Published) -> Days:
    return published.axes.dates[0], published.axes.dates[-1]


def _plain(scenario: Scenario | None, measure: Measure, days: Days) -> list[Observation]:
    """Observations of counts on one day within those shown, of all groups."""
    return [
        one
        for one in (scenario.observations if scenario else ())
        if one.measure == measure
        and not one.groups
        and one.base_date is None
        and days[0] <= one.date <= days[1]
    ]
