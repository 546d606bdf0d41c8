"""How long jobs will take, from one of them that was timed."""

from __future__ import annotations

import os
from collections.abc import Callable

Expected = Callable[[float], None]
"""Told how long everything will take, seconds, before it is begun."""


def seconds_of(jobs: float, each: float, threads: int | None) -> float:
    """Tell how long so many jobs take side by side, each of so many seconds."""
    workers = threads or os.cpu_count() or 1
    return each * jobs / max(min(workers, jobs), 1)
