"""Journey (model §6.2, §6.4)."""

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from homeward.model.arrays import OPEN, REFUSED
from homeward.model.processes.journey import is_newly_refused, journey_days

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
