"""Which inputs would bring a figure into its band."""

from __future__ import annotations

import datetime as dt

import numpy as np
import pytest

import homeward
from homeward.assemble.communities.ensemble import Draws
from homeward.assemble.communities.ranged_inputs import RangedInput, ranged_inputs
from homeward.evaluation.scoring.what_moves import MOST_ROWS, Missed, what_moves
from homeward.scenario.scenario import Scenario

SEED, MEMBERS = 7, 60
DAY = dt.date(2031, 2, 1)


@pytest.fixture(scope="module")
def tiny() -> Scenario:
    return homeward.load("tiny")


def drawn(tiny: Scenario, number: int) -> tuple[RangedInput, np.ndarray]:
    one = ranged_inputs(tiny)[number]
    return one, one.quantiles(Draws(SEED, MEMBERS))


def missed(values: np.ndarray, observed: float) -> Missed:
    return Missed("figure", DAY, observed, values)


@pytest.mark.parametrize("sign", [1, -1])
@pytest.mark.parametrize("observed", [-1e6, 1e6])
def test_the_input_that_makes_a_figure_is_named_with_the_end_that_helps(
    tiny: Scenario, sign: int, observed: float
):
    one, quantiles = drawn(tiny, 0)
    (found,) = what_moves(tiny, [missed(np.exp(5 * sign * quantiles), observed)], SEED, None)
    assert found.movers[0].what == one.what
    assert found.movers[0].correlation == pytest.approx(sign)
    assert not found.by_chance
    end = "higher" if (observed > 0) == (sign > 0) else "lower"
    word = "too few; more" if observed > 0 else "too many; fewer"
    said = f"figure 2031-02-01: {word} with {end} {one.what} ({one.where}; {sign:+.1f})"
    assert found.sentence.startswith(said)


def test_values_that_were_given_take_the_place_of_those_drawn(tiny: Scenario):
    one = next(one for one in ranged_inputs(tiny) if one.is_parameter)
    given = np.random.default_rng(1).uniform(size=MEMBERS)
    (found,) = what_moves(tiny, [missed(given, 2.0)], SEED, {one.what: given})
    assert found.movers[0].what == one.what


def test_what_chance_could_have_made_is_said_to_be(tiny: Scenario):
    """Negative control: numbers that no input made."""
    noise = [np.random.default_rng(seed).normal(size=MEMBERS) for seed in range(20)]
    found = [what_moves(tiny, [missed(one, 10.0)], SEED, None)[0] for one in noise]
    assert sum(one.by_chance for one in found) > 12
    doubted = next(one for one in found if one.by_chance)
    said = "figure 2031-02-01: too few; nothing stands out from chance at so few members; perhaps more with "
    assert doubted.sentence.startswith(said)


def test_few_members_and_figures_alike_in_all_say_nothing(tiny: Scenario):
    assert what_moves(tiny, [missed(np.arange(4.0), 9.0)], SEED, None) == ()
    (found,) = what_moves(tiny, [missed(np.zeros(MEMBERS), 9.0)], SEED, None)
    assert found.sentence == "figure 2031-02-01: too few; no input moves it."


def test_no_more_figures_than_can_be_read(tiny: Scenario):
    _, quantiles = drawn(tiny, 0)
    assert len(what_moves(tiny, [missed(quantiles, 2.0)] * 9, SEED, None)) == MOST_ROWS


def test_score_says_it_of_figures_outside_of_their_bands(tiny: Scenario):
    off = tuple(
        row.model_copy(update={"low": 90_000, "value": 90_000, "high": 90_000})
        if row.name == "fled"
        else row
        for row in tiny.observations
    )
    scored = homeward.score(tiny.model_copy(update={"observations": off}), members=40, seed=1)
    names = [one.name for one in scored.moved_by]
    assert "fled" in names
    outside = {row.name for row in scored.rows if not (row.inside or row.imposed)}
    assert set(names) <= outside
    assert scored.as_json()["moved_by"][0]["is_too_few"] is True
