"""What a command costs, seen from outside: wall and CPU seconds and the most memory it held."""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
import time
from contextlib import contextmanager
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Generator, Sequence

IN_A_MEGABYTE = 1e6 if sys.platform == "darwin" else 1e6 / 1024  # units of ru_maxrss
CAN_PIN = hasattr(os, "sched_setaffinity")


class FailedError(Exception):
    """A command failed; says what it last said."""


@dataclass(frozen=True)
class Cost:
    """Of one run of a command, with all it started."""

    wall: float  # seconds
    cpu: float  # seconds, user and system
    peak: float  # megabytes, of its largest process


def measure(command: Sequence[str]) -> tuple[Cost, str]:
    """Run a command alone on one core; return its cost and what it printed.

    Keep the calling process small: on Linux a child's peak is never less than its parent's at the start.
    """
    with tempfile.TemporaryFile() as printed, tempfile.TemporaryFile() as complaints:
        with on_one_core():
            began = time.perf_counter()
            process = subprocess.Popen(command, stdout=printed, stderr=complaints)
            _, status, used = os.wait4(process.pid, 0)
            wall = time.perf_counter() - began
        process.returncode = os.waitstatus_to_exitcode(status)
        if process.returncode:
            complaints.seek(0)
            said = complaints.read().decode(errors="replace").strip().splitlines()
            raise FailedError(said[-1] if said else f"exit status {process.returncode}")
        printed.seek(0)
        text = printed.read().decode(errors="replace")
    return Cost(wall, used.ru_utime + used.ru_stime, used.ru_maxrss / IN_A_MEGABYTE), text


@contextmanager
def on_one_core() -> Generator[None]:
    """Keep this process, and what it starts meanwhile, on the last core it may use."""
    if not CAN_PIN:
        yield
        return
    allowed = os.sched_getaffinity(0)
    os.sched_setaffinity(0, {max(allowed)})
    try:
        yield
    finally:
        os.sched_setaffinity(0, allowed)
