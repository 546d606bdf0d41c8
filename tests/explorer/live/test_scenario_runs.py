"""Members run as far as they are asked for are those of a whole run."""

from __future__ import annotations

import threading
import time
from collections import Counter
from typing import Any

import numpy as np
import pytest

from builders import as_result
from explorer_requests import WantedUntil
from homeward.catalogue import VARIABLES
from homeward.engine.communities import resume
from homeward.engine.members import record_days
from homeward.engine.pool import Cancelled
from homeward.engine.simulate import simulate
from homeward.explorer.live import scenario_runs as module
from homeward.explorer.live.datasets import LiveScenario
from homeward.explorer.live.scenario_runs import LiveSettings, ScenarioRun, ScenarioRuns
from homeward.explorer.live.scheduler import PendingRequest, Scheduler
from homeward.explorer.views.exports import report_page
from homeward.explorer.views.lever_effects import lever_effects
from homeward.explorer.views.obstacle_accounts import ObstacleAccounts
from homeward.results.result import Result
from homeward.scenario.changes.applied_levers import AppliedLever, parse_lever
from homeward.scenario.changes.apply_levers import apply_levers
from homeward.scenario.scenario import Scenario

SEED = 5


def run_whole(scenario: Scenario, members: int) -> Result:
    days = record_days(scenario, 7)
    return as_result(simulate(scenario, days=days, members=members, seed=SEED), {})


def assert_same(one: Result, other: Result) -> None:
    assert one.axes == other.axes
    for name in (variable.name for variable in VARIABLES):
        mine, whole = one.series(name), other.series(name)
        np.testing.assert_array_equal(mine.cells, whole.cells)
        np.testing.assert_array_equal(mine.values, whole.values)


def extended(run: ScenarioRun, members: int) -> Result:
    run.extend(members, PendingRequest(), Scheduler())
    return run.result(members)


@pytest.fixture
def live(tiny: Scenario) -> ScenarioRuns:
    return ScenarioRuns(LiveSettings(tiny, members=8, seed=SEED))


def test_as_far_as_it_is_run_it_is_the_run_of_so_many_members(live: ScenarioRuns, tiny: Scenario):
    for members in (2, 8, 5):
        assert_same(extended(live.base, members), run_whole(tiny, members))


@pytest.mark.parametrize(
    "text",
    ["arrests_stop", "open_to_all@2031-02-20", "houses_given_back=0.2", "arrests_stop_believed"],
)
def test_a_lever_gives_the_run_with_that_lever(live: ScenarioRuns, tiny: Scenario, text: str):
    """Whether or not its members are taken up from checkpoints of the others."""
    applied = parse_lever(text)
    whole = run_whole(apply_levers(tiny, [applied]), 4)
    assert_same(extended(ScenarioRuns(live.settings).with_levers([applied]), 4), whole)
    extended(live.base, 3)
    assert_same(extended(live.with_levers([applied]), 4), whole)


def test_members_are_taken_up_after_the_last_record_that_runs_share(live: ScenarioRuns):
    extended(live.base, 2)
    late = live.with_levers([parse_lever("arrests_stop@2031-03-01")])
    since, before = late._taken_up(0)
    assert since is not None
    assert before is not None
    assert since.day in live.settings.days
    assert since.day < late.first_day == 59
    assert late._taken_up(5) == (None, None)  # nobody has run it
    early = live.with_levers([AppliedLever("houses_given_back")])
    assert early._taken_up(0) == (None, None)  # from the first day


def test_a_member_is_run_once_whatever_is_asked_of_it(
    live: ScenarioRuns, monkeypatch: pytest.MonkeyPatch
):
    """No day of a member is simulated twice, and to compare and to report simulates none."""
    days = Counter[int]()
    original = resume.run_member

    def counted(*given: Any) -> None:
        record, first, after = given[3], given[5], given[6]
        days.update(
            range(
                0 if first == 0 else int(record.day[first - 1]) + 1, int(record.day[after - 1]) + 1
            )
        )
        original(*given)

    monkeypatch.setattr(resume, "run_member", counted)
    dataset, asked = LiveScenario("tiny", live, Scheduler()), PendingRequest()
    lever = [parse_lever("arrests_stop@2031-02-20")]
    dataset.result_so_far((), 3, asked)
    assert days == Counter(3 * list(range(live.settings.scenario.n_day)))
    days.clear()
    dataset.result_so_far(lever, 3, asked)
    shared = int(live.settings.days[live.settings.rows_before(50) - 1]) + 1
    assert days == Counter(3 * list(range(shared, live.settings.scenario.n_day)))
    days.clear()
    lever_effects(dataset, lever, 3, asked)
    for levers in ((), lever):
        report_page(dataset.whole_result(levers, 3, asked), None, exact=False)
        dataset.result_so_far(levers, 2, asked)
    assert not days
    accounts = ObstacleAccounts(dataset)
    accounts.answer(lever, 3, asked, since=live.settings.scenario.end)
    assert days
    assert min(days) >= shared  # what was before obstacles are lifted is not simulated again


def test_beliefs_are_those_of_the_first_members(
    live: ScenarioRuns, tiny: Scenario, monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.setattr(module, "MEMBERS_BELIEVING", 3)
    mine, whole = extended(live.base, 6), run_whole(tiny, 6)
    assert mine.beliefs.sizes["member"] == 3
    np.testing.assert_array_equal(mine.beliefs, whole.beliefs[:3])


def test_one_run_is_made_once_and_levers_have_no_order(live: ScenarioRuns):
    both = [AppliedLever("open_to_all"), AppliedLever("arrests_stop")]
    assert live.with_levers(both) is live.with_levers(both[::-1])
    assert live.with_levers([]) is live.base


def test_the_runs_looked_at_longest_ago_are_forgotten(
    live: ScenarioRuns, monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.setattr(module, "MOST_KEPT", 5)
    extended(live.base, 2)
    first, second = (
        live.with_levers([AppliedLever(name)]) for name in ("open_to_all", "arrests_stop")
    )
    extended(first, 2)
    extended(second, 2)
    third = live.with_levers([AppliedLever("houses_given_back")])
    assert live.with_levers([AppliedLever("open_to_all")]) is not first
    assert third.base is live.base
    assert len(live.base.done) == 2


def test_what_nobody_wants_stops_and_what_is_done_is_kept(live: ScenarioRuns):
    run = live.base
    with pytest.raises(Cancelled):
        run.extend(8, WantedUntil(lambda: len(run.done) > 0), Scheduler())
    assert 0 < len(run.done) < 8
    assert_same(extended(run, 8), run_whole(live.settings.scenario, 8))


def test_a_large_question_gives_way_to_a_small_one(live: ScenarioRuns, tiny: Scenario):
    """The small one ends first although it came second; the large one then goes on, and comes out the same."""
    scheduler, ended = Scheduler(), list[str]()

    class Slowly(ScenarioRun):
        def _run_member(self, member: int, workspace: object) -> object:
            time.sleep(0.05)
            return ScenarioRun._run_member(self, member, workspace)  # type: ignore[arg-type]

    large = Slowly(live.settings, tiny, 0, None)

    def run(run: ScenarioRun, members: int, name: str) -> None:
        run.extend(members, PendingRequest(), scheduler)
        ended.append(name)

    first = threading.Thread(target=run, args=(large, 8, "large"))
    first.start()
    while not scheduler._is_taken:
        time.sleep(0.001)
    run(live.with_levers([AppliedLever("arrests_stop")]), 2, "small")
    first.join(30)
    assert ended == ["small", "large"]
    assert_same(large.result(8), run_whole(tiny, 8))


def test_tabs_that_ask_for_different_members_at_once_get_their_own(
    live: ScenarioRuns, tiny: Scenario
):
    """Another tab comes in between, at the worst moment: when the first has its result but not answered yet."""

    class Busy(ScenarioRun):
        def __setattr__(self, name: str, value: object) -> None:
            super().__setattr__(name, value)
            if name == "_result" and isinstance(value, Result) and value.axes.members == 2:
                assert self.result(4).axes.members == 4

    run = Busy(live.settings, tiny, 0, None)
    run.extend(4, PendingRequest(), Scheduler())
    assert run.result(2).axes.members == 2
