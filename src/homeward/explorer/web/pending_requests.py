"""The pending: which questions browsers still wait for; the newest in a slot wins."""

from __future__ import annotations

import threading
from collections.abc import Generator
from contextlib import contextmanager

from homeward.explorer.live.scheduler import PendingRequest


class PendingRequests:
    """Questions under way. A slot, one side of one screen, waits for its newest only."""

    def __init__(self) -> None:
        self._lock = threading.RLock()  # a signal that closes the server may come while it is held
        self._under_way: dict[PendingRequest, str | None] = {}

    @contextmanager
    def asked(self, slot: str | None) -> Generator[PendingRequest]:
        """Take a question; what its slot asked before is no longer wanted."""
        asked = PendingRequest()
        with self._lock:
            for other, its_slot in self._under_way.items():
                if slot is not None and its_slot == slot:
                    other.drop()
            self._under_way[asked] = slot
        try:
            yield asked
        finally:
            with self._lock:
                del self._under_way[asked]

    def drop_all(self) -> None:
        """Say that no answer is wanted any more: the server is closing."""
        with self._lock:
            for one in list(self._under_way):
                one.drop()
