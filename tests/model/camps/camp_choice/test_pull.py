"""The pull of a camp (model §13.2)."""

from __future__ import annotations

import math

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from builders import TASTES, make_ground
from homeward.engine.camps.camp_choice import choice_sizes
from homeward.model.camps.camp_choice.choice_arrays import ChoiceInputs, ChoiceParameters, Chooser
from homeward.model.camps.camp_choice.pull import (
    are_full,
    camp_pull,
    has_room,
    reach,
    share_alike,
    share_out,
    weigh_camps,
    weigh_open_ways,
)
from homeward.numerics.allocate import allocate

km = st.floats(0.0, 3000.0)


def shares_of(
    ground: ChoiceInputs, tastes: ChoiceParameters, people: list[int] | None = None, day: int = 1
) -> np.ndarray:
    """Shares of the camps (camp), adding up to 1."""
    chooser = weighed(ground, tastes, people, day)
    total = share_out(day, ground, tastes, chooser)
    assert total == pytest.approx(chooser.sent.sum())
    return chooser.share / total


def weighed(
    ground: ChoiceInputs, tastes: ChoiceParameters, people: list[int] | None = None, day: int = 1
) -> Chooser:
    chooser = allocate(Chooser, choice_sizes(ground))
    chooser.people[:] = people or 0
    weigh_open_ways(ground, tastes, chooser)
    weigh_camps(day, ground, tastes, chooser)
    return chooser


def test_distance_leaves_a_pull_as_it_is_at_a_hundred_kilometres_with_what_softens():
    assert reach(50.0, 50.0, 0.8) == 1.0
    assert reach(350.0, 50.0, 0.5) == pytest.approx(0.5)
    assert reach(150.0, 50.0, 2.0) == pytest.approx(0.25)


@given(km, km, st.floats(1.0, 1000.0), st.floats(0.0, 5.0))
def test_a_longer_way_never_leaves_more(one: float, other: float, softening: float, power: float):
    far = reach(max(one, other), softening, power)
    assert 0.0 < far <= reach(min(one, other), softening, power) * (1 + 1e-12)


def pull(
    presence: float, *, days_open: int = -1, is_open: bool = True, kin_power: float = 0.5
) -> float:
    return camp_pull(presence, 0.25, days_open, is_open, kin_power, 0.4, 1.8, 60.0, 0.02)


def test_worked_pulls():
    assert pull(0.15) == pytest.approx((0.15 + 0.1) ** 0.5)
    assert pull(0.15, days_open=0) == pytest.approx(0.5 * math.exp(1.8))
    assert pull(0.15, days_open=60) == pytest.approx(0.5 * math.exp(1.8 / math.e))
    assert pull(0.15, is_open=False) == pytest.approx(0.5 * 0.02)
    assert pull(0.15, kin_power=0.0) == 1.0


@given(st.floats(0, 1), st.floats(0, 1), st.floats(0.0, 2.0))
def test_those_already_there_never_push_away(one: float, other: float, power: float):
    few = pull(min(one, other), kin_power=power)
    assert few <= pull(max(one, other), kin_power=power) * (1 + 1e-12)


@given(st.integers(0, 1000), st.integers(0, 1000))
def test_the_surge_of_an_opening_fades(one: int, other: int):
    late = pull(0.1, days_open=max(one, other))
    assert pull(0.1) < late <= pull(0.1, days_open=min(one, other)) * (1 + 1e-12)


def test_what_pulls_to_a_camp_on_a_day_is_read_from_the_ground():
    ground = make_ground([[50.0, 50.0, 50.0]])
    ground.opened[4:, 1] = 4
    ground.is_open[5, 2] = False
    floor = TASTES.kin_floor / 3
    chooser = weighed(ground, TASTES, [10, 30, 60], day=5)
    kin = [(share + floor) ** 0.5 for share in (0.1, 0.3, 0.6)]
    surge = math.exp(1.8 * math.exp(-1 / 60))
    expected = np.array([kin[0], kin[1] * surge, kin[2] * 0.02]) ** 2  # 1 / country_split
    np.testing.assert_allclose(chooser.pull, expected)
    before = weighed(ground, TASTES, [10, 30, 60], day=3)
    assert before.pull[1] == pytest.approx(kin[1] ** 2)


def test_where_nobody_is_all_camps_have_an_equal_part_of_nobody():
    chooser = weighed(make_ground([[50.0] * 4]), TASTES)
    np.testing.assert_allclose(chooser.pull, (0.25 + 0.3 / 4))


def test_a_way_that_is_closed_leaves_a_little_of_what_all_roads_would():
    ground = make_ground([[-1.0, 50.0, 40_000.0]], km_all=[[150.0, 50.0, 50.0]])
    chooser = weighed(ground, TASTES)
    leaked = 0.02 * 2.0**-0.8
    # The third way is open, and so long that what leaks through the closed ones is more.
    np.testing.assert_allclose(chooser.appeal[0, 0] ** 0.5, [leaked, 1.0, 0.02])


def test_people_of_an_origin_count_by_a_power_of_their_number():
    chooser = weighed(make_ground([[50.0], [50.0]], population=[16.0, 10_000.0]), TASTES)
    np.testing.assert_allclose(chooser.size, [2.0, 10.0])


def test_the_worked_example_of_countries():
    """Two camps of one country, one of another, all equally far (§13.2)."""
    ground = make_ground([[50.0, 50.0, 50.0]], country=[0, 0, 1])
    plain = TASTES._replace(country_split=1.0)
    np.testing.assert_allclose(shares_of(ground, plain), [1 / 3, 1 / 3, 1 / 3])
    root = 2**0.5
    nested = [0.5 * root / (root + 1), 0.5 * root / (root + 1), 1 / (root + 1)]
    np.testing.assert_allclose(shares_of(ground, TASTES), nested)


@given(st.lists(km, min_size=4, max_size=4))
def test_without_a_split_by_country_it_is_a_plain_logit(ways: list[float]):
    plain = TASTES._replace(country_split=1.0)
    pulls = np.array([reach(way, 50.0, 0.8) for way in ways])
    shares = shares_of(make_ground([ways], country=[0, 1, 1, 0]), plain)
    np.testing.assert_allclose(shares, pulls / pulls.sum(), rtol=1e-12)


@given(st.lists(km, min_size=4, max_size=4))
def test_near_no_split_a_country_pulls_as_its_best_camp(ways: list[float]):
    close = TASTES._replace(country_split=0.01)
    pulls = [reach(way, 50.0, 0.8) for way in ways]
    best = np.array([max(pulls[:2]), max(pulls[2:])])
    shares = shares_of(make_ground([ways], country=[0, 0, 1, 1]), close)
    by_country = np.array([shares[:2].sum(), shares[2:].sum()])
    # Two equal camps pull 2 ** 0.01 as much as one: 0.7%.
    np.testing.assert_allclose(by_country, best / best.sum(), rtol=0.01)


def test_origins_add_up_by_their_size():
    """Every origin has its own shares, unless it is far from all camps: then it sends fewer."""
    plain = TASTES._replace(country_split=1.0, distance_power=1.0)
    ground = make_ground([[50.0, 150.0], [350.0, 50.0]], population=[16.0, 81.0])
    chooser = weighed(ground, plain)
    share_out(1, ground, plain, chooser)
    presence = (0.5 + 0.15) ** 0.5
    sent = np.array([2 * (1 + 0.5), 3 * (0.25 + 1)]) * presence
    np.testing.assert_allclose(chooser.sent, sent)
    np.testing.assert_allclose(chooser.share, np.array([2 + 0.75, 1 + 3]) * presence)


def test_a_place_without_fighting_sends_nobody():
    ground = make_ground([[50.0, 150.0], [350.0, 50.0]])
    ground.is_active[1, 0] = False
    chooser = weighed(ground, TASTES)
    share_out(1, ground, TASTES, chooser)
    assert chooser.sent[0] == 0.0
    assert chooser.sent[1] > 0.0
    alone = make_ground([[350.0, 50.0]])
    np.testing.assert_allclose(chooser.share / chooser.sent[1], shares_of(alone, TASTES))


@given(st.lists(km, min_size=3, max_size=3), st.floats(0.0, 500.0), st.integers(0, 2))
def test_a_longer_way_never_raises_a_share(ways: list[float], more: float, which: int):
    """Of the camp itself; with one origin, so of every origin."""
    country = [0, 0, 1]
    longer = list(ways)
    longer[which] += more
    near = shares_of(make_ground([ways], country=country), TASTES, [5, 70, 25])
    far = shares_of(make_ground([longer], country=country), TASTES, [5, 70, 25])
    assert far[which] <= near[which] * (1 + 1e-9)


def test_a_full_camp_pulls_nobody():
    ground = make_ground([[50.0, 50.0]], capacity=[100, 0])
    assert shares_of(ground, TASTES, [100, 5]).tolist() == [0.0, 1.0]
    assert shares_of(ground, TASTES, [99, 5])[0] > 0.5


def test_a_camp_without_a_capacity_always_has_room():
    assert has_room(0, 10**9)
    assert has_room(5, 4)
    assert not has_room(5, 5)
    assert not has_room(5, 6)


def test_when_all_are_full_they_share_by_capacity():
    ground = make_ground([[50.0, 900.0], [50.0, 50.0]], capacity=[100, 300], population=[1.0, 16.0])
    ground.is_active[1, 0] = False
    chooser = weighed(ground, TASTES, [100, 301])
    assert share_out(1, ground, TASTES, chooser) == 0.0
    assert are_full(ground, chooser)
    assert share_alike(1, ground, chooser) == 400.0
    assert chooser.share.tolist() == [100.0, 300.0]
    assert chooser.sent.tolist() == [0.0, 2.0]


def test_where_nothing_pulls_those_with_room_share_alike():
    nothing = TASTES._replace(closed_leak=0.0)
    ground = make_ground([[-1.0, -1.0, -1.0]], km_all=[[50.0, 50.0, 50.0]], capacity=[0, 50, 50])
    chooser = weighed(ground, nothing, [10, 50, 49])
    assert share_out(1, ground, nothing, chooser) == 0.0
    assert not are_full(ground, chooser)
    assert share_alike(1, ground, chooser) == 2.0
    assert chooser.share.tolist() == [1.0, 0.0, 1.0]
