"""A file that is either complete or not there at all."""

from __future__ import annotations

import os
from contextlib import suppress
from pathlib import Path

from homeward.errors import Problem, ScenarioError


def check_file(path: Path, suffix: str, *, force: bool = False) -> None:
    """Refuse a file that may not be written; asked before long work, too.

    Parameters
    ----------
    suffix
        What its name must end in, so that nothing else is ever replaced.

    Raises
    ------
    ScenarioError
        If its name ends otherwise, its folder is not there, or it exists and `force` is not given.
    """
    if path.suffix.lower() != suffix:
        way = f"end the name in {suffix}."
        raise ScenarioError(Problem(str(path), f"the name does not end in {suffix}.", "", (way,)))
    if not path.parent.is_dir():
        ways = ("make the folder, or name a file elsewhere with --out FILE.",)
        raise ScenarioError(Problem(str(path), f"there is no folder {path.parent}.", "", ways))
    if path.is_dir():
        ways = ("name a file with --out FILE.",)
        raise ScenarioError(Problem(str(path), "this is a folder, not a file.", "", ways))
    if os.path.lexists(path) and not force:
        why = "homeward does not overwrite what is there."
        ways = ("name another file with --out FILE.", "--force to replace it.")
        raise ScenarioError(Problem(str(path), "the file exists.", why, ways))


def write_whole(path: Path, content: bytes) -> None:
    """Write a file beside its place and then put it there, so that it is never there by half.

    Raises
    ------
    ScenarioError
        If the disk refuses: it is full, or not ours. What was there before is still there.
    """
    partial = path.with_name(f"{path.name}.partial-{os.getpid()}")
    try:
        partial.write_bytes(content)
        partial.replace(path)
    except OSError as error:
        reason = error.strerror or str(error)
        found = f"the file could not be written: {reason}. Nothing was written."
        ways = ("free some space, or write elsewhere with --out FILE.",)
        raise ScenarioError(Problem(str(path), found, "", ways)) from error
    finally:
        with suppress(OSError):  # it is in its place, unless something went wrong
            partial.unlink()
