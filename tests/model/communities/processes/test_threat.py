"""Threat (model §3.3)."""

from hypothesis import given
from hypothesis import strategies as st

from homeward.model.communities.processes.threat import rule_hazard

hazards = st.floats(0.0, 10.0)
shares = st.floats(0.0, 1.0)


def test_a_worked_number():
    assert rule_hazard(0.02, 0.5) == 0.01


@given(hazards, shares, shares)
def test_a_stronger_actor_never_harms_less(hazard: float, one: float, other: float):
    assert rule_hazard(hazard, min(one, other)) <= rule_hazard(hazard, max(one, other)) <= hazard


def test_an_absent_actor_harms_nobody_and_one_in_full_strength_as_stated():
    assert rule_hazard(0.02, 0.0) == 0.0
    assert rule_hazard(0.02, 1.0) == 0.02
