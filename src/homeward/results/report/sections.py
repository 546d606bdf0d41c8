"""What the charts of the report show: homes, observed places, beliefs (model §9)."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

import numpy as np

from homeward.results.published import Published
from homeward.results.report.bands import band_of
from homeward.results.report.charts import Chart
from homeward.results.report.lines import Line
from homeward.scenario.observations import Measure, Observation

if TYPE_CHECKING:
    from homeward.results.result import Result

HOME_CHARTS: tuple[tuple[str, str], ...] = (
    ("displaced", "displaced, anywhere"),
    ("returned", "back home"),
    ("fled", "fled since the start"),
)
_MOST_LINES = 6
_LEAST_BELIEF = 1e-6


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


def belief_lines(result: Result, published: Published) -> tuple[str, list[tuple[str, list[Line]]]]:
    """Danger felt of each actor by the groups of the home with the most people.

    Returns
    -------
    Label of the home, and the lines of every group that has people there
    """
    axes = published.axes
    home = _largest_home(published)
    belief = np.median(result.beliefs.isel(home=home).to_numpy(), axis=0).astype(np.float64)
    belief = np.maximum(belief, _LEAST_BELIEF)
    most = belief.max(axis=(0, 1))
    actors: Sequence[int] = sorted(np.argsort(-most, kind="stable")[:_MOST_LINES].tolist())
    charts: list[tuple[str, list[Line]]] = []
    for group in range(len(axes.groups)):
        if (belief[:, group] > _LEAST_BELIEF).any():
            lines = [
                Line(published.names.labels["actor"][actor], belief[:, group, actor], colour)
                for colour, actor in enumerate(actors)
            ]
            charts.append((published.names.labels["group"][group], lines))
    return published.names.labels["home"][home], charts


def _largest_home(published: Published) -> int:
    present = published.summaries["residents"].levels["home",][0].max(axis=0, initial=0)
    return int(np.nan_to_num(present).argmax()) if present.size else 0
