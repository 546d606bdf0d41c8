"""Who does the work of a verb: threads of this process, or the workers of a cluster."""

from __future__ import annotations

from collections.abc import Generator
from contextlib import ExitStack, contextmanager

from homeward.api.phases import Phases
from homeward.engine.cluster import work_on


@contextmanager
def at_work(cluster: str | None, threads: int | None, phases: Phases) -> Generator[None]:
    """Let a cluster do the work meanwhile, once the first of its workers is there; see `engine.cluster.work_on`."""
    with ExitStack() as stack:
        if cluster is not None:
            with phases.working(f"Waiting for workers of {cluster}"):
                stack.enter_context(work_on(cluster, threads))
        yield
