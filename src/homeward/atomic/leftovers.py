"""What a process that was killed has left, and putting it right (decision 20).

Everything on the way to `NAME` stands beside it under three names: ``NAME.homeward-lock`` while somebody writes,
``NAME.homeward-new`` for what is written, and ``NAME.homeward-old`` for what is about to be replaced. Nothing else is
ever removed, but for ``NAME.partial-PROCESS`` and ``NAME.replaced-PROCESS`` of version 0.1.0, once `NAME` is written.
"""

from __future__ import annotations

import os
import re
import shutil
import time
import warnings
from contextlib import suppress
from pathlib import Path

from homeward.atomic.lock import Busy, Lock, take
from homeward.errors import Notice, Problem, ScenarioError

LOCK, NEW, OLD = ".homeward-lock", ".homeward-new", ".homeward-old"
EARLIER_SECONDS = 3600.0


def hidden_name(path: Path, what: str) -> Path:
    """Name something on the way to a file or folder.

    Raises
    ------
    ScenarioError
        If it is the root of a disk, beside which nothing is.
    """
    if not path.name:
        ways = ("name a folder or file inside it.",)
        raise ScenarioError(
            Problem(str(path), "the root of a disk is no place for one result.", "", ways)
        )
    return path.with_name(f"{path.name}{what}")


def name_of_leftover(path: Path) -> Path:
    """Give a path that ends in a name, as "." and ".." do not, to name something beside it."""
    return path if path.name.strip(".") else path.resolve()


def sweep(folder: Path) -> None:
    """Put right whatever processes that were killed left in a folder, and say so in a line.

    What belongs to a process that lives is left alone.
    """
    with suppress(OSError):
        for path in sorted(folder.glob(f"*{LOCK}")):
            with suppress(OSError, Busy):
                lock = take(path, makes=False)
                try:
                    put_right(path.with_name(path.name.removesuffix(LOCK)), lock)
                finally:
                    lock.release()


def put_right_beside(path: Path) -> None:
    """Put right what is left beside one name, if anything is: asked before it is read."""
    path = name_of_leftover(path)
    with suppress(OSError, Busy):
        if not path.name:  # the root of all folders
            return
        if os.path.lexists(hidden_name(path, LOCK)) or os.path.lexists(hidden_name(path, OLD)):
            lock = take(hidden_name(path, LOCK))
            try:
                put_right(path, lock)
            finally:
                lock.release()


def put_right(path: Path, lock: Lock) -> None:
    """Remove what is left beside a name whose lock is held; put back what was to be replaced and was not."""
    if not lock.is_sure:
        return
    new, old = hidden_name(path, NEW), hidden_name(path, OLD)
    swept = [lock.path.name] if lock.was_left else []
    if os.path.lexists(new) and _is_claim(path, new):
        _remove_claim(path)
    replaced = [old, *_of_earlier_version(path, "replaced")]
    waiting = next((one for one in replaced if os.path.lexists(one)), None)
    is_back = waiting is not None and not os.path.lexists(path)
    if waiting is not None and is_back:
        waiting.rename(path)
    for one in (old, new, *_of_earlier_version(path)):
        if os.path.lexists(one):
            remove(one)
            swept.append(one.name)
    said = [f"{path} holds again what it held before."] if is_back else []
    if swept:
        said.insert(0, f"Swept what a command that was stopped had left: {', '.join(swept)}.")
    if said:
        warnings.warn(" ".join(said), Notice, stacklevel=2)


def _of_earlier_version(path: Path, kinds: str = "partial|replaced") -> list[Path]:
    """Find what version 0.1.0 left beside a name: under the number of a process that is dead, an hour ago or longer.

    Another machine that shares the disk has other numbers, but no version 0.1.0 took an hour to write.
    """
    if os.name == "nt":  # there, to ask after a process is to interrupt it
        return []
    name = re.compile(rf"{re.escape(path.name)}\.(?:{kinds})-([1-9]\d{{0,8}})")
    found = [
        one
        for one in path.parent.iterdir()
        if (said := name.fullmatch(one.name)) and _is_dead(int(said[1])) and _is_old(one)
    ]
    return sorted(found)


def _is_dead(process: int) -> bool:
    try:
        os.kill(process, 0)
    except ProcessLookupError:
        return True
    except (OSError, OverflowError):
        return False
    return False


def _is_old(path: Path) -> bool:
    return path.lstat().st_ctime < time.time() - EARLIER_SECONDS


def remove(path: Path) -> None:
    """Remove a file, a link, or a folder with all it holds; what resists is left."""
    if path.is_dir() and not path.is_symlink():
        shutil.rmtree(path, ignore_errors=True)
    else:
        with suppress(OSError):
            path.unlink(missing_ok=True)


def _is_claim(path: Path, new: Path) -> bool:
    """Tell whether a name was only claimed: empty, and of the kind of what was to come there."""
    if path.is_symlink() or not path.exists():
        return False
    if new.is_dir():
        return path.is_dir() and not any(path.iterdir())
    return path.is_file() and not path.stat().st_size


def _remove_claim(path: Path) -> None:
    path.rmdir() if path.is_dir() else path.unlink()
