"""Files and folders that are asked for by name: what may be replaced, and what name they must bear (model §9)."""

from __future__ import annotations

import os
from contextlib import AbstractContextManager
from functools import partial
from pathlib import Path

from homeward.atomic.target import Target, hold
from homeward.errors import Problem, ScenarioError


def check_unused(path: Path, why: str, *ways_out: str) -> None:
    """Refuse a name at which anything is, even a link to nothing.

    Raises
    ------
    ScenarioError
        If anything is.
    """
    if os.path.lexists(path):
        raise ScenarioError(Problem("", f'"{path}" already exists.', why, ways_out))


def check_new_folder(folder: Path, why: str) -> None:
    """Refuse a folder that is there, or that there is no folder to make in.

    Raises
    ------
    ScenarioError
        If it exists, or its parent does not.
    """
    check_unused(folder, why, "choose another name, or remove it.")
    if not os.path.isdir(folder.parent):  # noqa: PTH112  Path.is_dir refuses names that are too long
        found = f'there is no folder "{folder.parent}" to make it in.'
        raise ScenarioError(Problem("", found, "", ("make that folder first.",)))


def check_file(
    path: Path, suffix: str, *, force: bool | None = False, elsewhere: str = "--out FILE"
) -> None:
    """Refuse a file that may not be written.

    Parameters
    ----------
    suffix
        What its name must end in, so that nothing else is ever replaced.
    force
        Replace one that is there; None where a command never does.
    elsewhere
        The option that names another, for messages.

    Raises
    ------
    ScenarioError
        If its name ends otherwise, its folder is not there, or it exists and `force` is not given.
    """
    if path.suffix.lower() != suffix:
        way = f"end the name in {suffix}."
        raise ScenarioError(Problem(str(path), f"the name does not end in {suffix}.", "", (way,)))
    if not path.parent.is_dir():
        ways = (f"make the folder, or name a file elsewhere with {elsewhere}.",)
        raise ScenarioError(Problem(str(path), f"there is no folder {path.parent}.", "", ways))
    if path.is_dir():
        ways = (f"name a file with {elsewhere}.",)
        raise ScenarioError(Problem(str(path), "this is a folder, not a file.", "", ways))
    if os.path.lexists(path) and not force:
        why = "homeward does not overwrite what is there."
        ways = (f"name another file with {elsewhere}.",)
        ways += ("--force to replace it.",) if force is not None else ()
        raise ScenarioError(Problem(str(path), "the file exists.", why, ways))


def hold_file(
    path: Path, suffix: str, *, force: bool | None = False, elsewhere: str = "--out FILE"
) -> AbstractContextManager[Target]:
    """Hold the name of a file from before the work on it until it stands there.

    Raises
    ------
    ScenarioError
        If `check_file` refuses it, another process writes it, or the disk refuses.
    """
    check = partial(check_file, suffix=suffix, force=force, elsewhere=elsewhere)
    return hold(path, check, f"write elsewhere with {elsewhere}")
