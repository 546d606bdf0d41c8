"""Land behind the map."""

from __future__ import annotations

import numpy as np

from homeward.results.report.land import clip, country_names, draw_land, load_land
from homeward.results.report.palette import HOMELAND
from homeward.results.report.projection import Projection

SYRIA = Projection(500, 400, 38.3, 34.8, 0.6)


def test_outlines_are_of_this_earth() -> None:
    land = load_land()
    assert np.abs(land.points[:, 0]).max() <= 180
    assert np.abs(land.points[:, 1]).max() <= 90
    assert "Syria" in land.names


def test_the_country_of_a_home_is_lighter() -> None:
    drawn = list(draw_land(SYRIA, [(38.27, 34.56)]))
    assert sum(HOMELAND in one for one in drawn) == 1
    assert len(drawn) > 3
    assert not any(HOMELAND in one for one in draw_land(SYRIA, []))


def test_large_countries_are_named_within_the_picture() -> None:
    named = {name: (x, y) for name, x, y in country_names(SYRIA)}
    assert "SYRIA" in named
    assert all(0 <= x <= 500 and 0 <= y <= 400 for x, y in named.values())


def test_outlines_are_cut_at_the_edge() -> None:
    square = np.array([[-50.0, -50.0], [50.0, -50.0], [50.0, 50.0], [-50.0, 50.0]])
    cut = clip(square, 0.0, 100.0, 100.0)
    assert cut.min() == 0
    assert cut.max() == 50
    assert len(clip(square - 1000, 0.0, 100.0, 100.0)) == 0
