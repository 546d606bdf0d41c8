"""Killed at the moments that matter, the next command works and leaves nothing behind (`verification/killed.py` draws them)."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from cli.command import call

pytestmark = pytest.mark.slow

KILLED = """
import os, sys
from pathlib import Path
import homeward.cli.wall as wall, homeward.atomic.target as target

def die(*_, **__):
    os.kill(os.getpid(), 9)

match sys.argv.pop(1):
    case "held": target.Target.folder = target.Target.file = die
    case "written": target._settle = die
    case "to be moved": target._move = die
    case "claimed": Path.replace = die
    case "moved": target.Target.release = die
wall.main()
"""
MOMENTS = ("held", "written", "to be moved", "claimed", "moved")
RUN = ("run", "tiny", "--members", "2", "--out", "p")


def killed(moment: str, *asked: str, cwd: Path) -> None:
    done = subprocess.run(
        [sys.executable, "-c", KILLED, moment, *asked], cwd=cwd, capture_output=True, check=False
    )
    assert done.returncode == -9, done.stderr


def content(folder: Path) -> dict[str, bytes]:
    files = (path for path in folder.rglob("*") if path.is_file() and path.name != "run.json")
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in files}


def names(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir())


@pytest.fixture(scope="module")
def whole(compiled: None, tmp_path_factory: pytest.TempPathFactory) -> Path:
    work = tmp_path_factory.mktemp("whole")
    assert call(*RUN, cwd=work).returncode == 0
    return work / "p"


@pytest.mark.parametrize("moment", MOMENTS)
def test_a_run(whole: Path, tmp_path: Path, moment: str):
    killed(moment, *RUN, cwd=tmp_path)
    assert names(tmp_path) != ["p"], "it leaves something"
    done = call(*RUN, cwd=tmp_path)
    assert "Swept what a command that was stopped had left: p.homeward-lock" in done.stderr
    if moment == "moved":
        assert (done.returncode, "the folder exists" in done.stderr) == (2, True)
    else:
        assert done.returncode == 0, done.stderr
    assert names(tmp_path) == ["p"]
    assert content(tmp_path / "p") == content(whole)


@pytest.mark.parametrize("moment", ["to be moved", "claimed"])
def test_a_replacement_that_is_next_only_read(whole: Path, tmp_path: Path, moment: str):
    """Killed between its two moves: the next command, whatever it is, finds what was there before."""
    assert call(*RUN, "--seed", "2", cwd=tmp_path).returncode == 0
    before = content(tmp_path / "p")
    killed(moment, *RUN, "--force", cwd=tmp_path)
    done = call("report", "p", "--out", "page.html", cwd=tmp_path)
    assert done.returncode == 0, done.stderr
    assert "p holds again what it held before." in done.stderr
    assert content(tmp_path / "p") == before
    assert (tmp_path / "page.html").read_bytes() == before["report.html"]
    assert names(tmp_path) == ["p", "page.html"]


@pytest.mark.parametrize(
    "asked",
    [
        ("report", "p", "--out", "q.html"),
        ("new", "q"),
        ("calibrate", "tiny", "--budget", "240", "--out", "q"),
    ],
    ids=lambda asked: asked[0],
)
def test_other_commands(whole: Path, tmp_path: Path, asked: tuple[str, ...]):
    (tmp_path / "p").symlink_to(whole)
    killed("written", *asked, cwd=tmp_path)
    resume = ("--resume",) if (tmp_path / "q.partial" / "asked.json").exists() else ()
    done = call(*asked, *resume, cwd=tmp_path)
    assert (done.returncode, "Swept what" in done.stderr) == (0, True), done.stderr
    assert len(names(tmp_path)) == 2


INTERRUPTED = """
import homeward.cli.wall as wall, homeward.results.publish.console as console

def interrupt(*_, **__):
    raise KeyboardInterrupt

console.summary_tables = interrupt
wall.main()
"""


def test_interrupted_once_its_results_are_there_it_does_not_say_that_nothing_was_written(
    compiled: None, tmp_path: Path
):
    done = subprocess.run([sys.executable, "-c", INTERRUPTED, *RUN], cwd=tmp_path, capture_output=True, text=True, check=False)  # fmt: skip
    assert done.returncode == 130
    assert done.stderr.endswith("\nInterrupted: p was written before.\n")
    assert "nothing" not in done.stderr
    assert names(tmp_path) == ["p"]
