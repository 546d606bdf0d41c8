"""Which parameters can move an observation (model §18.1)."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace

import numpy as np
import pytest

import homeward
from homeward.evaluation.calibration import acting
from homeward.evaluation.calibration.acting import acting_names
from homeward.evaluation.calibration.assimilate import Plan
from homeward.evaluation.calibration.calibrate import CalibrationSettings, prepare_calibration
from homeward.scenario.rows.pooling import Pooling, deviations
from homeward.scenario.rows.uncertain_numbers import Range
from homeward.scenario.scenario import Scenario

ASKED = CalibrationSettings(before=dt.date(2031, 2, 5), plan=Plan(40, 2, 20), seed=1)


@pytest.fixture(scope="module")
def tiny() -> Scenario:
    return homeward.load("tiny")


def found(scenario: Scenario, seed: int = 1, threads: int | None = None) -> set[str]:
    known, unknowns, figures = prepare_calibration(scenario, replace(ASKED, seed=seed))
    return set(acting_names(known, unknowns.parameters, figures, seed=seed, threads=threads))


def test_what_stands_on_the_way_to_a_figure_acts_and_what_does_not_does_not(tiny: Scenario):
    some = found(tiny)
    assert {"flight_hazard", "danger_half", "distance_decay", "onward_hazard"} <= some
    assert not some & {"promise_credence", "recapture_prior", "hub_protection", "weight_mines"}


def test_it_depends_on_what_is_observed(tiny: Scenario):
    """Of the first flights alone, none of what comes after flight can be learned."""
    fled = tuple(row for row in tiny.observations if row.name == "fled")
    some = found(tiny.model_copy(update={"observations": fled}))
    assert "flight_hazard" in some
    assert not some & {"onward_hazard", "crossing_ease"}
    assert "crossing_ease" in found(tiny)  # negative control


def test_threads_change_nothing_and_other_members_say_the_same(tiny: Scenario):
    assert found(tiny, threads=1) == found(tiny, threads=2)
    once = found(tiny)
    others = [len(once ^ found(tiny, seed=seed)) for seed in range(2, 8)]
    assert np.mean(others) <= len(once) / 10, "some act seldom"


def test_what_acts_in_few_members_is_found_by_more(tiny: Scenario, monkeypatch: pytest.MonkeyPatch):
    many = found(tiny)
    monkeypatch.setattr(acting, "PAIRED_MEMBERS", 1)
    assert found(tiny) <= many


def test_no_value_is_like_no_value_and_unlike_a_value():
    one = np.array([[1.0], [np.nan], [np.nan]])
    other = np.array([[1.0, 2.0], [np.nan, np.nan], [np.nan, 3.0]])
    found = acting._differ(other, one)
    assert found.tolist() == [[False, True], [False, False], [False, True]]


def test_parameters_of_partial_pooling_act_like_others(tiny: Scenario):
    """A deviation and the spread act where the parameter does; of a group nobody is asked of they do not."""
    pooling = Pooling(parameter="return_speed", by="group")
    spread = Range(value=0.5, low=0.2, high=1.0)
    added = {pooling.spread: spread} | deviations((pooling,), (), tiny.group_names)
    pooled = tiny.model_copy(update={"pooling": (pooling,), "parameters": tiny.parameters | added})
    some = found(pooled)
    assert {"return_speed", "spread of return_speed"} <= some
    assert some & set(added) > {"spread of return_speed"}
    silent = tuple(row for row in tiny.observations if row.name == "fled")
    assert not found(pooled.model_copy(update={"observations": silent})) & set(added)
