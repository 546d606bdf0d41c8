"""Where places are on the map."""

from __future__ import annotations

import pytest

from homeward.results.figures.projection import far_places, fit
from homeward.scenario.rows.places import Place
from homeward.scenario.scenario import Scenario


def _place(name: str, kind: str, latitude: float, longitude: float) -> Place:
    return Place.model_validate(
        {
            "place": name,
            "label": name,
            "kind": kind,
            "country": "SYR",
            "latitude": latitude,
            "longitude": longitude,
            "population": {"value": 100.0, "low": 100.0, "high": 100.0} if name == "home" else None,
        }
    )


def test_all_near_places_fit(small_scenario: Scenario) -> None:
    projection = fit(small_scenario.places, 500, 400, 40)
    for place in small_scenario.places:
        x, y = projection.point(place.longitude, place.latitude)
        assert 39 <= x <= 461
        assert 39 <= y <= 361


def test_north_is_up_and_distances_hold(small_scenario: Scenario) -> None:
    projection = fit(small_scenario.places, 500, 400, 40)
    south = projection.point(38.3, projection.latitude - 0.5)
    north = projection.point(38.3, projection.latitude + 0.5)
    assert south[1] > north[1]
    assert (south[1] - north[1]) / projection.scale == pytest.approx(111.2)


def test_places_far_abroad_stand_at_the_margin() -> None:
    places = [
        _place("home", "town", 34.5, 38.3),
        _place("idlib", "region", 35.9, 36.6),
        _place("turkey", "abroad", 37.0, 37.4),
        _place("europe", "abroad", 51.0, 10.0),
    ]
    assert far_places(places) == {"europe"}
    projection = fit(places[:3], 500, 400, 40)
    x, y = projection.at_margin(10.0, 51.0, 20)
    assert x == pytest.approx(20)
    assert 20 <= y < 200


def test_one_place_is_a_map_too() -> None:
    projection = fit([_place("home", "town", 34.5, 38.3)], 500, 400, 40)
    assert projection.point(38.3, 34.5) == (250, 200)
