"""Harm (model §8)."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from homeward.model.communities.codes import (
    CROSSING,
    LIVING,
    NEAR,
    RETURNED_PERMITTED,
    RETURNED_UNPERMITTED,
    TRAVELLING,
)
from homeward.model.communities.processes.harm import believed_exposure, share_of_rule

hazards = st.floats(0.0, 1.0)


def test_worked_numbers():
    assert share_of_rule(0.1, 0.4) == pytest.approx(0.25)
    assert believed_exposure(TRAVELLING, True) == CROSSING


@given(hazards, hazards, hazards)
def test_a_greater_share_of_the_hazard_is_a_greater_share_of_the_harm(
    one: float, other: float, rest: float
):
    low, high = min(one, other), max(one, other)
    total = high + rest
    assert 0.0 <= share_of_rule(low, total) <= share_of_rule(high, total) <= 1.0


def test_the_last_rule_takes_all_that_is_left():
    assert share_of_rule(0.3, 0.3) == 1.0
    assert share_of_rule(0.3, 0.3 - 1e-17) == 1.0  # rounding of the sum leaves nobody unharmed


def test_harm_by_the_holder_is_believed_of_the_exposure_that_suffered_it():
    for exposure in (LIVING, CROSSING, RETURNED_UNPERMITTED, RETURNED_PERMITTED):
        assert believed_exposure(exposure, True) == exposure


def test_harm_by_anybody_else_is_news_of_living_near_them():
    for exposure in (LIVING, CROSSING, RETURNED_UNPERMITTED, RETURNED_PERMITTED, TRAVELLING):
        assert believed_exposure(exposure, False) == NEAR
