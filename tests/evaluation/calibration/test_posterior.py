"""The folder of a calibration (model §18.6)."""

import csv
import datetime as dt
import json
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

import homeward
from homeward.api.parameter_file import read_parameters
from homeward.atomic.target import hold
from homeward.errors import ScenarioError
from homeward.evaluation.calibration.assimilate import Plan
from homeward.evaluation.calibration.calibrate import CalibrationSettings, calibrate
from homeward.evaluation.calibration.posterior import doubt, posterior_json, write_posterior
from homeward.evaluation.calibration.saved_rounds import check_out

ASKED = CalibrationSettings(before=dt.date(2031, 2, 5), plan=Plan(40, 2, 20), seed=1)


@pytest.fixture(scope="module")
def found():
    return calibrate(homeward.load("tiny"), ASKED)


@pytest.fixture
def folder(found, tmp_path: Path) -> Path:
    with hold(tmp_path / "out", check_out) as place:
        write_posterior(
            place, posterior_json(homeward.load("tiny"), ASKED, found, exact=True), found
        )
    return tmp_path / "out"


def test_the_posterior_can_be_run(found, folder: Path):
    values = read_parameters(folder / "posterior.csv", 40, homeward.load("tiny"))
    exact = found.unknowns.values(found.assimilated.posterior)
    assert values.keys() == exact.keys()
    assert all(np.allclose(values[name], exact[name], rtol=1e-10) for name in exact)
    result = homeward.run(homeward.load("tiny"), members=4, parameters={n: v[:4] for n, v in values.items()})  # fmt: skip
    assert result is not None


def test_it_says_what_it_was_fitted_to_and_until_when(folder: Path):
    about = json.loads((folder / "posterior.json").read_text())
    assert about["fit_before"] == "2031-02-05"
    assert about["budget"] == ASKED.plan.budget
    assert len(about["rows"]) == 3
    assert set(about["not_informed"]) == {
        one["name"] for one in about["unknowns"] if not one["is_informed"]
    }


def test_tables_say_the_same_as_the_object(folder: Path):
    about = json.loads((folder / "posterior.json").read_text())
    with (folder / "rows.csv").open(newline="") as file:
        rows = list(csv.DictReader(file))
    assert [row["name"] for row in rows] == [row["name"] for row in about["rows"]]
    assert float(rows[0]["posterior_q50"]) == pytest.approx(about["rows"][0]["posterior"][1])
    with (folder / "unknowns.csv").open(newline="") as file:
        assert len(list(csv.DictReader(file))) == len(about["unknowns"])
    with (folder / "correlations.csv").open(newline="") as file:
        matrix = list(csv.reader(file))
    assert len(matrix) == len(matrix[0]) == len(about["unknowns"]) + 1


def test_a_disk_that_refuses_is_one_clear_error(found, tmp_path: Path):
    with hold(tmp_path / "out", check_out) as place:
        place.new.touch()
        with pytest.raises(ScenarioError, match="it could not be written: File exists"):
            write_posterior(place, {}, found)
    assert list(tmp_path.iterdir()) == []


def test_what_is_published_holds_no_member_and_says_the_same_of_the_parameters(found):
    tiny, shown = homeward.load("tiny"), found.published()
    said, exact = (posterior_json(tiny, ASKED, one, exact=one is found) for one in (shown, found))
    assert (shown.assimilated.before.size, shown.assimilated.after.size) == (0, 0)
    assert {name for name in said if said[name] != exact[name]} == {"rows", "exact"}
    for row in shown.fits:
        counts = [value / row.person for value in (*row.prior, *row.posterior)]
        assert all(np.isnan(count) or count % 5 == pytest.approx(0) for count in counts)


@pytest.mark.parametrize(
    ("before", "after", "said"),
    [
        (
            2,
            0,
            "0 of 3 figures lie in its bands of 90%, and 2 did before; right bands hold 2, "
            "and so few less than once in 20.",
        ),
        (2, 1, ""),  # so few every tenth time
        (0, 0, ""),  # it has not become worse
    ],
)
def test_a_posterior_that_holds_too_few_figures_is_doubted(
    found, before: int, after: int, said: str
):
    rows = tuple(
        replace(row, inside_before=number < before, inside=number < after)
        for number, row in enumerate(found.fits)
    )
    doubted = replace(found, fits=rows)
    assert doubt(doubted) == said
    about = posterior_json(homeward.load("tiny"), ASKED, doubted.published(), exact=False)
    assert (about["doubt"], about["inside_before"], about["inside"]) == (said, before, after)
