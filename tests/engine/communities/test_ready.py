"""The community model ready to run (model §5)."""

from __future__ import annotations

import numpy as np
import pytest

from homeward.assemble.communities.world import assemble
from homeward.catalogue import FLOWS, STOCKS
from homeward.engine.communities.ready import (
    Workspace,
    check_status,
    must_compile,
    prepare,
    run_in_stretches,
    run_whole_member,
    trip_slots,
)
from homeward.engine.members import record_days
from homeward.engine.simulate import simulate
from homeward.engine.simulated import Simulated, keep
from homeward.errors import HomewardBug, SimulationError
from homeward.model.communities.account import (
    NEGATIVE_STOCK,
    NOT_A_NUMBER,
    OUTGROWN,
    PEOPLE_LOST,
    WELL,
)
from homeward.model.communities.codes import N_BELIEF, N_STANDING
from homeward.scenario.scenario import Scenario


def test_arrays_have_the_axes_they_are_annotated_with(tiny: Scenario):
    ready = prepare(tiny, days=[3, 9], members=1, seed=1)
    state = ready.allocate()
    assert state.stocks.displaced.shape == (N_STANDING, 2, 3, 3)
    assert state.beliefs.felt.shape == (2, 3, 3, N_BELIEF)
    assert state.today.departing.shape == (ready.n_slot,)
    record = ready.record()
    assert record.stocks.shape == (2, len(STOCKS), 2, 3, 3)
    assert record.flows.shape == (2, len(FLOWS), 2, 3, 3)
    assert record.belief.shape == (2, 2, 3, 3, N_BELIEF)
    assert record.day.tolist() == [3, 9]


@pytest.mark.parametrize("rows", [1, 2, 3, 7, 1000])
def test_a_record_in_stretches_of_any_length_is_the_record(tiny: Scenario, rows: int):
    """With days between those that are kept, and more after the last whole stretch."""
    ready = prepare(tiny, days=record_days(tiny, 3), members=2, seed=1)
    space = Workspace(ready, np.zeros(1, dtype=np.int64))
    whole = keep(run_whole_member(ready, 1, space))
    found = run_in_stretches(ready, 1, space, rows)
    for kept, wanted in zip(found.stocks + found.flows, whole.stocks + whole.flows, strict=True):
        assert np.array_equal(kept[0], wanted[0])
        assert np.array_equal(kept[1], wanted[1])
    assert np.array_equal(found.belief, whole.belief)
    assert any(values.any() for _, values in found.flows)


def test_a_slower_pace_has_room_for_its_longer_trips(tiny: Scenario):
    world = assemble(tiny)
    usual = trip_slots(tiny, world)
    pace = np.array([5.0, 50.0])
    assert trip_slots(tiny, world, {"pace": pace}) > usual
    simulate(tiny, members=2, days=[tiny.n_day - 1], parameters={"pace": pace})


def test_the_model_is_compiled_once(tiny_run: Simulated):
    assert tiny_run.members == 8
    assert not must_compile()


@pytest.mark.parametrize(
    ("status", "words"),
    [
        (NEGATIVE_STOCK, "a stock fell below zero"),
        (PEOPLE_LOST, "people were lost or made"),
        (NOT_A_NUMBER, "a belief is not a number"),
        (OUTGROWN, "there are more people than a record can count"),
    ],
)
def test_a_member_that_went_wrong_is_told_in_words(tiny: Scenario, status: int, words: str):
    with pytest.raises(SimulationError) as error:
        check_status(3, np.array([status, 40]), assemble(tiny))
    assert str(error.value) == (
        f"member 3 stopped by 2031-02-10: {words}.\n"
        "  Fix: please report it with the scenario and the seed; the run wrote nothing."
    )


def test_a_status_nobody_knows_is_our_mistake(tiny: Scenario):
    world = assemble(tiny)
    check_status(3, np.array([WELL, 0]), world)
    with pytest.raises(HomewardBug):
        check_status(3, np.array([99, 0]), world)
