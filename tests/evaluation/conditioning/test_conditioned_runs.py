"""Members run up to what was known, some at a time, and onwards from it (decision 9)."""

from __future__ import annotations

from contextlib import nullcontext
from datetime import date

import numpy as np
import pytest

from homeward.engine.simulate import simulate
from homeward.errors import ObservationError
from homeward.evaluation.conditioning import conditioned_runs
from homeward.evaluation.conditioning.conditioned_runs import (
    ConditioningSettings,
    run_conditioned,
    run_known,
)
from homeward.evaluation.conditioning.known import known_before
from homeward.evaluation.conditioning.weighing import row_log_likelihood, weighable
from homeward.evaluation.scoring.measures import days_needed, measure
from homeward.scenario.scenario import Scenario

BEFORE = date(2031, 2, 5)
SETTINGS = ConditioningSettings(6, 1, 2, lambda _: nullcontext(lambda _done, _of: None))


def test_batches_are_the_members_of_one_run(tiny: Scenario, monkeypatch: pytest.MonkeyPatch):
    known = known_before(tiny, BEFORE)
    rows = weighable(known.observations)
    monkeypatch.setattr(conditioned_runs, "BATCH", 4)
    densities, parameters = run_known(known, rows, BEFORE, SETTINGS, "it")
    whole = simulate(known, days=days_needed(rows, known.start, known.end), members=6, seed=1)
    expected = [row_log_likelihood(row, measure(whole, row)) for row in rows]
    np.testing.assert_array_equal(densities, expected)
    assert densities.any()
    for name, values in whole.parameters.items():
        np.testing.assert_array_equal(parameters[name], values)


def test_a_scenario_that_is_not_cut_is_refused(tiny: Scenario):
    with pytest.raises(ObservationError):
        run_known(tiny, weighable(tiny.observations), BEFORE, SETTINGS, "it")


def test_some_members_are_those_of_the_whole(tiny: Scenario):
    rows = tiny.observations[:1]
    whole = run_conditioned(tiny, rows, range(6), SETTINGS, "it")
    some = run_conditioned(tiny, rows, np.array([1, 4]), SETTINGS, "it")
    np.testing.assert_array_equal(measure(some, rows[0]), measure(whole, rows[0])[[1, 4]])
    other = run_conditioned(tiny, rows, [1, 4], SETTINGS, "it", chance_seed=9)
    assert not np.array_equal(measure(other, rows[0]), measure(some, rows[0]))
