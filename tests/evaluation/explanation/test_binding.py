"""Which obstacle binds, and how that is said (model §10.2)."""

from __future__ import annotations

import math
from datetime import date

import numpy as np
import pytest

from conftest import MakeWorld
from homeward.evaluation.explanation.binding import (
    ObstacleAccount,
    ObstacleEffect,
    account,
    binding_sentence,
    binding_shares,
    published_accounts,
    share_at_least,
)
from homeward.evaluation.explanation.explain import explain
from homeward.evaluation.scoring.spread import Spread, spread
from homeward.results.tables.names import names_of_scenario
from homeward.scenario.load import load_scenario

DAY = date(2031, 3, 11)
NAMES = names_of_scenario(load_scenario("tiny"))


def flat(people: float) -> Spread:
    return Spread(people, 1.0, people, people, people, people, people)


def effect(name: str, binds: float, contribution: float) -> ObstacleEffect:
    nothing = flat(0)
    return ObstacleEffect(name, "", flat(contribution), nothing, nothing, nothing, binds)


def account_of(total: Spread, *effects: ObstacleEffect, members: int = 10_000) -> ObstacleAccount:
    return ObstacleAccount("herders", members, flat(10), flat(20), total, flat(0), effects)


def test_the_largest_binds_in_each_member():
    shares = binding_shares(
        np.array([[5.0, 1.0, 9.0, 2.0], [4.0, 2.0, 0.0, 8.0], [0.0, 0.0, 0.0, 0.0]]),
        np.array([9.0, 3.0, 9.0, 10.0]),
    )
    assert shares.tolist() == [0.5, 0.5, 0.0]


def test_equals_share_a_member():
    contribution = np.array([[5.0, 6.0], [5.0, 1.0], [3.0, 0.0]])
    shares = binding_shares(contribution, contribution.sum(axis=0))
    assert shares.tolist() == [0.75, 0.25, 0.0]


def test_sums_that_round_differently_are_still_equal():
    third = 0.1 + 0.2
    shares = binding_shares(np.array([[third * 100], [30.0]]), np.array([60.0]))
    assert third * 100 != 30.0
    assert shares.tolist() == [0.5, 0.5]


def test_where_fewer_are_wanted_the_most_negative_binds():
    """Lifting obstacles lowers the displaced: what lowers it most binds, what raises it never does."""
    shares = binding_shares(np.array([[-50.0], [-80.0], [20.0]]), np.array([-110.0]))
    assert shares.tolist() == [0.0, 1.0, 0.0]


def test_where_all_together_make_nothing_none_binds():
    contribution = np.array([[0.0, 7.0, 0.3], [0.0, -7.0, 0.1]])
    assert binding_shares(contribution, np.array([0.0, 0.0, 0.4])).tolist() == [0.0, 0.0]


@pytest.mark.parametrize(
    ("binds", "said"),
    [
        (1.0, "permission to return very likely binds"),
        (0.91, "permission to return very likely binds"),
        (0.89, "permission to return likely binds"),
        (0.67, "permission to return likely binds"),
        (0.65, "permission to return more likely than not binds"),
        (0.5, "which obstacle binds is not settled; most often it is permission to return"),
        (0.2, "which obstacle binds is not settled; most often it is permission to return"),
    ],
)
def test_how_sure_it_is_is_worded_as_the_ipcc_words_likelihoods(binds: float, said: str):
    one = account_of(flat(10), effect("permission", binds, 10))
    words = binding_sentence(one, "Herders", "people are back home", DAY, NAMES)
    assert words.startswith(f"Herders: {said} ({binds:.0%} of members).")


@pytest.mark.parametrize(
    ("members", "said"),
    [
        (
            1,
            "which obstacle binds is not settled by one member; most often it is permission to return",
        ),
        (
            4,
            "which obstacle binds is not settled by 4 members; most often it is permission to return",
        ),
        (5, "permission to return more likely than not binds"),
        (8, "permission to return likely binds"),
        (28, "permission to return likely binds"),
        (29, "permission to return very likely binds"),
    ],
)
def test_no_word_is_surer_than_so_many_members_can_make_it(members: int, said: str):
    """It binds in all of them: 0.9 is borne out at 95% where 0.9^members is below 0.05, as by 29."""
    one = account_of(flat(10), effect("permission", 1.0, 10), members=members)
    words = binding_sentence(one, "Herders", "people are back home", DAY, NAMES)
    assert words.startswith(f"Herders: {said} (100% of members).")


@pytest.mark.parametrize(("share", "members"), [(1.0, 29), (0.5, 40), (0.0, 10), (0.925, 200)])
def test_what_a_share_bears_out_is_where_so_many_or_more_have_a_chance_of_one_in_twenty(
    share: float, members: int
):
    least, count = share_at_least(share, members), round(share * members)
    chances = [
        math.comb(members, k) * least**k * (1 - least) ** (members - k)
        for k in range(count, members + 1)
    ]
    assert sum(chances) == pytest.approx(0.05 if count else 1.0)


def test_the_sentence_whole():
    total = Spread(1295.0, 3.0, 1290.0, 1245.0, 1250.0, 1300.0, 1365.0)
    effects = (
        effect("mines", 0.0, 5),
        effect("fear_of_council", 0.3, 200),
        effect("permission", 0.7, 1090),
    )
    assert binding_sentence(
        account_of(total, *effects), "Herders", "people are back home", DAY, NAMES
    ) == (
        "Herders: permission to return likely binds (70% of members; fear of Town council in 30%). With every "
        "obstacle lifted 1,295 [1,245, 1,365] more people are back home by 2031-03-11; permission to return accounts "
        "for 1,090 of them."
    )


def test_fewer_are_not_accounted_for_by_a_negative_number():
    one = account_of(flat(-150), effect("permission", 1.0, -80))
    words = binding_sentence(one, "Herders", "people are displaced", DAY, NAMES)
    assert "150 [150, 150] fewer people are displaced" in words
    assert words.endswith("permission to return accounts for 80 of them.")


def test_what_weighs_the_other_way_on_average_accounts_for_none():
    one = account_of(flat(150), effect("permission", 0.6, -80), effect("mines", 0.4, 230))
    words = binding_sentence(one, "Herders", "people are back home", DAY, NAMES)
    assert words.endswith("150 [150, 150] more people are back home by 2031-03-11.")


def test_where_nothing_binds_it_says_so():
    one = account_of(flat(0), effect("permission", 0.0, 0))
    assert one.binding is None
    assert binding_sentence(one, "Herders", "people are back home", DAY, NAMES) == (
        "Herders: nothing binds; lifting every obstacle changes nothing by 2031-03-11."
    )


@pytest.fixture(scope="module")
def mined(quiet: MakeWorld) -> ObstacleAccount:
    scenario = quiet(
        days=20,
        displaced="home,people,camp,1000,,,judgement\n",
        conditions="home,mines,0.9,,,,,judgement\ncamp,exit_opening,0.5,,,,,judgement\n",
    )
    return account(explain(scenario, members=6, threads=1), "returned", "all", ([0], [0]))


def test_an_account_adds_up_before_and_after_it_is_published(mined: ObstacleAccount):
    assert mined.total.mean > 50
    assert sum(one.contribution.mean for one in mined.effects) == pytest.approx(mined.total.mean)
    assert sum(one.binds for one in mined.effects) == pytest.approx(1.0)
    shown = published_accounts(mined)
    parts = [one.contribution.mean for one in shown.effects]
    assert abs(sum(parts) - shown.total.mean) <= 5 * (len(parts) + 1)
    assert all(people % 5 == 0 for people in parts)


def test_what_is_lifted_is_counted_beside_what_is(mined: ObstacleAccount):
    assert mined.all_lifted.mean - mined.as_is.mean == pytest.approx(mined.total.mean)
    assert {one.name for one in mined.effects if one.contribution != spread(np.zeros(6))} == {
        "mines",
        "exit",
    }
