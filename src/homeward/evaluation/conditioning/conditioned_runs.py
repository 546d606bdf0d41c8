"""Runs of members that are conditioned on observations: up to what was known, and onwards from it (decision 9)."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass
from datetime import date

import numpy as np
from numpy.typing import NDArray

from homeward.engine.pool import Progress
from homeward.engine.simulate import simulate
from homeward.engine.simulated import Simulated
from homeward.evaluation.conditioning.known import refuse_hindsight
from homeward.evaluation.conditioning.weighing import row_log_likelihood
from homeward.evaluation.scoring.measures import days_needed, last_day, measure
from homeward.evaluation.scoring.member_statistics import Reals
from homeward.scenario.rows.observations import Observation
from homeward.scenario.scenario import Scenario

BATCH = 500
"""Members run at once up to what was known: what they recorded is in memory together."""

Announce = Callable[[str], AbstractContextManager[Progress]]
"""Shows the progress of one phase, by its name."""


@dataclass(frozen=True)
class ConditioningSettings:
    """How members are run.

    Parameters
    ----------
    members
        How many are weighed; with parameters given, how many rows of them are run.
    parameters
        Values of parameters instead of draws from the ranges, (member) each.
    """

    members: int
    seed: int
    threads: int | None
    announce: Announce
    parameters: Mapping[str, Reals] | None = None


def run_conditioned(
    scenario: Scenario,
    rows: Sequence[Observation],
    numbers: Sequence[int] | NDArray[np.int64],
    settings: ConditioningSettings,
    phase: str,
    *,
    chance_seed: int | None = None,
) -> Simulated:
    """Run some of the members through a scenario, as far as is needed to measure some observations.

    Parameters
    ----------
    numbers
        Of the members, rising.
    chance_seed
        Another seed for what happens, on the same ranges drawn.
    """
    last = min(max(map(last_day, rows)), scenario.end)
    with settings.announce(phase) as advance:
        return simulate(
            scenario,
            days=days_needed(rows, scenario.start, last),
            members=settings.members,
            member_numbers=[int(number) for number in numbers],
            seed=settings.seed,
            chance_seed=chance_seed,
            threads=settings.threads,
            parameters=settings.parameters,
            progress=advance,
        )


def run_known(
    known: Scenario,
    rows: Sequence[Observation],
    before: date,
    settings: ConditioningSettings,
    phase: str,
) -> tuple[Reals, dict[str, Reals]]:
    """Run all members as far as was known, some at a time.

    Parameters
    ----------
    known
        A scenario cut by `known.known_before`.
    before
        Nothing may be dated on this day or after it.

    Returns
    -------
    The log-density of every row in every member (row, member), and the parameters of the laws, (member) each

    Raises
    ------
    ObservationError
        If anything is dated later.
    """
    refuse_hindsight(known, before)
    densities: list[Reals] = []
    parameters: list[dict[str, Reals]] = []
    with settings.announce(phase) as advance:
        for first in range(0, settings.members, BATCH):
            numbers = range(first, min(first + BATCH, settings.members))
            simulated = simulate(
                known,
                days=days_needed(rows, known.start, known.end),
                members=numbers.stop,
                member_numbers=numbers,
                seed=settings.seed,
                threads=settings.threads,
                progress=lambda done, _, first=first: advance(first + done, settings.members),
            )
            found = [row_log_likelihood(row, measure(simulated, row)) for row in rows]
            densities.append(np.stack(found))
            parameters.append(simulated.parameters)
    names = parameters[0]
    return np.concatenate(densities, axis=1), {
        name: np.concatenate([batch[name] for batch in parameters]) for name in names
    }
