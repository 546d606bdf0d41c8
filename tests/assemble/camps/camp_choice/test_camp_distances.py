"""Least distances to camps (model §13.1)."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from builders import REGISTERED, edit, make_registered
from homeward.assemble.camps.camp_choice.camp_distances import (
    LEAST_KM,
    NO_WAY,
    all_distances,
    effective_lengths,
    least_km,
)
from homeward.assemble.camps.flee_walk.roads import Road, find_roads
from homeward.assemble.labels import codes
from homeward.numerics.globe import great_circle_km
from homeward.scenario.scenario import Scenario

OLDTOWN, MARKET, NEAR, FAR = range(4)


def distances(scenario: Scenario, abroad_share: float = 0.25) -> tuple:
    return all_distances(
        scenario, "SYR", abroad_share, codes([OLDTOWN, MARKET]), codes([NEAR, FAR])
    )


def test_a_kilometre_counts_less_only_with_both_ends_abroad(tmp_path: Path):
    routes = REGISTERED["routes.csv"] + "far_border,far,border,80,,,c1\n"
    border = REGISTERED["places.csv"].splitlines()[-1].replace("far,Far camp", "border,Border")
    scenario = make_registered(
        tmp_path, routes=routes, places=REGISTERED["places.csv"] + border + "\n"
    )
    roads = find_roads(scenario)
    km = dict(zip([(r.origin, r.destination) for r in roads], roads, strict=True))
    lengths = dict(zip(km, effective_lengths(scenario, roads, "SYR", 0.25), strict=True))
    assert lengths[MARKET, FAR] == lengths[FAR, MARKET] == 300
    assert lengths[FAR, 4] == lengths[4, FAR] == 20
    at_home = effective_lengths(scenario, roads, "JOR", 0.25)
    assert dict(zip(km, at_home, strict=True))[OLDTOWN, MARKET] == 10


def test_no_road_is_shorter_than_the_shortest(tmp_path: Path):
    scenario = make_registered(tmp_path)
    roads = (Road(FAR, FAR, 0.1, None, 1), Road(FAR, FAR, 1.0, None, 1))
    assert effective_lengths(scenario, roads, "SYR", 0.25).tolist() == [LEAST_KM, LEAST_KM]


def test_the_shortest_of_open_roads_counts_in_its_direction():
    roads = tuple(
        Road(origin, destination, km, None, 1)
        for origin, destination, km in [(0, 1, 5.0), (1, 2, 5.0), (0, 2, 30.0), (0, 2, 20.0)]
    )
    km = np.array([road.km for road in roads])

    def found(*is_open: bool) -> list:
        marks = np.array(is_open)
        return least_km(3, roads, km, marks, codes([0, 2]), codes([2, 0])).tolist()

    assert found(True, True, True, True) == [[10.0, 0.0], [0.0, np.inf]]
    assert found(True, False, True, True) == [[20.0, 0.0], [0.0, np.inf]]
    assert found(False, True, True, False) == [[30.0, 0.0], [0.0, np.inf]]
    assert found(False, True, False, False) == [[np.inf, 0.0], [0.0, np.inf]]


def test_every_era_of_open_roads_has_its_distances(tmp_path: Path):
    km_open, km_all, era = distances(make_registered(tmp_path))
    assert km_open.shape == (2, 2, 2)
    assert len(set(era[:4].tolist())) == len(set(era[4:].tolist())) == 1
    shut, after = km_open[era[0]], km_open[era[29]]
    assert shut.tolist() == [[100.0, NO_WAY], [60.0, NO_WAY]]
    assert after.tolist() == km_all.tolist() == [[100.0, 340.0], [60.0, 300.0]]


@pytest.mark.parametrize(
    ("barrier", "first_shut"),
    [
        ("place,market,", [[NO_WAY, NO_WAY], [NO_WAY, NO_WAY]]),
        ("road,oldtown market,", [[NO_WAY, NO_WAY], [60.0, 300.0]]),
        ("camp,far,", [[100.0, 340.0], [60.0, 300.0]]),
    ],
)
def test_what_is_closed_shuts_its_roads(barrier: str, first_shut: list, tmp_path: Path):
    """A camp that is not open still has its roads: whether it takes people in is another question."""
    rows = edit("barriers.csv", "border,,SYR JOR", f"{barrier}", REGISTERED)
    km_open, _, era = distances(make_registered(tmp_path, **rows))
    assert km_open[era[0]].tolist() == first_shut


def test_without_a_road_it_is_three_times_as_far_as_the_crow_flies(tmp_path: Path):
    routes = edit("routes.csv", "market_far,market,far,300,,yes,c1\n", "", REGISTERED)
    km_open, km_all, _ = distances(make_registered(tmp_path, **routes))
    assert (km_open[:, :, 1] == NO_WAY).all()
    straight = great_circle_km(34.5, 38.3, 32.5, 38.7)
    assert km_all[0, 1] == pytest.approx(3 * straight)
    assert km_all[0, 0] == 100.0


def test_without_any_road_everything_is_as_the_crow_flies(tmp_path: Path):
    routes = REGISTERED["routes.csv"].splitlines()[0] + "\n"
    km_open, km_all, era = distances(make_registered(tmp_path, routes=routes))
    assert (km_open == NO_WAY).all()
    assert (km_all > 0).all()
    assert set(era.tolist()) == {0}


def test_no_origin_or_no_camp_is_no_error(tmp_path: Path):
    scenario = make_registered(tmp_path)
    none = codes([])
    assert all_distances(scenario, "SYR", 1.0, none, codes([NEAR]))[1].shape == (0, 1)
    assert all_distances(scenario, "SYR", 1.0, codes([OLDTOWN]), none)[1].shape == (1, 0)
