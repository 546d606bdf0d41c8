"""Running and labelling in one go: what `homeward.run` and the command line share (model §9)."""

from __future__ import annotations

import datetime as dt
import time
from collections.abc import Mapping
from typing import Any

import numpy as np
from numpy.typing import NDArray

from homeward.assemble.labels import label
from homeward.engine.members import record_days
from homeward.engine.pool import Progress, describe_crew
from homeward.engine.simulate import simulate_packed
from homeward.results.files.provenance import MEMBERS, Keep, describe_run
from homeward.results.result import Result, from_packed
from homeward.results.tables.axes import days_drawn, name_axes
from homeward.scenario.scenario import Scenario


def run_and_label(
    scenario: Scenario,
    *,
    members: int,
    seed: int,
    until: dt.date | None = None,
    every: int = 7,
    threads: int | None = None,
    parameters: Mapping[str, NDArray[np.float64]] | None = None,
    progress: Progress | None = None,
    settings: Mapping[str, Any] | None = None,
    keep: Keep = MEMBERS,
) -> Result:
    """Run an ensemble and label it; the parameters are those of `homeward.run`.

    Parameters
    ----------
    settings
        What else was asked for; kept in ``run.json``.
    keep
        Every member, or only what is published of them.
    """
    started = dt.datetime.now(dt.UTC)
    clock = time.perf_counter()
    days = record_days(scenario, every, until)
    axes = name_axes(label(scenario), days, members)
    packed = simulate_packed(
        scenario,
        days=days,
        believed_rows=np.arange(days.size) if keep == MEMBERS else np.array(days_drawn(axes)),
        members=members,
        seed=seed,
        until=until,
        threads=threads,
        parameters=parameters,
        progress=progress,
    )
    info = describe_run(
        scenario,
        axes,
        seed=seed,
        started=started,
        seconds=time.perf_counter() - clock,
        keep=keep,
        threads=threads,
        cluster=describe_crew(),
        settings=settings,
    )
    return from_packed(packed, info)
