"""Explain: what each obstacle contributes to the difference between all obstacles lifted and none (model §10.1)."""

from __future__ import annotations

import hashlib
import zlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from homeward.assemble.communities.acting_days import first_acting_days
from homeward.assemble.labels import Labels
from homeward.catalogue import Obstacle, obstacles
from homeward.engine.communities.ready import Ready, Workspace, prepare
from homeward.engine.pool import Progress, run_jobs
from homeward.errors import Interrupted
from homeward.evaluation.explanation.coalition_runs import Stretch, run_together, stretches_of
from homeward.evaluation.explanation.saved_work import SavedWork
from homeward.evaluation.explanation.shapley import all_coalitions, along, both_ways, exact, sampled
from homeward.model.communities.codes import NEVER
from homeward.numerics.array_types import Codes
from homeward.numerics.draws import uniforms
from homeward.numerics.streams import ORDERINGS
from homeward.scenario.scenario import Scenario

NONE_LIFTED = 0


@dataclass(frozen=True)
class Explanation:
    """What lifting obstacles does, member by member, in persons.

    The last three axes are those of `outcomes.outcomes_of`: outcome, home, group and then refuge.

    Parameters
    ----------
    since
        First day on which the obstacles were lifted.
    obstacles
        Those of the scenario, in the order of the arrays.
    is_idle
        (obstacle): those that cannot act on any day asked for; nothing is run for them, and their effects are 0.
    as_is, all_lifted
        (member, ...): with no obstacle lifted, and with all.
    contribution
        (obstacle, member, ...): Shapley value; the sum over obstacles is `all_lifted` - `as_is`.
    alone, without
        (obstacle, member, ...): what it makes to lift one alone, and all but one, beside `as_is`.
    runs
        Most coalitions that a member took.
    """

    scenario: Scenario
    labels: Labels
    on: date
    since: date
    obstacles: tuple[Obstacle, ...]
    is_idle: NDArray[np.bool_]
    as_is: NDArray[np.float64]
    all_lifted: NDArray[np.float64]
    contribution: NDArray[np.float64]
    alone: NDArray[np.float64]
    without: NDArray[np.float64]
    is_exact: bool
    runs: int

    @property
    def members(self) -> int:
        """Ensemble members."""
        return self.as_is.shape[0]


def explain(
    scenario: Scenario,
    *,
    on: date | None = None,
    since: date | None = None,
    members: int = 200,
    seed: int = 1,
    pairs: int = 1,
    is_exact: bool = False,
    threads: int | None = None,
    parameters: Mapping[str, NDArray[np.float64]] | None = None,
    progress: Progress | None = None,
    keep: bool = False,
) -> Explanation:
    """Lift obstacles in many combinations, every member on its own random numbers.

    Parameters
    ----------
    on
        Day on which people are counted; the last of the run if None.
    since
        First day on which obstacles are lifted, not after `on`; the first of the run if None.
    pairs
        Random orderings of each member, each taken both ways.
    is_exact
        Run all combinations of obstacles instead: 2 to the number of obstacles runs a member.
    keep
        Keep the work of members that are done on disk, and go on from what is there.

    Raises
    ------
    Interrupted
        If interrupted, and work is on disk.
    KeyboardInterrupt
        If interrupted, and nothing is kept.
    """
    first, last = since or scenario.start, on or scenario.end
    days = [(day - scenario.start).days for day in (first, last)]
    ready = prepare(scenario, days=days[1:], members=members, seed=seed, parameters=parameters)
    question = ExplainSettings(scenario, ready, last, first, seed, pairs, is_exact)
    asked = {
        "scenario": _digest(scenario.model_dump_json(exclude={"folder"}).encode()),
        "days": days,
        "seed": seed,
        "pairs": 0 if is_exact else pairs,
        "parameters": {
            name: _digest(values.tobytes()) for name, values in (parameters or {}).items()
        },
    }
    effects = _ask_all(question, members, SavedWork("explain", asked) if keep else None, threads, progress)  # fmt: skip
    return explained(question, effects)


def explained(question: ExplainSettings, effects: NDArray[np.float64]) -> Explanation:
    """Bring together what the first members answered (member, ...)."""
    active, known = question.active, question.obstacles
    n = len(active)
    return Explanation(
        scenario=question.scenario,
        labels=question.ready.world.labels,
        on=question.on,
        since=question.since,
        obstacles=known,
        is_idle=question.is_idle,
        as_is=effects[:, 0],
        all_lifted=effects[:, 1],
        contribution=_with_idle(effects[:, 2 : 2 + n], active, len(known)),
        alone=_with_idle(effects[:, 2 + n : 2 + 2 * n], active, len(known)),
        # An obstacle that cannot act: all lifted but it is all lifted.
        without=_with_idle(
            effects[:, 2 + 2 * n :], active, len(known), effects[:, 1] - effects[:, 0]
        ),
        is_exact=question.is_exact,
        runs=max(len(question.coalitions(member)) for member in range(len(effects))),
    )


@dataclass(frozen=True)
class ExplainSettings:
    """What is asked of every member.

    Parameters
    ----------
    on, since
        Day on which people are counted, and first day on which obstacles are lifted.
    """

    scenario: Scenario
    ready: Ready
    on: date
    since: date
    seed: int
    pairs: int
    is_exact: bool

    @cached_property
    def obstacles(self) -> tuple[Obstacle, ...]:
        """Those of the scenario."""
        return obstacles(self.ready.world.labels.actors)

    @cached_property
    def first_days(self) -> Codes:
        """First day on which each obstacle can act once lifted (obstacle), or NEVER."""
        return first_acting_days(self.ready.world.drivers, self.first_day)

    @property
    def is_idle(self) -> NDArray[np.bool_]:
        """Obstacles that cannot act on any day asked for (obstacle); nothing is run for them."""
        return self.first_days == NEVER

    @cached_property
    def active(self) -> list[int]:
        """Indices of the obstacles that can act."""
        return np.flatnonzero(~self.is_idle).tolist()

    @cached_property
    def names(self) -> list[str]:
        """Names of the obstacles that can act."""
        return [self.obstacles[index].name for index in self.active]

    @property
    def first_day(self) -> int:
        """First day on which obstacles are lifted, days since the start."""
        return (self.since - self.scenario.start).days

    def answer(self, member: int, workspace: Workspace) -> NDArray[np.float64]:
        """Effects of lifting obstacles in one member (none, all, and obstacle three times over, ...)."""
        coalitions = self.coalitions(member)
        return self.effects(
            member,
            run_together(self.ready, member, workspace, coalitions, self.stretches, self.lifted),
        )

    def effects(
        self, member: int, values: Mapping[int, NDArray[np.float64]]
    ) -> NDArray[np.float64]:
        """Effects of lifting obstacles, from the outcomes of every coalition run for a member."""
        n, everything = len(self.active), self.everything
        none, every = values[NONE_LIFTED], values[everything]
        contribution = (
            exact(values, n) if self.is_exact else sampled(values, self.orderings(member), n)
        )
        alone = [values[1 << index] - none for index in range(n)]
        all_but = [values[everything ^ 1 << index] - none for index in range(n)]
        return np.stack([none, every, *contribution, *alone, *all_but])

    @property
    def everything(self) -> int:
        """The coalition of all obstacles."""
        return (1 << len(self.active)) - 1

    def coalitions(self, member: int) -> list[int]:
        """List the coalitions run for one member, each once."""
        n, everything = len(self.active), self.everything
        if self.is_exact:
            return list(all_coalitions(n))
        alone = [1 << index for index in range(n)]
        all_but = [everything ^ one for one in alone]
        passed = [one for ordering in self.orderings(member) for one in along(ordering)]
        return list(dict.fromkeys([NONE_LIFTED, everything, *alone, *all_but, *passed]))

    @cached_property
    def stretches(self) -> list[Stretch]:
        """Days over which coalitions share their runs."""
        last = (self.on - self.scenario.start).days
        return stretches_of(self.first_days[self.active], self.first_day, last)

    def lifted(self, coalition: int) -> Codes:
        """First day on which each obstacle no longer counts where some are lifted (obstacle, group)."""
        lifted = self.ready.world.drivers.lifted.copy()
        for index, obstacle in enumerate(self.active):
            if coalition >> index & 1:
                lifted[obstacle] = np.minimum(lifted[obstacle], self.first_day)
        return lifted

    def orderings(self, member: int) -> list[list[int]]:
        """Draw the orderings of one member, addressed by the names of the obstacles."""
        drawn = [
            [
                uniforms(self.seed, ORDERINGS, member, 0, zlib.crc32(name.encode()), pair)[0]
                for name in self.names
            ]
            for pair in range(self.pairs)
        ]
        return both_ways([np.argsort(row).tolist() for row in drawn])


def _ask_all(
    question: ExplainSettings,
    members: int,
    work: SavedWork | None,
    threads: int | None,
    progress: Progress | None,
) -> NDArray[np.float64]:
    """Answers of every member (member, ...)."""
    done = {} if work is None else {m: v for m, v in work.done.items() if m < members}
    missing = [member for member in range(members) if member not in done]

    def note(member: int, values: NDArray[np.float64]) -> None:
        done[member] = values
        if work is not None:
            work.add(member, values)

    try:
        run_jobs(
            question.ready,
            missing,
            question.answer,
            threads=threads,
            done=note,
            progress=progress and (lambda n, _: progress(members - len(missing) + n, members)),
        )
    except BaseException as error:
        is_kept = work is not None and bool(done) and work.write()
        if is_kept and isinstance(error, KeyboardInterrupt):
            message = f"{len(done)} of {members} members are done and kept; the same command goes on from there."
            raise Interrupted(message) from error
        raise
    # What was begun for more members than are asked for now is left to be finished.
    if work is not None and max(work.done) < members:
        work.finish()
    return np.stack([done[member] for member in range(members)])


def _digest(content: bytes) -> str:
    return hashlib.sha256(content).hexdigest()


def _with_idle(
    effects: NDArray[np.float64],
    active: Sequence[int],
    n_obstacle: int,
    idle: NDArray[np.float64] | float = 0.0,
) -> NDArray[np.float64]:
    """Give idle obstacles their place (obstacle, member, ...)."""
    found = np.zeros((n_obstacle, effects.shape[0], *effects.shape[2:]))
    found[:] = idle
    found[list(active)] = np.moveaxis(effects, 1, 0)
    return found
