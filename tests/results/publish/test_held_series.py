"""A series is read once for all who ask, and given up with the last of them."""

from __future__ import annotations

import numpy as np

from homeward.engine.simulated import CommunitySeries
from homeward.results.publish.held_series import HeldSeries
from homeward.results.tables.totals import Measure


def test_each_is_read_once_and_given_up_with_the_last_who_asks() -> None:
    read: list[str] = []

    def open_series(name: str) -> CommunitySeries:
        read.append(name)
        return CommunitySeries(np.zeros((1, 3), np.int64), np.full((1, 1, 1), len(read), np.int32))

    held = HeldSeries(
        open_series,
        [Measure("away", "", ("idps", "refugees")), Measure("idps", "", ("idps",))],
    )
    first = held("idps")
    assert held("refugees").values.item() == 2
    assert held("idps") is first
    assert read == ["idps", "refugees"]
    held("idps")  # nobody was left to ask: it is read again
    assert read == ["idps", "refugees", "idps"]
