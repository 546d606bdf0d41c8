"""Control (model §3.1, §3.2)."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from builders import make_member
from homeward.model.communities.processes.control import raiding_strength, take_positions
from homeward.scenario.scenario import Scenario

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


def test_who_is_near_a_place_is_who_reaches_it(tiny: Scenario):
    drivers, params, state = make_member(tiny)
    scene = state.scene
    for era in range(len(drivers.places.holder)):
        take_positions(
            era, drivers.places, drivers.stations, params.laws, params.drawn, scene
        )  # fmt: skip
        for place, n_near in enumerate(scene.n_near):
            near = scene.near[place, :n_near].tolist()
            assert near == np.flatnonzero(scene.lived[place]).tolist()
            assert set(near) >= set(np.flatnonzero(scene.presence[:, place]).tolist())
