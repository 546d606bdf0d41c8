"""Work on the way: what every round gave, on disk, so that a calibration that stopped goes on (model §18.4)."""

from __future__ import annotations

import json
import os
import zipfile
from collections.abc import Mapping
from contextlib import suppress
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from homeward.errors import Problem, ScenarioError

ASKED_FILE = "asked.json"
Reals = NDArray[np.float64]


class KeptRounds:
    """Batches of outputs in a folder, each written whole or not at all.

    Parameters
    ----------
    folder
        Where they are; it is there.
    """

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def get(self, name: str) -> Reals | None:
        """Return a batch that is done (row, member), or None; one that cannot be read is done again."""
        try:
            with self._path(name).open("rb") as file, np.load(file) as kept:
                return kept["outputs"]
        except (OSError, EOFError, ValueError, KeyError, zipfile.BadZipFile):
            return None

    def put(self, name: str, outputs: Reals) -> None:
        """Keep a batch (row, member).

        Raises
        ------
        ScenarioError
            If the disk refuses; what was kept before is still there.
        """
        path = self._path(name)
        partial = path.with_suffix(f".partial-{os.getpid()}")
        try:
            with partial.open("wb") as file:
                np.savez(file, outputs=outputs)
                file.flush()
                os.fsync(file.fileno())
            partial.replace(path)
        except OSError as error:
            with suppress(OSError):
                partial.unlink()
            found = f"the work on the way could not be kept: {error.strerror or error}."
            ways = ("free some space, and ask again with --resume.",)
            raise ScenarioError(Problem(str(self.folder), found, "", ways)) from error

    def _path(self, name: str) -> Path:
        return self.folder / f"{name.lower().replace(' ', '-')}.npz"


def partial_of(out: Path) -> Path:
    """Name the folder in which a calibration works."""
    return out.with_name(f"{out.name}.partial")


def open_rounds(out: Path, asked: Mapping[str, Any], *, resume: bool) -> KeptRounds:
    """Make the folder of a calibration, or find that of one that stopped.

    Parameters
    ----------
    asked
        Everything its numbers depend on.

    Raises
    ------
    ScenarioError
        If the result is there, or work is and it is not to be resumed, or none is and it is; or it was asked otherwise.
    """
    partial = partial_of(out)
    if os.path.lexists(out):
        why = "homeward does not overwrite results."
        raise ScenarioError(Problem(str(out), "it exists.", why, ("name another with --out.",)))
    # One that was stopped before it had written what was asked is begun again.
    if resume and not _is_empty(partial):
        _check_same(partial, asked)
        return KeptRounds(partial)
    if not resume and os.path.lexists(partial):
        found = "a calibration was begun there and is not finished."
        ways = ("--resume to go on with it.", "remove the folder, or name another with --out.")
        raise ScenarioError(Problem(str(partial), found, "", ways))
    try:
        partial.mkdir(parents=True, exist_ok=resume)
        begun = partial / f"{ASKED_FILE}.partial"
        begun.write_text(_written(asked), encoding="utf-8")
        begun.replace(partial / ASKED_FILE)
    except OSError as error:
        found = f"the folder cannot be made: {error.strerror or error}."
        raise ScenarioError(
            Problem(str(partial), found, "", ("name another with --out.",))
        ) from error
    return KeptRounds(partial)


def _is_empty(partial: Path) -> bool:
    """Whether it is a folder in which nothing was asked and nothing done."""
    return partial.is_dir() and not [*partial.glob(ASKED_FILE), *partial.glob("*.npz")]


def _check_same(partial: Path, asked: Mapping[str, Any]) -> None:
    try:
        before: dict[str, Any] = json.loads((partial / ASKED_FILE).read_text(encoding="utf-8"))
    except (OSError, ValueError) as error:
        found = "no calibration was begun there, so that none can be resumed."
        raise ScenarioError(Problem(str(partial), found, "", ("leave out --resume.",))) from error
    now: dict[str, Any] = json.loads(_written(asked))
    other = [key for key in now if before.get(key) != now[key]]
    if other:
        key = other[0]
        found = f"it was begun with another {key}: {before.get(key)}, and now it is {now[key]}."
        why = "What was done before would not be what is asked for now."
        ways = ("ask as before.", "leave out --resume, and name another folder with --out.")
        raise ScenarioError(Problem(str(partial), found, why, ways))


def _written(asked: Mapping[str, Any]) -> str:
    return json.dumps(asked, indent=1, default=str) + "\n"
