"""The roll (model §3): nobody is where it does not look, and it looks nowhere else."""

from __future__ import annotations

from itertools import product

import numpy as np
import pytest

from builders import live, make_member
from homeward.engine.communities.ready import Ready, prepare
from homeward.model.communities.codes import N_LASTING
from homeward.model.communities.drivers import Places
from homeward.model.communities.member import State
from homeward.model.communities.roll import call_roll, count_people, enroll, put_in_order
from homeward.scenario.scenario import Scenario
from invariants.any_scenario import Recipe

WORLDS = range(15)


def any_ready(number: int) -> Ready:
    scenario = Recipe(number).load()
    return prepare(scenario, days=range(scenario.n_day), members=1, seed=number)


def some_days(ready: Ready, number: int) -> list[int]:
    return np.random.default_rng(number).integers(1, ready.days.size - 1, 6).tolist()


def swept(places: Places, state: State) -> list[int]:
    """Every community where anybody is or travels to, and every home."""
    _, n_home, n_group, n_place = state.stocks.displaced.shape
    return [
        number
        for number, (home, group, place) in enumerate(
            product(range(n_home), range(n_group), range(n_place))
        )
        if place == places.home_place[home]
        or state.stocks.displaced[:, home, group, place].any()
        or state.stocks.on_the_road[:, home, group, place].any()
    ]


def listed(state: State) -> list[int]:
    return state.roll.listed[: state.roll.size[0]].tolist()


def test_a_community_is_entered_once(tiny: Scenario):
    roll = make_member(tiny)[2].roll
    for community in (4, 2, 4):
        enroll(community, roll)
    assert roll.listed[: roll.size[0]].tolist() == [4, 2]
    assert np.flatnonzero(roll.is_listed).tolist() == [2, 4]


def test_those_who_were_added_are_merged_in_order(tiny: Scenario):
    random = np.random.default_rng(1)
    for n_before, n_added in ((0, 0), (0, 5), (7, 0), (1, 1), (40, 9), (9, 40)):
        roll = make_member(tiny)[2].roll
        roll = roll._replace(listed=random.permutation(100).astype(np.int32))
        roll.listed[:n_before].sort()
        roll.size[:] = n_before + n_added, n_before
        expected = np.sort(roll.listed[: n_before + n_added])
        rest = roll.listed[n_before + n_added :].copy()
        put_in_order(roll, np.zeros(n_added, dtype=np.int32))
        assert (roll.listed[: n_before + n_added] == expected).all()
        assert (roll.listed[n_before + n_added :] == rest).all()


def test_after_any_day_the_roll_is_what_a_sweep_of_the_stocks_finds():
    """Whoever comes is on it by evening; in the morning it is in order, and those left by all are off it."""
    struck_off = 0
    for number in WORLDS:
        ready = any_ready(number)
        places = ready.world.drivers.places
        for days in range(1, ready.days.size):
            state = ready.allocate()
            live(ready, days, state, ready.record())
            in_order = state.roll.size[1]
            there, evening = swept(places, state), listed(state)
            assert evening[:in_order] == sorted(evening[:in_order])
            assert len(set(evening)) == len(evening)
            assert set(there) <= set(evening)
            count_people(places, state.stocks, state.trips, state.roll, state.morning)
            assert listed(state) == there
            assert np.flatnonzero(state.roll.is_listed).tolist() == there
            assert state.roll.size.tolist() == [len(there)] * 2
            struck_off += len(evening) - len(there)
            call_roll(places, state.stocks, state.trips, state.roll)
            assert listed(state) == there
    assert struck_off > 10


def test_those_who_come_during_a_day_are_in_order_the_next_morning(tiny: Scenario):
    """Entered at the end, behind those of the morning; communities of nobody but homes are struck off."""
    drivers, _, state = make_member(tiny)
    places, stocks, roll = drivers.places, state.stocks, state.roll
    call_roll(places, stocks, state.trips, roll)
    homes = listed(state)
    others = [c for c in range(roll.home.size) if c not in homes]
    displaced = stocks.displaced[0].reshape(-1)
    for community in (others[4], others[0], others[2]):
        displaced[community] += 1
        enroll(community, roll)
    enroll(others[1], roll)  # to which nobody came after all
    assert listed(state) == [*homes, others[4], others[0], others[2], others[1]]
    count_people(places, stocks, state.trips, roll, state.morning)
    assert listed(state) == sorted([*homes, others[4], others[0], others[2]])
    assert not roll.is_listed[others[1]]


def test_the_morning_counts_everybody_displaced_standing_by_standing():
    for number in WORLDS:
        ready = any_ready(number)
        state = ready.allocate()
        live(ready, some_days(ready, number)[0], state, ready.record())
        places, stocks, morning = ready.world.drivers.places, state.stocks, state.morning
        count_people(places, stocks, state.trips, state.roll, morning)
        displaced = stocks.displaced[:N_LASTING].reshape(N_LASTING, -1)
        n = morning.size[0]
        found = sorted(zip(morning.community[:n], morning.standing[:n], strict=True))
        assert found == sorted(zip(*np.nonzero(displaced.T), strict=True))
        present = stocks.displaced.sum(axis=(0, 1, 2))
        at_home = stocks.residents.sum(axis=1) + stocks.returnees.sum(axis=(0, 2))
        np.add.at(present, places.home_place, at_home)
        assert morning.present.tolist() == present.tolist()
        assert np.array_equal(morning.kin, stocks.displaced.sum(axis=(0, 2)))
        assert np.array_equal(morning.everyone, stocks.displaced.sum(axis=(0, 3)))


@pytest.mark.parametrize("number", WORLDS)
def test_a_day_after_the_roll_is_called_anew_is_the_day_that_it_would_have_been(number: int):
    """Row by row of the record, and every stock, belief and trip of the evening."""
    ready = any_ready(number)
    for days in some_days(ready, number):
        lived, called = ready.allocate(), ready.allocate()
        record, resumed = ready.record(), ready.record()
        live(ready, days + 1, lived, record)
        live(ready, days, called, resumed)
        live(ready, days + 1, called, resumed, first=days)
        for one, other in (
            (record, resumed),
            (lived.stocks, called.stocks),
            (lived.trips, called.trips),
            (lived.beliefs, called.beliefs),
        ):
            for name, array in one._asdict().items():
                assert np.array_equal(array, getattr(other, name)), name
