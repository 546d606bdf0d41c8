"""Journey (model §6.2, §6.4, §7.5)."""

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from builders import make_member
from conftest import MakeWorld
from homeward.model.communities.codes import NEVER, NOWHERE, OPEN, REFUSED
from homeward.model.communities.processes.journey import (
    days_home,
    is_newly_refused,
    journey_days,
    take_ways,
)
from homeward.scenario.scenario import Scenario

km = st.floats(0.0, 3000.0)
paces = st.floats(1.0, 2000.0)
days = st.floats(0.0, 100.0)


def test_a_worked_number():
    assert journey_days(100.0, 40.0, 1.2) == 4  # 2.5 days and 1.2 days, begun days counted


@given(km, km, paces, days)
def test_a_longer_way_never_takes_fewer_days(one: float, other: float, pace: float, own: float):
    assert journey_days(max(one, other), pace, own) >= journey_days(min(one, other), pace, own)


@given(km, paces, paces, days)
def test_a_faster_pace_never_takes_more_days(way: float, one: float, other: float, own: float):
    assert journey_days(way, max(one, other), own) <= journey_days(way, min(one, other), own)


def test_nobody_arrives_on_the_day_of_leaving_and_whole_days_stay_whole():
    assert journey_days(0.0, 100.0, 0.0) == 1
    assert journey_days(1.0, 1000.0, 0.0) == 1
    assert journey_days(1.1, 0.1, 0.0) == 11  # in binary, 1.1 / 0.1 is just above 11


def answers(*eras: list[int]) -> np.ndarray:
    """What one place answers one group, by era and by who holds the place they come from."""
    return np.array(eras, dtype=np.int64)[:, None, :, None]


def test_a_gate_is_newly_shut_when_the_last_of_those_let_in_is_refused():
    assert is_newly_refused(1, 0, 0, answers([OPEN, REFUSED], [REFUSED, REFUSED]))
    assert not is_newly_refused(1, 0, 0, answers([OPEN, OPEN], [OPEN, REFUSED]))
    assert not is_newly_refused(1, 0, 0, answers([REFUSED, REFUSED], [REFUSED, REFUSED]))
    assert not is_newly_refused(0, 0, 0, answers([REFUSED, REFUSED], [OPEN, OPEN]))


def days_from_the_camp(scenario: Scenario, day: int, lifted_from: int) -> int:
    """Days home from the camp, where the closure of the way is lifted on a day."""
    drivers, params, state = make_member(scenario)
    take_ways(drivers.era_of_day[day], drivers.ways, params.laws, state.stocks, state.scene)
    return days_home(day, 1, 0, lifted_from, drivers.ways, params.laws, state.scene)


def test_a_way_that_is_closed_takes_as_long_as_the_open_one_once_that_is_lifted(quiet: MakeWorld):
    """250 km at 100 km/day, closed from the 11th day on."""
    shut = quiet(routes="way,home,camp,250,,,\n", closures="way,,2030-01-11,,judgement\n")
    assert days_from_the_camp(shut, 9, NEVER) == days_from_the_camp(shut, 9, 0) == 3
    assert days_from_the_camp(shut, 10, NEVER) == days_from_the_camp(shut, 10, 11) == NOWHERE
    assert days_from_the_camp(shut, 11, 11) == days_from_the_camp(shut, 12, 11) == 3
    own_pace = quiet(routes="way,home,camp,250,25,,\n", closures="way,back,,,judgement\n")
    assert days_from_the_camp(own_pace, 0, 0) == 10


def test_people_take_the_way_that_is_open_however_long_and_whatever_is_lifted(quiet: MakeWorld):
    detour = quiet(
        routes="way,home,camp,250,,,\nlong,home,camp,700,,,\n", closures="way,,,,judgement\n"
    )
    assert days_from_the_camp(detour, 0, 0) == days_from_the_camp(detour, 0, NEVER) == 7


def test_where_there_is_no_route_nobody_goes_home_whatever_is_lifted(quiet: MakeWorld):
    assert days_from_the_camp(quiet(routes=""), 0, 0) == NOWHERE
    one_way = quiet(routes="way,home,camp,250,,no,\n")
    assert days_from_the_camp(one_way, 0, 0) == NOWHERE
