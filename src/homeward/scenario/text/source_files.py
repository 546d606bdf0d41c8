"""A file or folder that somebody names: read whole, or why it cannot be (model §2)."""

from __future__ import annotations

import os
import stat
from pathlib import Path

from homeward.errors import Problem
from homeward.scenario.text.cells import shortened
from homeward.scenario.text.file_limits import MOST_BYTES
from homeward.scenario.text.stand_ins import ARCHIVES, WORKBOOKS

_KINDS = (
    (stat.S_ISDIR, "a folder"),
    (stat.S_ISFIFO, "a pipe"),
    (stat.S_ISSOCK, "a socket"),
    (stat.S_ISCHR, "a device"),
    (stat.S_ISBLK, "a device"),
)


def read_file(path: Path, file: str = "", most: int = MOST_BYTES) -> bytes | Problem:
    """Read a regular file of at most `most` bytes; nothing else is ever opened, as it might never end.

    Parameters
    ----------
    path
        The file.
    file
        Its name in messages; that of the path if empty.
    most
        The most bytes it may have.
    """
    file = file or shortened(path.name)
    try:
        mode = path.stat().st_mode
        if not stat.S_ISREG(mode):
            found = f"it is {_kind(mode)}, not a file."
            return Problem(file, found, "", ("put a file of that name in its place.",))
        # It might have become a pipe since; whoever opens one so does not wait for a writer.
        with open(path, "rb", opener=_open_without_waiting) as opened:
            size = os.fstat(opened.fileno()).st_size
            content = b"" if size > most else opened.read(most + 1)
    except FileNotFoundError:
        way = (
            "add it, or correct the link." if path.is_symlink() else "correct its name, or add it."
        )
        return Problem(file, f'there is no such file in "{path.parent}".', "", (way,))
    except (OSError, ValueError) as error:
        way = "make it readable, or put a copy that is in its place."
        return Problem(file, f"the file cannot be read: {reason_of(error)}.", "", (way,))
    if size > most or len(content) > most:
        return _too_large(file, max(size, len(content)), most)
    return content


def _open_without_waiting(path: str, flags: int) -> int:
    return os.open(path, flags | getattr(os, "O_NONBLOCK", 0))


def _kind(mode: int) -> str:
    return next((words for is_one, words in _KINDS if is_one(mode)), "something else")


def reason_of(error: OSError | ValueError) -> str:
    """Say why a file or folder cannot be had, in the words of the system."""
    if isinstance(error, OSError):
        return error.strerror or str(error)
    return "no file can have that name"  # a NUL, or half a letter


def _too_large(file: str, size: int, most: int) -> Problem:
    found = f"the file has {size / 1e6:,.1f} MB, more than {most / 1e6:,.0f} MB."
    why = "Files of a scenario are tables of places, people and days; none is so large."
    ways = ("put the rows that the scenario needs into a smaller file.",)
    return Problem(file, found, why, ways)


def is_there(path: Path) -> bool:
    """Whether something has that name: a file or not, a link that leads nowhere, or what may not be looked at."""
    try:
        path.lstat()
    except (FileNotFoundError, NotADirectoryError, ValueError):
        return False
    except OSError:
        return True
    return True


def names_in_folder(folder: Path) -> tuple[str, ...] | Problem:
    """List what is in a folder, or say why it cannot be; nothing is there: no name."""
    name = f'the folder "{folder}"'
    try:
        if not stat.S_ISDIR(folder.stat().st_mode):
            return _not_a_folder(folder)
        return tuple(sorted(entry.name for entry in os.scandir(folder)))
    except FileNotFoundError:
        return Problem("", f'there is no folder "{folder}".', "", ("correct its name.",))
    except (OSError, ValueError) as error:
        ways = ("make it readable, or name another.",)
        return Problem("", f"{name} cannot be read: {reason_of(error)}.", "", ways)


def _not_a_folder(path: Path) -> Problem:
    mode = path.stat().st_mode
    kind = "a file" if stat.S_ISREG(mode) else _kind(mode)
    way = f"give its folder: {path.parent}"
    if path.name.lower().endswith(ARCHIVES):
        way = "unpack it, and name the folder that comes out."
    elif path.name.lower().endswith(".xlsx"):
        way = f"name the folder that `homeward workbook {path} --to FOLDER` makes of it, if it is a scenario."
    elif path.name.lower().endswith(WORKBOOKS):
        way = "save each of its sheets as CSV UTF-8 into a folder, and name the folder."
    return Problem("", f'"{path}" is {kind}, not a folder.', "", (way,))


def is_folder(path: Path) -> bool:
    """Whether it is a folder, as far as can be told."""
    try:
        return path.is_dir()
    except (OSError, ValueError):
        return False
