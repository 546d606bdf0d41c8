"""Control (model §3.1, §3.2)."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from homeward.model.communities.processes.control import raiding_strength

shares = st.floats(0.0, 1.0)


def test_a_worked_number():
    assert raiding_strength(0.5, True, 0.8) == pytest.approx(0.1)


@given(shares, shares, shares)
def test_a_denied_hub_never_strengthens_raiders(strength: float, one: float, other: float):
    more = raiding_strength(strength, True, max(one, other))
    assert more <= raiding_strength(strength, True, min(one, other)) <= strength


@given(shares, shares)
def test_a_raider_who_holds_the_hub_is_felt_in_full(strength: float, protection: float):
    assert raiding_strength(strength, False, protection) == strength
    assert raiding_strength(strength, True, 1.0) == 0.0
    assert raiding_strength(strength, True, 0.0) == strength
