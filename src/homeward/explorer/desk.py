"""The desk: which question a browser still waits for; the newest in a slot wins."""

from __future__ import annotations

import threading
from collections.abc import Generator
from contextlib import contextmanager

from homeward.explorer.turns import Asked


class Desk:
    """Questions under way, by the slot that asked them: one side of one screen."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._asked: dict[str, Asked] = {}

    @contextmanager
    def asked(self, slot: str | None) -> Generator[Asked]:
        """Take a question; what the slot asked before is no longer wanted."""
        asked = Asked()
        if slot is None:
            yield asked
            return
        with self._lock:
            older = self._asked.get(slot)
            self._asked[slot] = asked
        if older is not None:
            older.drop()
        try:
            yield asked
        finally:
            with self._lock:
                if self._asked.get(slot) is asked:
                    del self._asked[slot]

    def drop_all(self) -> None:
        """Say that no answer is wanted any more: the server is closing."""
        with self._lock:
            for one in self._asked.values():
                one.drop()
