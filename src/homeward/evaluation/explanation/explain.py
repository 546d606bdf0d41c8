"""Explain: what each obstacle contributes to the difference between all obstacles lifted and none (model §10.1)."""

from __future__ import annotations

import hashlib
import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

import numpy as np
from numpy.typing import NDArray

from homeward.assemble.labels import Labels
from homeward.catalogue import Obstacle
from homeward.engine.communities.ready import prepare
from homeward.engine.communities.resume import run_stretch
from homeward.engine.expected_time import Expected, seconds_of
from homeward.engine.pool import Progress, count_on, describe_crew, run_jobs
from homeward.errors import Interrupted
from homeward.evaluation.explanation.explain_settings import ExplainSettings
from homeward.evaluation.explanation.saved_work import SavedWork
from homeward.evaluation.outcomes import Groups
from homeward.scenario.scenario import Scenario


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
        (obstacle, member, ...): Shapley value, or its estimate; the sum over obstacles is `all_lifted` - `as_is`.
    alone, without
        (obstacle, member, ...): what it makes to lift one alone, and all but one, beside `as_is`. Where more obstacles
        can act than are run alone, those of a member that make least are estimated.
    is_exact
        Whether all combinations were run.
    runs
        Combinations that each member was run with.
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
    is_exact: bool = False,
    groups: Groups = None,
    threads: int | None = None,
    parameters: Mapping[str, NDArray[np.float64]] | None = None,
    progress: Progress | None = None,
    expected: Expected | None = None,
    keep: bool = False,
) -> Explanation:
    """Lift obstacles in many combinations, every member on its own random numbers.

    Parameters
    ----------
    on
        Day on which people are counted; the last of the run if None.
    since
        First day on which obstacles are lifted, not after `on`; the first of the run if None.
    is_exact
        Run all combinations of obstacles instead: 2 to the number of obstacles runs a member.
    groups
        Indices of the groups whose people are counted by refuge; all if None.
    expected
        Told how long it will take, seconds, before it begins; not where others run it, whose number is not known.
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
    question = ExplainSettings(scenario, ready, last, first, is_exact, groups)
    asked = {
        "scenario": _digest(scenario.model_dump_json(exclude={"folder"}).encode()),
        "days": days,
        "seed": seed,
        "exact": is_exact,
        "groups": groups,
        "parameters": {
            name: _digest(values.tobytes()) for name, values in (parameters or {}).items()
        },
    }
    work = SavedWork("explain", asked) if keep else None
    effects = _ask_all(question, members, work, threads, progress, expected)
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
        is_exact=question.takes_all,
        runs=question.runs,
    )


def _ask_all(
    question: ExplainSettings,
    members: int,
    work: SavedWork | None,
    threads: int | None,
    progress: Progress | None,
    expected: Expected | None,
) -> NDArray[np.float64]:
    """Answers of every member (member, ...)."""
    done = {} if work is None else {m: v for m, v in work.done.items() if m < members}
    missing = [member for member in range(members) if member not in done]

    def note(member: int, values: NDArray[np.float64]) -> None:
        done[member] = values
        if work is not None:
            work.add(member, values)

    if expected and missing and describe_crew() is None:
        each = question.whole_runs * _seconds_of_a_run(question)
        expected(seconds_of(len(missing), each, threads))
    try:
        run_jobs(
            question.ready,
            missing,
            question.answer,
            threads=threads,
            done=note,
            progress=count_on(progress, members - len(missing), members),
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


def _seconds_of_a_run(question: ExplainSettings) -> float:
    """Time a run of the first member with nothing lifted, s."""
    last = question.stretches[-1].last
    began = time.perf_counter()
    run_jobs(
        question.ready,
        [0],
        lambda member, space: run_stretch(question.ready, member, space, last),
        threads=1,
    )
    return time.perf_counter() - began


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
