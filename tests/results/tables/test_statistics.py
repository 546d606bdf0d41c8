"""Which sum a community belongs to."""

from __future__ import annotations

import numpy as np
import pytest

from homeward.engine.simulated import CommunitySeries
from homeward.results.tables import statistics
from homeward.results.tables.axes import COMMUNITY
from homeward.results.tables.statistics import LEVELS, MEAN, level_keys, summed_up

SIZES = {"home": 2, "group": 3, "place": 4}


def test_keys_count_the_last_axis_fastest() -> None:
    cells = np.array([[1, 2, 3], [0, 1, 2]])
    assert level_keys(cells, (), SIZES).tolist() == [0, 0]
    assert level_keys(cells, ("place",), SIZES).tolist() == [3, 2]
    assert level_keys(cells, ("home", "place"), SIZES).tolist() == [7, 2]


def test_portions_of_days_change_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    random = np.random.default_rng(3)
    cells = np.argwhere(np.ones((2, 3, 4)))
    series = CommunitySeries(cells, random.integers(0, 99, (5, 7, len(cells))).astype(np.int32))
    whole = summed_up(series, SIZES)
    monkeypatch.setattr(statistics, "_SUMS_AT_ONCE", 300)
    portions = summed_up(series, SIZES)
    assert all(np.array_equal(whole[level], portions[level]) for level in (*LEVELS, COMMUNITY))


def test_the_finest_level_is_the_communities_themselves() -> None:
    random = np.random.default_rng(4)
    cells = np.array([[0, 0, 1], [0, 2, 3], [1, 0, 0]])
    series = CommunitySeries(cells, random.integers(0, 99, (5, 7, 3)).astype(np.int32))
    found = summed_up(series, SIZES)[COMMUNITY]
    assert np.allclose(found[MEAN], series.values.mean(axis=0))
    assert np.allclose(found[-1], np.quantile(series.values, 0.95, axis=0))


def test_sums_over_communities_are_counted_beyond_32_bits() -> None:
    cells = np.array([[0, 0, 0], [1, 0, 0], [1, 1, 0]])
    values = np.full((2, 1, 3), 2_000_000_000, dtype=np.int32)
    found = summed_up(CommunitySeries(cells, values), SIZES)
    assert found[()][MEAN].tolist() == [6e9]
    assert found["home",][MEAN].tolist() == [[2e9, 4e9]]
