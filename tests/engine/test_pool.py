"""Jobs over threads: answers in order, each thread its own workspace, and a stop that stops all (decision 2)."""

from __future__ import annotations

import _thread
import signal
import threading
import time

import pytest

from homeward.engine.communities.ready import Ready, Workspace, prepare
from homeward.engine.pool import run_jobs
from homeward.scenario.scenario import Scenario


@pytest.fixture(scope="module")
def ready(tiny: Scenario) -> Ready:
    return prepare(tiny, days=[0], members=1, seed=1)


def test_answers_come_in_the_order_of_the_jobs(ready: Ready):
    def work(job: int, _: Workspace) -> int:
        time.sleep(0.02 if job % 2 else 0.0)
        return job * job

    assert run_jobs(ready, [3, 1, 2], work, threads=3) == [9, 1, 4]
    assert run_jobs(ready, [], work) == []


def test_every_thread_has_one_workspace_and_all_share_the_stop(ready: Ready):
    seen: dict[int, set[int]] = {}
    stops: set[int] = set()

    def work(_: int, workspace: Workspace) -> None:
        time.sleep(0.005)
        seen.setdefault(threading.get_ident(), set()).add(id(workspace.memory))
        stops.add(id(workspace.stop))

    run_jobs(ready, range(20), work, threads=3)
    assert 1 < len(seen) <= 3
    assert all(len(states) == 1 for states in seen.values())
    assert len(set.union(*seen.values())) == len(seen)
    assert len(stops) == 1


def test_what_is_done_is_told_in_the_calling_thread_before_progress(ready: Ready):
    told: list[object] = []

    def done(job: int, answer: str) -> None:
        assert threading.current_thread() is threading.main_thread()
        told.append((job, answer))

    run_jobs(
        ready,
        [7, 8],
        lambda job, _: str(job),
        threads=1,
        done=done,
        progress=lambda *both: told.append(both),
    )
    assert told[0] == (7, "7")
    assert set(told) >= {(7, "7"), (8, "8"), (2, 2)}
    assert told[-1] == (2, 2)


def test_an_interrupt_at_any_moment_of_many_short_jobs_ends_them(ready: Ready):
    """It once found the locks of all jobs held, and left them so: the threads then waited for ever."""
    before = signal.signal(signal.SIGINT, signal.default_int_handler)  # a shell may have it ignored
    try:
        _interrupt_many(ready)
    finally:
        signal.signal(signal.SIGINT, before)


def _interrupt_many(ready: Ready) -> None:
    for turn in range(12):
        timer = threading.Timer(0.002 * (turn + 1), _thread.interrupt_main)
        with pytest.raises(KeyboardInterrupt):
            _run_from_the_start_of(timer, ready)
        timer.join()


def _run_from_the_start_of(timer: threading.Timer, ready: Ready) -> None:
    """Not before: on a busy machine the timer may be through before the jobs begin."""
    timer.start()
    run_jobs(ready, range(1_000_000), lambda job, _: job, threads=2)


@pytest.mark.parametrize("failure", [ValueError, KeyboardInterrupt])
def test_a_failure_stops_those_under_way_and_starts_no_others(
    ready: Ready, failure: type[BaseException]
):
    started: list[int] = []
    stopped: list[int] = []

    def work(job: int, workspace: Workspace) -> None:
        started.append(job)
        if job == 0:
            raise failure
        waits = 0
        while not workspace.stop[0]:
            waits += 1
            assert waits < 20_000, "nobody told it to stop"
            time.sleep(0.001)
        stopped.append(job)

    with pytest.raises(failure):
        run_jobs(ready, range(100), work, threads=2)
    assert len(started) < 10
    assert sorted(stopped) == sorted(job for job in started if job != 0)
