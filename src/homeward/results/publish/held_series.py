"""Series held for as long as somebody will ask for them, and no longer."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from threading import Lock

from homeward.engine.packed import Read
from homeward.engine.simulated import CommunitySeries
from homeward.results.tables.totals import Measure


class HeldSeries:
    """Gives series by name, and holds each until the last of some measures has asked for it."""

    def __init__(self, read: Read, several: Iterable[Measure]) -> None:
        self._read = read
        self._left = Counter(name for one in several for name in one.variables)
        self._held: dict[str, CommunitySeries] = {}
        self._lock = Lock()

    def __call__(self, name: str) -> CommunitySeries:
        """Give a series; two threads that ask at once may both have it read."""
        series = self._held.get(name) or self._read(name)
        with self._lock:
            self._left[name] -= 1
            if self._left[name] > 0:
                self._held[name] = series
            else:
                self._held.pop(name, None)
        return series
