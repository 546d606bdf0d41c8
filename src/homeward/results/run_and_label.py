"""Running and labelling in one go: what `homeward.run` and the command line share (model §9)."""

from __future__ import annotations

import datetime as dt
import time
from collections.abc import Mapping
from functools import partial
from typing import Any

import numpy as np
from numpy.typing import NDArray

from homeward.assemble.labels import label
from homeward.engine.members import record_days
from homeward.engine.packed import PackedRun
from homeward.engine.pool import Progress, describe_crew
from homeward.engine.simulate import simulate, simulate_packed
from homeward.results.files.provenance import MEMBERS, Keep, describe_run
from homeward.results.result import Result, from_packed, from_simulated
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
        Every member, or only what is published of them: these are then packed until it is.
    """
    started = dt.datetime.now(dt.UTC)
    clock = time.perf_counter()
    days = record_days(scenario, every, until)
    drawn = np.array(days_drawn(name_axes(label(scenario), days, members)))
    run = simulate if keep == MEMBERS else partial(simulate_packed, believed_rows=drawn)
    simulated = run(
        scenario,
        days=days,
        members=members,
        seed=seed,
        until=until,
        threads=threads,
        parameters=parameters,
        progress=progress,
    )
    info = describe_run(
        simulated,
        started=started,
        seconds=time.perf_counter() - clock,
        threads=threads,
        cluster=describe_crew(),
        settings=settings,
    )
    if isinstance(simulated, PackedRun):
        return from_packed(simulated, info)
    return from_simulated(simulated, info)
