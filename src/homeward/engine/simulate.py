"""Running an ensemble of a scenario by its model (model §5, §12, §13)."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date

import numpy as np
from numpy.typing import NDArray

from homeward.engine.camps.by_law import simulate_camps
from homeward.engine.communities.packing import pack_communities
from homeward.engine.communities.ready import simulate_communities
from homeward.engine.packed import PackedRun, pack_simulated
from homeward.engine.pool import Progress
from homeward.engine.simulated import Simulated
from homeward.errors import Problem, ScenarioError
from homeward.scenario.scenario import Scenario


def simulate(
    scenario: Scenario,
    *,
    days: Sequence[int] | NDArray[np.int64],
    members: int = 200,
    seed: int = 1,
    until: date | None = None,
    threads: int | None = None,
    without_news: bool = False,
    parameters: Mapping[str, NDArray[np.float64]] | None = None,
    member_numbers: Sequence[int] | None = None,
    chance_seed: int | None = None,
    progress: Progress | None = None,
) -> Simulated:
    """Run an ensemble of a scenario.

    Parameters
    ----------
    days
        (time), days since the start: when stocks are kept; rising.
    members
        How many; member m is the same whatever their number.
    seed
        Whole number, 0 to 2**63 - 1.
    until
        Last day to run; the scenario's last if None.
    threads
        How many members run at once; all processors if None. Changes no number.
    without_news
        Leave beliefs at their priors: no news is ever heard.
    parameters
        Values of parameters instead of draws, (member) each, in the catalogue's units.
    member_numbers
        Which of the members to run, each once, in this order; all of them if None.
    chance_seed
        Seed of what happens, where it is to differ from that of what is drawn beforehand (ranges).

    Returns
    -------
    Simulated
        Exact counts of every member.

    Raises
    ------
    SimulationError
        If a member left the valid range.
    ScenarioError
        If parameters are given in the camp models.
    HomewardBug
        If a day is to be kept that is not run.
    """
    if scenario.is_camp_model:
        if parameters:
            found = "values are given, and the model of this scenario is camps."
            raise ScenarioError(Problem("parameters", found, "", ("leave them out.",)))
        return simulate_camps(
            scenario,
            scenario.movement,
            days=days,
            members=members,
            seed=seed,
            until=until,
            member_numbers=member_numbers,
            threads=threads,
            progress=progress,
        )
    return simulate_communities(
        scenario,
        days=days,
        members=members,
        seed=seed,
        until=until,
        threads=threads,
        without_news=without_news,
        parameters=parameters,
        member_numbers=member_numbers,
        chance_seed=chance_seed,
        progress=progress,
    )


def simulate_packed(
    scenario: Scenario,
    *,
    days: NDArray[np.int64],
    believed_rows: NDArray[np.int64],
    members: int = 200,
    seed: int = 1,
    until: date | None = None,
    threads: int | None = None,
    parameters: Mapping[str, NDArray[np.float64]] | None = None,
    progress: Progress | None = None,
) -> PackedRun:
    """Run an ensemble and keep its members packed; see `simulate`.

    Parameters
    ----------
    believed_rows
        Indices of the days kept of which beliefs are kept, too; rising.
    """
    if not scenario.is_camp_model:
        return pack_communities(
            scenario,
            days=days,
            believed_rows=believed_rows,
            members=members,
            seed=seed,
            until=until,
            threads=threads,
            parameters=parameters,
            progress=progress,
        )
    simulated = simulate(
        scenario,
        days=days,
        members=members,
        seed=seed,
        until=until,
        threads=threads,
        parameters=parameters,
        progress=progress,
    )
    return pack_simulated(simulated, believed_rows)
