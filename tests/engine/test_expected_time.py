"""How long jobs will take: the first are run by themselves, and all are run once."""

from __future__ import annotations

import time

from homeward.engine.expected_time import run_timed


class Runner:
    """Notes what it was given, a hundredth of a second a job."""

    def __init__(self) -> None:
        self.told: list[object] = []

    def run(self, jobs: range, before: int) -> None:
        self.told.append((list(jobs), before))
        time.sleep(0.01 * len(jobs))

    def expect(self, seconds: float) -> None:
        assert 0.06 <= seconds < 1.0
        self.told.append("expected")


def test_one_job_a_thread_says_how_long_all_take():
    one = Runner()
    run_timed(range(6), one.run, threads=2, expected=one.expect)
    assert one.told == [([0, 1], 0), "expected", ([2, 3, 4, 5], 2)]


def test_nothing_is_said_where_nobody_asks_or_nothing_is_left():
    asked_by_nobody, all_at_once, nothing = Runner(), Runner(), Runner()
    run_timed(range(6), asked_by_nobody.run, threads=2, expected=None)
    assert asked_by_nobody.told == [([0, 1, 2, 3, 4, 5], 0)]
    run_timed(range(2), all_at_once.run, threads=4, expected=all_at_once.expect)
    assert all_at_once.told == [([0, 1], 0)]
    run_timed(range(0), nothing.run, threads=4, expected=nothing.expect)
    assert nothing.told == []
