"""Compare: the same members in a scenario and in others, subtracted one by one (model §10.3)."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import partial
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from homeward.assemble.labels import Labels, label
from homeward.engine.communities.ready import Ready, Workspace, prepare, run_whole_member
from homeward.engine.pool import Progress, count_on, run_jobs
from homeward.errors import HomewardBug
from homeward.evaluation.comparison.safety import fear_shares
from homeward.evaluation.outcomes import outcomes_by_group
from homeward.model.communities.member import Record, State
from homeward.model.communities.record import DEAD_PEOPLE, DETAINED, RECRUITED
from homeward.scenario.scenario import Scenario

KINDS_OF_HARM = {
    "killed": DEAD_PEOPLE,
    "arrested_or_abducted": DETAINED,
    "conscripted_or_recruited": RECRUITED,
}


class ComparedMember(NamedTuple):
    """What comparing needs of one member: keep it when the member is run, and nothing is run to compare.

    Parameters
    ----------
    outcomes
        (outcome, home, group), persons: as `outcomes.OUTCOMES` names them.
    harm
        (kind of harm, home, group), persons since the first day.
    fears
        (fear, home, group), 1: share of the hazard of going home that each fear leaves (`safety.fear_shares`).
    """

    outcomes: NDArray[np.int64]
    harm: NDArray[np.int64]
    fears: NDArray[np.float64]


@dataclass(frozen=True)
class ComparedRun:
    """What comparing needs of all members of one scenario: the arrays of `ComparedMember`, with (member) before."""

    scenario: Scenario
    outcomes: NDArray[np.float64]
    harm: NDArray[np.float64]
    fears: NDArray[np.float64]

    @property
    def members(self) -> int:
        """Ensemble members."""
        return self.outcomes.shape[0]


@dataclass(frozen=True)
class Comparison:
    """The baseline, a scenario without the changes, and the runs that are compared with it."""

    labels: Labels
    on: date
    baseline: ComparedRun
    changed: tuple[ComparedRun, ...]


def compare(
    scenario: Scenario,
    others: Sequence[Scenario],
    *,
    on: date | None = None,
    members: int = 200,
    seed: int = 1,
    threads: int | None = None,
    parameters: Mapping[str, NDArray[np.float64]] | None = None,
    chance_seed: int | None = None,
    progress: Progress | None = None,
) -> Comparison:
    """Run the same members in every scenario, every draw by inversion so that noise cancels.

    Parameters
    ----------
    others
        Changed scenarios: levers applied, obstacles lifted.
    on
        Day on which people are counted; the last of the run if None.
    chance_seed
        Another seed for what happens, on the same ranges drawn.
    """
    last = on or scenario.end
    n_run = members * (1 + len(others))
    baseline, *changed = (
        run_to_compare(
            one,
            last,
            members=members,
            seed=seed,
            threads=threads,
            parameters=parameters,
            chance_seed=chance_seed,
            progress=count_on(progress, number * members, n_run),
        )
        for number, one in enumerate((scenario, *others))
    )
    return compare_runs(baseline, changed, last)


def compare_runs(baseline: ComparedRun, changed: Sequence[ComparedRun], on: date) -> Comparison:
    """Compare members that have been run already; nothing is simulated.

    Parameters
    ----------
    on
        Day on which the people of all of them were counted.

    Raises
    ------
    HomewardBug
        If they are not the same members of the same communities.
    """
    for run in changed:
        if run.outcomes.shape != baseline.outcomes.shape:
            raise HomewardBug(
                f"members {run.outcomes.shape} are compared with {baseline.outcomes.shape}."
            )
    return Comparison(label(baseline.scenario), on, baseline, tuple(changed))


def run_to_compare(
    scenario: Scenario,
    on: date,
    *,
    members: int,
    seed: int,
    threads: int | None = None,
    parameters: Mapping[str, NDArray[np.float64]] | None = None,
    chance_seed: int | None = None,
    progress: Progress | None = None,
) -> ComparedRun:
    """Run every member of a scenario up to a day, and keep what comparing needs of it."""
    ready = prepare(
        scenario,
        days=[(on - scenario.start).days],
        members=members,
        seed=seed,
        parameters=parameters,
        chance_seed=chance_seed,
    )
    work = partial(_run_member, ready)
    found = run_jobs(ready, range(members), work, threads=threads, progress=progress)
    return compared_run(scenario, found)


def _run_member(ready: Ready, member: int, workspace: Workspace) -> ComparedMember:
    record = run_whole_member(ready, member, workspace)
    return compared_member(ready, member, record, workspace.memory)


def compared_member(ready: Ready, member: int, record: Record, state: State) -> ComparedMember:
    """Take from a member that has just been run what comparing needs of its last day.

    Parameters
    ----------
    record, state
        As the member left them; the last row of the record must be complete.
    """
    harm = record.stocks[-1, list(KINDS_OF_HARM.values())].astype(np.int64).sum(axis=3)
    laws = ready.params(member).laws
    fears = fear_shares(ready.world.drivers, laws, state)
    return ComparedMember(outcomes_by_group(record), harm, fears)


def compared_run(scenario: Scenario, members: Sequence[ComparedMember]) -> ComparedRun:
    """Bring together what comparing needs of some members."""
    outcomes, harm, fears = (
        np.stack(parts).astype(np.float64) for parts in zip(*members, strict=True)
    )
    return ComparedRun(scenario, outcomes, harm, fears)
