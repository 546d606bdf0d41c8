"""Calibration of a scenario (model §18)."""

import datetime as dt
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

import homeward
from conftest import MakeWorld
from homeward.errors import ScenarioError
from homeward.evaluation.calibration.assimilate import Plan
from homeward.evaluation.calibration.calibrate import (
    CalibrationSettings,
    calibrate,
    prepare_calibration,
)
from homeward.evaluation.calibration.saved_rounds import open_rounds, partial_of
from homeward.evaluation.calibration.unknowns import unknowns_of
from homeward.evaluation.conditioning.known import known_before

ASKED = CalibrationSettings(before=dt.date(2031, 2, 5), plan=Plan(40, 2, 20), seed=1)


@pytest.fixture(scope="module")
def tiny():
    return homeward.load("tiny")


@pytest.fixture(scope="module")
def found(tiny):
    return calibrate(tiny, ASKED)


def test_only_what_was_known_is_fitted(tiny, found):
    assert [row.name for row in found.figures.rows] == ["fled", "camp_population", "killed"]
    assert found.known.end < ASKED.before
    assert all(row.use == "fit" and not row.imposed for row in found.figures.rows)


def test_tests_and_later_rows_change_nothing(tiny, found):
    """Leak check: whatever is dated later, or is for testing, may be anything."""
    rows = tuple(
        row.model_copy(update={"value": 9e5, "high": 9e5}) if row.use == "test" or row.date >= ASKED.before else row
        for row in tiny.observations
    )  # fmt: skip
    assert rows != tiny.observations
    other = calibrate(tiny.model_copy(update={"observations": rows}), ASKED)
    assert np.array_equal(other.assimilated.posterior, found.assimilated.posterior)


def test_it_moves_towards_what_was_observed(found):
    said = found.figures.said
    before, after = (
        np.abs(np.nanmean(outputs, axis=1) - said)
        for outputs in (found.assimilated.before, found.assimilated.after)
    )
    assert (after[:2] < before[:2]).all()


def test_threads_change_no_number(tiny, found):
    other = calibrate(tiny, replace(ASKED, threads=1))
    assert np.array_equal(other.assimilated.posterior, found.assimilated.posterior)


def test_another_seed_is_another_posterior(tiny, found):
    other = calibrate(tiny, replace(ASKED, seed=2))
    assert not np.array_equal(other.assimilated.posterior, found.assimilated.posterior)


def test_what_is_kept_is_not_run_again(tiny, found, tmp_path: Path):
    kept = open_rounds(tmp_path / "out", {}, resume=False)
    first = calibrate(tiny, ASKED, kept)
    assert np.array_equal(first.assimilated.posterior, found.assimilated.posterior)
    for path in partial_of(tmp_path / "out").glob("round-2*.npz"):
        path.unlink()
    said: list[int] = []
    asked = replace(ASKED, progress=lambda done, _: said.append(done))
    again = calibrate(tiny, asked, kept)
    assert np.array_equal(again.assimilated.after, first.assimilated.after)
    assert said[0] == 50  # the first round, at once


def test_nothing_to_fit_and_nothing_unknown_are_refused(tiny, quiet: MakeWorld):
    with pytest.raises(ScenarioError, match="no observation to fit is dated before 2031-01-10"):
        prepare_calibration(tiny, replace(ASKED, before=dt.date(2031, 1, 10)))
    counted = tiny.observations[0].model_copy(update={"date": dt.date(2030, 1, 9)})
    nothing = quiet().model_copy(update={"observations": (counted,)})
    with pytest.raises(ScenarioError, match="nothing carries a range"):
        prepare_calibration(nothing, ASKED)


def test_where_no_row_tells_anything_there_is_nothing_to_calibrate(tiny):
    """All members give the same: nobody had been killed on the first day."""
    killed = next(row for row in tiny.observations if row.name == "killed")
    day = {"since": dt.date(2031, 1, 10), "date": dt.date(2031, 1, 11)}
    scenario = tiny.model_copy(update={"observations": (killed.model_copy(update=day),)})
    with pytest.raises(ScenarioError, match="moves any of the observations to fit"):
        calibrate(scenario, ASKED)


def test_what_moves_no_observation_is_left_out_and_named(tiny, found):
    """By the last figure known nobody promises anything, raids, or approves anybody by name."""
    idle = {"promise_credence", "recapture_prior", "hub_protection", "approved_speed"}
    assert idle < set(found.cannot_act)
    ranged = set(unknowns_of(known_before(tiny, ASKED.before)).names)
    assert {*found.cannot_act, *found.unknowns.names} == ranged
    assert not set(found.cannot_act) & set(found.unknowns.names)
    assert {"flight_hazard", "danger_half"} < set(found.unknowns.names)  # negative control


def test_it_says_how_long_it_will_take_before_any_round(tiny):
    told: list[str] = []
    asked = replace(
        ASKED,
        expected=lambda seconds: told.append("seconds" if 0 < seconds < 300 else "wrong"),
        progress=lambda done, _: told.append("members"),
    )
    calibrate(tiny, asked)
    assert told[0] == "seconds"
    assert told.count("seconds") == 1
    assert told.count("members") == asked.plan.budget
