"""Members taken up on an evening (model §14.1)."""

from __future__ import annotations

from dataclasses import replace

import numpy as np

from homeward.engine.communities.onward import Evening, run_from, run_until, with_slots
from homeward.engine.communities.ready import prepare_members
from homeward.engine.simulate import simulate
from homeward.engine.simulated import Simulated
from homeward.scenario.scenario import Scenario

EVENING, DAYS, NUMBERS = 30, [30, 31, 50, 69], [1, 4, 6]


def onward(tiny: Scenario, evenings: dict[int, Evening] | None = None, **run: int) -> Simulated:
    ready = prepare_members(tiny, NUMBERS, days=DAYS, seed=3)
    if evenings is None:
        evenings = run_until(ready, EVENING, NUMBERS, **run)
    return run_from(tiny, ready, evenings, **run)


def stock(simulated: Simulated, name: str, row: int) -> np.ndarray:
    return simulated.stocks[name].values[:, row].sum(axis=1)


def test_where_nobody_is_moved_it_is_the_run_itself(tiny: Scenario):
    whole = simulate(tiny, days=DAYS, member_numbers=NUMBERS, seed=3)
    found = onward(tiny)
    for name, series in whole.stocks.items():
        np.testing.assert_array_equal(series.cells, found.stocks[name].cells)
        np.testing.assert_array_equal(series.values, found.stocks[name].values)
    for name, series in whole.flows.items():
        # Of the first day kept flows are not known: they are before the evening.
        for cell, values in zip(found.flows[name].cells, found.flows[name].values.T, strict=True):
            mine = (series.cells == cell).all(axis=1)
            np.testing.assert_array_equal(series.values[:, 1:, mine][..., 0].T, values[1:])


def test_an_evening_between_changes_no_number(tiny: Scenario):
    ready = prepare_members(tiny, NUMBERS, days=DAYS, seed=3)
    whole = run_until(ready, EVENING, NUMBERS)
    between = run_until(ready, EVENING // 3, NUMBERS)
    in_two = run_until(ready, EVENING, NUMBERS, since=between)
    for name, series in onward(tiny, whole).stocks.items():
        np.testing.assert_array_equal(series.values, onward(tiny, in_two).stocks[name].values)


def test_threads_change_no_number(tiny: Scenario):
    for name, series in onward(tiny, threads=1).stocks.items():
        np.testing.assert_array_equal(series.values, onward(tiny, threads=3).stocks[name].values)


def test_people_go_on_from_where_they_are_put(tiny: Scenario):
    ready = prepare_members(tiny, NUMBERS, days=DAYS, seed=3)
    evenings = run_until(ready, EVENING, NUMBERS)
    home = {
        number: evening.with_people(
            replace(
                evening.people,
                residents=evening.people.residents + evening.people.displaced.sum(axis=(0, 3)),
                displaced=np.zeros_like(evening.people.displaced),
            )
        )
        for number, evening in evenings.items()
    }
    before, after = onward(tiny, evenings), onward(tiny, home)
    assert (stock(after, "idps", 0) + stock(after, "refugees", 0) == 0).all()
    moved = stock(before, "idps", 0) + stock(before, "refugees", 0)
    np.testing.assert_array_equal(
        stock(after, "residents", 0), stock(before, "residents", 0) + moved
    )
    for row in range(len(DAYS)):
        everybody = [sum(stock(one, name, row) for name in one.stocks) for one in (before, after)]
        np.testing.assert_array_equal(*everybody)


def test_room_for_longer_trips_changes_no_number(tiny: Scenario):
    ready = prepare_members(tiny, NUMBERS, days=DAYS, seed=3)
    longer = with_slots(ready, ready.n_slot + 5)
    found = run_from(tiny, longer, run_until(longer, EVENING, NUMBERS))
    for name, series in onward(tiny).stocks.items():
        np.testing.assert_array_equal(series.values, found.stocks[name].values)
