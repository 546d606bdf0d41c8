"""Land behind the map."""

from __future__ import annotations

import numpy as np

from homeward.results.figures.land import clip, country_names, draw_land, load_land
from homeward.results.figures.palette import HOMELAND
from homeward.results.figures.projection import Projection

SYRIA = Projection(500, 400, 38.3, 34.8, 0.6)


def test_outlines_are_rounded_and_have_no_steps_of_no_length() -> None:
    land = load_land()
    assert np.abs(land.points * 100 - np.rint(land.points * 100)).max() < 1e-9
    for index in range(len(land.starts)):
        outline = land.line(index)
        assert len(outline) > 3
        assert (outline[1:] != outline[:-1]).any(axis=1).all()


def test_holes_are_not_outlines() -> None:
    """A country within another is drawn by itself."""
    assert len(load_land().starts) == 1616
    assert not load_land().is_marked.any()


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
