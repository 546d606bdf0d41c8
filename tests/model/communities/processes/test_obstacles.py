"""Obstacles (model §7.3, §7.5)."""

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from builders import make_member
from conftest import MakeWorld
from homeward.catalogue import CONDITIONS, PARAMETERS
from homeward.model.communities.codes import (
    DWELLING_DESTROYED,
    DWELLING_OCCUPIED,
    DWELLINGS_OCCUPIED,
    DWELLINGS_USABLE,
    EXIT,
    FEAR,
    FIGHTING,
    JOURNEY,
    LACK_OF_LIVELIHOOD,
    LACK_OF_SERVICES,
    LIVELIHOOD,
    MEANS,
    MINED,
    MINES,
    PERMISSION,
    RECAPTURE,
    SERVICES,
    WAY_DARED,
    WAY_HOME,
)
from homeward.model.communities.drivers import Drivers, Params
from homeward.model.communities.member import State
from homeward.model.communities.processes.obstacles import (
    house_factor,
    housed_share,
    obstacles_at_home,
    presence_factor,
    revived,
    shortfall_factor,
    still_occupied,
    weigh_obstacles,
)
from homeward.model.communities.processes.way_home import (
    journey_factor,
    take_way_conditions,
    who_can_go,
)
from homeward.numerics.array_types import Codes

shares = st.floats(0.0, 1.0)


def test_worked_numbers():
    assert shortfall_factor(0.5, 0.8, 0.4) == pytest.approx(0.75)
    assert presence_factor(0.5, 0.4) == pytest.approx(0.8)
    assert still_occupied(0.4, 0.5, 0.5) == pytest.approx(0.3)
    assert revived(0.3, 0.5, 0.4) == pytest.approx(0.5)
    # Houses for 60 in 100; 20 are back, so that 40 of the other 80 have one.
    assert house_factor(1.0, 0.0, 1.0, housed_share(0.6, 0.2)) == pytest.approx(0.5)
    assert house_factor(0.5, 0.0, 1.0, housed_share(0.6, 0.2)) == pytest.approx(0.75)
    # Three in ten have a house at home; the others go to a ruin if they need none and live in a tent, or would leave
    # the house they live in.
    assert house_factor(0.3, 0.4, 0.25, 0.3) == pytest.approx(0.3 + 0.7 * 0.7 * 0.9)


@given(shares, shares, shares, shares)
def test_a_better_home_never_slows_return(w: float, refuge: float, home: float, better: float):
    low, high = min(home, better), max(home, better)
    assert 0.0 <= shortfall_factor(w, refuge, low) <= shortfall_factor(w, refuge, high) <= 1.0


@given(shares, shares, shares, shares)
def test_a_better_refuge_never_speeds_return(w: float, home: float, refuge: float, better: float):
    low, high = min(refuge, better), max(refuge, better)
    assert shortfall_factor(w, high, home) <= shortfall_factor(w, low, home)


@given(shares, shares, shares)
def test_more_mines_or_strangers_never_speed_return(weight: float, one: float, other: float):
    at_most = presence_factor(weight, max(one, other))
    assert 0.0 <= at_most <= presence_factor(weight, min(one, other)) <= 1.0


@given(shares, shares, shares, shares)
def test_the_more_friends_are_back_the_fewer_houses_stay_occupied(
    occupied: float, relief: float, one: float, other: float
):
    many = still_occupied(occupied, relief, max(one, other))
    assert 0.0 <= many <= still_occupied(occupied, relief, min(one, other)) <= occupied


@given(shares, st.floats(0.0, 5.0), shares, shares)
def test_people_who_are_back_revive_a_place(
    level: float, viability: float, one: float, other: float
):
    many = revived(level, viability, max(one, other))
    assert level <= revived(level, viability, min(one, other)) <= many <= 1.0


def test_no_obstacle_changes_nothing():
    assert shortfall_factor(0.7, 0.5, 0.5) == 1.0
    assert shortfall_factor(0.7, 0.2, 0.9) == 1.0
    assert presence_factor(0.7, 0.0) == 1.0
    assert still_occupied(0.0, 0.5, 1.0) == 0.0
    assert revived(0.5, 0.5, 0.0) == 0.5


def test_a_full_obstacle_of_full_weight_stops_return():
    assert shortfall_factor(1.0, 1.0, 0.0) == 0.0
    assert presence_factor(1.0, 1.0) == 0.0


@given(shares, shares)
def test_where_nobody_needs_a_house_or_every_house_stands_nobody_waits(one: float, other: float):
    assert house_factor(0.0, 0.0, 1.0, housed_share(one, other)) == pytest.approx(1.0)
    assert house_factor(one, one, 1.0, housed_share(1.0, 0.9 * other)) == pytest.approx(1.0)


@given(shares, shares)
def test_while_nobody_is_back_as_many_have_a_house_as_stand(needed: float, usable: float):
    assert house_factor(needed, 0.5, 0.0, housed_share(usable, 0.0)) == pytest.approx(
        1.0 - needed * (1.0 - usable)
    )


@given(shares, shares, shares)
def test_once_all_houses_that_stand_are_lived_in_those_who_need_one_stay_away(
    needed: float, usable: float, more: float
):
    back_share = usable + more * (1.0 - usable)
    assert house_factor(needed, 0.5, 0.0, housed_share(usable, back_share)) == pytest.approx(
        1.0 - needed, abs=1e-6
    )
    assert house_factor(1.0, 0.0, 0.0, housed_share(0.4, 0.4)) == 0.0


@given(shares, shares, shares, shares, shares)
def test_a_tent_is_left_for_a_ruin_no_later_than_a_house(
    needed: float, kept: float, one: float, other: float, housed: float
):
    few, many = min(one, other), max(one, other)
    in_houses = house_factor(needed, kept, many, housed)
    assert 0.0 <= in_houses <= house_factor(needed, kept, few, housed) <= 1.0 + 1e-12


@given(shares, shares, shares, shares)
def test_more_houses_never_slow_return_and_more_people_back_never_speed_it(
    needed: float, usable: float, one: float, other: float
):
    few, many = min(one, other), max(one, other)
    assert (
        0.0
        <= house_factor(needed, 0.5, 1.0, housed_share(few, usable))
        <= house_factor(needed, 0.5, 1.0, housed_share(many, usable)) + 1e-12
        <= 1.0 + 1e-11
    )
    rounding = 1e-12
    assert (
        house_factor(needed, 0.5, 1.0, housed_share(usable, many))
        <= house_factor(needed, 0.5, 1.0, housed_share(usable, few)) + rounding
    )


FACTORS = {
    MINED: 1 - 0.5 * 0.3,
    DWELLING_OCCUPIED: 1 - 0.5 * 0.6,
    DWELLING_DESTROYED: 0.2 + 0.8 * (1 - 0.4) * (1 - 0.5),
    LACK_OF_SERVICES: 1 - 0.5 * (1 - 0.3),
    LACK_OF_LIVELIHOOD: (1 - 0.2 * (1 - 0.1)) * (1 - 0.5 * (1 - 0.1)),
    JOURNEY: 0.7,
}
"""What each obstacle leaves in the world below, whose parameters of weight are 0.5."""


def soft_factor(
    drivers: Drivers, params: Params, state: State, day: int, lifted: Codes, group: int = 0
) -> float:
    """Weigh everything, and say what is left of going home from the camp."""
    places, laws, drawn = drivers.places, params.laws, params.drawn
    scene, weighed = state.scene, state.weighed
    take_way_conditions(0, drivers.way_conditions, drawn, scene)
    weigh_obstacles(
        day, 0, places, lifted, laws, drawn, state.stocks, state.morning, scene, weighed
    )
    left = obstacles_at_home(day, 0, group, 1, places, lifted, drawn, scene, weighed)
    return left * who_can_go(day, 0, group, 1, lifted, scene)


def soft_factors(quiet: MakeWorld, day: int, lifted_from: dict[int, int]) -> list[float]:
    """Those of people of two groups who are in the camp; only for the second is anything lifted."""
    scenario = quiet(
        groups="one,One,Group 1,,,,,0.5,,,\nother,Other,Group 2,,,,,0.5,,,\n",
        parameters={"house_needed": 0.4, "livelihood_needed": 0.2},
    )
    drivers, params, state = make_member(scenario)
    condition = state.scene.condition
    for variable, at_home in (
        (MINES, 0.3),
        (DWELLINGS_OCCUPIED, 0.6),
        (DWELLINGS_USABLE, 0.2),
        (SERVICES, 0.3),
        (LIVELIHOOD, 0.1),
    ):
        condition[variable] = at_home, float(variable not in {MINES, DWELLINGS_OCCUPIED})
    condition[MEANS], condition[WAY_DARED] = (1.0, 0.7), 1.0
    state.scene.standing_share[:] = 1.0
    state.morning.everyone[0] = 500
    lifted = drivers.lifted.copy()
    for obstacle, first in lifted_from.items():
        lifted[obstacle, 1] = first
    return [soft_factor(drivers, params, state, day, lifted, group) for group in (0, 1)]


def test_the_soft_factor_is_the_product_of_what_every_obstacle_leaves(quiet: MakeWorld):
    whole = math.prod(FACTORS.values())
    assert soft_factors(quiet, 0, {}) == pytest.approx([whole, whole])


@pytest.mark.parametrize("obstacle", FACTORS)
def test_an_obstacle_that_is_lifted_leaves_all_from_its_day_on_and_for_its_group(
    quiet: MakeWorld, obstacle: int
):
    whole = math.prod(FACTORS.values())
    without = whole / FACTORS[obstacle]
    assert soft_factors(quiet, 9, {obstacle: 10}) == pytest.approx([whole, whole])
    assert soft_factors(quiet, 10, {obstacle: 10}) == pytest.approx([whole, without])
    assert soft_factors(quiet, 11, {obstacle: 10}) == pytest.approx([whole, without])


def test_where_all_are_lifted_nothing_is_left_of_them_and_others_are_not_soft(quiet: MakeWorld):
    whole = math.prod(FACTORS.values())
    assert soft_factors(quiet, 0, dict.fromkeys(FACTORS, 0))[1] == 1.0
    hard = dict.fromkeys([RECAPTURE, PERMISSION, EXIT, FIGHTING, WAY_HOME, FEAR], 0)
    assert soft_factors(quiet, 0, hard) == pytest.approx([whole, whole])
    assert set(hard) | set(FACTORS) == set(range(FEAR + 1))


def test_no_obstacle_binds_where_no_row_speaks_of_it():
    """At either end of every range of the catalogue, in a world that says nothing of home or of the way (decision 37)."""
    said_nothing = {one.name: one.default for one in CONDITIONS}
    for of in (lambda one: one.low, lambda one: one.high):
        weight = {one.name: of(one) for one in PARAMETERS}
        left = {
            "dwelling_destroyed": house_factor(
                weight["house_needed"],
                weight["weight_destroyed"],
                said_nothing["dwellings_usable"],
                housed_share(said_nothing["dwellings_usable"], 0.5),
            ),
            "dwelling_occupied": presence_factor(
                weight["weight_occupied"], said_nothing["dwellings_occupied"]
            ),
            "services": shortfall_factor(weight["weight_services"], 1.0, said_nothing["services"]),
            "livelihood": shortfall_factor(
                weight["weight_livelihood"], 1.0, said_nothing["livelihood"]
            )
            * presence_factor(weight["livelihood_needed"], 1.0 - said_nothing["livelihood"]),
            "mines": presence_factor(weight["weight_mines"], said_nothing["mines"]),
            "journey_cost": journey_factor(
                said_nothing["means"], said_nothing["transport_support"]
            ),
            "way_home": said_nothing["way_dared"],
            "exit": said_nothing["exit_opening"],
        }
        assert left == dict.fromkeys(left, 1.0)
