"""`homeward calibrate`: stopped at any moment, it goes on and ends with the same bytes."""

from __future__ import annotations

import json
import os
import random
import re
import shutil
import signal
import subprocess
import time
from dataclasses import replace
from pathlib import Path

import pytest

import homeward
from cli.command import COMMAND, call, heed_interrupts
from homeward.cli.calibrate import _print as print_calibration
from homeward.cli.calibrate import _tails as tails

ASKED = ("calibrate", "tiny", "--budget", "1300", "--seed", "3")
KILLS = 4


def content(folder: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in sorted(folder.iterdir())}


@pytest.fixture(scope="module")
def whole(compiled: None, tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, float]:
    """One that was never stopped, and how long it took, s."""
    work = tmp_path_factory.mktemp("whole")
    began = time.monotonic()
    done = call(*ASKED, "--out", "out", cwd=work)
    assert done.returncode == 0, done.stderr
    assert "of 3 figures lie in the posterior's band of 90%" in done.stdout
    assert "The observations said nothing of" in done.stdout
    assert "Chance alone, at this budget, contracts what cannot act by up to" in done.stdout
    left_out = "Left out, for they move none of the figures in this scenario: "
    assert re.search(rf"{left_out}.*promise_credence", done.stdout)
    assert "weights bear its tails out." in done.stdout
    assert not (work / "out.partial").exists()
    return work / "out", time.monotonic() - began


@pytest.mark.slow
def test_killed_at_any_moment_it_ends_with_the_same_bytes(
    whole: tuple[Path, float], tmp_path: Path
):
    """Signal 9, at random moments of one calibration after the other."""
    expected, seconds = whole
    moments = random.Random(os.getpid())
    resume: tuple[str, ...] = ()
    kills = 0
    for _ in range(KILLS):
        running = subprocess.Popen(
            [*COMMAND, *ASKED, "--out", "out", *resume], cwd=tmp_path, stderr=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
        )  # fmt: skip
        time.sleep(
            moments.uniform(0.1, 0.6) * seconds
        )  # a run beside others may be quicker than the first
        running.send_signal(signal.SIGKILL)
        kills += running.wait() == -signal.SIGKILL
        if (tmp_path / "out.partial").exists():
            resume = ("--resume",)
        if (tmp_path / "out").exists():
            break
    assert kills
    if not (tmp_path / "out").exists() or (tmp_path / "out.partial").exists():
        done = call(*ASKED, "--out", "out", *resume, cwd=tmp_path)
        assert done.returncode == 0, done.stderr
    assert content(tmp_path / "out") == content(expected)
    assert not (tmp_path / "out.partial").exists()


def test_what_was_moved_into_place_but_not_cleared_away_is_finished(
    whole: tuple[Path, float], tmp_path: Path
):
    shutil.copytree(whole[0], tmp_path / "out")
    (tmp_path / "out.partial").mkdir()
    done = call(*ASKED, "--out", "out", "--resume", cwd=tmp_path)
    assert (done.returncode, done.stdout) == (0, "It was finished: out.\n")
    assert not (tmp_path / "out.partial").exists()


@pytest.mark.slow
def test_an_interrupt_says_how_to_go_on(compiled: None, tmp_path: Path):
    running = subprocess.Popen(
        [*COMMAND, "calibrate", "tiny", "--budget", "60000", "--out", "out"], cwd=tmp_path,
        stderr=subprocess.PIPE, stdout=subprocess.DEVNULL, text=True, preexec_fn=heed_interrupts,
    )  # fmt: skip
    while not list((tmp_path / "out.partial").glob("*.npz")):
        assert running.poll() is None
        time.sleep(0.1)
    running.send_signal(signal.SIGINT)
    _, said = running.communicate()
    assert running.returncode == 130
    assert "what is done is kept in out.partial; the same command with --resume goes on" in said


def test_the_posterior_is_taken_by_run_and_score(whole: tuple[Path, float], tmp_path: Path):
    posterior = str(whole[0] / "posterior.csv")
    done = call(
        "score", "tiny", "--members", "50", "--parameters", posterior, "--json", cwd=tmp_path
    )
    assert done.returncode == 0, done.stderr
    prior = call("score", "tiny", "--members", "50", "--json", cwd=tmp_path)

    def fled(answer: str) -> float:
        return next(row["median"] for row in json.loads(answer)["rows"] if row["name"] == "fled")

    assert abs(fled(done.stdout) - 1400) < abs(fled(prior.stdout) - 1400)


def test_help_says_the_least_useful_budget(tmp_path: Path):
    said = " ".join(call("calibrate", "--help", cwd=tmp_path).stdout.split())
    assert "1000 at least to tell learning from chance" in re.sub(r"[│|]\s*", "", said)


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("--budget", "100"), "--budget: 100 members are too few to calibrate with.\n  Fix: ask for at least 240; below 1000 little can be told from chance."),
        (("--fit-before", "2031-01-10"), "--fit-before: no observation to fit is dated before 2031-01-10, but for imposed ones.\n  observations.csv says which rows are for fitting.\n  Fix: name a later day."),
        (("--resume",), "tiny-posterior.partial: no calibration was begun there, so that none can be resumed.\n  Fix: leave out --resume."),
    ],
)  # fmt: skip
def test_what_cannot_be_asked_is_refused(arguments: tuple[str, ...], said: str, tmp_path: Path):
    done = call("calibrate", "tiny", *arguments, cwd=tmp_path)
    assert (done.returncode, done.stdout) == (2, "")
    assert done.stderr == f"ScenarioError: {said}\n"
    assert list(tmp_path.iterdir()) == []


def test_a_result_that_is_there_is_not_overwritten(tmp_path: Path):
    (tmp_path / "tiny-posterior").mkdir()
    done = call("calibrate", "tiny", cwd=tmp_path)
    assert done.returncode == 2
    assert done.stderr.startswith('ScenarioError: "tiny-posterior" already exists.')


def calibrated(**changed: object):
    """A calibration of tiny, with something changed in what was found."""
    result = homeward.calibrate("tiny", budget=240, seed=3)
    return replace(result, found=replace(result.found, **changed)).publish()


def test_a_posterior_that_is_not_to_be_used_is_not_handed_on(
    compiled: None, capsys: pytest.CaptureFixture[str]
):
    result = calibrated()
    missed = tuple(replace(row, inside=False, inside_before=True) for row in result.found.fits)
    print_calibration(calibrated(fits=missed), Path("out"))
    said = capsys.readouterr().out
    assert f"Not to be used: 0 of {len(missed)} figures lie in its bands of 90%" in said
    assert said.endswith("Wrote out.\n")
    print_calibration(result, Path("out"))
    said = capsys.readouterr().out
    assert "Not to be used" not in said
    assert said.endswith("Wrote out. Next: --parameters out/posterior.csv\n")


def test_a_figure_that_is_the_same_in_every_member_is_told_from_one_of_few_members(
    compiled: None, capsys: pytest.CaptureFixture[str]
):
    result = calibrated()
    never, seldom, *rest = (replace(row, is_used=False) for row in result.found.fits)
    never = replace(never, prior=(0.0, 0.0, 0.0))
    print_calibration(calibrated(fits=(never, seldom, *rest)), Path("out"))
    said = capsys.readouterr().out
    assert f"so that nothing can be learned of them: {never.name} {never.date}." in said
    assert f"Too few members had a value for: {seldom.name} {seldom.date}" in said
    assert "a handful" in tails(5.6)
    assert "fewer than 100" in tails(16.2)


def test_what_was_learned_of_an_input_is_in_its_own_unit(whole: tuple[Path, float], tmp_path: Path):
    """A quantile, 0.5 [0.05, 0.95], says nothing of the row that it is of."""
    done = call("calibrate", "tiny", "--budget", "240", "--out", "out", cwd=tmp_path)
    learned = done.stdout.partition("what was learned most of")[2].partition("Chance alone")[0]
    (line,) = [line for line in learned.splitlines() if "harms.csv, line 2" in line]
    assert "killing of clerks by front, control" in line
    assert " 1.5 [0.87, 2.85]" in line
    assert " 0%" not in learned
