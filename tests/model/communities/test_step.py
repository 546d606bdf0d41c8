"""The order of the day (model §3)."""

from __future__ import annotations

import numpy as np

from conftest import MakeWorld
from homeward.assemble.communities.ensemble import draw_ensemble, params_of
from homeward.assemble.communities.world import assemble
from homeward.engine.simulate import simulate
from homeward.model.communities.account import STOPPED, WELL
from homeward.model.communities.codes import LIVING
from homeward.model.communities.member import Record, State, axis_sizes
from homeward.model.communities.step import run_member
from homeward.numerics.allocate import allocate
from homeward.scenario.scenario import Scenario


def test_a_member_gives_up_when_it_is_told_to(tiny: Scenario):
    world = assemble(tiny)
    params = params_of(draw_ensemble(tiny, world, seed=1, n_member=1), 0)
    days = np.array([tiny.n_day - 1])
    for stop, status in ((0, WELL), (1, STOPPED)):
        sizes = axis_sizes(world.drivers, 20) | {"record": 1}
        record = allocate(Record, sizes)._replace(day=days)
        state = allocate(State, sizes)
        run_member(world.drivers, params, state, record, np.array([stop]), 0, 1)
        assert record.status[0] == status
        assert record.stocks.any() == (status == WELL)


def test_who_leaves_today_is_not_killed_today_and_arrives_tomorrow(quiet: MakeWorld):
    """Leaving before the road: at a hazard of leaving that nobody escapes, harm on the same day finds few."""
    scenario = quiet(
        days=10,
        permissions="army,home,stay,,,refused,,,,,,,judgement\n",
        harms="army,killing,,living,control,home,300,,,,,,,judgement\n",
        parameters={"expulsion_hazard": 5.0},
    )
    simulated = simulate(scenario, members=20, days=range(10))
    killed = simulated.flows["deaths"].values.sum()
    fled = simulated.flows["displacements"].values.sum()
    arrivals = simulated.flows["arrivals"].values.sum(axis=2)
    assert fled > 4 * killed > 0
    assert not arrivals[:, 0].any()
    assert (arrivals[:, 1] == simulated.flows["displacements"].values[:, 0].sum(axis=1)).all()


def test_news_of_a_day_is_acted_upon_the_next_day_at_the_earliest(quiet: MakeWorld):
    """Beliefs are made up in the morning: the first day's harm is not yet in the first record."""
    harm = "army,arrest,,,control,,50,,,,,,,judgement\n"
    given = {"days": 5, "parameters": {"prior_neither": 0.01, "news_delay": 1}}
    one = simulate(quiet(**given), members=3, days=range(5)).belief[..., LIVING]
    other = simulate(quiet(**given, harms=harm), members=3, days=range(5)).belief[..., LIVING]
    assert np.array_equal(one[:, 0], other[:, 0])
    assert (one[:, 1] < other[:, 1]).all()
