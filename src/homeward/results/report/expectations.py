"""What people of each home expect there of every actor that is there (model §4.3, §4.4)."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from homeward.assemble.communities.world import World, assemble
from homeward.model.communities.codes import LIVING, NEAR, NOWHERE, RETURNED_UNPERMITTED
from homeward.results.figures.bands import Band
from homeward.results.figures.log_chart import ActorLine, Event, LineChart
from homeward.results.publish.believed import believed
from homeward.results.publish.published import Published
from homeward.results.result import Result
from homeward.results.tables.axes import days_drawn
from homeward.results.tables.statistics import QUANTILES, STATISTICS

LEAST_SHARE = 0.05
"""Share of all people that a home must have to be shown."""
HALF_HELD_BACK = "half held back"


@dataclass(frozen=True)
class ExpectationPanel:
    """Who is at a home on the days drawn.

    Parameters
    ----------
    holds, is_there
        (time, actor): holds the home; holds it, or is present in any other way.
    """

    holds: NDArray[np.bool_]
    is_there: NDArray[np.bool_]


def expectations(result: Result, published: Published) -> list[tuple[str, list[LineChart]]]:
    """Felt danger at every home with enough people, by group: label of the home, and its charts.

    Of the holder it is that of returning without permission, of others that of living near them.
    """
    scenario = published.scenario
    if scenario is None:
        return []
    world = assemble(scenario, with_ways=False)
    days = days_drawn(published.axes)
    at = [published.axes.days[day] for day in days]
    values = believed(result.beliefs, published.axes.times[days], exact=published.is_exact)
    tolerance = float(np.median(result.parameters["tolerance"]))
    scenes = {home: _scene(world, home, at) for home in _homes_shown(published)}
    ever = np.any([scene.is_there.any(axis=0) for scene in scenes.values()], axis=0)
    colours = {int(actor): colour for colour, actor in enumerate(np.flatnonzero(ever))}
    found: list[tuple[str, list[LineChart]]] = []
    for home, scene in scenes.items():
        charts = [
            LineChart(
                title=published.names.labels["group"][group],
                lines=lines,
                threshold=(tolerance, HALF_HELD_BACK),
                events=_promises(world, group, scene, colours, published),
            )
            for group in _groups_shown(published, home)
            if (lines := _lines(values[:, :, home, group], scene, days, colours, published))
        ]
        if charts:
            found.append((published.names.labels["home"][home], charts))
    return found


def _people(published: Published, *level: str) -> NDArray[np.float64]:
    """Most people ever of each home, or home and group; 0 where withheld."""
    mean = published.summaries["present"].levels[level][STATISTICS.index("mean")]
    return np.nan_to_num(mean).max(axis=0, initial=0)


def _homes_shown(published: Published) -> list[int]:
    """Homes with enough people, the largest first."""
    people = _people(published, "home")
    order = np.argsort(-people, kind="stable").tolist()
    return [
        home for home in order if people[home] > 0 and people[home] >= LEAST_SHARE * people.sum()
    ]


def _groups_shown(published: Published, home: int) -> list[int]:
    return np.flatnonzero(_people(published, "home", "group")[home] > 0).tolist()


def _scene(world: World, home: int, days: Sequence[int]) -> ExpectationPanel:
    drivers = world.drivers
    place = int(drivers.places.home_place[home])
    era = drivers.era_of_day[list(days)]
    actors = np.arange(len(world.labels.actors))
    holds = drivers.places.holder[era, place][:, None] == actors
    stations = drivers.stations
    strength = stations.high[era] * stations.reach[:, place]
    is_there = holds.copy()
    for series, actor in enumerate(stations.actor.tolist()):
        is_there[:, actor] |= strength[:, series] > 0
    return ExpectationPanel(holds, is_there)


def _lines(
    values: NDArray[np.float64],
    scene: ExpectationPanel,
    days: Sequence[int],
    colours: Mapping[int, int],
    published: Published,
) -> list[ActorLine]:
    """Lines of the actors ever there, from (statistic, time, actor, exposure)."""
    # Files from before decision 46 know one danger of living under or near an actor.
    near = NEAR if values.shape[-1] > NEAR else LIVING
    exposure = np.where(scene.holds, RETURNED_UNPERMITTED, near)
    felt = np.take_along_axis(values, exposure[None, :, :, None], axis=3)[..., 0]
    felt = np.where(scene.is_there, felt, np.nan)
    dates = tuple(published.axes.dates[day] for day in days)
    return [
        ActorLine(
            name=published.names.labels["actor"][actor],
            band=Band(dates, {q: felt[STATISTICS.index(q), :, actor] for q in QUANTILES}),
            colour=colours[int(actor)],
            is_full=scene.holds[:, actor],
        )
        for actor in np.flatnonzero(scene.is_there.any(axis=0))
    ]


def _promises(
    world: World,
    group: int,
    scene: ExpectationPanel,
    colours: Mapping[int, int],
    published: Published,
) -> list[Event]:
    """Promises made to a group by the actors drawn, on the days drawn."""
    promises, axes = world.drivers.promises, published.axes
    found: list[Event] = []
    for index in np.flatnonzero((promises.era != NOWHERE) & promises.group[:, group]).tolist():
        actor, weight = int(promises.actor[index]), float(promises.strength[index])
        day = axes.start + dt.timedelta(days=int(world.starts[promises.era[index]]))
        if scene.is_there[:, actor].any() and axes.dates[0] <= day <= axes.dates[-1]:
            name = published.names.labels["actor"][actor]
            said = f"{day}: {name} makes a promise of weight {weight:g}"
            found.append(Event(day, colours[actor], weight, said))
    return found
