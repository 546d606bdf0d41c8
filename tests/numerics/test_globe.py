"""Distances on the globe."""

from __future__ import annotations

import math

import pytest

from homeward.numerics.globe import EARTH_KM, great_circle_km


def test_a_degree_is_as_long_as_it_is():
    assert great_circle_km(0, 10, 1, 10) == pytest.approx(111.19, abs=0.01)
    assert great_circle_km(60, 10, 60, 11) == pytest.approx(55.6, abs=0.1)
    assert great_circle_km(34, 38, 34, 38) == 0
    assert great_circle_km(0, 179.5, 0, -179.5) == pytest.approx(111.19, abs=0.01)


@pytest.mark.parametrize("latitude", [0.0, 12.3, 33.3, 45.0, 66.6, 89.9])
@pytest.mark.parametrize("longitude", [0.0, 7.7, 38.3, 123.4])
def test_nothing_is_farther_than_the_other_side(latitude: float, longitude: float):
    km = great_circle_km(latitude, longitude, -latitude, longitude - 180)
    assert km == pytest.approx(math.pi * EARTH_KM)
