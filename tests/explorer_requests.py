"""Requests of the explorer that are given up after a while."""

from __future__ import annotations

from collections.abc import Callable

from homeward.explorer.live.scheduler import PendingRequest


class WantedUntil(PendingRequest):
    """A request that is wanted until something has happened."""

    def __init__(self, has_happened: Callable[[], bool]) -> None:
        super().__init__()
        self._has_happened = has_happened

    def is_wanted(self) -> bool:
        """Tell whether it has not happened yet."""
        return super().is_wanted() and not self._has_happened()
