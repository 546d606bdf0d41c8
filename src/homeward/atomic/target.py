"""A name held while something is made for it, and given to it once it is complete (decision 20)."""

from __future__ import annotations

import errno
import os
from collections.abc import Callable, Generator, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from itertools import count
from pathlib import Path

from homeward.atomic.leftovers import (
    LOCK,
    NEW,
    OLD,
    hidden_name,
    name_of_leftover,
    put_right,
    remove,
    sweep,
)
from homeward.atomic.lock import Busy, Lock, take
from homeward.errors import HomewardBug, Problem, ScenarioError

Check = Callable[[Path], None]
"""Refuses a name that may not be taken; one that exists and is not refused is replaced."""


WRITE_ELSEWHERE = "write elsewhere with --out FOLDER"
complete: list[Path] = []
"""What this process has put in its place, for whoever interrupts it after that."""
_TAKEN = frozenset({errno.EEXIST, errno.ENOTEMPTY, errno.ENOTDIR, errno.EISDIR})


@dataclass
class Target:
    """A name that nobody else writes to meanwhile.

    Parameters
    ----------
    path
        The name; another one, once something is put in place, if that is taken by then and `takes_next`.
    instead
        What to do instead, for messages.
    """

    path: Path
    check: Check
    instead: str
    takes_next: bool
    lock: Lock
    made: list[Path] = field(default_factory=list[Path])

    @property
    def new(self) -> Path:
        """Where it is made."""
        return hidden_name(self.path, NEW)

    @contextmanager
    def folder(self) -> Generator[Path]:
        """Give a folder to write into, and put it in its place once everything is written.

        If anything fails on the way, nothing is left and what was there before is still there.

        Raises
        ------
        ScenarioError
            If something came to stand there that may not be replaced (what was made is then kept under another name),
            or the disk refuses.
        """
        try:
            with self._worded():
                self.new.mkdir()
                yield self.new
                for path in self.new.rglob("*"):
                    _settle(path)
                self._put()
        except BaseException as error:
            if not isinstance(error, ScenarioError):
                error.add_note(f"{self.path}: nothing was written.")
            raise
        finally:
            remove(self.new)

    def file(self, content: bytes) -> None:
        """Write a file and put it in its place.

        Raises
        ------
        ScenarioError
            As `folder` does.
        """
        try:
            with self._worded():
                with self.new.open("xb") as file:
                    file.write(content)
                _settle(self.new)
                self._put()
        finally:
            remove(self.new)

    def release(self) -> None:
        """Let others have the name."""
        self.lock.release()
        for folder in self.made:
            with suppress(OSError):  # it is not empty, if all went well
                folder.rmdir()

    @contextmanager
    def _worded(self) -> Generator[None]:
        try:
            yield
        except OSError as error:
            raise could_not(self.path, error, self.instead) from error

    def _put(self) -> None:
        try:
            self._put_there()
            complete.append(self.path)
        except FileExistsError as error:
            kept = _move_beside(self.new, self.path)
            if not self.takes_next:
                found = f"something came to stand there meanwhile. What was made is {kept}."
                why = "homeward does not overwrite what is there."
                raise ScenarioError(Problem(str(self.path), found, why)) from error
            self.path = kept
            complete.append(kept)

    def _put_there(self) -> None:
        if not os.path.lexists(self.path):
            _move(self.new, self.path)
            return
        try:
            self.check(self.path)
        except ScenarioError as error:
            raise FileExistsError from error
        if not self.new.is_dir():
            self.new.replace(self.path)
            return
        old = hidden_name(self.path, OLD)
        self.path.rename(old)
        try:
            _move(self.new, self.path)
        except BaseException:
            _move_beside(old, self.path)
            raise
        remove(old)


@contextmanager
def hold(
    path: Path, check: Check, instead: str = WRITE_ELSEWHERE, *, takes_next: bool = False
) -> Generator[Target]:
    """Hold a name, from before the work on what will stand there until it does.

    Parameters
    ----------
    check
        Refuses a name that may not be taken.
    instead
        What to do instead, for messages.
    takes_next
        Take the next free name, NAME-2, NAME-3 and so on, instead of refusing.

    Raises
    ------
    ScenarioError
        If the name may not be taken, another process holds it, or the disk refuses.
    """
    known = name_of_leftover(path)
    place = _hold_next(known, check, instead) if takes_next else _hold(known, check, instead)
    try:
        yield place
    finally:
        place.release()


def write(path: Path, content: bytes, instead: str = WRITE_ELSEWHERE) -> None:
    """Write a file of our own whole or not at all; what is there is replaced.

    Raises
    ------
    ScenarioError
        If another process writes it, or the disk refuses; what was there before is still there.
    """
    with hold(path, lambda _: None, instead) as place:
        place.file(content)
        complete.remove(place.path)  # nobody asked for it by name


def _hold(path: Path, check: Check, instead: str) -> Target:
    if not os.path.lexists(hidden_name(path, LOCK)):
        check(path)
    try:
        made = _make_parents(path.parent)
        sweep(path.parent)
        lock = take(hidden_name(path, LOCK))
    except Busy as error:
        found = "another command is writing it."
        ways = ("wait until it has ended.", f"{instead}.")
        raise ScenarioError(Problem(str(path), found, "", ways)) from error
    except (OSError, ValueError) as error:  # of a name that no file can have
        raise could_not(path, error, instead) from error
    place = Target(path, check, instead, takes_next=False, lock=lock, made=made)
    try:
        put_right(path, lock)
        check(path)
        _check_unwritten(place)
    except OSError as error:
        place.release()
        raise could_not(path, error, instead) from error
    except BaseException:
        place.release()
        raise
    return place


def _check_unwritten(place: Target) -> None:
    """Refuse a name that something is made for, on a disk without locks: nobody can tell whether who does lives."""
    if os.path.lexists(place.new):
        found = "another command is writing it, or was killed while it did."
        ways = (f"remove {place.new} if no command is.", f"{place.instead}.")
        raise ScenarioError(Problem(str(place.path), found, "", ways))


def _hold_next(path: Path, check: Check, instead: str) -> Target:
    sweep(path.parent)
    for one in _names(path):
        if os.path.lexists(one):
            continue
        try:
            lock = take(hidden_name(one, LOCK))
        except Busy:
            continue
        except OSError as error:
            raise could_not(one, error, instead) from error
        place = Target(one, check, instead, takes_next=True, lock=lock)
        if not os.path.lexists(one) and not os.path.lexists(place.new):
            return place
        place.release()
    raise HomewardBug("names are numbered without end.")


def _names(path: Path, suffix: str = "") -> Iterator[Path]:
    """Count a name up: NAME, NAME-2, NAME-3 and so on, before the suffix of a file."""
    yield path
    for number in count(2):
        yield path.with_name(f"{path.name.removesuffix(suffix)}-{number}{suffix}")


def _move(new: Path, path: Path) -> None:
    """Move to a name that is free, without ever replacing anything.

    A rename replaces what is there, even an empty folder, so that the name is claimed first, which only one can.

    Raises
    ------
    FileExistsError
        If it is not free.
    """
    if os.name == "nt":  # there, a rename replaces nothing
        new.rename(path)
        return
    is_folder = new.is_dir() and not new.is_symlink()
    if is_folder:
        path.mkdir()
    else:
        path.touch(exist_ok=False)
    try:
        new.replace(path)
    except OSError as error:
        with suppress(OSError):
            path.rmdir() if is_folder else path.unlink()
        if error.errno in _TAKEN:
            raise FileExistsError(error.errno, error.strerror, str(path)) from error
        raise


def _move_beside(new: Path, path: Path) -> Path:
    """Move to a name, or to the next one that is free."""
    for one in _names(path, "" if new.is_dir() else path.suffix):
        with suppress(FileExistsError):
            _move(new, one)
            return one
    raise HomewardBug("names are numbered without end.")


def _make_parents(folder: Path) -> list[Path]:
    """Make a folder and those above it; return those that were not there, the innermost first."""
    missing = [one for one in (folder, *folder.parents) if not one.exists()]
    folder.mkdir(parents=True, exist_ok=True)
    return missing


def _settle(path: Path) -> None:
    """Wait until the disk has a file: else a machine that is switched off could leave its name without its content."""
    if path.is_file():
        with path.open("rb+") as file:
            os.fsync(file.fileno())


def could_not(path: Path, error: OSError | ValueError, instead: str) -> ScenarioError:
    """Word a disk that refuses."""
    reason = "no file can have that name"
    if isinstance(error, OSError):
        reason = error.strerror or str(error)
    found = f"it could not be written: {reason}. Nothing was written."
    ways = (f"free some space, or {instead}.",)
    return ScenarioError(Problem(str(path), found, "", ways))
