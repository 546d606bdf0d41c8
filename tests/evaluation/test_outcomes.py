"""Outcomes of one member (model §10.1), against the stocks and flows of an ordinary run."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from homeward.engine.communities.ready import Ready, Workspace, prepare, run_whole_member
from homeward.engine.simulate import simulate
from homeward.engine.simulated import CommunitySeries
from homeward.evaluation.outcomes import (
    DISPLACED,
    HARMED,
    MEANINGS,
    MEANINGS_BY_REFUGE,
    OUTCOMES,
    RETURNED,
    departures_of,
    outcomes_of,
)
from homeward.scenario.scenario import Scenario


def whole(series: CommunitySeries, home: int, axis: int, index: int) -> int:
    """People of all groups or refuges but one's own, on the last day kept, or since the day before it."""
    cells = series.cells
    chosen = (cells[:, 0] == home) & (cells[:, axis] == index)
    return int(series.values[0, -1, chosen].sum())


def outcomes(ready: Ready) -> NDArray[np.int64]:
    record = run_whole_member(ready, 0, Workspace(ready, np.zeros(1, dtype=np.int64)))
    return outcomes_of(record, departures_of(record))


def test_outcomes_are_the_counts_of_a_run(tiny: Scenario):
    days = [tiny.n_day - 1]
    ready = prepare(tiny, days=days, members=1, seed=1)
    found = outcomes(ready)
    run = simulate(tiny, days=days, members=1, seed=1)
    stocks, flows = run.stocks, run.flows
    n_group = len(run.labels.groups)
    displaced = [stocks["idps"], stocks["refugees"]]
    harmed = [stocks["detained"], stocks["recruited"], stocks["dead"]]
    for home in range(len(run.labels.homes)):
        for group in range(n_group):
            counted = found[:, home, group].tolist()
            assert counted[RETURNED] == whole(stocks["returnees"], home, 1, group)
            assert counted[DISPLACED] == sum(whole(one, home, 1, group) for one in displaced)
            assert counted[HARMED] == sum(whole(one, home, 1, group) for one in harmed)
        for place in range(len(run.labels.places)):
            counted = found[:, home, n_group + place].tolist()
            assert counted[RETURNED] == whole(flows["return_departures"], home, 2, place)
            assert counted[DISPLACED] == sum(whole(one, home, 2, place) for one in displaced)
            assert counted[HARMED] == sum(whole(one, home, 2, place) for one in harmed)
    assert (found[:, :, :n_group].sum(axis=(1, 2)) > 0).all()


def test_by_group_and_by_refuge_the_same_people_are_displaced_and_harmed(tiny: Scenario):
    ready = prepare(tiny, days=[40], members=1, seed=2)
    found = outcomes(ready)
    n_group = len(ready.world.labels.groups)
    for kind in (DISPLACED, HARMED):
        by_group, by_refuge = found[kind, :, :n_group], found[kind, :, n_group:]
        np.testing.assert_array_equal(by_group.sum(axis=1), by_refuge.sum(axis=1))


def test_every_outcome_has_its_words():
    assert set(MEANINGS) == set(MEANINGS_BY_REFUGE) == set(OUTCOMES)
