"""Return (model §7.2)."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from homeward.model.communities.codes import LISTED, OPEN, REFUSED
from homeward.model.communities.processes.returns import approved_gate, gate, return_hazard

shares = st.floats(0.0, 1.0)


def test_a_worked_number():
    assert gate(REFUSED, 0.05, 0.5, False) == pytest.approx(0.025)
    assert return_hazard(0.02, 0.025, 0.5, 0.8) == pytest.approx(0.0002)


@given(shares, shares, shares, shares, shares)
def test_more_fear_never_brings_more_people_home(
    speed: float, let: float, fear: float, less: float, obstacles: float
):
    low = return_hazard(speed, let, min(fear, less), obstacles)
    assert low <= return_hazard(speed, let, max(fear, less), obstacles) <= speed


@given(shares, shares)
def test_a_closed_answer_never_lets_more_home_than_an_open_one(ease: float, opening: float):
    assert gate(REFUSED, ease, opening, False) <= gate(OPEN, ease, opening, False)
    assert gate(LISTED, ease, opening, False) == gate(REFUSED, ease, opening, False)


def test_nobody_goes_home_into_fighting_and_an_open_way_is_open():
    assert gate(OPEN, 0.5, 1.0, True) == 0.0
    assert approved_gate(True) == 0.0
    assert approved_gate(False) == 1.0
    assert gate(OPEN, 0.5, 1.0, False) == 1.0
    assert return_hazard(0.02, 1.0, 1.0, 1.0) == 0.02
