"""Small pieces of SVG."""

from __future__ import annotations

import pytest

from homeward.results.figures.svg import (
    band_path,
    coordinate,
    element,
    line_path,
    people,
    short,
    text,
)


@pytest.mark.parametrize(
    ("value", "said"), [(1.0, "1"), (1.26, "1.3"), (-0.01, "0"), (0.0, "0"), (-3.5, "-3.5")]
)
def test_coordinates_are_short(value: float, said: str) -> None:
    assert coordinate(value) == said


@pytest.mark.parametrize(("value", "said"), [(0, "0"), (500, "500"), (2500, "2.5k"), (3e6, "3M")])
def test_axes_are_labelled_briefly(value: float, said: str) -> None:
    assert short(value) == said


def test_counts_have_their_thousands_apart() -> None:
    assert people(12345) == "12,345"


def test_what_is_written_is_escaped() -> None:
    assert element("g", x=1, class_='a"b') == '<g x="1" class="a&quot;b"/>'
    assert text("<&>", 0, 0) == '<text x="0" y="0">&lt;&amp;&gt;</text>'


def test_level_stretches_are_shortened() -> None:
    assert line_path([(0, 5), (1, 5), (2, 5), (3, 7)]) == "M0 5L2 5L3 7"


def test_a_band_is_closed() -> None:
    assert band_path([(0, 1), (1, 1)], [(0, 2), (1, 2)]) == "M0 1L1 1L1 2L0 2Z"
