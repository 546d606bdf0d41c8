"""A folder that is either complete or not there at all."""

from __future__ import annotations

import os
import shutil
from collections.abc import Generator
from contextlib import contextmanager
from pathlib import Path

from homeward.errors import Problem, ScenarioError
from homeward.results.provenance import RUN_FILE


def next_free_name(base: Path) -> Path:
    """Name a folder nobody has taken: NAME-run, NAME-run-2, NAME-run-3 and so on."""
    candidate = base.with_name(f"{base.name}-run")
    number = 1
    while candidate.exists():
        number += 1
        candidate = base.with_name(f"{base.name}-run-{number}")
    return candidate


def check_free(folder: Path, *, force: bool = False) -> None:
    """Refuse a folder that results may not be written to; asked before a long run, too.

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


@contextmanager
def complete_folder(folder: Path, *, force: bool = False) -> Generator[Path]:
    """Give a folder to write into, and put it in its place once everything is written.

    If anything fails on the way, nothing is left and what was there before is still there.

    Parameters
    ----------
    force
        Replace a results folder that exists, once the new one is complete.

    Raises
    ------
    ScenarioError
        If the folder may not be replaced, or the disk refuses: it is full, or not ours.
    """
    check_free(folder, force=force)
    partial = folder.with_name(f"{folder.name}.partial-{os.getpid()}")
    try:
        partial.mkdir(parents=True)
        yield partial
        _put_in_place(partial, folder)
    except OSError as error:
        _remove(partial)
        reason = error.strerror or str(error)
        found = f"the results could not be written: {reason}. Nothing was written."
        ways_out = ("free some space, or write elsewhere with --out FOLDER.",)
        raise ScenarioError(Problem(str(folder), found, "", ways_out)) from error
    except BaseException as error:
        _remove(partial)
        error.add_note(f"{folder}: nothing was written.")
        raise


def _put_in_place(partial: Path, folder: Path) -> None:
    if not folder.exists():
        partial.rename(folder)
        return
    replaced = folder.with_name(f"{folder.name}.replaced-{os.getpid()}")
    folder.rename(replaced)
    try:
        partial.rename(folder)
    except OSError:
        replaced.rename(folder)
        raise
    _remove(replaced)


def _remove(folder: Path) -> None:
    shutil.rmtree(folder, ignore_errors=True)
