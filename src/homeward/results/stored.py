"""What can be wrong with a results folder, in words (model §9)."""

from __future__ import annotations

import json
from collections.abc import Generator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, NoReturn

from homeward.errors import Problem, ScenarioError
from homeward.results.netcdf import RESULTS_FILE
from homeward.results.provenance import FORMAT, RUN_FILE

SIGNS = (OSError, KeyError, ValueError, RuntimeError)
"""What the readers of NetCDF raise of a damaged file."""
_AGAIN = "run the scenario again: homeward run SCENARIO --out FOLDER."


def read_run(folder: Path) -> dict[str, Any]:
    """Read run.json.

    Raises
    ------
    ScenarioError
        If the folder or the file is not there, or cannot be understood.
    """
    if not folder.is_dir():
        way_out = "name a folder that homeward run has written."
        _refuse(str(folder), "there is no such results folder.", way_out)
    path = folder / RUN_FILE
    if not path.is_file():
        _refuse(str(folder), f"it holds no {RUN_FILE}, so it is no results folder.", _AGAIN)
    try:
        info = json.loads(path.read_text(encoding="utf-8"))
    except ValueError as error:
        _refuse(str(path), "the file is damaged: it is not JSON.", _AGAIN, error)
    if not isinstance(info, dict) or info.get("format") != FORMAT:
        found = f"the folder was not written in format {FORMAT}, the one this version reads."
        _refuse(str(path), found, "open it with the version of homeward that wrote it.")
    return info


def find_netcdf(folder: Path) -> Path:
    """Find results.nc.

    Raises
    ------
    ScenarioError
        If it is not there.
    """
    path = folder / RESULTS_FILE
    if not path.is_file():
        _refuse(str(folder), f"it holds no {RESULTS_FILE}.", _AGAIN)
    return path


@contextmanager
def damage_worded(path: Path, signs: tuple[type[Exception], ...] = SIGNS) -> Generator[None]:
    """Word what the readers of NetCDF say of a damaged file.

    Parameters
    ----------
    signs
        What they raise.

    Raises
    ------
    ScenarioError
        If the file cannot be read, or does not hold what results hold.
    """
    try:
        yield
    except signs as error:
        _refuse(str(path), "the file is damaged, or no file of results.", _AGAIN, error)


def _refuse(where: str, found: str, way_out: str, cause: Exception | None = None) -> NoReturn:
    raise ScenarioError(Problem(where, found, "", (way_out,))) from cause
