"""The report of a saved run: the page that the run wrote, made again from its folder."""

from __future__ import annotations

import json
import os
import shutil
from pathlib import Path

import pytest

from builders import REGISTERED, make_folder
from cli.command import call, call_alone

AGAIN = "  Fix: run the scenario again: homeward run SCENARIO --out FOLDER.\n"


@pytest.fixture(scope="module")
def runs(compiled: None, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with three runs: one with a lever, one whose small counts are exact, one of camp registrations."""
    folder = tmp_path_factory.mktemp("runs")
    make_folder(folder, REGISTERED)
    for arguments in (
        ("tiny", "--out", "plain", "--lever", "houses_given_back=0.1"),
        ("tiny", "--out", "exact", "--exact", "--seed", "2"),
        ("two_camps", "--out", "registered"),
    ):
        done = call("run", *arguments, "--members", "6", cwd=folder)
        assert done.returncode == 0, done.stderr
    return folder


@pytest.fixture
def run(runs: Path, tmp_path: Path) -> Path:
    """A copy of the first run that a test may damage."""
    return Path(shutil.copytree(runs / "plain", tmp_path / "run"))


def refused(folder: Path, *arguments: str) -> str:
    done = call("report", *arguments, cwd=folder)
    assert done.returncode == 2, done.stderr
    assert done.stdout == ""
    return done.stderr


@pytest.mark.parametrize("name", ["plain", "registered"])
def test_it_is_the_page_that_the_run_wrote(runs: Path, name: str) -> None:
    done = call("report", name, cwd=runs)
    assert (done.returncode, done.stdout) == (0, f"Written to {name}-report.html.\n")
    assert (runs / f"{name}-report.html").read_bytes() == (runs / name / "report.html").read_bytes()


def test_where_members_were_not_kept_it_is_the_page_that_was(runs: Path, tmp_path: Path) -> None:
    done = call("run", "tiny", "--keep", "summary", "--members", "6", "--out", "s", cwd=tmp_path)
    assert done.returncode == 0, done.stderr
    assert "Summarising days: 10 of 10\nWriting s ...\n" in done.stderr
    page = (tmp_path / "s" / "report.html").read_bytes()
    assert call("report", "s", cwd=tmp_path).returncode == 0
    assert (tmp_path / "s-report.html").read_bytes() == page
    assert (
        "s: members were not kept (--keep summary), and the report that was is published.\n"
        '  Fix: run it again with --keep members, or keep="members" in Python.\n'
        "  Fix: run it again with --exact.\n"
    ) in refused(tmp_path, "s", "--exact", "--out", "e.html")
    (tmp_path / "s" / "report.html").write_bytes(page + b" ")
    assert "not the report that was written" in refused(tmp_path, "s", "--out", "f.html")
    done = call("explore", "s", "--no-browser", cwd=tmp_path)
    assert done.returncode == 2
    assert "members were not kept" in done.stderr


def test_exact_counts_are_asked_for_anew(runs: Path) -> None:
    page = (runs / "exact" / "report.html").read_bytes()
    assert call("report", "exact", "--out", "a.html", cwd=runs).returncode == 0
    assert call("report", "exact", "--exact", "--out", "b.html", cwd=runs).returncode == 0
    assert (runs / "a.html").read_bytes() != page
    assert (runs / "b.html").read_bytes() == page
    assert b"Disclosure control is off" not in (runs / "a.html").read_bytes()


def test_inside_its_folder_a_run_is_still_named(run: Path) -> None:
    done = call("report", ".", cwd=run)
    assert done.returncode == 0, done.stderr
    assert (run.parent / "run-report.html").is_file()


def test_nothing_is_overwritten_unless_asked(run: Path) -> None:
    file = run.parent / "run-report.html"
    file.write_bytes(b"mine")
    assert refused(run.parent, "run") == (
        "ScenarioError: run-report.html: the file exists.\n"
        "  homeward does not overwrite what is there.\n"
        "  Fix: name another file with --out FILE.\n"
        "  Fix: --force to replace it.\n"
    )
    assert file.read_bytes() == b"mine"
    assert call("report", "run", "--force", cwd=run.parent).returncode == 0
    assert file.read_bytes() == (run / "report.html").read_bytes()


def test_a_name_of_something_else_is_refused(run: Path) -> None:
    assert refused(run.parent, "run", "--out", "run/stocks.csv", "--force") == (
        "ScenarioError: run/stocks.csv: the name does not end in .html.\n"
        "  Fix: end the name in .html.\n"
    )
    assert refused(run.parent, "run", "--out", "gone/page.html") == (
        "ScenarioError: gone/page.html: there is no folder gone.\n"
        "  Fix: make the folder, or name a file elsewhere with --out FILE.\n"
    )
    (run.parent / "folder.html").mkdir()
    assert refused(run.parent, "run", "--out", "folder.html", "--force") == (
        "ScenarioError: folder.html: this is a folder, not a file.\n"
        "  Fix: name a file with --out FILE.\n"
    )


def test_a_folder_that_is_no_run_is_refused(tmp_path: Path) -> None:
    assert refused(tmp_path, "gone") == (
        "ScenarioError: gone: there is no such results folder.\n"
        "  Fix: name a folder that homeward run has written.\n"
    )
    (tmp_path / "empty").mkdir()
    assert refused(tmp_path, "empty") == (
        "ScenarioError: empty: it holds no run.json, so it is no results folder.\n" + AGAIN
    )
    (tmp_path / "empty" / "run.json").write_text("{}")
    assert refused(tmp_path, "empty") == (
        "ScenarioError: empty/run.json: the folder was not written in format 1, the one this version reads.\n"
        "  Fix: open it with the version of homeward that wrote it.\n"
    )
    assert [path.name for path in tmp_path.iterdir()] == ["empty"]


def test_a_damaged_run_is_refused(run: Path) -> None:
    results = run / "results.nc"
    whole = results.read_bytes()
    damaged = (
        f"ScenarioError: {Path('run') / 'results.nc'}: the file is damaged, or no file of results.\n"
        + AGAIN
    )
    results.write_bytes(whole[: len(whole) // 2])
    assert refused(run.parent, "run") == damaged
    results.write_bytes(b"not a file of results")
    assert refused(run.parent, "run") == damaged
    results.unlink()
    assert refused(run.parent, "run") == f"ScenarioError: run: it holds no results.nc.\n{AGAIN}"
    (run / "run.json").write_text("{")
    assert refused(run.parent, "run") == (
        f"ScenarioError: {Path('run') / 'run.json'}: the file is damaged: it is not JSON.\n" + AGAIN
    )
    assert [path.name for path in run.parent.iterdir()] == ["run"]


@pytest.mark.parametrize("seed", range(6))
def test_bytes_turned_over_are_refused_or_change_nothing_by_half(run: Path, seed: int) -> None:
    """Wherever a file is damaged, there is a whole page or one clear error: never a traceback, never half a file."""
    results = run / "results.nc"
    content = bytearray(results.read_bytes())
    start = len(content) * (seed + 1) // 8
    content[start : start + 200] = bytes(200)
    results.write_bytes(bytes(content))
    done = call("report", "run", cwd=run.parent)
    assert "Traceback" not in done.stderr, done.stderr
    assert done.returncode in {0, 2}
    assert (run.parent / "run-report.html").is_file() == (done.returncode == 0)


@pytest.mark.slow
def test_a_disk_that_refuses_leaves_nothing(run: Path) -> None:
    resource = pytest.importorskip("resource", reason="Windows sets no limit to the size of files")

    def little_room() -> None:
        resource.setrlimit(resource.RLIMIT_FSIZE, (20_000, 20_000))

    environment = {**os.environ, "PYTHONDONTWRITEBYTECODE": "1"}
    done = call_alone("report", "run", cwd=run.parent, preexec_fn=little_room, env=environment)
    assert done.returncode == 2, done.stderr
    assert done.stderr.splitlines()[-2:] == [
        "ScenarioError: run-report.html: it could not be written: File too large. Nothing was written.",
        "  Fix: free some space, or write elsewhere with --out FILE.",
    ]
    assert [path.name for path in run.parent.iterdir()] == ["run"]


def test_a_run_whose_inputs_are_no_longer_understood_still_has_a_page(run: Path) -> None:
    about = json.loads((run / "run.json").read_text())
    about["inputs"]["unheard_of"] = 1
    (run / "run.json").write_text(json.dumps(about))
    done = call("report", "run", cwd=run.parent)
    assert done.returncode == 0, done.stderr
    assert "as another version of homeward tells them" in done.stderr
    assert b"By group" in (run.parent / "run-report.html").read_bytes()
