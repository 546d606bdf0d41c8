"""Standard output and error as they are: short of letters, full, closed, or read by nobody (decision 20)."""

from __future__ import annotations

import errno
import io
import os
import sys
from collections.abc import Generator
from contextlib import contextmanager, suppress
from typing import IO, Any

OUTPUT, ERROR = 1, 2
"""Numbers of the streams."""


class Unheard(Exception):  # noqa: N818  of the reader's making, not ours
    """Standard output cannot be written; what the system said is the cause."""

    def __init__(self, error: OSError) -> None:
        self.error = error
        super().__init__(error.strerror or str(error))

    @property
    def is_closed_pipe(self) -> bool:
        """Whether whoever read it has read enough, such as `head`."""
        return self.error.errno == errno.EPIPE


class Voice(io.TextIOBase):
    """A standard stream that replaces the letters it does not have.

    What cannot be written to standard output is raised as `Unheard`, every time anew; what cannot be said on standard
    error is not worth stopping the work for. Either way the stream is turned to nowhere, or Python would fail on it
    again as it ends.

    Parameters
    ----------
    stream
        What Python made of it: None if it is closed.
    """

    def __init__(self, stream: IO[str] | None, number: int) -> None:
        self._stream = stream
        self._number = number
        self._error: OSError | None = None
        if isinstance(stream, io.TextIOWrapper):
            _replace_letters(stream)

    @property
    def encoding(self) -> str:  # pyright: ignore[reportIncompatibleVariableOverride]  read only
        """Name of its letters."""
        return getattr(self._stream, "encoding", None) or "ascii"

    def write(self, text: str) -> int:
        """Write text."""
        if not isinstance(text, str):  # pyright: ignore[reportUnnecessaryIsInstance]  asked to tell text from bytes
            raise TypeError("text is written here")
        if self._stream is None or self._error is not None:
            self._fail(self._error or OSError(errno.EBADF, os.strerror(errno.EBADF)))
        else:
            try:
                self._stream.write(text)
            except OSError as error:
                self._fail(error)
        return len(text)

    def flush(self) -> None:
        """Send what has been written."""
        if self._error is not None:
            self._fail(self._error)
        elif self._stream is not None:
            try:
                self._stream.flush()
            except OSError as error:
                self._fail(error)

    def isatty(self) -> bool:
        """Tell whether it is a terminal."""
        return self._stream is not None and self._stream.isatty()

    def fileno(self) -> int:
        """Give its number."""
        return self._number if self._stream is None else self._stream.fileno()

    def writable(self) -> bool:
        """Tell that it can be written to."""
        return True

    def _fail(self, error: OSError) -> None:
        """Remember what went wrong, and turn the stream to nowhere."""
        self._error = error
        with suppress(OSError):
            nowhere = os.open(os.devnull, os.O_WRONLY)
            os.dup2(nowhere, self._number)
            if nowhere != self._number:
                os.close(nowhere)
        if self._number == OUTPUT:
            raise Unheard(error) from error


def _replace_letters(stream: io.TextIOWrapper) -> None:
    """Let a stream replace letters; one whose codec cannot is given plain ones."""
    errors = "backslashreplace" if stream.errors == "backslashreplace" else "replace"
    try:
        "é–\n".encode(stream.encoding, errors)
        stream.reconfigure(errors=errors)
    except (UnicodeError, LookupError):
        stream.reconfigure(encoding="ascii", errors=errors)


@contextmanager
def voices() -> Generator[None]:
    """Speak through streams that meet whatever they lead to."""
    before: tuple[Any, Any] = sys.stdout, sys.stderr
    _fill_gaps()
    sys.stdout, sys.stderr = Voice(before[0], OUTPUT), Voice(before[1], ERROR)
    try:
        yield
    finally:
        sys.stdout, sys.stderr = before


def _fill_gaps() -> None:
    """Open something in place of streams that are closed: else the next file opened would take the number of one."""
    for number, stream in enumerate((sys.stdin, sys.stdout, sys.stderr)):
        if stream is not None:
            continue
        with suppress(OSError):
            os.fstat(number)
            continue
        nowhere = os.open(os.devnull, os.O_RDWR)
        if nowhere != number:
            os.dup2(nowhere, number)
            os.close(nowhere)
