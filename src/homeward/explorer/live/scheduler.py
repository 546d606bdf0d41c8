"""Turns: one question computes at a time, and whoever asks for little goes first."""

from __future__ import annotations

import threading
from collections.abc import Generator
from contextlib import contextmanager

from homeward.engine.pool import Cancelled

LOOK_SECONDS = 0.02
"""How often somebody who waits looks whether the answer is still wanted."""


class PendingRequest:
    """One question of a browser, wanted until it goes away or asks another in the same slot."""

    def __init__(self) -> None:
        self._is_dropped = threading.Event()

    def drop(self) -> None:
        """Say that the answer is no longer wanted."""
        self._is_dropped.set()

    def is_wanted(self) -> bool:
        """Tell whether anybody still waits for the answer."""
        return not self._is_dropped.is_set()


class Scheduler:
    """Who computes: all processors work for one question at a time.

    Questions are small to large by `size`. One that is under way gives way to a smaller one that arrives, keeps what
    it has done, and goes on afterwards.
    """

    def __init__(self) -> None:
        self._changed = threading.Condition()
        self._waiting: list[tuple[int, int]] = []
        self._number = 0
        self._is_taken = False

    @contextmanager
    def turn(self, asked: PendingRequest, size: int) -> Generator[None]:
        """Wait for a turn, and take it.

        Raises
        ------
        Cancelled
            If the answer is no longer wanted before it is the question's turn.
        """
        with self._changed:
            self._number += 1
            ticket = (size, self._number)
            self._waiting.append(ticket)
            try:
                while self._is_taken or min(self._waiting) != ticket:
                    if not asked.is_wanted():
                        raise Cancelled
                    self._changed.wait(LOOK_SECONDS)
                self._is_taken = True
            finally:
                self._waiting.remove(ticket)
                self._changed.notify_all()
        try:
            yield
        finally:
            with self._changed:
                self._is_taken = False
                self._changed.notify_all()

    def is_busy(self) -> bool:
        """Tell whether somebody computes or waits for a turn."""
        with self._changed:
            return self._is_taken or bool(self._waiting)

    def has_smaller_request(self, size: int) -> bool:
        """Tell whether somebody waits who asks for less."""
        with self._changed:
            return any(waiting < size for waiting, _ in self._waiting)
