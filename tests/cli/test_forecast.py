"""`homeward forecast` from outside, in the community model: what it prints, writes and refuses."""

from __future__ import annotations

import json
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from cli.command import call, run_here
from homeward.api.forecast import read_origins
from homeward.cli.output import word_skill
from homeward.errors import ScenarioError
from homeward.evaluation.forecast.futures import futures_from
from homeward.scenario.load import load_scenario
from homeward.scenario.new import new_scenario

ASKED: dict[str, Any] = {
    "from": date(2031, 2, 16), "lead": 30, "members": 10, "seed": 1, "threads": 2,
}  # fmt: skip

Forecast = Callable[..., str]


@pytest.fixture
def forecast(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> Forecast:
    """Forecast the tiny scenario, its camp counted more often, in this process; return standard output."""
    folder = new_scenario(str(tmp_path / "mine"), source="tiny")
    rows = (folder / "observations.csv").read_text().splitlines()
    header = rows[0].split(",")
    for when, value, use in (
        ("2031-02-14", 600, "fit"), ("2031-02-20", 580, "test"), ("2031-03-05", 500, "fit"),
    ):  # fmt: skip
        cells = {
            "name": "camp_population", "date": when, "measure": "present", "places": "border_camp", "low": value - 100,
            "value": value, "high": value + 100, "use": use, "imposed": "no", "claims": "judgement",
        }  # fmt: skip
        rows.append(",".join(str(cells.get(column, "")) for column in header))
    (folder / "observations.csv").write_text("\n".join(rows) + "\n")
    capsys.readouterr()

    def run(**changed: Any) -> str:
        run_here("forecast", str(folder), **{**ASKED, **changed})
        return capsys.readouterr().out

    return run


@pytest.mark.usefixtures("compiled")
def test_json_owns_standard_output(tmp_path: Path):
    options = ("--from", "2031-02-16", "--lead", "20", "--members", "6", "--json")
    done = call("forecast", "tiny", *options, cwd=tmp_path)
    assert done.returncode == 0, done.stderr
    assert "Weighing" in done.stderr
    said = json.loads(done.stdout)
    assert (said["scenario"], said["from"], said["lead"]) == ("tiny", "2031-02-16", 20)
    assert [one["name"] for one in said["storylines"]] == [
        "front_line_holds", "town_falls_again", "arrests_stop",
    ]  # fmt: skip
    assert said["storylines"][1]["levers"] == ["town_falls_again@2031-02-22"]
    assert said["weights"]["rows"] == 3
    assert {row["lead"] for row in said["foreseen"]} == {1, 7, 20}
    assert {row["storyline"] for row in said["foreseen"]} >= {"all", "front_line_holds"}
    assert set(said["foreseen"][0]["bands"]) == {"0.5", "0.8", "0.9", "0.95"}
    assert said["scores"] == {}


def test_the_page_says_how_and_with_what_result(forecast: Forecast):
    page = forecast(origins="2", every=3)
    lines = page.splitlines()
    assert lines[0] == "Forecast from 2031-02-16, 30 days, by what was known up to 2031-02-15."
    assert lines[1].startswith("10 members, weighed by 4 observations, effective sample size ")
    assert "   20%  The town falls again: town_falls_again@2031-02-22" in lines
    assert "All storylines, by weight" in page
    assert "Where the width comes from" in page
    assert "Scores by lead, from 2031-02-16, 2031-02-19" in page
    assert "Skill over simple rules" in page
    assert "Members start from the last counts" in page
    assert "planning figure" not in page  # nobody planned
    assert "  camp_population 2031-02-20, 5 days: observed 580, forecast " in page
    assert "Hindsight: these rest only on what was said on or after 2031-02-16:" in page
    assert lines[-1] == "Counts below 10 are withheld, all others rounded to 5."


def test_no_skill_is_said_so(forecast: Forecast):
    assert (word_skill(-0.2), word_skill(0.0), word_skill(0.25), word_skill(float("nan"))) == (
        "no skill", "no skill", "0.25", "-",
    )  # fmt: skip
    said = json.loads(forecast(json=True))
    for rows in said["scores"].values():
        for row in rows:
            assert all(one == "no skill" or one > 0 for one in row["skill"].values())


def test_a_folder_is_written(forecast: Forecast, tmp_path: Path):
    page = forecast(out=tmp_path / "out")
    assert page.endswith(f"Written to {tmp_path / 'out'}: open forecast.svg first.\n")
    assert (tmp_path / "out" / "forecast.svg").is_file()
    with pytest.raises(ScenarioError, match="the folder exists"):
        forecast(out=tmp_path / "out")
    forecast(out=tmp_path / "out", force=True)


def test_one_page_says_how_forecasts_did(forecast: Forecast, tmp_path: Path):
    page = tmp_path / "verified.svg"
    assert f"How forecasts did is drawn in {page}." in forecast(verify=page)
    said = page.read_text()
    assert "1 numbers forecast" not in said
    assert "Reliability" in said
    assert "camp_population" in said


def test_a_page_that_could_not_be_written_is_refused_before_anything_is_run(tmp_path: Path):
    (tmp_path / "there.svg").touch()
    for file, said in (("there.svg", "the file exists"), ("page.png", ".svg")):
        done = call("forecast", "tiny", "--from", "2031-02-16", "--verify", file, cwd=tmp_path)
        assert (done.returncode, done.stdout) == (2, "")
        assert said in done.stderr
    assert (
        "name another file with --verify FILE.svg"
        in call(
            "forecast", "tiny", "--from", "2031-02-16", "--verify", "there.svg", cwd=tmp_path
        ).stderr
    )


def test_values_of_a_file_count_alike(forecast: Forecast, tmp_path: Path):
    path = tmp_path / "posterior.csv"
    path.write_text("return_speed,tolerance\n0.05,0.2\n0.1,0.3\n")
    (tmp_path / "posterior.json").write_text('{"fit_before": "2031-02-16"}')
    page = forecast(parameters=path, members=4)
    assert f"4 members with the values of {path}, which count alike." in page
    with pytest.raises(ScenarioError, match="A forecast that has seen the outcome is no forecast"):
        forecast(parameters=path, members=4, **{"from": date(2031, 2, 15)})
    with pytest.raises(ScenarioError, match="A forecast that has seen the outcome is no forecast"):
        forecast(parameters=path, members=4, origins="2031-02-10")


def test_origins_are_a_number_or_days():
    start = date(2031, 2, 16)
    assert read_origins(start, "3", 10) == [date(2031, 2, 15), date(2031, 2, 25), date(2031, 3, 7)]
    assert read_origins(start, "2031-02-20,2031-02-20", 10) == [
        date(2031, 2, 15),
        date(2031, 2, 19),
    ]
    assert read_origins(start, "2031-02-20, 2031-02-16", 10) == [
        date(2031, 2, 15), date(2031, 2, 19),
    ]  # fmt: skip
    for text in ("0", "soon", "2031-02-20,3"):
        with pytest.raises(ScenarioError) as refused:
            read_origins(start, text, 10)
        assert str(refused.value) == (
            f'--origins: "{text}" is neither a number of forecasts nor days.\n'
            "  Fix: write a number, such as --origins 8 --every 30.\n"
            "  Fix: write days: --origins 2019-06-01,2020-01-01."
        )


def test_a_storyline_of_palmyra_can_be_told_from_any_year():
    palmyra = load_scenario("palmyra")
    for year in range(2016, 2026):
        futures, _ = futures_from(palmyra, date(year, 5, 1), 400)
        assert sum(future.share for future in futures) == pytest.approx(1)
