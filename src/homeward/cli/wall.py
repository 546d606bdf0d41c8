"""The outer wall: where everything that went wrong ends in a sentence and an exit status (model §1, decision 20)."""

from __future__ import annotations

import errno
import signal
import sys
import warnings
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from types import TracebackType
from typing import Any, NoReturn

from homeward.cli.stdio import Unheard, voices
from homeward.errors import HomewardError, Notice, Problem, ScenarioError

INTERRUPTED = 130
READ_ENOUGH = 141
"""What a shell says of a command whose reader has gone: 128 and the number of the signal."""
BUG = 70
PACKAGE = Path(__file__).parents[1]
_NAMES = """
EACCES EPERM EROFS ENOENT ENOTDIR EISDIR ENOTEMPTY EEXIST ENOSPC EDQUOT EFBIG EIO ENXIO ENODEV ESTALE ENAMETOOLONG
ELOOP EMFILE ENFILE EBUSY ETXTBSY ENOMEM EXDEV
"""
REFUSALS = frozenset(getattr(errno, name) for name in _NAMES.split() if hasattr(errno, name))
"""What a file system may refuse that is nobody's bug."""


def main() -> NoReturn:
    """Run the command line and end with its exit status: 0, 2, 3, 70, 130 or 141."""
    with voices():
        status = behind_the_wall(_run)
    sys.exit(status)


def behind_the_wall(command: Callable[[], int]) -> int:
    """Run a command and return its exit status; what went wrong is said on standard error."""
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("always", Notice)
            warnings.showwarning = _show_warning
            status = command()
            sys.stdout.flush()
    except BaseException as error:  # noqa: BLE001  the outer wall
        with suppress(ValueError):  # not the main thread: then nobody interrupts it either
            signal.signal(signal.SIGINT, signal.SIG_IGN)  # what is left to do is a sentence
        return _end(error)
    if status == INTERRUPTED:  # typer turns an interrupt into this status, with or without raising
        _say(_interrupted())
    return status


def _run() -> int:
    from homeward.cli.main import app

    status = app(standalone_mode=False)
    return status if isinstance(status, int) else 0


def _end(error: BaseException) -> int:
    """Word whatever was raised, and give the exit status of it."""
    worded = _word(error)
    if worded is not None:
        _say(f"{type(worded).__name__}: {worded}")
        return worded.exit_status
    if isinstance(error, Unheard):
        return READ_ENOUGH
    if isinstance(error, SystemExit):
        return error.code if isinstance(error.code, int) else int(error.code is not None)
    if isinstance(error, KeyboardInterrupt) or type(error).__name__ == "Abort":  # of click
        _say(_interrupted())
        return INTERRUPTED
    status = getattr(error, "exit_code", None)  # of click, which typer brings under its own name
    if isinstance(status, int):
        show = getattr(error, "show", None)
        if show is not None:
            show()
        return status
    import traceback

    traceback.print_exception(error)
    _say(
        "HomewardBug: internal error: this is a bug in homeward.\n"
        "  Fix: please report it with the lines above, the command and the scenario."
    )
    return BUG


def _interrupted() -> str:
    """Say what an interrupt has left."""
    from homeward.atomic.target import complete

    there = ", ".join(map(str, complete))
    return (
        f"\nInterrupted: {there} was written before."
        if there
        else "\nInterrupted: nothing was written."
    )


def _word(error: BaseException) -> HomewardError | None:
    """Word what was raised on purpose, and what the machine refuses; None for the rest."""
    if isinstance(error, HomewardError):
        return error
    if isinstance(error, Unheard) and not error.is_closed_pipe:
        return ScenarioError(Problem("standard output", f"it cannot be written: {error}."))
    if isinstance(error, MemoryError):
        way = "ask for fewer members, or for less of the scenario."
        return ScenarioError(Problem("", "there is not enough memory on this machine.", "", (way,)))
    if isinstance(error, RecursionError) and not _is_ours(error.__traceback__):
        return ScenarioError(Problem("", "something that was read is nested too deeply."))
    if isinstance(error, OSError) and error.errno in REFUSALS:
        name = error.filename
        where = str(name) if isinstance(name, str | bytes | Path) else ""
        found = f"it cannot be read or written: {error.strerror}."
        return ScenarioError(Problem(where or "a file", found))
    return None


def _is_ours(trace: TracebackType | None) -> bool:
    """Tell whether the innermost line is of homeward, not of a reader that it called."""
    while trace is not None and trace.tb_next is not None:
        trace = trace.tb_next
    return trace is not None and Path(trace.tb_frame.f_code.co_filename).is_relative_to(PACKAGE)


def _show_warning(
    message: Warning | str, category: type[Warning], filename: str, line: int, *_: Any
) -> None:
    """Say a notice in one line; anything else as Python does."""
    if issubclass(category, Notice):
        _say(str(message))
    else:
        _say(warnings.formatwarning(message, category, filename, line).rstrip())


def _say(text: str) -> None:
    """Say something on standard error, after what has been said on standard output."""
    with suppress(Unheard):
        sys.stdout.flush()
    sys.stderr.write(f"{text}\n")
    sys.stderr.flush()


if __name__ == "__main__":
    main()
