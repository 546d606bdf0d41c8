"""Sensitivity: which of the numbers nobody knows exactly decide an outcome (model §16)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from homeward.errors import Problem, ScenarioError
from homeward.evaluation.conditioning.conditioned_runs import Announce
from homeward.evaluation.outcomes import Outcome
from homeward.evaluation.sensitivity.indices import Indices, find_indices, members_needed
from homeward.evaluation.sensitivity.points import Points, Reals, RunPoints
from homeward.evaluation.sensitivity.runs_at_points import PointRuns, ranged_parameters
from homeward.evaluation.sensitivity.screening import Screened, screen_parameters
from homeward.scenario.checks.camp_checks import check_modelled
from homeward.scenario.scenario import Scenario


@dataclass(frozen=True)
class Effort:
    """How much is run.

    Parameters
    ----------
    trajectories
        Along each, every parameter is moved once.
    keep
        Parameters whose shares of the variance are found: those with the largest effects.
    base
        Points of the base sample, a power of 2.
    """

    trajectories: int
    keep: int
    base: int
    seed: int


@dataclass(frozen=True)
class Sensitivity:
    """What decides an outcome.

    Parameters
    ----------
    screened
        All parameters with a range, those with the largest effects first; effects in the unit of the outcome.
    indices
        The variance divided; None where there is none.
    same
        What every run came to, where there is no variance, in the unit of the outcome.
    runs
        Runs that all this rests on.
    """

    screened: tuple[Screened, ...]
    indices: Indices | None
    same: float | None
    runs: int


def sensitivity(
    scenario: Scenario,
    *,
    outcome: Outcome,
    on: date,
    homes: list[int],
    effort: Effort,
    threads: int | None,
    announce: Announce,
) -> Sensitivity:
    """Screen the parameters of a scenario, and divide the variance of an outcome among those that matter.

    Raises
    ------
    ScenarioError
        If arrivals are registered, or the effort is no effort that can be made (`check_effort`).
    KeyboardInterrupt
        If interrupted.
    """
    check_modelled(scenario)
    check_effort(scenario, effort)
    runs = PointRuns(
        scenario,
        outcome=outcome,
        on=on,
        homes=homes,
        members=max(effort.trajectories, members_needed(effort.base)),
        seed=effort.seed,
        threads=threads,
    )

    def run(points: Points, phase: str) -> Reals:
        with announce(phase) as advance:
            return runs.run(points, advance)

    return decompose(ranged_parameters(scenario), run, effort)


def decompose(parameters: tuple[str, ...], run: RunPoints, effort: Effort) -> Sensitivity:
    """Screen parameters of anything that can be run at points, and divide its variance."""
    screening = screen_parameters(
        parameters, run, trajectories=effort.trajectories, seed=effort.seed
    )
    done = screening.values.size
    if screening.is_constant:
        return Sensitivity(screening.screened, None, float(screening.values[0]), done)
    kept = screening.kept(effort.keep)
    indices = find_indices(kept, run, base=effort.base, seed=effort.seed)
    if not isinstance(indices, Indices):
        return Sensitivity(screening.screened, None, indices, done)
    return Sensitivity(screening.screened, indices, None, done + indices.runs)


def check_effort(scenario: Scenario, effort: Effort) -> None:
    """Refuse what cannot be run.

    Raises
    ------
    ScenarioError
        If no parameter has a range, fewer have than are to be kept, or the base sample is no power of 2.
    """
    known = len(ranged_parameters(scenario))
    if known == 0:
        found = f"no parameter of {scenario.name} has a range: nothing can be moved."
        way = "give one a low and a high in scenario.yaml."
        raise ScenarioError(Problem("", found, "", (way,)))
    if effort.keep > known:
        found = f"{effort.keep} is more than the {known} parameters of {scenario.name} that have a range."
        raise ScenarioError(Problem("--keep", found, "", (f"--keep {known} or fewer.",)))
    if effort.base & (effort.base - 1):
        below = 1 << (effort.base.bit_length() - 1)
        why = "Sobol' sequences are even at powers of 2 only."
        way = f"--base {below} or --base {2 * below}."
        raise ScenarioError(Problem("--base", f"{effort.base} is not a power of 2.", why, (way,)))
