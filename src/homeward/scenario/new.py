"""A new scenario to start from: a copy of one that comes with homeward (model §2)."""

from __future__ import annotations

import shutil
from functools import partial
from pathlib import Path

from homeward.atomic.named_file import check_new_folder
from homeward.atomic.target import hold
from homeward.errors import Problem, ScenarioError, nearest_hint
from homeward.scenario.shipped import SHIPPED_FOLDER, shipped_names

check_new = partial(check_new_folder, why="A new scenario never writes over what is there.")
"""Refuses a folder that no new scenario can be made in."""


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
        why = nearest_hint(source, names)
        found = f'no scenario "{source}" comes with homeward.'
        raise ScenarioError(Problem("", found, why, (f"name one of {', '.join(names)}.",)))
    with hold(folder, check_new, "choose another name") as place, place.folder() as made:
        # Bytes alone: what comes with homeward may be read-only, and the copy is to be edited.
        for path in (SHIPPED_FOLDER / source).iterdir():
            if path.is_file() and not path.name.startswith("."):
                shutil.copyfile(path, made / path.name)
    return folder
