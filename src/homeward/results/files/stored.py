"""What can be wrong with a results folder, in words (model §9)."""

from __future__ import annotations

import json
import warnings
from collections.abc import Generator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, NoReturn

from homeward.atomic.leftovers import put_right_beside
from homeward.errors import Problem, ScenarioError
from homeward.results.files.netcdf import RESULTS_FILE
from homeward.results.files.provenance import FORMAT, RUN_FILE

SIGNS = (
    OSError,
    ArithmeticError,
    AttributeError,
    LookupError,
    MemoryError,
    RuntimeError,
    TypeError,
    ValueError,
)
"""What the readers of NetCDF raise of a damaged file, or of one of something else."""
MOST_BYTES = 2**26
"""Bytes of run.json, at most: it holds a scenario."""
_KINDS = (
    ("", "scenario", dict),
    ("", "settings", dict),
    ("", "versions", dict),
    ("", "members", int),
    ("", "days_kept", int),
    ("", "seed", int),
    ("", "exact", bool),
    ("scenario", "name", str),
    ("scenario", "title", str),
    ("scenario", "digest", str),
    ("scenario", "levers", list),
    ("scenario", "levers_pulled", list),
)
"""What run.json says, where it does."""
_AGAIN = "run the scenario again: homeward run SCENARIO --out FOLDER."


def read_run(folder: Path) -> dict[str, Any]:
    """Read run.json.

    Raises
    ------
    ScenarioError
        If the folder or the file is not there, cannot be read, or cannot be understood.
    """
    put_right_beside(folder)
    path = folder / RUN_FILE
    try:
        if not folder.is_dir():
            way_out = "name a folder that homeward run has written."
            _refuse(str(folder), "there is no such results folder.", way_out)
        if not path.is_file():
            _refuse(str(folder), f"it holds no {RUN_FILE}, so it is no results folder.", _AGAIN)
        with path.open("rb") as file:
            content = file.read(MOST_BYTES + 1)
    except OSError as error:
        found = f"it cannot be read: {error.strerror or error}."
        _refuse(str(error.filename or path), found, "see that it may be read.", error)
    info = _understand(path, content)
    for within, key, kind in _KINDS:
        said = info.get(within, {}) if within else info
        if key in said and type(said[key]) is not kind:
            name = f"{within}: {key}" if within else key
            found = f"the file is damaged: what it says of {name} is not what a run says."
            _refuse(str(path), found, _AGAIN)
    return info


def _understand(path: Path, content: bytes) -> dict[str, Any]:
    if len(content) > MOST_BYTES:
        _refuse(str(path), f"the file is longer than {MOST_BYTES:,} bytes.", _AGAIN)
    try:
        info: Any = json.loads(content)
    except (ValueError, RecursionError) as error:
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
        with (
            warnings.catch_warnings()
        ):  # what the readers guess of another program's file is of no use
            warnings.simplefilter("ignore", UserWarning)
            yield
    except ScenarioError:
        raise
    except signs as error:
        _refuse(str(path), "the file is damaged, or no file of results.", _AGAIN, error)


def _refuse(where: str, found: str, way_out: str, cause: Exception | None = None) -> NoReturn:
    raise ScenarioError(Problem(where, found, "", (way_out,))) from cause
