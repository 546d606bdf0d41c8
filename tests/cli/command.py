"""The command line as a user calls it."""

from __future__ import annotations

import signal
import subprocess
import sys
from pathlib import Path

COMMAND = [sys.executable, "-m", "homeward.cli.main"]


def call(*arguments: str, cwd: Path, **options: object) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [*COMMAND, *arguments], cwd=cwd, capture_output=True, text=True, check=False, **options
    )


def heed_interrupts() -> None:
    """Undo what a shell does to a command it runs in the background: to ignore interrupts."""
    signal.signal(signal.SIGINT, signal.SIG_DFL)
