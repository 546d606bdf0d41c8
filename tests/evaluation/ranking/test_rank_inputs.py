"""What is replaced first: shares of a variance that is known, and of blank folders, by a second route."""

from __future__ import annotations

import numpy as np
import pytest

from homeward.assemble.communities.ensemble import Draws, draw_ensemble, value_at
from homeward.assemble.communities.ranged_inputs import ranged_inputs
from homeward.assemble.communities.world import assemble
from homeward.evaluation.ranking.rank_inputs import rank, shares_of_variance
from homeward.scenario.scenario import Scenario


def quantiles(n_member: int, n_input: int) -> np.ndarray:
    return np.random.default_rng(1).uniform(size=(n_member, n_input))


def test_shares_of_a_sum_are_those_of_its_variances():
    drawn = quantiles(2000, 30)
    values = 3 * drawn[:, 4] + 2 * drawn[:, 7] + drawn[:, 9]
    shares, errors = shares_of_variance(drawn, values)
    assert shares[[4, 7, 9]] == pytest.approx([9 / 14, 4 / 14, 1 / 14], abs=0.03)
    assert np.delete(shares, [4, 7, 9]).max() < 0.01
    assert (errors < 0.05).all()


def test_of_a_product_each_has_what_it_makes_alone():
    """Sobol's first order of (1 + a)(1 + b), a and b even on 0 to 1; the rest they make together."""
    drawn = quantiles(4000, 5)
    values = (1 + drawn[:, 0]) * (1 + drawn[:, 1])
    alone = (1.5**2 / 12) / (2 * 1.5**2 / 12 + 1 / 144)
    assert shares_of_variance(drawn, values)[0][:2] == pytest.approx([alone, alone], abs=0.03)


def test_chance_alone_gets_nothing():
    drawn = quantiles(256, 90)
    values = np.random.default_rng(2).normal(size=256)
    assert shares_of_variance(drawn, values)[0].sum() < 0.6
    assert shares_of_variance(drawn, values)[0].max() < 0.08


def test_nothing_that_varies_is_ranked_nowhere():
    assert not shares_of_variance(quantiles(64, 3), np.ones(64))[0].any()


def test_inputs_are_drawn_under_the_addresses_of_the_ensemble(tiny: Scenario):
    """By the second route: what the ensemble holds is what the quantile gives of the range."""
    known = {one.what: one for one in ranged_inputs(tiny)}
    world = assemble(tiny)
    ensemble, draws = draw_ensemble(tiny, world, seed=3, n_member=16), Draws(3, 16)
    hosting = next(place for place in tiny.places if place.hosting.low < place.hosting.high)
    one = known[f"hosting of {hosting.place}"]
    at = tiny.place_names.index(hosting.place)
    assert ensemble.hosting[:, at] == pytest.approx(value_at(one.known, one.quantiles(draws)))
    for index, (place, actor, mode) in enumerate(world.series):
        one = known[f"{mode} of {actor} at {place}"]
        assert ensemble.presence[:, index] == pytest.approx(one.quantiles(draws))
    for index, rule in enumerate(tiny.harms):
        if rule.rate.low < rule.rate.high:
            rows = [one for one in known.values() if one.address[:2] == ("harm", rule.actor)]
            drawn = [value_at(rule.rate, one.quantiles(draws)) / 365.25 for one in rows]
            assert any(np.allclose(ensemble.harm[:, index], values) for values in drawn)
    one = known["tolerance"]
    column = ensemble.parameters.index("tolerance")
    assert ensemble.value[:, column] == pytest.approx(value_at(one.known, one.quantiles(draws)))


def test_a_scenario_is_ranked(tiny: Scenario):
    found = rank(tiny, outcome="returned", on=tiny.end, members=64, seed=1, threads=1)
    assert [one.share for one in found.ranked] == sorted(
        (one.share for one in found.ranked), reverse=True
    )
    assert len(found.ranked) == len(ranged_inputs(tiny))
    assert found.deviation > 0
    assert rank(tiny, outcome="returned", on=tiny.end, members=64, seed=1, threads=1) == found
