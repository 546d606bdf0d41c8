"""`homeward sensitivity` from outside: what it prints, draws and refuses."""

from __future__ import annotations

import json
import re
import signal
import subprocess
import xml.etree.ElementTree as ET
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from builders import FILES, REGISTERED, edit, make_folder
from cli.command import COMMAND, call, first_progress, heed_interrupts, run_here
from homeward.api.sensitivity import SensitivityResult
from homeward.catalogue import PARAMETERS
from homeward.errors import ScenarioError
from homeward.evaluation.sensitivity.screening import Screened
from homeward.evaluation.sensitivity.sensitivity import Effort, Sensitivity
from homeward.scenario.scenario import Scenario

ASKED: dict[str, Any] = {
    "trajectories": 2, "keep": 2, "base": 16, "seed": 1, "threads": 2,
}  # fmt: skip
FEW = ("--trajectories", "2", "--keep", "2", "--base", "16")

Find = Callable[..., str]


@pytest.fixture
def find(capsys: pytest.CaptureFixture[str]) -> Find:
    """Ask in this process and return standard output."""

    def ask(name: str = "tiny", **changed: Any) -> str:
        run_here("sensitivity", name, **{**ASKED, **changed})
        return capsys.readouterr().out

    return ask


@pytest.mark.usefixtures("compiled")
def test_json_owns_standard_output_and_has_the_keys_promised(tmp_path: Path):
    done = call("sensitivity", "tiny", *FEW, "--json", "--plot", "plot.svg", cwd=tmp_path)
    assert done.returncode == 0, done.stderr
    assert "Screening" in done.stderr
    assert "Dividing the variance" in done.stderr
    said = json.loads(done.stdout)
    assert (said["scenario"], said["outcome"], said["date"]) == ("tiny", "returned", "2031-03-11")
    assert (said["trajectories"], said["keep"], said["base"], said["seed"]) == (2, 2, 16, 1)
    assert said["sentence"].startswith("What decides how many are back home on 2031-03-11: ")
    assert said["cautions"]
    assert {"mean", "standard_deviation"} <= set(said)
    assert said["runs"] == 2 * (len(said["screening"]) + 1) + 16 * 6
    assert [one["factor"] for one in said["indices"][2:]] == ["all other ranges", "chance"]
    index = {"factor", "first", "first_half_width", "total", "total_half_width"}
    assert all(set(one) == index for one in said["indices"])
    screened = {"parameter", "effect", "half_width", "mean", "spread"}
    assert all(set(one) == screened for one in said["screening"])
    drawn = ET.parse(tmp_path / "plot.svg").getroot()
    assert drawn.get("aria-label") == "What decides how many are back home on 2031-03-11"
    assert [path.name for path in tmp_path.iterdir()] == ["plot.svg"]


def test_the_page_has_a_sentence_a_table_and_what_is_not_sure(find: Find):
    said = find()
    flat = " ".join(said.split())
    assert flat.startswith("What decides how many are back home on 2031-03-11: return_speed (")
    assert re.search(r"return_speed +-?\d+% +±\d+% +\d+% +±\d+% .* 0\.03 to 0\.2, log", said)
    assert re.search(r"all other ranges +-?\d+% +±\d+%", said)
    assert re.search(r"chance +-?\d+% +±\d+%", said)
    assert "Screened and not kept, with their effects: " in flat
    assert re.search(r", and \d+ with less\.", flat)
    assert "Warning: Intervals reach ±" in flat
    assert "Raise --base (now 16)." in flat
    assert (
        "(2 trajectories, base sample 16). Counts below 10 are withheld, all others rounded to 5. "
        in flat
    )
    assert "nan" not in said
    assert "-0%" not in said


def test_counts_of_people_are_rounded_unless_exact_ones_are_asked_for(find: Find):
    def effects(*, exact: bool) -> list[float]:
        said = json.loads(find(json=True, exact=exact))
        parts = [one[key] for one in said["screening"] for key in ("effect", "mean", "spread")]
        return [*parts, said["mean"], said["standard_deviation"]]

    assert all(count % 5 == 0 and not 0 < abs(count) < 10 for count in effects(exact=False))
    assert not all(count % 5 == 0 for count in effects(exact=True))
    assert "Exact counts: not for publication." in " ".join(find(exact=True).split())


def test_another_outcome_day_and_home_are_other_questions(find: Find):
    def asked(**changed: Any) -> str:
        return re.split("[:.] ", json.loads(find(json=True, **changed))["sentence"])[0]

    assert asked(outcome="displaced") == "What decides how many are displaced on 2031-03-11"
    farms = asked(outcome="harmed", home=["farms"])
    assert farms.endswith("how many of the people of Farms have been harmed by 2031-03-11")


def test_what_is_the_same_in_every_run_is_said_in_one_sentence_and_not_drawn(
    find: Find, tmp_path: Path
):
    first_day = {"on": date(2031, 1, 1), "plot": tmp_path / "plot.svg"}
    sentence, runs = find(**first_day).splitlines()
    asked = "how many are back home on 2031-01-01"
    assert sentence == f"Nothing decides {asked}: 0 people in every run."
    assert re.fullmatch(r"\d+ runs\.", runs)
    said = json.loads(find(json=True, **first_day))
    assert (said["indices"], said["cautions"], said["sentence"]) == (None, [], sentence)
    assert list(tmp_path.iterdir()) == []


def test_what_differs_only_at_the_ends_of_ranges_is_said_to(tiny: Scenario):
    moved = Screened("pace", 20.0, 5.0, 20.0, 1.0)
    found = Sensitivity((moved,), None, 40.0, 100)
    effort = Effort(trajectories=2, keep=1, base=16, seed=1)
    asked = SensitivityResult(
        tiny, found, effort, "how many are displaced", "displaced", tiny.end, ()
    )
    said = asked.publish().sentence
    assert said == (
        "Hardly anything decides how many are displaced: 40 people wherever in their ranges parameters are, "
        "but for the ends."
    )


REFUSALS: dict[str, tuple[dict[str, Any], str]] = {
    "a day after the run": (
        {"on": date(2040, 1, 1)},
        "--on: 2040-01-01 is outside the run, 2031-01-01 to 2031-03-11.\n"
        "  Fix: name a day from 2031-01-01 to 2031-03-11.",
    ),
    "an unknown home": (
        {"home": ["oldtwon"]},
        '--home: "oldtwon" is not a home of tiny. Nearest name: "oldtown".\n'
        "  Fix: name one of its homes: oldtown, farms.",
    ),
    "more parameters than there are": (
        {"keep": 48},
        "--keep: 48 is more than the 47 parameters of tiny that have a range.\n"
        "  Fix: --keep 47 or fewer.",
    ),
    "a base sample that is not even": (
        {"base": 100},
        "--base: 100 is not a power of 2.\n"
        "  Sobol' sequences are even at powers of 2 only.\n"
        "  Fix: --base 64 or --base 128.",
    ),
    "a picture of another format": (
        {"plot": Path("plot.png")},
        "plot.png: the name does not end in .svg.\n  Fix: end the name in .svg.",
    ),
    "a picture that is there": (
        {"plot": Path("there.svg")},
        "there.svg: the file exists.\n"
        "  homeward does not overwrite what is there.\n"
        "  Fix: name another file with --plot FILE.svg.",
    ),
    "a picture in no folder": (
        {"plot": Path("nowhere/plot.svg")},
        "nowhere/plot.svg: there is no folder nowhere.\n"
        "  Fix: make the folder, or name a file elsewhere with --plot FILE.svg.",
    ),
}


@pytest.mark.parametrize("case", REFUSALS)
def test_what_cannot_be_asked_is_refused_word_for_word_before_any_run(
    case: str, find: Find, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.chdir(tmp_path)
    (tmp_path / "there.svg").write_text("mine")
    changed, said = REFUSALS[case]
    with pytest.raises(ScenarioError) as refusal:
        find(**changed)
    assert str(refusal.value) == said
    assert (tmp_path / "there.svg").read_text() == "mine"


def test_a_scenario_without_ranges_is_refused(find: Find, tmp_path: Path):
    known = "".join(f"  {one.name}: {one.high:f}\n" for one in PARAMETERS)
    given = edit("scenario.yaml", "  flight_hazard: 0.1\n", known, FILES)
    folder = make_folder(tmp_path, FILES, **given)
    with pytest.raises(ScenarioError) as refusal:
        find(str(folder), keep=1)
    assert str(refusal.value) == (
        "no parameter of three_places has a range: nothing can be moved.\n"
        "  Fix: give one a low and a high in scenario.yaml."
    )


def test_a_disk_that_refuses_costs_the_picture_and_nothing_else(
    capsys: pytest.CaptureFixture[str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    def refuse(*_: object, **__: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(Path, "replace", refuse)
    plot = tmp_path / "plot.svg"
    with pytest.raises(ScenarioError) as refusal:
        run_here("sensitivity", "tiny", **{**ASKED, "plot": plot})
    assert str(refusal.value) == (
        f"{plot}: it could not be written: No space left on device. Nothing was written.\n"
        "  Fix: free some space, or write elsewhere with --plot FILE.svg."
    )
    assert "What decides" in capsys.readouterr().out
    assert list(tmp_path.iterdir()) == []


def test_registered_arrivals_are_refused(tmp_path: Path):
    make_folder(tmp_path, REGISTERED)
    done = call("sensitivity", "two_camps", cwd=tmp_path)
    assert (done.returncode, done.stdout) == (2, "")
    assert done.stderr == (
        'ScenarioError: "two_camps" says how many were registered, and nothing of why they fled or would go home.\n'
        "  Fix: homeward run and homeward score take it; for the rest, name a scenario of the community model.\n"
    )


def test_an_unknown_outcome_is_the_users_move(tmp_path: Path):
    done = call("sensitivity", "tiny", "--outcome", "happy", cwd=tmp_path)
    assert done.returncode == 2
    assert "'happy' is not one of 'returned', 'displaced', 'harmed'" in done.stderr
    assert "Traceback" not in done.stderr


@pytest.mark.slow
@pytest.mark.usefixtures("compiled")
def test_an_interrupt_stops_it_and_leaves_nothing(tmp_path: Path):
    command = [*COMMAND, "sensitivity", "tiny", "--trajectories", "300", "--plot", "plot.svg"]
    with subprocess.Popen(
        command,
        cwd=tmp_path,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        preexec_fn=heed_interrupts,
    ) as running:
        assert running.stderr is not None
        assert running.stdout is not None
        line = first_progress(running.stderr)
        running.send_signal(signal.SIGINT)
        said = running.stderr.read()
        assert running.wait(timeout=60) == 130
        assert running.stdout.read() == ""
    assert re.fullmatch(r"Screening: \d+ of 14400(?:, about .* left)?\n", line)
    assert said.endswith("\nInterrupted: nothing was written.\n")
    assert "Traceback" not in said
    assert list(tmp_path.iterdir()) == []
