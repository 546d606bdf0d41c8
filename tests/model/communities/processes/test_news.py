"""News (model §4.1, §4.2, §4.3, §7.5)."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy import stats

from builders import make_member
from conftest import MakeWorld
from homeward.model.communities.codes import N_BELIEF, NEAR, NEVER
from homeward.model.communities.member import Beliefs
from homeward.model.communities.processes.news import (
    believe_at_first,
    felt_danger,
    forget,
    hear_news,
    note_who_hears,
)
from homeward.numerics.normal import normal_quantile
from homeward.numerics.rates import remaining_share

shapes = st.floats(0.0, 5.0).map(lambda x: 10.0**x)
years = st.floats(-2.0, 6.0).map(lambda x: 10.0**x)


def test_a_worked_number():
    # Three incidents' worth of evidence in 100 person-years; the 90% quantile of a Gamma(3) is 5.322.
    assert felt_danger(3.0, 100.0, normal_quantile(0.9)) == pytest.approx(0.0532, rel=0.005)
    assert forget(10.0, 2.0, 0.25) == 4.0


@settings(max_examples=1000)
@given(shapes, st.floats(0.65, 0.997), years)
def test_felt_danger_is_the_quantile_of_the_belief_within_two_per_cent(
    shape: float, caution: float, exposure: float
):
    exact = stats.gamma.ppf(caution, shape) / exposure
    assert felt_danger(shape, exposure, normal_quantile(caution)) == pytest.approx(exact, rel=0.02)


def test_at_the_utmost_caution_the_error_is_below_two_and_a_half_per_cent():
    """Worst where nothing is known but a prior of shape 1."""
    for shape in (1.0, 1.01, 1.5, 3.0, 100.0):
        exact = stats.gamma.ppf(0.999, shape)
        assert felt_danger(shape, 1.0, normal_quantile(0.999)) == pytest.approx(exact, rel=0.025)


@given(shapes, st.floats(0.65, 0.999), years)
def test_the_cautious_fear_more_than_the_mean(shape: float, caution: float, exposure: float):
    assert felt_danger(shape, exposure, normal_quantile(caution)) > shape / exposure


@given(shapes, shapes, st.floats(0.65, 0.999), years)
def test_more_incidents_never_calm(one: float, other: float, caution: float, exposure: float):
    deviate = normal_quantile(caution)
    low = felt_danger(min(one, other), exposure, deviate)
    assert low <= felt_danger(max(one, other), exposure, deviate) * (1 + 1e-12)


@given(shapes, years, years, st.floats(0.65, 0.999))
def test_more_safe_years_never_frighten(shape: float, one: float, other: float, caution: float):
    deviate = normal_quantile(caution)
    assert felt_danger(shape, max(one, other), deviate) <= felt_danger(
        shape, min(one, other), deviate
    )


@given(st.floats(0.0, 1e6), st.floats(0.0, 1e6), st.floats(0.0, 1.0))
def test_what_is_forgotten_lies_between_evidence_and_prior(now: float, prior: float, kept: float):
    left = forget(now, prior, kept)
    assert min(now, prior) * (1 - 1e-12) <= left <= max(now, prior) * (1 + 1e-12)


def test_evidence_halves_in_its_half_life():
    evidence = 12.0
    for _ in range(30):
        evidence = forget(evidence, 2.0, remaining_share(1.0, 30.0))
    assert evidence == pytest.approx(7.0)
    assert forget(12.0, 2.0, 1.0) == 12.0
    assert forget(12.0, 2.0, 0.0) == 2.0


def heard(quiet: MakeWorld, day: int, trusted: list[list[int]]) -> Beliefs:
    """Believe an army and rebels for a day, with news of both (group, actor)."""
    scenario = quiet(
        actors="army,Army,Actor A,,,,,\nrebels,Rebels,Actor B,,,,,\n",
        groups="one,One,Group 1,,,,,0.5,,,\nother,Other,Group 2,,,,,0.5,,,\n",
        parameters={"prior_neither": 0.1},
    )
    drivers, params, state = make_member(scenario)
    believe_at_first(params.drawn, state.beliefs)
    state.beliefs.fresh_incidents[:] = 3.0
    state.beliefs.fresh_years[:] = 7.0
    assert (drivers.trusted == NEVER).all()
    days = np.array(trusted)
    note_who_hears(drivers.places.stance, state.beliefs)
    hear_news(day, days, params.chance, params.laws, state.beliefs)
    return state.beliefs


def test_of_an_actor_only_those_who_stand_to_it_alike_are_heard_and_of_being_near_it_all(
    quiet: MakeWorld,
):
    """Of three groups of a home two are neither close nor hostile to the army: years of one reach the other alone."""
    scenario = quiet(
        groups="one,One,Group 1,,,,,0.4,,,\nalike,Alike,Group 2,,,,,0.3,,,\nother,Other,Group 3,,,army,,0.3,,,\n",
        parameters={"prior_neither": 0.1, "prior_hostile": 0.1},
    )
    drivers, params, state = make_member(scenario)
    believe_at_first(params.drawn, state.beliefs)
    before = state.beliefs.years.copy()
    state.beliefs.fresh_years[0, 0, 0] = 1000.0
    note_who_hears(drivers.places.stance, state.beliefs)
    hear_news(0, drivers.trusted, params.chance, params.laws, state.beliefs)
    more = (state.beliefs.years - before)[0, :, 0]
    laws, released = params.laws, 1 - np.exp(-1 / params.laws.news_delay)
    own, kin = (released * 1000.0 * reach for reach in (laws.reach_own, laws.reach_kin))
    assert more[0] == pytest.approx([own] * N_BELIEF)
    assert more[1] == pytest.approx([kin] * N_BELIEF)
    assert more[2] == pytest.approx([kin if of == NEAR else 0.0 for of in range(N_BELIEF)])


def test_of_an_actor_who_is_believed_no_harm_is_felt_and_all_is_heard(quiet: MakeWorld):
    """The rebels, by the second group, from day 10 on."""
    trusted = [[NEVER, NEVER], [NEVER, 10]]
    wary = heard(quiet, 10, [[NEVER, NEVER]] * 2)
    for day, is_believed in ((9, False), (10, True), (11, True)):
        found = heard(quiet, day, trusted)
        believed = np.zeros(found.felt.shape, dtype=bool)
        believed[:, 1, 1] = is_believed
        assert not found.felt[believed].any()
        assert np.array_equal(found.felt[~believed], wary.felt[~believed])
        assert np.array_equal(found.shape, wary.shape)
        assert np.array_equal(found.years, wary.years)
        assert np.array_equal(found.fresh_years, wary.fresh_years)
    assert (wary.felt > 0.1).all()
    assert (wary.shape > 1).all()
