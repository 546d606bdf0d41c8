"""Jobs that are done in the processes of workers."""

from __future__ import annotations

import time
from pathlib import Path

from homeward.engine.communities.ready import Workspace


def wait_for_a_stop(folder: Path, space: Workspace) -> None:
    """Say that it has begun, and then that it was told to stop."""
    (folder / "begun").touch()
    for _ in range(3_000):
        if space.stop[0]:
            (folder / "stopped").touch()
            return
        time.sleep(0.01)


def refuse(job: int, _: Workspace) -> int:
    """Refuse one job, and do the others."""
    if job == 3:
        raise ValueError(f"job {job}")
    return job
