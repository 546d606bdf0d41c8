"""Turns: one question at a time, small ones first, and none that nobody waits for."""

from __future__ import annotations

import threading
import time

import pytest

from homeward.engine.pool import Cancelled
from homeward.explorer.turns import Asked, Turns


def test_who_waits_for_less_goes_first():
    turns, order = Turns(), list[int]()
    gone = threading.Event()

    def take(size: int) -> None:
        with turns.turn(Asked(), size):
            order.append(size)

    with turns.turn(Asked(), 5):
        threads = [threading.Thread(target=take, args=(size,)) for size in (200, 2, 8)]
        for thread in threads:
            thread.start()
            while not turns.is_pressed(size := 10_000):
                time.sleep(0.001)
        while len(turns._waiting) < 3:
            time.sleep(0.001)
        gone.set()
    for thread in threads:
        thread.join(5)
    assert order == [2, 8, 200]
    assert size == 10_000


def test_a_question_is_pressed_by_smaller_ones_only():
    turns = Turns()
    small = Asked()

    def wait() -> None:
        with pytest.raises(Cancelled), turns.turn(small, 8):
            pass

    with turns.turn(Asked(), 25):
        thread = threading.Thread(target=wait)
        thread.start()
        while not turns.is_pressed(25):
            time.sleep(0.001)
        assert not turns.is_pressed(8)
        small.drop()
        thread.join(5)
        assert not thread.is_alive()
        assert not turns.is_pressed(25)


def test_one_that_nobody_wants_does_not_keep_others_waiting():
    turns, dropped = Turns(), Asked()
    dropped.drop()
    with turns.turn(Asked(), 1), pytest.raises(Cancelled), turns.turn(dropped, 2):
        pass
    with turns.turn(Asked(), 3):
        pass


def test_an_error_ends_the_turn():
    turns = Turns()
    with pytest.raises(ValueError, match="broken"), turns.turn(Asked(), 1):
        raise ValueError("broken")
    with turns.turn(Asked(), 1):
        pass
