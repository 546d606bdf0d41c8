"""A picture of what decides an outcome."""

from __future__ import annotations

import xml.etree.ElementTree as ET

import numpy as np
import pytest

from homeward.evaluation.sensitivity.index_chart import BAR, LEFT, RIGHT, draw_indices
from homeward.evaluation.sensitivity.indices import CHANCE, OTHER_RANGES, Index, Indices

ASKED = "how many of the people of Home & Hills are back home on 2030-02-09"
FOUND = Indices(
    parameters=(
        Index("return_speed", 0.3, 0.1, 0.6, 0.2),
        Index("tolerance", -0.02, 0.05, 0.1, 0.05),
    ),
    other_ranges=Index(OTHER_RANGES, 0.1, 0.02, 0.2, 0.05),
    chance=Index(CHANCE, 0.0, 0.01, 0.1, 0.02),
    ahead=np.zeros((2, 2)),
    mean=10.0,
    deviation=2.0,
    runs=96,
)


@pytest.fixture(scope="module")
def drawn() -> ET.Element:
    return ET.fromstring(draw_indices(FOUND, ASKED))


def bars(drawn: ET.Element) -> list[ET.Element]:
    """Without those of the legend."""
    every = [one for one in drawn.iterfind("{*}rect") if float(one.get("height")) == BAR]
    return every[2:]


def texts(drawn: ET.Element) -> str:
    return "\n".join("".join(one.itertext()) for one in drawn.iterfind("{*}text"))


def test_every_factor_has_two_bars_as_long_as_its_shares(drawn: ET.Element):
    """80% is at the right edge, the first round number from the longest interval on."""
    whole = (RIGHT - LEFT) / 0.8
    lengths = [float(one.get("width")) / whole for one in bars(drawn)]
    np.testing.assert_allclose(lengths, [0.3, 0.6, 0.0, 0.1, 0.1, 0.2, 0.0, 0.1], atol=1e-3)


def test_what_is_no_parameter_has_another_colour(drawn: ET.Element):
    colours = [one.get("fill") for one in bars(drawn)]
    assert len(set(colours[:4])) == len(set(colours[4:])) == 1
    assert colours[0] != colours[4]


def test_it_says_what_is_asked_and_what_every_factor_is(drawn: ET.Element):
    said = texts(drawn)
    assert f"What decides {ASKED}" in said
    assert "return_speedHazard of setting off home when nothing stands in the way" in said
    assert "all other rangespopulations, harm rates" in said
    assert "chancethe same members with other chance" in said
    assert "30% [20, 40]" in said
    assert "-2% [-7, 3]" in said
    assert "Home & Hills" in drawn.get("aria-label", "")


def test_no_bar_or_interval_leaves_the_picture():
    beyond = Indices(
        parameters=(Index("pace", 1.1, 0.3, 1.2, 0.4),),
        other_ranges=Index(OTHER_RANGES, -0.2, 0.1, 0.0, 0.0),
        chance=Index(CHANCE, 0.0, 0.0, 0.0, 0.0),
        ahead=np.zeros((1, 1)),
        mean=1.0,
        deviation=1.0,
        runs=64,
    )
    drawn = ET.fromstring(draw_indices(beyond, ASKED))
    assert all(0.0 <= float(one.get("width")) <= RIGHT - LEFT for one in bars(drawn))


def test_equal_indices_give_equal_bytes():
    assert draw_indices(FOUND, ASKED) == draw_indices(FOUND, ASKED)
