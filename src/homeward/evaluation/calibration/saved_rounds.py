"""Work on the way: what every round gave, on disk, so that a calibration that stopped goes on (model §18.4)."""

from __future__ import annotations

import json
import os
import warnings
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from homeward.atomic.leftovers import hidden_name, remove
from homeward.atomic.named_file import check_unused
from homeward.atomic.saved_arrays import packed, read_arrays
from homeward.atomic.target import hold, write
from homeward.errors import Notice, Problem, ScenarioError
from homeward.evaluation.scoring.member_statistics import Reals

ABOUT_FILE = "posterior.json"
ASKED_FILE = "asked.json"
INSTEAD = "ask again with --resume"
"""What to do once the disk has room again."""


class SavedRounds:
    """Batches of outputs in a folder, each written whole or not at all.

    Parameters
    ----------
    folder
        Where they are; it is there.
    """

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def get(self, name: str, members: int) -> Reals | None:
        """Return a batch of so many members that is done (row, member), or None."""
        found = read_arrays(self._path(name), ["outputs"])
        is_batch = (
            found is not None and found[0].dtype == float and found[0].shape[1:] == (members,)
        )
        return found[0] if found is not None and is_batch else None

    def put(self, name: str, outputs: Reals) -> None:
        """Keep a batch (row, member).

        Raises
        ------
        ScenarioError
            If the disk refuses; what was kept before is still there.
        """
        write(self._path(name), packed(outputs=outputs), INSTEAD)

    def _path(self, name: str) -> Path:
        return self.folder / f"{name.lower().replace(' ', '-')}.npz"


def partial_of(out: Path) -> Path:
    """Name the folder in which a calibration works."""
    return hidden_name(out, ".partial")


def check_out(out: Path) -> None:
    """Refuse a folder that is there.

    Raises
    ------
    ScenarioError
        If it exists.
    """
    check_unused(out, "homeward does not overwrite results.", "name another with --out.")


def was_finished(out: Path, asked: Mapping[str, Any]) -> bool:
    """Tell whether a calibration was stopped between its last two moves, and sweep the work it left over."""
    partial = partial_of(out)
    if not (out / ABOUT_FILE).is_file() or not partial.is_dir():
        return False
    if _begun(partial) is not None:
        _check_same(partial, asked)
    with hold(out, lambda _: None, INSTEAD):
        _sweep(partial)
    return True


def open_rounds(out: Path, asked: Mapping[str, Any], *, resume: bool) -> SavedRounds:
    """Make the folder of a calibration whose name is held, or find that of one that stopped.

    Parameters
    ----------
    asked
        Everything its numbers depend on.

    Raises
    ------
    ScenarioError
        If work is there and it is not to be resumed, or none is and it is; or it was asked otherwise.
    """
    partial = partial_of(out)
    if _is_empty(partial):  # stopped before it had written what was asked: it is begun again
        _sweep(partial)
    elif resume:
        _check_same(partial, asked)
        return SavedRounds(partial)
    if os.path.lexists(partial):
        found = "a calibration was begun there and is not finished."
        ways = ("--resume to go on with it.", "remove the folder, or name another with --out.")
        raise ScenarioError(Problem(str(partial), found, "", ways))
    write(partial / ASKED_FILE, _written(asked).encode(), INSTEAD)
    return SavedRounds(partial)


def _is_empty(partial: Path) -> bool:
    """Tell whether it is a folder in which nothing was asked and nothing done."""
    return partial.is_dir() and not [*partial.glob(ASKED_FILE), *partial.glob("*.npz")]


def _sweep(partial: Path) -> None:
    is_worth_a_line = any(partial.iterdir())
    remove(partial)
    if not is_worth_a_line:
        return
    warnings.warn(
        f"Swept what a calibration that was stopped had left: {partial.name}.", Notice, stacklevel=2
    )


def _begun(partial: Path) -> dict[str, Any] | None:
    """Read what was asked of work on the way, or None if that is not there or cannot be read."""
    try:
        before: Any = json.loads((partial / ASKED_FILE).read_text(encoding="utf-8"))
    except (OSError, ValueError, RecursionError):
        return None
    return before if isinstance(before, dict) else None


def _check_same(partial: Path, asked: Mapping[str, Any]) -> None:
    before = _begun(partial)
    if before is None:
        found = "no calibration was begun there, so that none can be resumed."
        raise ScenarioError(Problem(str(partial), found, "", ("leave out --resume.",)))
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
