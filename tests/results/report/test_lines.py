"""Several lines, each named at its end."""

from __future__ import annotations

import datetime as dt
import itertools
import xml.etree.ElementTree as ET

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from homeward.results.report.lines import Line, draw_lines, spread_out


def test_every_line_is_named() -> None:
    dates = [dt.date(2020, 1, 1), dt.date(2021, 1, 1)]
    lines = [Line("Actor A", np.array([0.001, 0.1]), 0), Line("A & B", np.array([0.02, 0.02]), 1)]
    root = ET.fromstring(draw_lines("Group 1", dates, lines))
    assert [one.text for one in root.findall(".//{*}tspan")] == ["Actor A", "A & B"]


@given(st.lists(st.floats(10, 200), min_size=1, max_size=6))
def test_names_are_moved_apart(wanted: list[float]) -> None:
    placed = spread_out(wanted, 13, 10, 200)
    ordered = sorted(placed)
    assert all(b - a >= 13 - 1e-9 for a, b in itertools.pairwise(ordered))
    assert max(placed) <= 200 + 1e-9
