"""A member that is packed as it is run is the member that is run and packed."""

from __future__ import annotations

import numpy as np
import pytest

from homeward.engine.communities import packing
from homeward.engine.members import record_days
from homeward.engine.packed import NAMES
from homeward.engine.precision import round_off
from homeward.engine.simulate import simulate, simulate_packed
from homeward.scenario.scenario import Scenario


@pytest.mark.parametrize("rows", [1, 5, 1000])
def test_it_is_the_same_member(tiny: Scenario, monkeypatch: pytest.MonkeyPatch, rows: int) -> None:
    monkeypatch.setattr(packing, "rows_at_once", lambda *_: rows)
    days, drawn = record_days(tiny, 3), np.array([1, 4, 12])
    whole = simulate(tiny, days=days, members=3, seed=4)
    run = simulate_packed(tiny, days=days, believed_rows=drawn, members=3, seed=4)
    for number, days_of in enumerate(run.stretches):
        read = run.read(number, of_all_days=True)
        for name in NAMES:
            there = {**whole.stocks, **whole.flows}[name]
            np.testing.assert_array_equal(read(name).cells, there.cells)
            np.testing.assert_array_equal(read(name).values, there.values[:, days_of])
    rounded = round_off(whole.belief)
    np.testing.assert_array_equal(run.believed(), rounded[:, drawn])
    np.testing.assert_array_equal(run.changes(), (rounded != rounded[:, :1]).any(axis=(0, 1)))
    for name, drawn_of in whole.parameters.items():
        np.testing.assert_array_equal(run.parameters[name], drawn_of)
