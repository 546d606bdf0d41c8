"""What the charts of the report show: homes and observed places (model §9)."""

from __future__ import annotations

from homeward.results.published import Published
from homeward.results.report.bands import band_of
from homeward.results.report.charts import Chart
from homeward.scenario.observations import Measure, Observation

HOME_CHARTS: tuple[tuple[str, str], ...] = (
    ("displaced", "displaced, anywhere"),
    ("returned", "back home"),
    ("fled", "fled since the start"),
)


def home_charts(published: Published) -> list[tuple[str, list[Chart]]]:
    """Charts of every home: how many are displaced, are back, and have fled."""
    found: list[tuple[str, list[Chart]]] = []
    for index, label in enumerate(published.names.labels["home"]):
        where = ("home", index)
        charts = [
            Chart(
                title=label,
                subtitle=subtitle,
                band=band_of(published.summaries[name], published.axes.dates, where),
                observations=_of_home(published, name, published.axes.homes[index]),
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
        counted = [
            one for one in _plain(published, "present") if one.places == (place,) and not one.homes
        ]
        if counted:
            band = band_of(published.summaries["present"], published.axes.dates, ("place", index))
            label = published.names.labels["place"][index]
            charts.append(Chart(label, "people there, of all homes", band, counted))
    return charts


def _of_home(published: Published, name: str, home: str) -> list[Observation]:
    measures: dict[str, Measure] = {"displaced": "displaced", "returned": "returned"}
    if name not in measures:
        return []
    observed = _plain(published, measures[name])
    return [one for one in observed if one.homes == (home,) and not one.places]


def _plain(published: Published, measure: Measure) -> list[Observation]:
    """Observations of counts on one day within those kept, of all groups."""
    scenario, dates = published.scenario, published.axes.dates
    return [
        one
        for one in (scenario.observations if scenario else ())
        if one.measure == measure
        and not one.groups
        and one.base_date is None
        and dates[0] <= one.date <= dates[-1]
    ]
