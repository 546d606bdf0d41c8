"""A posterior that has seen what is foreseen is refused."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path

import pytest

from homeward.errors import ScenarioError
from homeward.evaluation.forecast.fitted_until import refuse_fitted_later
from homeward.scenario.scenario import Scenario

ORIGIN = date(2031, 1, 31)


def posterior(folder: Path, said: object) -> Path:
    (folder / "posterior.json").write_text(json.dumps(said))
    (folder / "posterior.csv").write_text("return_speed\n0.1\n")
    return folder / "posterior.csv"


def test_values_without_a_word_beside_them_are_taken(tiny: Scenario, tmp_path: Path):
    refuse_fitted_later(tiny, tmp_path / "posterior.csv", ORIGIN)


def test_a_posterior_of_the_past_is_taken(tiny: Scenario, tmp_path: Path):
    refuse_fitted_later(tiny, posterior(tmp_path, {"fit_before": "2031-02-01"}), ORIGIN)


def test_a_posterior_that_saw_more_is_refused(tiny: Scenario, tmp_path: Path):
    path = posterior(tmp_path, {"fit_before": "2031-02-02"})
    with pytest.raises(ScenarioError) as refused:
        refuse_fitted_later(tiny, path, ORIGIN)
    assert str(refused.value) == (
        f"{path}: it was fitted to what was observed up to 2031-02-01, and the forecast knows up to 2031-01-31.\n"
        "  A forecast that has seen the outcome is no forecast.\n"
        "  Fix: calibrate with --fit-before 2031-02-01 or earlier.\n"
        "  Fix: forecast from 2031-02-02 or later."
    )


def test_a_posterior_of_everything_saw_the_last_row_to_fit(tiny: Scenario, tmp_path: Path):
    path = posterior(tmp_path, {"fit_before": None})
    refuse_fitted_later(tiny, path, date(2031, 2, 10))  # town_empty, the last row to fit
    with pytest.raises(
        ScenarioError, match="up to 2031-02-10, and the forecast knows up to 2031-02-09"
    ):
        refuse_fitted_later(tiny, path, date(2031, 2, 9))


@pytest.mark.parametrize("said", [{}, {"fit_before": "soon"}, []])
def test_a_file_that_does_not_say_is_refused(tiny: Scenario, tmp_path: Path, said: object):
    path = posterior(tmp_path, said)
    with pytest.raises(ScenarioError) as refused:
        refuse_fitted_later(tiny, path, ORIGIN)
    assert str(refused.value) == (
        f"{path.with_suffix('.json')}: the file does not say until when it was fitted: it has no day fit_before.\n"
        "  Fix: keep the files of a calibration together as they were written."
    )
