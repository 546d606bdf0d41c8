"""`homeward forecast` of a scenario of camp registrations (model §15)."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest

from builders import REGISTERED, edit, make_folder, make_registered
from cli.command import call
from homeward.engine.camps.by_law import count_camps

HEADER = "series,date,claims\n"
ASKED = ("forecast", "two_camps", "--from", "2015-05-12", "--members", "20")


@pytest.fixture(scope="module", autouse=True)
def compiled_law(tmp_path_factory: pytest.TempPathFactory) -> None:
    """Compile the law here, where it is not said."""
    scenario = make_registered(tmp_path_factory.mktemp("law"))
    count_camps(scenario, "camp-choice", with_capacity=True, members=1, seed=1)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Where two_camps is."""
    make_folder(tmp_path, REGISTERED)
    return tmp_path


def test_the_tables_say_every_camp_the_total_and_the_scores(folder: Path):
    done = call(*ASKED, "--lead", "14", cwd=folder)
    assert done.returncode == 0, done.stderr
    lines = done.stdout.splitlines()
    assert lines[0] == (
        "Forecast from 2015-05-12, 14 days, by what was counted up to 2015-05-11: camp-choice, 20 members."
    )
    assert lines[1] == "Fighting, borders and openings stay as they last were; no capacity is used."
    for words in (
        "From 2015-05-12, 14 days on", "Near camp", "Far camp", "All camps together", "Scores by lead, from 2015-05-12",
        "Skill over simple rules", "persistence", "linear trend", "best so far", "inside 90%",
    ):  # fmt: skip
        assert words in done.stdout, words
    # Counted 19 days on: 700, and 500 + 50.
    near = next(line for line in lines if "Near camp" in line)
    assert re.search(r"400 +0 .* 700 +19", near), near
    assert lines[-2:] == [
        "Fewer than 10 forecasts: these scores say little.",
        "Counts below 10 are withheld, all others rounded to 5.",
    ]


def test_no_skill_is_printed_as_such(tmp_path: Path):
    """Where nothing changes persistence is never wrong."""
    rows = REGISTERED["registrations.csv"].replace("2015-05-30,700", "2015-05-30,400")
    still = rows.replace("2015-05-30,500", "2015-05-30,100")
    make_folder(tmp_path, REGISTERED, registrations=still, corrections=HEADER)
    done = call(*ASKED, "--lead", "14", cwd=tmp_path)
    assert done.returncode == 0, done.stderr
    assert re.search(r"all camps +14\+ +no skill", done.stdout)


def test_json_holds_scores_and_every_number(folder: Path):
    done = call(*ASKED, "--lead", "14", "--json", cwd=folder)
    assert done.returncode == 0, done.stderr
    found = json.loads(done.stdout)
    assert [*found] == [
        "scenario", "from", "lead", "members", "given_total", "given_conditions", "given_capacity", "origins",
        "scores", "rows", "exact",
    ]  # fmt: skip
    assert [(row["camp"], row["lead"]) for row in found["rows"]] == [
        ("far", 7), ("far", 19), ("near", 7), ("near", 19),
    ]  # fmt: skip
    seen = found["rows"][3]
    assert (seen["observed"], seen["date"], seen["from"]) == (700, "2015-05-30", "2015-05-12")
    assert [*seen["bands"]] == ["0.5", "0.8", "0.9", "0.95"]
    assert seen["baselines"]["persistence"] == 400
    assert found["rows"][0]["observed"] is None
    assert found["scores"][0]["lead"] == 14
    assert sum(found["scores"][0]["ranks"]) == 2


def test_nothing_counted_later_is_said_and_foreseen_all_the_same(folder: Path):
    done = call(
        "forecast",
        "two_camps",
        "--from",
        "2015-05-31",
        "--lead",
        "60",
        "--members",
        "9",
        cwd=folder,
    )
    assert done.returncode == 0, done.stderr
    assert "From 2015-05-31, 60 days on" in done.stdout
    assert "Nothing was counted at these leads: nothing is scored.\n" in done.stdout


def test_what_is_told_is_said(folder: Path):
    told = call(*ASKED, "--lead", "14", "--given-total", "--given-conditions", cwd=folder).stdout
    assert told.splitlines()[1] == (
        "The number in all camps together is given. "
        "Fighting, borders and openings are those that happened: a hindcast, no forecast; no capacity is used."
    )
    assert "All camps together" not in told


def test_origins_roll_and_threads_change_nothing(folder: Path):
    def rows(threads: str, seed: str = "1") -> list[dict]:
        done = call(
            *ASKED, "--lead", "7", "--origins", "3", "--every", "5", "--json", "--threads", threads, "--seed", seed,
            cwd=folder,
        )  # fmt: skip
        assert done.returncode == 0, done.stderr
        found = json.loads(done.stdout)
        assert found["origins"] == ["2015-05-12", "2015-05-17", "2015-05-22"]
        return found["rows"]

    assert rows("1") == rows("2")
    assert rows("1") != rows("1", seed="2")


OUTSIDE = (
    "  The run is from 2015-05-01 to 2015-05-30, the first count of 2015-05-01.\n"
    "  Fix: name days from 2015-05-02 to 2015-05-31.\n"
)


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (
            ("--from", "2015-05-01"),
            f"ScenarioError: --from: no forecast can be made from 2015-05-01.\n{OUTSIDE}",
        ),
        (
            ("--from", "2015-07-01"),
            f"ScenarioError: --from: no forecast can be made from 2015-07-01.\n{OUTSIDE}",
        ),
        (
            ("--from", "2015-05-10", "--origins", "4", "--every", "10"),
            f"ScenarioError: --origins: no forecast can be made from 2015-06-09.\n{OUTSIDE}",
        ),
        (
            ("--from", "2015-05-10", "--out", "found"),
            "ScenarioError: --out: --out is given, and the model of this scenario is camps.\n"
            "  Fix: leave it out.\n",
        ),
        (
            ("--from", "2015-05-10", "--parameters", "given.csv"),
            "ScenarioError: --parameters: --parameters is given, and the model of this scenario is camps.\n"
            "  Fix: leave it out.\n",
        ),
    ],
)
def test_what_cannot_be_foreseen_is_refused(arguments: tuple[str, ...], said: str, folder: Path):
    (folder / "given.csv").write_text("kin_power\n0.5\n")
    done = call("forecast", "two_camps", *arguments, cwd=folder)
    assert (done.returncode, done.stderr, done.stdout) == (2, said, "")


def test_a_conflict_that_was_never_counted_is_refused(tmp_path: Path):
    rows = [
        line
        for line in REGISTERED["registrations.csv"].splitlines()
        if "near" not in line and "far" not in line
    ]
    make_folder(tmp_path, REGISTERED, registrations="\n".join(rows) + "\n", corrections=HEADER)
    done = call(*ASKED, cwd=tmp_path)
    assert done.stderr == (
        "ScenarioError: --from: no forecast can be made from 2015-05-12.\n  No camp was ever counted.\n"
    )


@pytest.mark.parametrize("option", ["--given-total", "--given-conditions", "--given-capacity"])
def test_where_displacement_is_modelled_nothing_can_be_told(option: str, tmp_path: Path):
    done = call("forecast", "tiny", "--from", "2031-02-12", option, cwd=tmp_path)
    assert (done.returncode, done.stdout) == (2, "")
    assert done.stderr == (
        f"ScenarioError: {option}: {option} is given, and the model of this scenario is communities.\n"
        "  Fix: leave it out.\n"
    )


def test_the_scenarios_law_of_movement_does_not_matter(tmp_path: Path):
    said = []
    for number, law in enumerate(("flee", "camp-choice")):
        place = tmp_path / str(number)
        place.mkdir()
        make_folder(
            place,
            REGISTERED,
            **edit("scenario.yaml", "movement: flee", f"movement: {law}\n#", REGISTERED),
        )
        said.append(call(*ASKED, "--json", cwd=place).stdout)
    assert said[0] == said[1]
