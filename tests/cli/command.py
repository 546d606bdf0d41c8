"""The command line as a user calls it."""

from __future__ import annotations

import signal
import subprocess
import sys
from pathlib import Path

from homeward.cli.main import app

COMMAND = [sys.executable, "-m", "homeward.cli.wall"]


def call(*arguments: str, cwd: Path, **options: object) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [*COMMAND, *arguments], cwd=cwd, capture_output=True, text=True, check=False, **options
    )


def run_here(command: str, *arguments: str, **options: object) -> None:
    """Call a command in this process; options by name, `several=["a", "b"]` for one that is repeated."""
    words = [command, *arguments]
    for name, value in options.items():
        option = f"--{name.replace('_', '-')}"
        if isinstance(value, list):
            words += [word for one in value for word in (option, str(one))]
        elif value is True:
            words.append(option)
        elif value is not None and value is not False:
            words += [option, str(value)]
    app(words, standalone_mode=False)


def heed_interrupts() -> None:
    """Undo what a shell does to a command it runs in the background: to ignore interrupts."""
    signal.signal(signal.SIGINT, signal.SIG_DFL)
