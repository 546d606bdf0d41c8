"""Fear (model §4.3, §4.4, §7.5)."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from builders import make_member
from conftest import MakeWorld
from homeward.model.communities.codes import (
    CROSSING,
    FEAR,
    LIVING,
    NEAR,
    PERMITTED,
    RAIDING,
    RECAPTURE,
    RETURNED_PERMITTED,
    RETURNED_UNPERMITTED,
    UNPERMITTED,
)
from homeward.model.communities.processes.fear import (
    fear_factor,
    recapture_danger,
    weigh_actors,
    weigh_home,
)
from homeward.scenario.scenario import Scenario

felt = st.floats(0.0, 10.0)
tolerances = st.floats(1e-4, 10.0)


def test_a_worked_number():
    assert fear_factor(0.02, 0.01) == pytest.approx(0.2)
    # One capture in two years where one in ten was expected beforehand: two in twelve years.
    assert recapture_danger(1.0, 2.0, 0.1, 0.5, 0.6, 2.0) == pytest.approx(2 / 12 * 0.5 * 0.6 * 2.0)


@given(felt, felt, tolerances)
def test_more_fear_never_leaves_more_of_a_hazard(one: float, other: float, tolerance: float):
    assert fear_factor(max(one, other), tolerance) <= fear_factor(min(one, other), tolerance) <= 1.0


@given(felt, felt, st.floats(0.0, 10.0), st.floats(0.01, 10.0), st.floats(0.0, 1.0))
def test_more_captures_never_calm(
    captures: float, more: float, years: float, expected: float, strength: float
):
    low, high = min(captures, more), max(captures, more)
    assert recapture_danger(low, years, expected, strength, 1.0, 1.0) <= recapture_danger(
        high, years, expected, strength, 1.0, 1.0
    )


@given(tolerances)
def test_half_of_those_concerned_act_at_the_tolerance_and_all_without_fear(tolerance: float):
    assert fear_factor(tolerance, tolerance) == 0.5
    assert fear_factor(0.0, tolerance) == 1.0
    assert fear_factor(1e9 * tolerance, tolerance) < 1e-17


def test_quiet_years_calm_and_an_absent_raider_is_not_feared():
    assert recapture_danger(0.0, 0.0, 0.1, 1.0, 1.0, 1.0) == pytest.approx(0.1)
    assert recapture_danger(0.0, 1e9, 0.1, 1.0, 1.0, 1.0) < 1e-8
    assert recapture_danger(5.0, 1.0, 0.1, 0.0, 1.0, 1.0) == 0.0


def test_every_actor_is_feared_for_living_under_it_and_for_crossing_to_it(tiny: Scenario):
    _, params, state = make_member(tiny)
    felt, tolerance = state.beliefs.felt, params.laws.tolerance
    felt[:] = np.random.default_rng(1).uniform(0.0, 5.0 * tolerance, felt.shape)
    weigh_actors(params.laws, state.beliefs, state.weighed)
    for exposure in (LIVING, CROSSING):
        left = 1.0 / (1.0 + (felt[..., exposure] / tolerance) ** 2)
        assert state.weighed.safety[exposure] == pytest.approx(left)


ARMY, REBELS = range(2)
FELT = {LIVING: 0.1, CROSSING: 9.0, RETURNED_UNPERMITTED: 0.3, RETURNED_PERMITTED: 0.2, NEAR: 0.08}
RAIDS, DANGER = 0.5 * 0.08, 2 / 3 * 0.5 * 0.1 * 2.0  # of the rebels, below


def fears_at_home(quiet: MakeWorld, day: int, lifted_from: dict[int, int]) -> dict[str, list]:
    """Of two groups who fear an army that holds home and rebels who raid it; for the second, fears are lifted."""
    scenario = quiet(
        actors="army,Army,Actor A,,,,,\nrebels,Rebels,Actor B,,,,,\n",
        groups="one,One,Group 1,,,,,0.5,,,\nother,Other,Group 2,,,,,0.5,,,\n",
        parameters={"tolerance": 0.1, "recapture_prior": 0.5, "recapture_horizon": 2},
    )
    drivers, params, state = make_member(scenario)
    for exposure, danger in FELT.items():
        state.beliefs.felt[..., exposure] = danger
    state.scene.presence[:, 0] = 1.0, 0.5
    state.scene.near[0], state.scene.n_near[0] = (ARMY, REBELS), 2
    state.scene.strength[RAIDING, REBELS, 0] = 0.5
    state.beliefs.captures[0, REBELS] = state.beliefs.capture_years[0, REBELS] = 1.0
    lifted = drivers.lifted.copy()
    for obstacle, first in lifted_from.items():
        lifted[obstacle, 1] = first
    weigh_home(
        day,
        0,
        drivers.places,
        lifted,
        params.laws,
        state.beliefs,
        state.scene,
        state.weighed,
    )
    return {
        "unpermitted": state.weighed.home_factor[UNPERMITTED, 0].tolist(),
        "permitted": state.weighed.home_factor[PERMITTED, 0].tolist(),
        "dread": state.weighed.dread[0].tolist(),
    }


@pytest.mark.parametrize(
    ("lifted", "is_left"),
    [
        ((), (True, True, True)),
        ((FEAR + ARMY,), (False, True, True)),
        ((FEAR + REBELS,), (True, False, True)),
        ((RECAPTURE,), (True, True, False)),
        ((FEAR + REBELS, RECAPTURE), (True, False, False)),
        ((FEAR + ARMY, FEAR + REBELS, RECAPTURE), (False, False, False)),
    ],
)
def test_a_fear_that_is_lifted_keeps_nobody_of_its_group_away_and_still_drives_people_out(
    quiet: MakeWorld, lifted: tuple[int, ...], is_left: tuple[bool, ...]
):
    def factor(exposure: int, left: tuple[bool, ...]) -> float:
        holder, near, danger = (
            fear_factor(felt, 0.1) if counts else 1.0
            for felt, counts in zip((FELT[exposure], RAIDS, DANGER), left, strict=True)
        )
        return holder * near * danger

    every = (True, True, True)
    found = fears_at_home(quiet, 10, dict.fromkeys(lifted, 10))
    for permit, exposure in (
        ("unpermitted", RETURNED_UNPERMITTED),
        ("permitted", RETURNED_PERMITTED),
    ):
        assert found[permit] == pytest.approx([factor(exposure, every), factor(exposure, is_left)])
    stay = fear_factor(FELT[LIVING], 1.0) * fear_factor(RAIDS, 1.0)
    assert found["dread"] == pytest.approx([1 - stay, 1 - stay])
    assert fears_at_home(quiet, 9, dict.fromkeys(lifted, 10)) == fears_at_home(quiet, 9, {})
