"""Work kept on disk as it is done, so that the same command goes on where it was interrupted."""

from __future__ import annotations

import hashlib
import json
import os
import time
from collections.abc import Mapping
from contextlib import suppress
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray
from platformdirs import user_cache_path

from homeward.atomic.leftovers import sweep
from homeward.atomic.saved_arrays import packed, read_arrays
from homeward.atomic.target import write
from homeward.errors import ScenarioError
from homeward.numerics.kernel import source_digest
from homeward.results.files.provenance import program_digest

SECONDS_BETWEEN_WRITES = 10.0


class SavedWork:
    """Arrays, one a member, kept in one file of the user's cache.

    Parameters
    ----------
    what
        Kind of work, e.g. `explain`.
    asked
        Everything the arrays depend on, apart from the program itself. Other questions have other files.
    """

    def __init__(self, what: str, asked: Mapping[str, Any]) -> None:
        program = [source_digest(), program_digest()]
        said = json.dumps([program, what, dict(asked)], sort_keys=True, default=str)
        name = f"{what}-{hashlib.sha256(said.encode()).hexdigest()[:24]}.npz"
        root = os.environ.get("HOMEWARD_CACHE_DIR")
        folder = Path(root) if root else user_cache_path("homeward", appauthor=False)
        self.path = folder / "unfinished" / name
        self.done: dict[int, NDArray[np.float64]] = self._read()
        self._written = time.monotonic()

    def add(self, member: int, values: NDArray[np.float64]) -> None:
        """Keep the work on one member; it reaches the disk within some seconds."""
        self.done[member] = values
        if time.monotonic() - self._written >= SECONDS_BETWEEN_WRITES:
            self.write()

    def write(self) -> bool:
        """Write everything done so far; a disk that refuses costs only the work kept, never the work.

        Returns
        -------
        Whether it is on disk
        """
        self._written = time.monotonic()
        members = np.array(list(self.done), dtype=np.int64)
        try:
            write(self.path, packed(members=members, values=np.stack(list(self.done.values()))))
        except ScenarioError:
            return False
        return True

    def finish(self) -> None:
        """Remove the file: the work is done."""
        with suppress(OSError):
            self.path.unlink()

    def _read(self) -> dict[int, NDArray[np.float64]]:
        sweep(self.path.parent)
        found = read_arrays(self.path, ["members", "values"])
        if found is None or found[0].shape != found[1].shape[:1] or found[1].dtype != float:
            return {}
        return dict(zip(found[0].tolist(), found[1], strict=True))
