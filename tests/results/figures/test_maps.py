"""The map."""

from __future__ import annotations

import datetime as dt
import random
import xml.etree.ElementTree as ET

import pytest

from homeward.results.figures.maps import (
    HEIGHT,
    WIDTH,
    Atlas,
    draw_map,
    kind_of,
    labels_of,
    make_atlas,
    short_names,
)
from homeward.results.figures.movements import Movement, Snapshot
from homeward.results.result import Result
from homeward.results.tables.axes import Axes
from homeward.results.tables.names import names_of_scenario
from homeward.scenario.load import load_scenario
from results.figures.test_map_labels import assert_readable

SNAPSHOT = Snapshot(
    date=dt.date(2015, 6, 30),
    since=None,
    people={0: 900.0, 2: 400.0},
    movements=(Movement(0, 2, 400.0, is_return=False), Movement(0, 0, 200.0, is_return=True)),
)


@pytest.fixture
def atlas(result: Result) -> Atlas:
    assert result.scenario is not None
    return make_atlas(result.axes, result.scenario.places, [SNAPSHOT])


def test_circles_stand_for_people_by_area(atlas: Atlas) -> None:
    root = ET.fromstring(draw_map(atlas, SNAPSHOT))
    radii = [float(c.get("r", 0)) for c in root.findall(".//{*}circle[@class='people']")]
    assert len(radii) == 2
    assert radii[0] / radii[1] == pytest.approx((900 / 400) ** 0.5, rel=0.02)


def test_movements_within_a_place_are_no_lines(atlas: Atlas) -> None:
    root = ET.fromstring(draw_map(atlas, SNAPSHOT))
    assert len(root.findall(".//{*}path[@class='move']")) == 1


def test_kinds_have_their_colours(result: Result) -> None:
    assert result.scenario is not None
    assert [kind_of(place) for place in result.scenario.places] == ["home", "home", "camp"]


@pytest.mark.parametrize("scenario", ["syria", "palmyra", "tiny"])
def test_no_two_places_are_shortened_to_the_same_words(scenario: str) -> None:
    short = short_names(load_scenario(scenario).places)
    assert len(set(short.values())) == len(short)


def test_what_tells_alike_names_apart_is_kept() -> None:
    short = short_names(load_scenario("syria").places)
    assert short["heartland"] == "Areas … held throughout"
    assert short["turkey"] == "Türkiye"


@pytest.mark.parametrize("name", ["palmyra", "syria", "iraq", "ninewa", "tiny"])
def test_names_on_the_maps_of_shipped_scenarios_are_readable(name: str) -> None:
    scenario = load_scenario(name)
    names = names_of_scenario(scenario)
    axes = Axes(
        members=2,
        days=(0,),
        start=scenario.start,
        homes=tuple(one.place for one in scenario.homes),
        groups=tuple(names.identifiers["group"]),
        places=tuple(one.place for one in scenario.places),
        actors=tuple(names.identifiers["actor"]),
    )
    full = Snapshot(scenario.start, None, {0: 1e6}, ())
    atlas = make_atlas(axes, scenario.places, [full])
    draw = random.Random(name)
    for _ in range(20):
        crowds = {
            at: 10 ** draw.uniform(1, 6) for at in range(len(axes.places)) if draw.random() < 0.8
        }
        snapshot = Snapshot(scenario.start, None, crowds, ())
        labels = labels_of(atlas, snapshot)
        assert_readable(labels, WIDTH, HEIGHT)
        largest = scenario.places[max(crowds, key=crowds.__getitem__)]
        assert any(
            one.name.startswith(short_names(scenario.places)[largest.place]) for one in labels
        )
