"""Turns: one question at a time, small ones first, and none that nobody waits for."""

from __future__ import annotations

import threading
import time

import pytest

from homeward.engine.pool import Cancelled
from homeward.explorer.live.scheduler import PendingRequest, Scheduler


def test_who_waits_for_less_goes_first():
    scheduler, order = Scheduler(), list[int]()
    gone = threading.Event()

    def take(size: int) -> None:
        with scheduler.turn(PendingRequest(), size):
            order.append(size)

    with scheduler.turn(PendingRequest(), 5):
        threads = [threading.Thread(target=take, args=(size,)) for size in (200, 2, 8)]
        for thread in threads:
            thread.start()
            while not scheduler.has_smaller_request(size := 10_000):
                time.sleep(0.001)
        while len(scheduler._waiting) < 3:
            time.sleep(0.001)
        gone.set()
    for thread in threads:
        thread.join(5)
    assert order == [2, 8, 200]
    assert size == 10_000


def test_a_question_is_pressed_by_smaller_ones_only():
    scheduler = Scheduler()
    small = PendingRequest()

    def wait() -> None:
        with pytest.raises(Cancelled), scheduler.turn(small, 8):
            pass

    with scheduler.turn(PendingRequest(), 25):
        thread = threading.Thread(target=wait)
        thread.start()
        while not scheduler.has_smaller_request(25):
            time.sleep(0.001)
        assert not scheduler.has_smaller_request(8)
        small.drop()
        thread.join(5)
        assert not thread.is_alive()
        assert not scheduler.has_smaller_request(25)


def test_one_that_nobody_wants_does_not_keep_others_waiting():
    scheduler, dropped = Scheduler(), PendingRequest()
    dropped.drop()
    with scheduler.turn(PendingRequest(), 1), pytest.raises(Cancelled), scheduler.turn(dropped, 2):
        pass
    with scheduler.turn(PendingRequest(), 3):
        pass


def test_an_error_ends_the_turn():
    scheduler = Scheduler()
    with pytest.raises(ValueError, match="broken"), scheduler.turn(PendingRequest(), 1):
        raise ValueError("broken")
    with scheduler.turn(PendingRequest(), 1):
        pass
