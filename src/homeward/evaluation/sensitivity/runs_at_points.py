"""Runs of a scenario at points: assembled and compiled once, with parameters set anew for each (model §16.1)."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from functools import partial

import numpy as np

from homeward.assemble.communities.ensemble import value_at, with_parameters
from homeward.engine.communities.ready import Ready, Workspace, prepare, run_whole_member
from homeward.engine.pool import Progress, run_jobs
from homeward.evaluation.outcomes import OUTCOMES, Outcome, outcomes_by_group
from homeward.evaluation.sensitivity.points import Points, Reals
from homeward.scenario.scenario import Scenario


def ranged_parameters(scenario: Scenario) -> tuple[str, ...]:
    """Name the parameters that carry a range."""
    return tuple(name for name, known in scenario.parameters.items() if known.low < known.high)


class PointRuns:
    """A scenario ready to be run at any point, every draw by inversion so that neighbours differ by little noise.

    Parameters
    ----------
    on
        Day on which people are counted.
    homes
        Indices of the homes whose people are counted.
    members
        From which points choose.
    """

    def __init__(
        self,
        scenario: Scenario,
        *,
        outcome: Outcome,
        on: date,
        homes: list[int],
        members: int,
        seed: int,
        threads: int | None,
    ) -> None:
        self.scenario = scenario
        self.ready = prepare(
            scenario,
            days=[(on - scenario.start).days],
            members=members,
            seed=seed,
        )
        self.outcome = OUTCOMES.index(outcome)
        self.homes = homes
        self.threads = threads

    def run(self, points: Points, progress: Progress | None = None) -> Reals:
        """Run every point and count people (run), persons."""
        fixed = {
            name: value_at(self.scenario.parameters[name], points.quantiles[:, index])
            for index, name in enumerate(points.parameters)
        }
        ready = self.ready
        ensemble = with_parameters(
            ready.ensemble, self.scenario, ready.world, points.members, fixed
        )
        asked = replace(ready, ensemble=ensemble)
        count = partial(_count, asked, self.outcome, self.homes)
        jobs = list(enumerate(points.chances.tolist()))
        return np.array(run_jobs(asked, jobs, count, threads=self.threads, progress=progress))


def _count(
    ready: Ready, outcome: int, homes: list[int], job: tuple[int, int], workspace: Workspace
) -> float:
    """Count people of some homes in a run that lives through the chance of a member (run, member), persons."""
    run, chance_member = job
    record = run_whole_member(ready, run, workspace, chance_member=chance_member)
    return float(outcomes_by_group(record)[outcome, homes].sum())
