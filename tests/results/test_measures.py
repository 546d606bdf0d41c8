"""Sums of stocks, and flows counted up."""

from __future__ import annotations

import numpy as np

from homeward.engine.simulated import Series
from homeward.results.measures import MEASURES, REGISTERED, add_series, within
from homeward.variables import VARIABLE

FLOW = Series(np.array([[0, 0, 0]]), np.arange(1, 7, dtype=np.int32).reshape(1, 6, 1))


def test_measures_are_made_of_the_register() -> None:
    assert all(name in VARIABLE for one in MEASURES for name in one.variables)
    assert [one.name for one in REGISTERED] == list(VARIABLE)


def test_only_flows_are_counted_up() -> None:
    for one in MEASURES:
        assert one.is_running == all(VARIABLE[name].kind == "flow" for name in one.variables)


def test_windows_share_out_every_day_once() -> None:
    counted = within(FLOW, [0, 3, 5])
    assert counted.values[0, :, 0].tolist() == [1, 2 + 3 + 4, 5 + 6]


def test_series_are_added_by_community() -> None:
    other = Series(np.array([[0, 0, 0], [0, 0, 2]]), np.ones((1, 6, 2), np.int32))
    added = add_series([FLOW, other])
    assert added.cells.tolist() == [[0, 0, 0], [0, 0, 2]]
    assert added.values[0, :, 0].tolist() == [2, 3, 4, 5, 6, 7]
    assert add_series([FLOW]) is FLOW
