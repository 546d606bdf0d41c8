"""Patterns that need levers: what sources expect a change to do, beside what it does in the model (model §10.3)."""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np
from numpy.typing import NDArray

from homeward.engine.pool import Progress, count_on
from homeward.engine.simulate import simulate
from homeward.engine.simulated import Simulated
from homeward.evaluation.scoring.measures import days_needed, measure, person_of
from homeward.evaluation.scoring.score import Score, score_one
from homeward.scenario.changes.applied_levers import parse_lever
from homeward.scenario.changes.apply_levers import apply_levers
from homeward.scenario.scenario import Scenario


def score_patterns(
    scenario: Scenario,
    *,
    members: int = 200,
    seed: int = 1,
    threads: int | None = None,
    parameters: Mapping[str, NDArray[np.float64]] | None = None,
    progress: Progress | None = None,
) -> list[Score]:
    """Score every observation that pulls levers, in the order of its file.

    What is scored is the measure with the levers less the measure without, member by member, on the same random
    numbers and with every draw by inversion.
    """
    rows = [row for row in scenario.observations if row.levers]
    changes = list(dict.fromkeys(row.levers for row in rows))
    if not rows:
        return []
    last = max(row.date for row in rows)
    days = days_needed(rows, scenario.start, last)
    n_run = members * (1 + len(changes))

    def run(one: Scenario, number: int) -> Simulated:
        return simulate(
            one,
            days=days,
            members=members,
            seed=seed,
            threads=threads,
            parameters=parameters,
            progress=count_on(progress, number * members, n_run),
        )

    as_is = run(scenario, 0)
    changed = {
        levers: run(apply_levers(scenario, [parse_lever(text) for text in levers]), number)
        for number, levers in enumerate(changes, start=1)
    }
    return [
        score_one(
            row,
            measure(changed[row.levers], row) - measure(as_is, row),
            person=person_of(as_is, row),
        )
        for row in rows
    ]
