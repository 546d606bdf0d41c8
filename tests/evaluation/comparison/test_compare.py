"""Compare (model §10.3): the same members in two worlds, subtracted one by one."""

from __future__ import annotations

from datetime import date
from typing import Any

import numpy as np
import pytest

from homeward.engine.communities.ready import Ready, Workspace, prepare, run_whole_member
from homeward.engine.members import record_days
from homeward.engine.pool import run_jobs
from homeward.errors import HomewardBug
from homeward.evaluation.comparison.compare import (
    KINDS_OF_HARM,
    ComparedMember,
    ComparedRun,
    Comparison,
    compare,
    compare_runs,
    compared_member,
    compared_run,
)
from homeward.evaluation.outcomes import DISPLACED, HARMED, RETURNED
from homeward.scenario.changes.applied_levers import AppliedLever
from homeward.scenario.changes.apply_levers import apply_levers
from homeward.scenario.changes.lifting import lift_obstacles, parse_lift
from homeward.scenario.scenario import Scenario

MEMBERS = 4


def are_equal(one: ComparedRun, other: ComparedRun) -> bool:
    return all(
        np.array_equal(getattr(one, name), getattr(other, name))
        for name in ("outcomes", "harm", "fears")
    )


@pytest.fixture(scope="module")
def compared(tiny: Scenario) -> Comparison:
    """Two levers, each alone and together, and one lift."""
    stop, houses = AppliedLever("arrests_stop_believed"), AppliedLever("houses_given_back")
    others = [
        apply_levers(tiny, [stop]),
        apply_levers(tiny, [houses]),
        apply_levers(tiny, [houses, stop]),
        lift_obstacles(tiny, [parse_lift("fear_of_council")]),
    ]
    return compare(tiny, others, members=MEMBERS, seed=1, threads=1)


def test_a_scenario_differs_in_nothing_from_itself(tiny: Scenario):
    found = compare(tiny, [tiny], members=MEMBERS, seed=1)
    assert are_equal(found.baseline, found.changed[0])
    other = compare(tiny, [tiny], members=MEMBERS, seed=2)
    assert not are_equal(found.baseline, other.baseline)  # negative control


def test_every_lever_does_something_and_together_they_do_more(compared: Comparison):
    def returned(world: ComparedRun) -> float:
        return float(world.outcomes[:, RETURNED, :, :3].sum())

    as_is, (stop, houses, both, lift) = returned(compared.baseline), map(returned, compared.changed)
    assert as_is < stop
    assert as_is < houses
    assert max(stop, houses) < both
    assert as_is < lift


def test_kinds_of_harm_are_the_people_harmed(compared: Comparison):
    for world in (compared.baseline, *compared.changed):
        assert world.harm.shape[1] == len(KINDS_OF_HARM)
        np.testing.assert_array_equal(
            world.harm.sum(axis=1), world.outcomes[:, HARMED, :, : world.harm.shape[-1]]
        )
    assert compared.baseline.harm.any()


def test_an_actor_that_is_believed_is_not_feared_and_one_that_is_lifted_neither(
    compared: Comparison,
):
    council = list(compared.labels.actors).index("council")
    assert (compared.baseline.fears[:, council] < 1).any()
    assert (compared.changed[0].fears[:, council] == 1).all()
    assert (compared.changed[3].fears[:, council] == 1).all()
    assert (compared.changed[1].fears[:, council] < 1).any()


def test_members_are_alike_whatever_their_number_and_the_threads(
    tiny: Scenario, compared: Comparison
):
    longer = compare(tiny, [], members=MEMBERS + 3, seed=1, threads=2)
    for name in ("outcomes", "harm", "fears"):
        np.testing.assert_array_equal(
            getattr(longer.baseline, name)[:MEMBERS], getattr(compared.baseline, name)
        )


def test_another_chance_keeps_the_ranges_and_changes_what_happens(
    tiny: Scenario, compared: Comparison
):
    other = compare(tiny, [], members=MEMBERS, seed=1, chance_seed=2)
    assert not np.array_equal(other.baseline.outcomes, compared.baseline.outcomes)
    same = compare(tiny, [], members=MEMBERS, seed=1, chance_seed=1)
    np.testing.assert_array_equal(same.baseline.outcomes, compared.baseline.outcomes)
    # As many people as before, for how many there are is drawn beforehand: members differ, chances do not.
    people = [
        one.baseline.outcomes[:, DISPLACED, :, :3].sum(axis=(1, 2)) for one in (other, compared)
    ]
    spread_between_members = people[1].std()
    assert np.abs(people[0] - people[1]).max() < spread_between_members


def test_members_run_before_are_compared_without_running_any(
    tiny: Scenario, compared: Comparison, monkeypatch: pytest.MonkeyPatch
):
    """Whoever runs members for their stocks by the week keeps what comparing needs of them, too."""
    worlds = [tiny, apply_levers(tiny, [AppliedLever("arrests_stop_believed")])]
    runs: list[ComparedRun] = []
    for one in worlds:
        ready = prepare(one, days=record_days(one, 7), members=MEMBERS, seed=1)

        def run_one(member: int, space: Workspace, ready: Ready = ready) -> ComparedMember:
            record = run_whole_member(ready, member, space)
            return compared_member(ready, member, record, space.memory)

        runs.append(compared_run(one, run_jobs(ready, range(MEMBERS), run_one)))
    monkeypatch.setattr("homeward.engine.communities.ready.run_member", refuse_to_run)
    found = compare_runs(runs[0], runs[1:], tiny.end)
    assert are_equal(found.baseline, compared.baseline)
    assert are_equal(found.changed[0], compared.changed[0])
    with pytest.raises(AssertionError, match="a member is run"):  # negative control
        compare(tiny, [], members=1, seed=1, threads=1)


def refuse_to_run(*_: object) -> None:
    raise AssertionError("a member is run")


def test_other_members_are_not_compared(tiny: Scenario, compared: Comparison):
    fewer = compared_run(tiny, [ComparedMember(*(part[0] for part in arrays(compared.baseline)))])
    with pytest.raises(HomewardBug, match="compared with"):
        compare_runs(compared.baseline, [fewer], tiny.end)


def arrays(run: ComparedRun) -> tuple[Any, Any, Any]:
    return run.outcomes, run.harm, run.fears


def test_the_day_counted_on_is_the_one_asked_for(tiny: Scenario):
    early = compare(tiny, [], on=date(2031, 1, 2), members=2, seed=1)
    assert early.on == date(2031, 1, 2)
    assert early.baseline.outcomes[:, RETURNED].sum() == 0


def test_progress_counts_every_world(tiny: Scenario):
    told: list[tuple[int, int]] = []
    compare(tiny, [tiny], members=2, seed=1, threads=1, progress=lambda *both: told.append(both))
    # Jobs that end together are told together.
    assert told[-1] == (4, 4)
    assert told == sorted(told)
    assert (2, 4) in told
