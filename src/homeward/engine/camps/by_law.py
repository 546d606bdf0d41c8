"""Running a scenario of registered arrivals by the law of movement it names (model §12)."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date

import numpy as np
from numpy.typing import NDArray

from homeward.engine.camps.camp_choice import count_by_choice, simulate_choice
from homeward.engine.camps.flee_walk import CampCounts, camp_counts, simulate_walk
from homeward.engine.pool import Progress
from homeward.engine.simulated import Simulated
from homeward.model.communities.arrays import Reals
from homeward.numerics.kernel import is_compiled
from homeward.scenario.scenario import MovementLaw, Scenario


def simulate_registered(
    scenario: Scenario,
    *,
    days: Sequence[int] | NDArray[np.int64],
    members: int,
    seed: int,
    until: date | None = None,
    threads: int | None = None,
    progress: Progress | None = None,
) -> Simulated:
    """Run an ensemble by the scenario's law of movement; the parameters are those of `engine.run.simulate`."""
    if scenario.movement == "camp-choice":
        return simulate_choice(
            scenario,
            days=days,
            members=members,
            seed=seed,
            until=until,
            threads=threads,
            progress=progress,
        )
    return simulate_walk(
        scenario,
        days=days,
        members=members,
        seed=seed,
        until=until,
        threads=threads,
        progress=progress,
    )


def must_compile(movement: MovementLaw) -> bool:
    """Tell whether a law of movement will be compiled before the next run."""
    return not is_compiled("run_choice" if movement == "camp-choice" else "run_walk")


def count_camps(
    scenario: Scenario,
    movement: MovementLaw,
    *,
    with_capacity: bool,
    members: int,
    seed: int,
    threads: int | None = None,
    progress: Progress | None = None,
    parameters: Mapping[str, Reals] | None = None,
) -> CampCounts:
    """Run an ensemble by a law of movement and keep the camps on every day.

    Parameters
    ----------
    with_capacity
        Whether the capacities of camps are known.
    parameters
        Values of the parameters of destination choice instead of draws, (member) each.
    """
    if movement == "camp-choice":
        return count_by_choice(
            scenario,
            with_capacity=with_capacity,
            members=members,
            seed=seed,
            threads=threads,
            progress=progress,
            parameters=parameters,
        )
    return camp_counts(
        scenario,
        with_capacity=with_capacity,
        members=members,
        seed=seed,
        threads=threads,
        progress=progress,
    )
