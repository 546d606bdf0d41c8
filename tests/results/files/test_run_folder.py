"""A results folder is complete or not there."""

from __future__ import annotations

import errno
import os
import signal
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from homeward.errors import ScenarioError
from homeward.results.files.provenance import RUN_FILE
from homeward.results.files.run_folder import check_run_folder, hold_results
from homeward.results.result import Result
from homeward.results.save_run import save_result


def test_names_are_counted_up(tmp_path: Path) -> None:
    scenario = str(tmp_path / "palmyra")
    for name in ("palmyra-run", "palmyra-run-2", "palmyra-run-3"):
        with hold_results(None, scenario) as place:
            assert place.path.name == name
        (tmp_path / name).mkdir()


def test_force_without_a_name_replaces_the_first(tmp_path: Path) -> None:
    scenario = str(tmp_path / "palmyra")
    with hold_results(None, scenario, force=True) as place, place.folder() as made:
        (made / RUN_FILE).touch()
    with hold_results(None, scenario, force=True) as place, place.folder() as made:
        (made / "new").touch()
    assert [path.name for path in tmp_path.rglob("*")] == ["palmyra-run", "new"]


def test_a_folder_that_exists_is_refused(result: Result, tmp_path: Path) -> None:
    folder = save_result(result, tmp_path / "out")
    before = {path: path.read_bytes() for path in folder.rglob("*") if path.is_file()}
    with pytest.raises(ScenarioError) as caught:
        save_result(result, folder)
    assert str(caught.value) == (
        f"{folder}: the folder exists.\n"
        "  homeward does not overwrite results.\n"
        "  Fix: name another folder.\n"
        "  Fix: --force to replace it."
    )
    assert before == {path: path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def test_force_replaces_results(result: Result, tmp_path: Path) -> None:
    folder = save_result(result, tmp_path / "out")
    (folder / "old.txt").touch()
    save_result(result, folder, force=True)
    assert not (folder / "old.txt").exists()
    assert [path.name for path in tmp_path.iterdir()] == ["out"]


def test_force_replaces_nothing_but_results(tmp_path: Path) -> None:
    (tmp_path / "photos").mkdir()
    (tmp_path / "photos" / "one.jpg").touch()
    with pytest.raises(ScenarioError, match=r"holds no run\.json"):
        check_run_folder(tmp_path / "photos", force=True)
    (tmp_path / "empty").mkdir()
    check_run_folder(tmp_path / "empty", force=True)


@pytest.mark.parametrize(
    "make_failure", [lambda: OSError(errno.ENOSPC, os.strerror(errno.ENOSPC)), KeyboardInterrupt]
)
@pytest.mark.parametrize("is_there", [False, True])
def test_a_failure_leaves_what_was_there(
    result: Result,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    make_failure: Callable[[], BaseException],
    is_there: bool,
) -> None:
    folder = tmp_path / "out"
    failure = make_failure()
    if is_there:
        save_result(result, folder)
    before = sorted(path.relative_to(tmp_path) for path in tmp_path.rglob("*"))

    def fail(*_: object) -> None:
        raise failure

    monkeypatch.setattr("homeward.results.save_run.write_report", fail)
    with pytest.raises((ScenarioError, KeyboardInterrupt)) as caught:
        save_result(result, folder, force=True)
    assert sorted(path.relative_to(tmp_path) for path in tmp_path.rglob("*")) == before
    if isinstance(failure, OSError):
        assert str(caught.value) == (
            f"{folder}: it could not be written: No space left on device. "
            "Nothing was written.\n"
            "  Fix: free some space, or write elsewhere with --out FOLDER."
        )
    else:
        assert caught.value.__notes__ == [f"{folder}: nothing was written."]


@pytest.fixture
def _small_files() -> Iterator[None]:
    """Let no file grow beyond 4 KiB, as on a disk that is full."""
    resource = pytest.importorskip("resource", reason="Windows sets no limit to the size of files")
    limits = resource.getrlimit(resource.RLIMIT_FSIZE)
    handler = signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
    resource.setrlimit(resource.RLIMIT_FSIZE, (4096, limits[1]))
    yield
    resource.setrlimit(resource.RLIMIT_FSIZE, limits)
    signal.signal(signal.SIGXFSZ, handler)


@pytest.mark.usefixtures("_small_files")
def test_a_full_disk_is_worded_and_leaves_nothing(result: Result, tmp_path: Path) -> None:
    with pytest.raises(ScenarioError, match="Nothing was written"):
        save_result(result, tmp_path / "out")
    assert list(tmp_path.iterdir()) == []


def test_a_folder_is_made_where_there_is_none(tmp_path: Path) -> None:
    with hold_results(tmp_path / "a" / "b", "") as place, place.folder() as made:
        (made / "one").touch()
    assert (tmp_path / "a" / "b" / "one").is_file()
