"""Sums of stocks, and flows counted up."""

from __future__ import annotations

import numpy as np

from homeward.catalogue import VARIABLE
from homeward.engine.simulated import CommunitySeries
from homeward.results.tables.totals import CATALOGUED, MEASURES, add_series, total_of, within

FLOW = CommunitySeries(np.array([[0, 0, 0]]), np.arange(1, 7, dtype=np.int32).reshape(1, 6, 1))


def test_measures_are_made_of_the_catalogue() -> None:
    assert all(name in VARIABLE for one in MEASURES for name in one.variables)
    assert [one.name for one in CATALOGUED] == list(VARIABLE)


def test_only_flows_are_counted_up() -> None:
    for one in MEASURES:
        assert one.is_running == all(VARIABLE[name].kind == "flow" for name in one.variables)


def test_windows_share_out_every_day_once() -> None:
    counted = within(FLOW, [0, 3, 5])
    assert counted.values[0, :, 0].tolist() == [1, 2 + 3 + 4, 5 + 6]


def test_flows_are_counted_up_beyond_32_bits() -> None:
    values = np.full((1, 4, 1), 1_500_000_000, dtype=np.int32)
    series = CommunitySeries(np.array([[0, 0, 0]]), values)
    fled = next(one for one in MEASURES if one.name == "fled")
    wanted = [
        2 * 1_500_000_000 * days for days in (1, 2, 3, 4)
    ]  # first flights, and as many second
    assert total_of(fled, lambda _: series).values[0, :, 0].tolist() == wanted
    assert within(series, [1, 3]).values[0, :, 0].tolist() == [3_000_000_000, 3_000_000_000]


def test_series_are_added_by_community() -> None:
    other = CommunitySeries(np.array([[0, 0, 0], [0, 0, 2]]), np.ones((1, 6, 2), np.int32))
    added = add_series([FLOW, other])
    assert added.cells.tolist() == [[0, 0, 0], [0, 0, 2]]
    assert added.values[0, :, 0].tolist() == [2, 3, 4, 5, 6, 7]
    assert add_series([FLOW]) is FLOW
