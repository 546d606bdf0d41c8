"""What the charts of the report show: homes and observed places (model §9)."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Sequence

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


EVERY_HOME = "every home"


def home_charts(published: Published) -> list[tuple[str, list[Chart]]]:
    """Charts of all homes together, and of every home: how many are displaced, are back, and have fled."""
    homes = published.axes.homes
    scopes: list[tuple[str, tuple[tuple[str, int], ...], Sequence[str]]] = [
        (label, (("home", index),), (homes[index],))
        for index, label in enumerate(published.names.labels["home"])
    ]
    if len(homes) > 1:
        scopes.insert(0, (EVERY_HOME, (), homes))
    found: list[tuple[str, list[Chart]]] = []
    for label, where, of in scopes:
        charts = [
            Chart(
                title=label,
                subtitle=subtitle,
                band=band_of(published.summaries[name], published.axes.dates, *where),
                observations=observed_of_homes(published.scenario, name, of, _days(published)),
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


def not_drawn(published: Published, charts: Iterable[Chart]) -> int:
    """Count the figures within the days of a run that are of other people than any chart shows."""
    first, last = _days(published)
    drawn = [one for chart in charts for one in chart.observations]
    observations = published.scenario.observations if published.scenario else ()
    return sum(first <= one.date <= last and one not in drawn for one in observations)


def observed_of_homes(
    scenario: Scenario | None, name: str, homes: Sequence[str], days: Days
) -> list[Observation]:
    """Observations that a chart of one measure of the people of some homes shows."""
    measures: dict[str, Measure] = {"displaced": "displaced", "returned": "returned"}
    if name not in measures:
        return []
    if scenario is None:
        return []
    # Who names no home counted people of all.
    every = [home.place for home in scenario.homes]
    return [
        one
        for one in _plain(scenario, measures[name], days)
        if set(one.homes or every) == set(homes) and not one.places
    ]


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
