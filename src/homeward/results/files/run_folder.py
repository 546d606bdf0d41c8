"""Folders of results: under which name, and what may be replaced (model §9)."""

from __future__ import annotations

import os
from contextlib import AbstractContextManager
from functools import partial
from pathlib import Path

from homeward.atomic.target import Target, hold
from homeward.errors import Problem, ScenarioError
from homeward.results.files.provenance import RUN_FILE


def check_run_folder(folder: Path, *, force: bool = False) -> None:
    """Refuse a folder that results may not be written to.

    Raises
    ------
    ScenarioError
        If it exists and `force` is not given, or is no results folder.
    """
    if not os.path.lexists(folder):
        return
    if not force:
        why = "homeward does not overwrite results."
        ways_out = ("name another folder.", "--force to replace it.")
        raise ScenarioError(Problem(str(folder), "the folder exists.", why, ways_out))
    if not folder.is_dir() or (any(folder.iterdir()) and not (folder / RUN_FILE).is_file()):
        found = f"it exists and holds no {RUN_FILE}."
        why = "--force replaces results and nothing else."
        raise ScenarioError(Problem(str(folder), found, why, ("name another folder.",)))


def hold_results(
    folder: Path | None, scenario: str, *, force: bool = False
) -> AbstractContextManager[Target]:
    """Hold the name of a results folder from before a run until its results stand there.

    Parameters
    ----------
    folder
        The name; None for SCENARIO-run or, where that is taken and not to be replaced, the first that is free of
        SCENARIO-run-2, SCENARIO-run-3 and so on.
    force
        Replace a results folder that exists, once the new one is complete.

    Raises
    ------
    ScenarioError
        If the folder may not be replaced, another process writes to it, or the disk refuses.
    """
    named = Path(f"{scenario}-run") if folder is None else folder
    check = partial(check_run_folder, force=force)
    return hold(named, check, takes_next=folder is None and not force)
