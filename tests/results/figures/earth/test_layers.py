"""The data of maps: whole, of this earth, and with lines where they are disputed."""

from __future__ import annotations

from itertools import pairwise

import numpy as np
import pytest

from homeward.results.figures.earth.layers import LEVANT, Earth, Layer, load_levant, load_world

EARTH_KM = 6371.0
BOTH = pytest.mark.parametrize("load", [load_world, load_levant], ids=["world", "levant"])


def area(layer: Layer, country: int) -> float:
    """Area of a country, km², on a ball."""
    total = 0.0
    for index in np.flatnonzero(layer.feature == country).tolist():
        longitude, latitude = np.radians(layer.line(index)).T
        strips = np.diff(longitude) * (np.sin(latitude[1:]) + np.sin(latitude[:-1])) / 2
        total += (-1 if layer.is_marked[index] else 1) * abs(strips.sum())
    return total * EARTH_KM**2


def nearest_border(earth: Earth, longitude: float, latitude: float) -> int:
    away = np.hypot(*(earth.borders.points - (longitude, latitude)).T)
    assert away.min() < 0.35, "no border is near"
    return int(np.searchsorted(earth.borders.starts, away.argmin(), side="right")) - 1


@BOTH
def test_points_are_of_this_earth(load) -> None:
    earth = load()
    for layer in (earth.countries, earth.borders, earth.lakes, earth.rivers):
        assert np.abs(layer.points[:, 0]).max() <= 180
        assert np.abs(layer.points[:, 1]).max() <= 90
        assert layer.starts[0] == 0
        assert (np.diff(layer.starts) > 1).all()
        assert layer.starts[-1] < len(layer.points) - 1


@BOTH
def test_rings_are_closed_and_the_first_is_no_hole(load) -> None:
    earth = load()
    for layer in (earth.countries, earth.lakes):
        assert not layer.is_marked[0]
        for index in range(len(layer.starts)):
            ring = layer.line(index)
            assert (ring[0] == ring[-1]).all()


@BOTH
def test_every_country_has_a_name_and_a_code_of_its_own(load) -> None:
    earth = load()
    drawn = sorted(set(earth.countries.feature.tolist()))
    codes = [earth.ids[country] for country in drawn]
    assert all(len(code) == 3 for code in codes if code)
    assert len(set(codes) - {""}) == len([code for code in codes if code])
    assert all(earth.names[country] for country in drawn)
    assert "SYR" in codes


@BOTH
def test_syria_has_its_area(load) -> None:
    """185,180 km² with the Golan, of which about 1,200 lie outside the line of 1974."""
    earth = load()
    assert area(earth.countries, earth.ids.index("SYR")) == pytest.approx(185_180, rel=0.02)


@pytest.mark.parametrize(
    ("code", "km2"),
    [("MLI", 1_240_192), ("BDI", 27_834), ("CAF", 622_984), ("SSD", 633_000), ("ZAF", 1_221_037)],
)
def test_others_have_theirs(code: str, km2: float) -> None:
    """A hole counts: South Africa does not include Lesotho."""
    world = load_world()
    assert area(world.countries, world.ids.index(code)) == pytest.approx(km2, rel=0.04)


@BOTH
def test_each_border_is_drawn_once(load) -> None:
    borders = load().borders
    sides: set[tuple[float, ...]] = set()
    for index in range(len(borders.starts)):
        line = borders.line(index).tolist()
        for side in pairwise(line):
            one = tuple(sorted(map(tuple, side)))
            assert one not in sides
            sides.add(one)


DISPUTED = {
    "Golan": (35.86, 33.0),
    "West Bank": (34.95, 32.2),
    "Blue Line": (35.4, 33.08),
    "Cyprus": (33.4, 35.15),
}
ELSEWHERE = {
    "Western Sahara": (-12.1, 26.0),
    "Abyei": (28.0, 9.35),
    "Hala'ib": (35.0, 22.0),
    "Badme": (37.9, 14.7),
    "Somaliland": (48.9, 11.0),
    "Kosovo": (21.5, 42.4),
    "Crimea": (34.0, 46.1),
    "Line of Control": (74.5, 34.7),
    "Korea": (127.2, 38.3),
}
AGREED = {"Syria and Iraq": (41.0, 34.5), "Syria and Jordan": (37.5, 32.8)}
AGREED_ELSEWHERE = {
    "Mali and Niger": (3.9, 16.0),
    "Sudan and Egypt, in the west": (28.0, 22.0),
    "Russia and Ukraine, elsewhere": (34.4, 51.5),
    "India and Bangladesh": (88.9, 25.3),
}


@pytest.mark.parametrize("where", DISPUTED.values(), ids=DISPUTED)
@BOTH
def test_disputed_lines_are_marked(load, where: tuple[float, float]) -> None:
    earth = load()
    assert earth.borders.is_marked[nearest_border(earth, *where)]


@pytest.mark.parametrize("where", ELSEWHERE.values(), ids=ELSEWHERE)
def test_disputed_lines_elsewhere(where: tuple[float, float]) -> None:
    world = load_world()
    assert world.borders.is_marked[nearest_border(world, *where)]


@pytest.mark.parametrize("where", AGREED.values(), ids=AGREED)
@BOTH
def test_others_are_not(load, where: tuple[float, float]) -> None:
    """Negative control."""
    earth = load()
    assert not earth.borders.is_marked[nearest_border(earth, *where)]


@pytest.mark.parametrize("where", AGREED_ELSEWHERE.values(), ids=AGREED_ELSEWHERE)
def test_others_elsewhere_are_not(where: tuple[float, float]) -> None:
    world = load_world()
    assert not world.borders.is_marked[nearest_border(world, *where)]


def test_the_levant_is_finer_and_fills_its_frame() -> None:
    west, south, east, north = LEVANT
    fine = load_levant().countries
    assert fine.points.min(axis=0) == pytest.approx((west, south))
    assert fine.points.max(axis=0) == pytest.approx((east, north))
    index = load_levant().ids.index("LBN"), load_world().ids.index("LBN")
    points = [
        max(len(layer.line(ring)) for ring in np.flatnonzero(layer.feature == country))
        for layer, country in zip((fine, load_world().countries), index, strict=True)
    ]
    assert points[0] > 3 * points[1]


@pytest.mark.parametrize(
    "where", [(40.14, 35.34), (44.4, 33.3), (32.9, 24.1)], ids=["Euphrates", "Tigris", "Nile"]
)
def test_the_rivers_are_where_they_are(where: tuple[float, float]) -> None:
    points = load_world().rivers.points
    assert np.hypot(*(points - where).T).min() < 0.15
