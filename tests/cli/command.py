"""The command line as a user calls it, in this process or in one of its own."""

from __future__ import annotations

import io
import signal
import subprocess
import sys
from collections.abc import Generator
from contextlib import chdir, contextmanager, redirect_stderr, redirect_stdout
from pathlib import Path
from typing import IO

import pytest

from homeward.atomic import target
from homeward.cli.main import app
from homeward.cli.wall import main

COMMAND = [sys.executable, "-m", "homeward.cli.wall"]


def call(*arguments: str, cwd: Path) -> subprocess.CompletedProcess[str]:
    """Call it in this process, which has the model at hand: starting another takes longer than most commands."""
    said, told = _stream(), _stream()
    with _as_a_process_begins(arguments), redirect_stdout(said), redirect_stderr(told), chdir(cwd):
        try:
            main()
        except SystemExit as ended:
            status = ended.code
    return subprocess.CompletedProcess(list(arguments), status, _text(said), _text(told))


def call_alone(*arguments: str, cwd: Path, **options: object) -> subprocess.CompletedProcess[str]:
    """Call it in a process of its own."""
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


def first_progress(told: IO[str]) -> str:
    """Read on to the first line of progress, past what the command will take, where that is said."""
    return next((line for line in told if "runs will take" not in line), "")


@contextmanager
def _as_a_process_begins(arguments: tuple[str, ...]) -> Generator[None]:
    """Nothing is written yet, and interrupts are heeded again afterwards."""
    heeded = signal.getsignal(signal.SIGINT)
    with pytest.MonkeyPatch.context() as patched:
        patched.setattr(sys, "argv", ["homeward", *arguments])
        patched.setattr(target, "complete", [])
        try:
            yield
        finally:
            signal.signal(signal.SIGINT, heeded)


def _stream() -> io.TextIOWrapper:
    return io.TextIOWrapper(io.BytesIO(), encoding="utf-8", write_through=True)


def _text(stream: io.TextIOWrapper) -> str:
    return stream.buffer.getvalue().decode()  # type: ignore[attr-defined]
