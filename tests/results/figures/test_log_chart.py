"""Bands of several actors, each named at its end."""

from __future__ import annotations

import datetime as dt
import itertools
import xml.etree.ElementTree as ET

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from homeward.results.figures.bands import Band
from homeward.results.figures.log_chart import (
    ActorLine,
    Event,
    LineChart,
    draw_lines,
    powers_of,
    say_power,
    shorten,
    spread_out,
)
from homeward.results.figures.palette import LINES
from homeward.results.tables.statistics import QUANTILES

DATES = tuple(dt.date(2020, month, 1) for month in range(1, 13))
EVENT = Event(dt.date(2020, 6, 1), 1, 0.5, "a <promise>")


def line(name: str, values: list[float], colour: int = 0, full: int = 12) -> ActorLine:
    """A line drawn in full on its first `full` days."""
    band = Band(DATES, {quantile: np.array(values) for quantile in QUANTILES})
    return ActorLine(name, band, colour, np.arange(12) < full)


def draw(*lines: ActorLine) -> ET.Element:
    chart = LineChart("Group 1", lines, (0.02, "half held back"), [EVENT])
    return ET.fromstring(draw_lines(chart, powers_of([chart])))


def test_every_line_is_named_and_the_threshold_too() -> None:
    root = draw(line("Actor A", [0.001] * 12), line("A & B", [0.02] * 12, 1))
    names = [one.text for one in root.findall(".//{*}tspan")]
    assert sorted(names) == ["A & B", "Actor A", "half held back"]


def test_a_line_that_ends_early_is_named_beside_its_end() -> None:
    root = draw(line("gone", [0.1] * 5 + [np.nan] * 7), line("there", [0.1] * 12, 1))
    at = {one.findtext("{*}tspan"): float(one.get("x", "0")) for one in root.findall(".//{*}text")}
    assert at["gone"] < at["there"]


def test_a_line_is_broken_where_it_says_another_thing_and_absent_where_there_is_nothing() -> None:
    root = draw(line("A", [0.1] * 6 + [np.nan] * 2 + [0.1] * 4, full=3))
    medians = [one.get("class") for one in root.findall(".//{*}path") if one.get("class")]
    assert [one for one in medians if one != "stem"] == ["line", "line broken", "line broken"]


def test_an_event_is_marked_in_the_colour_of_its_actor_and_said() -> None:
    root = draw(line("A", [0.1] * 12))
    assert [one.text for one in root.findall(".//{*}title")] == ["a <promise>"]
    assert root.find(".//{*}path[@class='stem']").get("stroke") == LINES[1]


@pytest.mark.parametrize("value", [1e-9, 1e6])
def test_what_lies_beyond_the_scale_is_cut_off(value: float) -> None:
    chart = LineChart("Group 1", [line("A", [value] * 12)], (0.02, "half held back"))
    root = ET.fromstring(draw_lines(chart, (-3, 0)))
    heights = [float(one.get("y", "0")) for one in root.findall(".//{*}text")]
    assert all(0 < height < 228 for height in heights)


def test_one_scale_holds_all_charts() -> None:
    charts = [
        LineChart("1", [line("A", [0.002] * 12)], (0.02, "")),
        LineChart("2", [line("A", [3.0] * 12)], (0.02, "")),
    ]
    assert powers_of(charts) == (-3, 1)


def test_powers_are_worded_as_cases() -> None:
    assert [say_power(power) for power in (-4, -1, 0, 1)] == ["1 in 10,000", "1 in 10", "1", "10"]


def test_a_long_name_is_cut() -> None:
    assert shorten("Actor A") == "Actor A"
    assert shorten("Coalition-backed forces") == "Coalition-…"


@given(st.lists(st.floats(10, 200), min_size=1, max_size=6))
def test_names_are_moved_apart(wanted: list[float]) -> None:
    placed = spread_out(wanted, 13, 10, 200)
    ordered = sorted(placed)
    assert all(b - a >= 13 - 1e-9 for a, b in itertools.pairwise(ordered))
    assert max(placed) <= 200 + 1e-9
