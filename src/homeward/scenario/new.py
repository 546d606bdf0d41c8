"""A new scenario to start from: a copy of one that comes with homeward (model §2)."""

from __future__ import annotations

import os
import shutil
import tempfile
from pathlib import Path

from homeward.errors import Problem, ScenarioError, nearest
from homeward.scenario.files import is_folder, reason_of
from homeward.scenario.shipped import SHIPPED_FOLDER, shipped_names


def new_scenario(name: str | Path, source: str = "tiny") -> Path:
    """Copy a scenario that comes with homeward into a new folder, whole or not at all.

    Returns
    -------
    Path of the new folder.

    Raises
    ------
    ScenarioError
        If the folder exists or cannot be written, its parent does not exist, or no such scenario comes with homeward.
    """
    folder = Path(name)
    names = shipped_names()
    if source not in names:
        near = nearest(source, names)
        why = f'Nearest name: "{near}".' if near else ""
        found = f'no scenario "{source}" comes with homeward.'
        raise ScenarioError(Problem("", found, why, (f"name one of {', '.join(names)}.",)))
    if os.path.lexists(folder):
        why = "A new scenario never writes over what is there."
        found = f'"{folder}" already exists.'
        raise ScenarioError(Problem("", found, why, ("choose another name, or remove it.",)))
    if not is_folder(folder.parent):
        found = f'there is no folder "{folder.parent}" to make it in.'
        raise ScenarioError(Problem("", found, "", ("make that folder first.",)))
    try:
        with tempfile.TemporaryDirectory(dir=folder.parent, prefix=".homeward-new-") as work:
            copy = Path(work) / "scenario"
            copy.mkdir()
            # Bytes alone: what comes with homeward may be read-only, and the copy is to be edited.
            for path in (SHIPPED_FOLDER / source).iterdir():
                if path.is_file() and not path.name.startswith("."):
                    shutil.copyfile(path, copy / path.name)
            copy.rename(folder)
    except (OSError, ValueError) as error:
        found = f"it could not be written: {reason_of(error)}. Nothing is left of it."
        ways = ("free some space, or name a folder elsewhere.",)
        raise ScenarioError(Problem(str(folder), found, "", ways)) from error
    return folder
