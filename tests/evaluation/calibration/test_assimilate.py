"""The order of a calibration (model §18.3)."""

import datetime as dt

import numpy as np
import pytest

from homeward.evaluation.calibration.assimilate import Plan, assimilate, least_budget, plan
from homeward.evaluation.calibration.logged_observations import log_observations
from homeward.evaluation.calibration.smoothing import normals
from homeward.scenario.rows.observations import Observation


def figures(*values: float):
    return log_observations(
        [
            Observation(
                name=f"row{index}", date=dt.date(2020, 1, 1), measure="present", low=0.9 * value, value=value,
                high=1.1 * value, use="fit", claims=("c",),
            )
            for index, value in enumerate(values)
        ],
        model_error=0.2,
    )  # fmt: skip


class Recorder:
    """A model of which the second row never has a value; it notes which members it was asked for."""

    def __init__(self) -> None:
        self.asked: list[tuple[str, int, int]] = []

    def run(self, name, first, normal):
        self.asked.append((name, first, normal.shape[1]))
        value = np.log(1000.0) + 0.5 * normal[0] + 0.1 * normals(77, first, (1, normal.shape[1]))[0]
        return np.stack([value, np.full_like(value, np.nan)])


def test_every_member_is_new_and_the_budget_is_what_is_run():
    recorder, planned = Recorder(), Plan(60, 3)
    done = assimilate(recorder.run, normals(1, 50, (2, 60)), figures(1500, 10), planned, seed=1)
    assert recorder.asked == [
        ("Round 1 of 3", 0, 75), ("Round 2 of 3", 75, 75), ("Round 3 of 3", 150, 75), ("Posterior", 225, 60),
    ]  # fmt: skip
    assert planned.budget == 285
    assert done.left_out == (1,)
    assert done.before.shape == done.after.shape == (2, 60)


def test_what_no_row_tells_of_stays_as_it_was():
    prior = normals(1, 50, (2, 2000))
    done = assimilate(Recorder().run, prior, figures(1500, 10), Plan(2000, 4), seed=1)
    assert done.posterior[0].mean() > 0.4
    assert done.posterior[0].std() < 0.5
    assert abs(done.posterior[1].mean() - prior[1].mean()) < 0.05
    assert done.posterior[1].std() == pytest.approx(1, abs=0.05)
    assert np.exp(np.nanmedian(done.after[0])) == pytest.approx(1500 + 75, rel=0.08)


@pytest.mark.parametrize("budget", [least_budget(), 1000, 5000, 20_000])
def test_a_plan_makes_the_most_of_a_budget(budget: int):
    found = plan(budget)
    assert found.budget <= budget < Plan(found.members + 1, found.steps).budget
