"""Which unknowns can move an observation at all: one member, run with each at either end (model §18.1)."""

from __future__ import annotations

import time
from collections.abc import Mapping, Sequence
from dataclasses import replace

import numpy as np
from numpy.typing import NDArray

from homeward.assemble.communities.ensemble import BETWEEN, Draws, draw_ensemble, values_of
from homeward.engine.communities.ready import (
    Ready,
    Workspace,
    collect_members,
    prepare,
    run_whole_member,
)
from homeward.engine.expected_time import Expected
from homeward.engine.pool import run_jobs
from homeward.engine.simulated import KeptRun, keep
from homeward.evaluation.calibration.logged_observations import LoggedObservations, log_measured
from homeward.evaluation.scoring.measures import days_needed
from homeward.evaluation.scoring.member_statistics import Reals
from homeward.scenario.rows.uncertain_numbers import Range
from homeward.scenario.scenario import Scenario

PAIRED_MEMBERS = 8
"""Members in which an unknown is tried before it is taken to move nothing."""

Pairs = Sequence[tuple[str, float]]
"""A parameter or an input, and the value or the quantile it is set to."""


def acting_names(
    known: Scenario,
    ranges: Mapping[str, Range],
    figures: LoggedObservations,
    *,
    seed: int,
    threads: int | None = None,
    told: Expected | None = None,
) -> tuple[str, ...]:
    """Name the parameters and inputs that move an observation in any of some members, in their order.

    A member is run with its own draws, and again with one of them at the low and at the high end of its range; all
    chance is the member's own. Every count of people hangs on every hazard before it, so that what is used
    on the way to an observation moves it by a person at least; what leaves all of them as they are in every member
    has nothing to learn from them.

    Parameters
    ----------
    ranges
        By parameter or input.
    told
        Told how long a run took, seconds, after those of the first member.
    """
    ready = prepare(
        known,
        days=days_needed(known.observations, known.start, known.end),
        members=PAIRED_MEMBERS,
        seed=seed,
    )
    silent = list(ranges)
    for member in range(PAIRED_MEMBERS):
        if not silent:
            break
        pairs = [(name, end) for name in silent for end in (ranges[name].low, ranges[name].high)]
        began = time.monotonic()
        own = {name: values[member] for name, values in values_of(ready.ensemble).items()}
        inputs = Draws(seed, 1, member)
        own |= {
            name: inputs.quantile(*name.split(BETWEEN))[0] for name in ranges if name not in own
        }
        outputs = _outputs(known, ready, member, own, pairs, figures, seed=seed, threads=threads)
        if told and not member:
            told((time.monotonic() - began) / outputs.shape[1])
        is_moved = _differ(outputs[:, 1:], outputs[:, :1]).any(axis=0).reshape(-1, 2)
        silent = [name for name, moved in zip(silent, is_moved, strict=True) if not moved.any()]
    return tuple(name for name in ranges if name not in silent)


def _outputs(
    known: Scenario,
    ready: Ready,
    member: int,
    own: Mapping[str, float],
    pairs: Pairs,
    figures: LoggedObservations,
    *,
    seed: int,
    threads: int | None,
) -> Reals:
    """Run a member as it is, and once for each pair (row, run); `own` is what it drew of all that carries a range."""
    n_run = 1 + len(pairs)
    values = {name: np.full(n_run, value) for name, value in own.items()}
    for run, (name, value) in enumerate(pairs, start=1):
        values[name][run] = value
    ensemble = draw_ensemble(known, ready.world, seed=seed, n_member=n_run, fixed=values)
    jobs = [(run, member) for run in range(n_run)]
    asked = replace(ready, ensemble=ensemble)
    kept = run_jobs(asked, jobs, PairedRun(asked), threads=threads)
    return log_measured(collect_members(known, asked, kept, range(n_run), seed), figures, {})


class PairedRun:
    """Runs a member of some parameters through the chance of another; it can be sent elsewhere."""

    def __init__(self, ready: Ready) -> None:
        self.ready = ready

    def __call__(self, job: tuple[int, int], space: Workspace) -> KeptRun:
        """Run one (run, member)."""
        run, member = job
        return keep(run_whole_member(self.ready, run, space, chance_member=member))


def _differ(some: Reals, one: Reals) -> NDArray[np.bool_]:
    """Mark what differs (row, run); no value is like no value."""
    return (some != one) & ~(np.isnan(some) & np.isnan(one))
