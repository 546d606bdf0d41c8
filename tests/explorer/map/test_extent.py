"""What part of the world a scenario takes place in."""

from __future__ import annotations

import pytest

from homeward.explorer.map.extent import find_extent
from homeward.results.figures.earth.layers import LEVANT
from homeward.scenario.rows.places import Place


def place(name: str, latitude: float, longitude: float, kind: str = "town") -> Place:
    people = {"value": 100.0, "low": 100.0, "high": 100.0} if name == "home" else None
    return Place.model_validate(
        {
            "place": name,
            "label": name,
            "kind": kind,
            "country": "SYR",
            "latitude": latitude,
            "longitude": longitude,
            "population": people,
        }
    )


def test_far_places_do_not_make_the_map_small() -> None:
    near = [place("home", 34.5, 38.3), place("idlib", 35.9, 36.6)]
    germany = place("germany", 51.0, 10.0, "abroad")
    assert find_extent([*near, germany]).box == find_extent(near).box
    assert find_extent([*near, germany]).far == ("germany",)


def test_near_places_have_a_margin() -> None:
    west, south, east, north = find_extent([place("home", 34, 38), place("camp", 36, 36)]).box
    assert west < 35.9
    assert south < 33.9
    assert east > 38.1
    assert north > 36.1
    assert east - west < 3


def test_one_place_has_a_map_too() -> None:
    west, south, east, north = find_extent([place("home", 34, 38)]).box
    assert 0.4 < north - south < 1
    assert 0.4 < east - west < 1
    assert west < 38 < east
    assert south < 34 < north


def test_the_levant_is_drawn_from_what_there_is_of_it() -> None:
    extent = find_extent([place("home", 34, 38), place("camp", 36, 36)])
    assert extent.is_in_levant
    assert extent.reach[0] >= LEVANT[0]
    assert extent.reach[3] <= LEVANT[3]
    assert not find_extent([place("home", 12, 3), place("camp", 15, -4)]).is_in_levant


@pytest.mark.parametrize("shape", [0.5, 1.0, 16 / 9, 2.5])
def test_pictures_of_all_shapes_are_filled(shape: float) -> None:
    extent = find_extent([place("home", 12, 3), place("camp", 14, -4)])
    box_wide, box_high = extent.box[2] - extent.box[0], extent.box[3] - extent.box[1]
    wide, high = extent.reach[2] - extent.reach[0], extent.reach[3] - extent.reach[1]
    assert wide >= max(box_wide, box_high * shape)
    assert high >= max(box_high, box_wide / shape)


def test_across_the_date_line_the_map_stays_small() -> None:
    west, south, east, north = find_extent([place("home", -17, 179), place("camp", -18, -179)]).box
    assert 170 < west < 179
    assert 181 < east < 190
    assert south < -18
    assert north > -17


@pytest.mark.parametrize("longitude", [-179.0, 179.0])
def test_which_side_of_the_date_line_is_first_does_not_matter(longitude: float) -> None:
    extent = find_extent([place("home", -17, longitude), place("camp", -17, -longitude)])
    assert extent.box == find_extent([place("home", -17, 179), place("camp", -17, -179)]).box


def test_a_place_at_a_pole_is_drawn_at_the_margin() -> None:
    extent = find_extent([place("home", 60, 20), place("pole", 90, 0)])
    assert extent.far == ("pole",)
    assert extent.box[3] < 62


def test_all_at_the_pole() -> None:
    """No map can show it in this projection; there is one nevertheless."""
    extent = find_extent([place("home", 90, 0), place("camp", 89, 10)])
    assert extent.far == ("home", "camp")
    assert extent.box == (-180, -85, 180, 85)


def test_far_apart() -> None:
    west, south, east, north = find_extent([place("home", -40, -170), place("camp", 70, 5)]).box
    assert east - west <= 360
    assert south >= -85
    assert north <= 85
