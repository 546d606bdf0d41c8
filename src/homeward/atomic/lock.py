"""A lock that ends with its process, whatever ends it: the operating system's own (decision 20)."""

from __future__ import annotations

import errno
import os
import sys
import time
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

TRIES = 10
SECONDS_BETWEEN = 0.05
"""Somebody who sweeps what a dead process left holds its lock for a moment: half a second is waited."""
_HELD = frozenset({errno.EACCES, errno.EAGAIN, errno.EWOULDBLOCK, errno.EDEADLK})
_OPENED = os.O_RDWR | getattr(os, "O_CLOEXEC", 0) | getattr(os, "O_NOFOLLOW", 0)


class Busy(Exception):  # noqa: N818  nothing went wrong
    """A process that lives holds the lock."""


@dataclass(frozen=True)
class Lock:
    """A lock that is held.

    Parameters
    ----------
    descriptor
        Of the open file the lock is on.
    was_left
        Whether the file was there before, so that whoever made it was killed.
    is_sure
        Whether the disk knows locks: if not, nobody can tell the dead from the living.
    """

    path: Path
    descriptor: int
    was_left: bool
    is_sure: bool

    def release(self) -> None:
        """Remove the file and end the lock, in the order that the system allows."""
        if sys.platform != "win32":  # there, a file that is open cannot be removed
            self._remove()
        os.close(self.descriptor)
        self._remove() if sys.platform == "win32" else None

    def _remove(self) -> None:
        with suppress(OSError):
            self.path.unlink()


def take(path: Path, *, makes: bool = True) -> Lock:
    """Take the lock on a file, made for it if it is not there.

    Parameters
    ----------
    makes
        Whether a file that is not there is made.

    Raises
    ------
    Busy
        If a process that lives holds it.
    OSError
        If the file cannot be made or opened.
    """
    for _ in range(TRIES):
        try:
            lock = _try(path, makes=makes)
        except BlockingIOError:
            time.sleep(SECONDS_BETWEEN)
            continue
        if lock is not None:
            return lock
    raise Busy(path)


def _try(path: Path, *, makes: bool) -> Lock | None:
    """Take the lock, or None if its file was removed meanwhile by who held it."""
    descriptor, was_left = _open(path, makes=makes)
    try:
        is_sure = _lock(descriptor)
        there = path.stat()
    except FileNotFoundError:
        os.close(descriptor)
        return None
    except OSError as error:
        os.close(descriptor)
        if error.errno in _HELD:
            raise BlockingIOError from error
        raise
    mine = os.fstat(descriptor)
    if (there.st_dev, there.st_ino) != (mine.st_dev, mine.st_ino):
        os.close(descriptor)
        return None
    return Lock(path, descriptor, was_left, is_sure)


def _open(path: Path, *, makes: bool) -> tuple[int, bool]:
    """Open the file; tell whether it was there."""
    if makes:
        with suppress(FileExistsError):
            return os.open(path, _OPENED | os.O_CREAT | os.O_EXCL, 0o666), False
    return os.open(path, _OPENED), True


def _lock(descriptor: int) -> bool:
    """Lock an open file without waiting; tell whether this disk knows locks."""
    try:
        if sys.platform == "win32":
            import msvcrt  # noqa: PLC0415  there only

            msvcrt.locking(descriptor, msvcrt.LK_NBLCK, 1)
        else:
            import fcntl  # noqa: PLC0415  not on Windows

            fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError as error:
        if error.errno in _HELD:
            raise
        return False
    return True
