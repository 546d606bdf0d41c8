"""Worlds: members run as far as they are asked for are those of a whole run."""

from __future__ import annotations

import threading
import time

import numpy as np
import pytest

from homeward.engine.members import record_days
from homeward.engine.pool import Cancelled
from homeward.engine.simulate import simulate
from homeward.explorer import worlds as module
from homeward.explorer.turns import Asked, Turns
from homeward.explorer.worlds import SHOWN, Terms, World, Worlds
from homeward.results.result import Result, from_simulated
from homeward.scenario.changes.applied_levers import AppliedLever, parse_lever
from homeward.scenario.changes.apply_levers import apply_levers
from homeward.scenario.scenario import Scenario

SEED = 5


def run_whole(scenario: Scenario, members: int) -> Result:
    days = record_days(scenario, 7)
    return from_simulated(simulate(scenario, days=days, members=members, seed=SEED), {})


def assert_same(one: Result, other: Result) -> None:
    assert one.axes == other.axes
    for name in SHOWN:
        mine, whole = one.series(name), other.series(name)
        np.testing.assert_array_equal(mine.cells, whole.cells)
        np.testing.assert_array_equal(mine.values, whole.values)


def extended(world: World, members: int) -> Result:
    world.extend(members, Asked(), Turns())
    return world.result(members)


@pytest.fixture
def live(tiny: Scenario) -> Worlds:
    return Worlds(Terms(tiny, members=8, seed=SEED))


def test_as_far_as_it_is_run_it_is_the_run_of_so_many_members(live: Worlds, tiny: Scenario):
    for members in (2, 8, 5):
        assert_same(extended(live.base, members), run_whole(tiny, members))


@pytest.mark.parametrize(
    "text",
    ["arrests_stop", "open_to_all@2031-02-20", "houses_given_back=0.2", "arrests_stop_believed"],
)
def test_a_lever_gives_the_run_with_that_lever(live: Worlds, tiny: Scenario, text: str):
    """Whether or not its members are taken up from checkpoints of the others."""
    pull = parse_lever(text)
    whole = run_whole(apply_levers(tiny, [pull]), 4)
    assert_same(extended(Worlds(live.terms).world([pull]), 4), whole)
    extended(live.base, 3)
    assert_same(extended(live.world([pull]), 4), whole)


def test_members_are_taken_up_after_the_last_record_that_worlds_share(live: Worlds):
    extended(live.base, 2)
    late = live.world([parse_lever("arrests_stop@2031-03-01")])
    since, before = late._before(0)
    assert since is not None
    assert before is live.base.kept[0]
    days = live.terms.days
    assert days[since.row - 1] < late.first_day == 59
    assert late._before(5) == (None, None)  # nobody has run it
    assert live.world([AppliedLever("houses_given_back")])._before(0) == (
        None,
        None,
    )  # from the first day


def test_beliefs_are_those_of_the_first_members(
    live: Worlds, tiny: Scenario, monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.setattr(module, "MEMBERS_BELIEVING", 3)
    mine, whole = extended(live.base, 6), run_whole(tiny, 6)
    assert mine.beliefs.sizes["member"] == 3
    np.testing.assert_array_equal(mine.beliefs, whole.beliefs[:3])


def test_one_world_is_made_once_and_levers_have_no_order(live: Worlds):
    both = [AppliedLever("open_to_all"), AppliedLever("arrests_stop")]
    assert live.world(both) is live.world(both[::-1])
    assert live.world([]) is live.base


def test_the_worlds_looked_at_longest_ago_are_forgotten(
    live: Worlds, monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.setattr(module, "MOST_KEPT", 5)
    extended(live.base, 2)
    first, second = (live.world([AppliedLever(name)]) for name in ("open_to_all", "arrests_stop"))
    extended(first, 2)
    extended(second, 2)
    third = live.world([AppliedLever("houses_given_back")])
    assert live.world([AppliedLever("open_to_all")]) is not first
    assert third.base is live.base
    assert len(live.base.kept) == 2


def test_what_nobody_wants_stops_and_what_is_done_is_kept(live: Worlds):
    asked = Asked()
    done: list[int] = []

    def keep(world: World, member: int, lived: object) -> None:
        done.append(member)
        asked.drop()
        original(world, member, lived)  # type: ignore[arg-type]

    original = World._keep
    world = live.base
    world._keep = lambda member, lived: keep(world, member, lived)  # type: ignore[method-assign]
    with pytest.raises(Cancelled):
        world.extend(8, asked, Turns())
    assert 0 < len(done) < 8
    assert set(world.kept) == set(done)
    del world._keep
    assert_same(extended(world, 8), run_whole(live.terms.scenario, 8))


def test_a_large_question_gives_way_to_a_small_one(live: Worlds, tiny: Scenario):
    """The small one ends first although it came second; the large one then goes on, and comes out the same."""
    turns, ended = Turns(), list[str]()

    class Slowly(World):
        def _live(self, member: int, workspace: object) -> object:
            time.sleep(0.05)
            return World._live(self, member, workspace)  # type: ignore[arg-type]

    large = Slowly(live.terms, tiny, 0, None)

    def run(world: World, members: int, name: str) -> None:
        world.extend(members, Asked(), turns)
        ended.append(name)

    first = threading.Thread(target=run, args=(large, 8, "large"))
    first.start()
    while not turns._is_taken:
        time.sleep(0.001)
    run(live.world([AppliedLever("arrests_stop")]), 2, "small")
    first.join(30)
    assert ended == ["small", "large"]
    assert_same(large.result(8), run_whole(tiny, 8))


def test_tabs_that_ask_for_different_members_at_once_get_their_own(live: Worlds, tiny: Scenario):
    """Another tab comes in between, at the worst moment: when the first has its result but not answered yet."""

    class Busy(World):
        def __setattr__(self, name: str, value: object) -> None:
            super().__setattr__(name, value)
            if name == "_result" and isinstance(value, Result) and value.axes.members == 2:
                assert self.result(4).axes.members == 4

    world = Busy(live.terms, tiny, 0, None)
    world.extend(4, Asked(), Turns())
    assert world.result(2).axes.members == 2
