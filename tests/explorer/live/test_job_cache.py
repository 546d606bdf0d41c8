"""Each job of a question is done once, and a question that is dropped stops at once and loses nothing."""

from __future__ import annotations

import threading
import time

import pytest

from explorer_requests import WantedUntil
from homeward.engine.communities.ready import Ready, Workspace, prepare
from homeward.engine.pool import Cancelled
from homeward.explorer.live.job_cache import JobCache, RecentlyUsed
from homeward.explorer.live.scheduler import PendingRequest, Scheduler
from homeward.scenario.scenario import Scenario


@pytest.fixture(scope="module")
def ready(tiny: Scenario) -> Ready:
    return prepare(tiny, days=[0], members=1, seed=1)


class Slow:
    """Work that takes a while, counts what it does, and heeds the stop of its workspace."""

    def __init__(self, seconds: float = 0.0) -> None:
        self.seconds = seconds
        self.begun: list[int] = []

    def __call__(self, job: int, workspace: Workspace) -> int:
        self.begun.append(job)
        end = time.monotonic() + self.seconds
        while time.monotonic() < end and not workspace.stop[0]:
            time.sleep(0.005)
        return 10 * job


def test_more_are_added_to_those_that_are_done(ready: Ready) -> None:
    work = Slow()
    kept = JobCache(ready, work)
    for members in (2, 5, 3):
        assert kept.of(range(members), PendingRequest(), Scheduler()) == [
            10 * job for job in range(members)
        ]
    assert sorted(work.begun) == list(range(5))


def test_a_question_that_is_dropped_stops_at_once_and_keeps_what_is_done(ready: Ready) -> None:
    work = Slow(0.2)
    kept = JobCache(ready, work, threads=1)
    with pytest.raises(Cancelled):
        kept.of(range(100), WantedUntil(lambda: len(kept.done) == 2), Scheduler())
    done = len(kept.done)
    assert done == 2
    assert len(work.begun) <= done + 1  # the one under way was told to stop
    assert kept.of(range(done), PendingRequest(), Scheduler()) == [10 * job for job in range(done)]


def test_it_gives_way_to_whoever_asks_for_less_and_goes_on_afterwards(ready: Ready) -> None:
    scheduler, order = Scheduler(), list[str]()
    large, small = JobCache(ready, Slow(0.05), threads=1), JobCache(ready, Slow(), threads=1)

    def ask_much() -> None:
        assert len(large.of(range(20), PendingRequest(), scheduler)) == 20
        order.append("large")

    asking = threading.Thread(target=ask_much)
    asking.start()
    time.sleep(0.2)
    small.of(range(2), PendingRequest(), scheduler)
    order.append("small")
    asking.join()
    assert order == ["small", "large"]


def test_what_a_job_raises_is_raised(ready: Ready) -> None:
    def fail(job: int, _: Workspace) -> int:
        raise ZeroDivisionError(job)

    with pytest.raises(ZeroDivisionError):
        JobCache(ready, fail).of([1], PendingRequest(), Scheduler())


def test_things_used_longest_ago_are_forgotten() -> None:
    made: list[str] = []
    remembered = RecentlyUsed[str](most=2)

    def get(name: str) -> str:
        def make() -> str:
            made.append(name)
            return name

        return remembered.get(name, make)

    for name in ("a", "b", "a", "c", "a", "b"):
        assert get(name) == name
    assert made == ["a", "b", "c", "b"]


def test_what_cannot_be_made_is_not_remembered() -> None:
    remembered = RecentlyUsed[int]()
    with pytest.raises(ZeroDivisionError):
        remembered.get("x", lambda: 1 // 0)
    assert remembered.get("x", lambda: 1) == 1
