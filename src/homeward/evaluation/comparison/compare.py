"""Compare: the same members in a scenario and in others, subtracted one by one (model §10.3)."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

import numpy as np
from numpy.typing import NDArray

from homeward.assemble.labels import Labels, label
from homeward.engine.communities.cpu import params_of
from homeward.engine.communities.simulate import prepare, run_whole_member
from homeward.engine.pool import Progress, Ready, Workspace, count_on, run_jobs
from homeward.evaluation.comparison.safety import fear_shares
from homeward.evaluation.outcomes import outcomes_of
from homeward.model.communities.record import CONSCRIPTED_PEOPLE, DEAD_PEOPLE, HELD_PEOPLE
from homeward.scenario.scenario import Scenario

KINDS_OF_HARM = {
    "killed": DEAD_PEOPLE,
    "arrested_or_abducted": HELD_PEOPLE,
    "conscripted_or_recruited": CONSCRIPTED_PEOPLE,
}


@dataclass(frozen=True)
class ComparedRun:
    """What one scenario comes to on a day, member by member.

    Parameters
    ----------
    outcomes
        (member, outcome, home, group and then refuge), persons: as `outcomes.outcomes_of` says.
    harm
        (member, kind of harm, home, group), persons since the first day.
    fears
        (member, fear, home, group), 1: share of the hazard of going home that each fear leaves (`safety.fear_shares`).
    """

    scenario: Scenario
    outcomes: NDArray[np.float64]
    harm: NDArray[np.float64]
    fears: NDArray[np.float64]


@dataclass(frozen=True)
class Comparison:
    """A scenario as it is, and the others it is compared with."""

    labels: Labels
    on: date
    as_is: ComparedRun
    others: tuple[ComparedRun, ...]


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
        Changed scenarios: levers pulled, obstacles lifted.
    on
        Day on which people are counted; the last of the run if None.
    chance_seed
        Another seed for what happens, on the same ranges drawn.
    """
    last = on or scenario.end
    n_run = members * (1 + len(others))
    worlds = [
        live_through(
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
    ]
    return Comparison(label(scenario), last, worlds[0], tuple(worlds[1:]))


def live_through(
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
    """Run every member of a scenario up to a day, and keep what it comes to."""
    course = course_up_to(
        scenario,
        on,
        members=members,
        seed=seed,
        parameters=parameters,
        chance_seed=chance_seed,
    )
    found = run_jobs(course.ready, range(members), course.live, threads=threads, progress=progress)
    return gather_world(scenario, found)


Lived = tuple[NDArray[np.int64], NDArray[np.int64], NDArray[np.float64]]
"""What one member comes to: its part of the outcomes, the harm and the fears of a `ComparedRun`."""


@dataclass(frozen=True)
class Course:
    """A scenario to be lived through up to a day, member by member."""

    ready: Ready

    def live(self, member: int, workspace: Workspace) -> Lived:
        """Run one member, and say what it comes to."""
        record = run_whole_member(self.ready, member, workspace)
        harm = record.stocks[-1, list(KINDS_OF_HARM.values())].astype(np.int64).sum(axis=3)
        laws = params_of(self.ready.ensemble, member).laws
        fears = fear_shares(self.ready.world.drivers, laws, workspace.state)
        return outcomes_of(record), harm, fears


def course_up_to(
    scenario: Scenario,
    on: date,
    *,
    members: int,
    seed: int,
    parameters: Mapping[str, NDArray[np.float64]] | None = None,
    chance_seed: int | None = None,
) -> Course:
    """Make a scenario ready to be lived through up to a day, every draw by inversion."""
    return Course(
        prepare(
            scenario,
            days=[(on - scenario.start).days],
            members=members,
            seed=seed,
            parameters=parameters,
            chance_seed=chance_seed,
        )
    )


def gather_world(scenario: Scenario, members: Sequence[Lived]) -> ComparedRun:
    """Bring together what some members come to."""
    outcomes, harm, fears = (
        np.stack(parts).astype(np.float64) for parts in zip(*members, strict=True)
    )
    return ComparedRun(scenario, outcomes, harm, fears)
