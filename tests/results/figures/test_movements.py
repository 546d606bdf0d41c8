"""Who was where, and who moved."""

from __future__ import annotations

import numpy as np

from homeward.engine.simulated import CommunitySeries
from homeward.results.figures.movements import LEAST_FLOW, choose_days, snapshots
from homeward.results.publish.published import publish
from homeward.results.result import Result
from homeward.results.tables.statistics import LEVELS, STATISTICS
from homeward.results.tables.summary import Summary
from homeward.results.tables.totals import within


def _running(values: list[float]) -> Summary:
    shape = (len(STATISTICS), len(values))
    levels = {level: np.broadcast_to(values, shape) for level in LEVELS}
    return Summary("fled", np.zeros((0, 3), np.int64), levels)


def test_days_are_chosen_by_flight() -> None:
    assert choose_days(_running([0, 10, 60, 90, 95, 100, 100]), 7) == [0, 2, 4, 6]
    assert choose_days(_running([0, 0, 0, 0, 0, 0]), 6) == [0, 2, 3, 5]
    assert choose_days(_running([100]), 1) == [0]


def test_small_movements_are_not_drawn(result: Result) -> None:
    shape = (result.axes.members, len(result.axes.days), 2)
    values = np.zeros(shape, np.int32)
    values[:, 1] = [LEAST_FLOW - 20, LEAST_FLOW + 400]
    series = CommunitySeries(np.array([[0, 0, 2], [1, 0, 2]]), values)
    nobody = CommunitySeries(np.zeros((0, 3), np.int64), np.zeros((*shape[:2], 0), np.int32))
    present = publish(result).summaries["present"]
    taken = snapshots(
        [0, 5],
        present,
        lambda name, ends: within(series if name == "arrivals" else nobody, ends),
        result.axes,
    )
    assert taken[0].movements == ()
    assert [(m.home, m.place, m.people) for m in taken[1].movements] == [(1, 2, 500.0)]
    assert taken[1].since == result.axes.dates[0]
