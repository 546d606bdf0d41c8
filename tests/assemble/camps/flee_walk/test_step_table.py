"""The table of steps, numbered for the kernels (model §12.5)."""

import numpy as np
import pytest

from assemble.camps.flee_walk.test_merging import LADDER
from assemble.camps.flee_walk.test_steps import CHAIN, explorer
from builders import make_walk
from homeward.assemble.camps.flee_walk import step_table as table
from homeward.assemble.camps.flee_walk.step_table import make_steps
from homeward.errors import HomewardBug
from homeward.model.camps.flee_walk.walk_arrays import DECIDES, FORGETS, Nights, Steps, Trips

RULES = [
    {},
    {"awareness": 2},
    {"starts_on_foot": True, "avoids_short_days": True, "awareness": 3},
]


def tables(is_merged: bool = True, **rules) -> tuple[Steps, Nights, Trips]:
    return make_steps(explorer(make_walk(CHAIN, LADDER, **rules)), is_merged=is_merged)


@pytest.mark.parametrize("rules", RULES)
@pytest.mark.parametrize("is_merged", [True, False])
def test_goals_of_today_come_after(rules: dict, is_merged: bool):
    steps, nights, trips = tables(is_merged, **rules)
    n_step, n_night = steps.place.size, nights.place.size
    for step in range(n_step):
        for goal in steps.goal[steps.first_goal[step] : steps.first_goal[step + 1]]:
            assert goal > step
            assert goal < n_step + n_night + trips.road.size
        assert n_step <= steps.evening[step] < n_step + n_night
    assert (trips.step >= steps.n_morning).all()
    assert (nights.step < steps.n_morning).all()
    assert (trips.nights > 0).all()


@pytest.mark.parametrize("rules", RULES)
def test_people_stay_where_they_are(rules: dict):
    """Nights of a step's evening, and the step of a night, are at the same place."""
    steps, nights, trips = tables(**rules)
    assert (nights.place[steps.evening - steps.place.size] == steps.place).all()
    assert (steps.place[nights.step] == nights.place).all()
    assert (nights.place[nights.newcomer] == np.arange(3)).all()
    assert (steps.place[trips.step] == trips.place).all()


@pytest.mark.parametrize("rules", RULES)
def test_every_step_has_chance_of_its_own(rules: dict):
    steps, _, _ = tables(**rules)
    assert np.unique(steps.key).size == steps.key.size


def test_who_follows_a_way_is_told_from_who_decides():
    chain = make_walk(CHAIN, [("a", "b", 400.0), ("b", "c", 10.0)], awareness=2)
    steps, _, _ = make_steps(explorer(chain))
    assert {DECIDES, FORGETS} < set(steps.road.tolist())
    following = steps.road >= 0
    assert (np.diff(steps.first_goal)[following] == 1).all()
    assert steps.is_last[following].all()


def test_under_stock_rules_there_is_one_night_at_each_place():
    _, nights, _ = tables()
    assert sorted(nights.place.tolist()) == [0, 1, 2]


def test_merging_leaves_fewer_steps():
    """Two roads of 300 km, or of 310, lead to evenings that are the same."""
    scenario = make_walk(CHAIN, [("a", "b", 20.0), ("a", "c", 30.0), ("b", "c", 350.0)])
    sizes = [
        make_steps(explorer(scenario), is_merged=merged)[0].place.size for merged in (True, False)
    ]
    assert sizes[0] < sizes[1]


def test_where_no_road_is_nobody_makes_a_trip():
    steps, _, trips = make_steps(explorer(make_walk({"a": {}})))
    assert trips.road.size == 1
    assert steps.goal.size == 0


def test_more_steps_of_a_place_than_can_be_addressed_are_refused(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(table, "MOST_STEPS", 1)
    with pytest.raises(HomewardBug, match="a place has more than 1 steps"):
        tables()
