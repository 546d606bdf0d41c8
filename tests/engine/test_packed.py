"""Members are packed without losing anybody."""

from __future__ import annotations

import numpy as np
import pytest

from homeward.engine import packed
from homeward.engine.members import record_days
from homeward.engine.packed import NAMES, Packed, PackedRows, PackedRun, pack_simulated
from homeward.engine.precision import round_off
from homeward.engine.simulate import simulate
from homeward.engine.simulated import Simulated
from homeward.results.tables.totals import within
from homeward.scenario.scenario import Scenario

BELIEVED = np.array([0, 3, 4])


@pytest.fixture(scope="module")
def whole(tiny: Scenario) -> Simulated:
    return simulate(tiny, days=record_days(tiny, 3), members=5, seed=4)


@pytest.fixture(params=[1, 4, 1000])
def run(
    whole: Simulated, request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch
) -> PackedRun:
    monkeypatch.setattr(packed, "rows_at_once", lambda *_: request.param)
    return pack_simulated(whole, BELIEVED)


@pytest.mark.parametrize("kind", [np.int32, np.uint16, np.float32])
@pytest.mark.parametrize("shape", [(3, 4), (5, 2, 2, 3), (4, 0)])
def test_an_array_comes_back_as_it_was(kind: type[np.generic], shape: tuple[int, ...]) -> None:
    values = np.arange(np.prod(shape)).reshape(shape).astype(kind)
    opened = Packed.of(values).opened()
    np.testing.assert_array_equal(opened, values)
    assert opened.dtype == values.dtype


def test_many_people_and_nobody_come_back() -> None:
    many = (np.array([7]), np.array([[2**20], [1]], dtype=np.int32))
    nobody = (np.zeros(0, np.int64), np.zeros((2, 0), np.int32))
    rows = PackedRows.of([nobody, many, nobody])
    for index, whole in enumerate([nobody, many, nobody]):
        for mine, own in zip(rows.opened(index), whole, strict=True):
            np.testing.assert_array_equal(mine, own)
    assert [rows.cells_of(index).tolist() for index in range(3)] == [[], [7], []]


def test_a_stretch_is_that_of_the_whole(whole: Simulated, run: PackedRun) -> None:
    assert sum(len(range(*days.indices(whole.days.size))) for days in run.stretches) == len(
        whole.days
    )
    for number, days in enumerate(run.stretches):
        read, read_all = run.read(number), run.read(number, of_all_days=True)
        for name in NAMES:
            there = {**whole.stocks, **whole.flows}[name]
            np.testing.assert_array_equal(read_all(name).cells, there.cells)
            np.testing.assert_array_equal(read_all(name).values, there.values[:, days])
            used = there.values[:, days].any(axis=(0, 1))
            np.testing.assert_array_equal(read(name).cells, there.cells[used])
            np.testing.assert_array_equal(read(name).values, there.values[:, days][:, :, used])


def test_a_variable_of_all_days_is_that_of_the_whole(whole: Simulated, run: PackedRun) -> None:
    for name in NAMES:
        there = {**whole.stocks, **whole.flows}[name]
        np.testing.assert_array_equal(run.cells(name), there.cells)
        np.testing.assert_array_equal(run.series(name).cells, there.cells)
        np.testing.assert_array_equal(run.series(name).values, there.values)


@pytest.mark.parametrize("ends", [[5], [0, 3], [2, 9, 20]])
def test_flows_are_counted_between_days(whole: Simulated, run: PackedRun, ends: list[int]) -> None:
    for name, series in whole.flows.items():
        counted, there = run.within(name, ends), within(series, ends)
        used = there.values.any(axis=(0, 1))
        found = counted.values.any(axis=(0, 1))
        np.testing.assert_array_equal(counted.cells[found], there.cells[used])
        np.testing.assert_array_equal(counted.values[:, :, found], there.values[:, :, used])


def test_beliefs_are_those_of_the_days_wanted(whole: Simulated, run: PackedRun) -> None:
    rounded = round_off(whole.belief)
    np.testing.assert_array_equal(run.believed(), rounded[:, BELIEVED])
    np.testing.assert_array_equal(run.changes(), (rounded != rounded[:, :1]).any(axis=(0, 1)))


def test_more_members_are_dense_on_fewer_days() -> None:
    assert packed.rows_at_once(packed.MOST_AT_ONCE // 1000, 10) == 100
    assert packed.rows_at_once(packed.MOST_AT_ONCE, 10) == 1
