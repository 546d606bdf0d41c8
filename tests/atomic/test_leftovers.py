"""What the dead leave is put right; what belongs to the living is left alone."""

from __future__ import annotations

import os
import subprocess
import sys
import warnings
from pathlib import Path

import pytest

from homeward.atomic import leftovers
from homeward.atomic.leftovers import LOCK, NEW, OLD, hidden_name, put_right_beside, sweep
from homeward.atomic.target import hold
from homeward.errors import Notice


def left(tmp_path: Path, *, new: str = "", old: str = "", there: str = "") -> Path:
    """Leave a lock as the dead do, and folders of one file, by its content."""
    path = tmp_path / "p"
    hidden_name(path, LOCK).touch()
    for one, content in (
        (hidden_name(path, NEW), new),
        (hidden_name(path, OLD), old),
        (path, there),
    ):
        if content:
            one.mkdir()
            if content != "nothing":
                (one / "file").write_text(content)
    return path


def names(tmp_path: Path) -> list[str]:
    return sorted(path.name for path in tmp_path.iterdir())


def test_what_was_half_written_is_swept_and_named(tmp_path: Path):
    left(tmp_path, new="half")
    with pytest.warns(Notice, match=r"^Swept what .* left: p\.homeward-lock, p\.homeward-new\.$"):
        sweep(tmp_path)
    assert names(tmp_path) == []


@pytest.mark.parametrize("there", ["", "nothing"])
def test_killed_between_the_two_moves_of_a_replacement_the_old_is_put_back(
    tmp_path: Path, there: str
):
    path = left(tmp_path, new="new", old="old", there=there)
    with pytest.warns(Notice, match="p holds again what it held before"):
        put_right_beside(path)
    assert names(tmp_path) == ["p"]
    assert (path / "file").read_text() == "old"


def test_killed_after_them_the_new_one_stands(tmp_path: Path):
    path = left(tmp_path, old="old", there="new")
    with pytest.warns(Notice, match="left"):
        sweep(tmp_path)
    assert names(tmp_path) == ["p"]
    assert (path / "file").read_text() == "new"


def test_a_name_that_was_only_claimed_is_free_again(tmp_path: Path):
    left(tmp_path, new="new", there="nothing")
    with pytest.warns(Notice, match="left"):
        sweep(tmp_path)
    assert names(tmp_path) == []


def test_what_is_like_it_and_not_ours_is_left_alone(tmp_path: Path):
    for name in ("p.partial-3", "p.homeward-news", "thesis.new", "homeward-lock"):
        (tmp_path / name).touch()
    sweep(tmp_path)
    assert len(names(tmp_path)) == 4


def test_what_belongs_to_the_living_is_left_alone(tmp_path: Path):
    with hold(tmp_path / "p", lambda _: None) as place, place.folder() as made:
        (made / "file").write_text("half")
        with warnings.catch_warnings():
            warnings.simplefilter("error")
            sweep(tmp_path)
        assert (made / "file").read_text() == "half"
    assert names(tmp_path) == ["p"]


def earlier(tmp_path: Path, *names: str) -> Path:
    """Leave folders as version 0.1.0 did when it was killed."""
    for name in names:
        (tmp_path / name).mkdir()
        (tmp_path / name / "file").write_text(name)
    return tmp_path / "p"


@pytest.fixture
def dead() -> int:
    """The number of a process that has ended."""
    process = subprocess.Popen([sys.executable, "-c", ""])
    process.wait()
    return process.pid


needs_numbers = pytest.mark.skipif(os.name == "nt", reason="no process can be asked after there")


@needs_numbers
def test_what_version_0_1_0_left_is_swept_once_its_name_is_written(
    tmp_path: Path, dead: int, monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.setattr(leftovers, "EARLIER_SECONDS", -60.0)
    mine = os.getpid()
    others = [f"p.partial-{mine}", f"q.partial-{dead}", "p.partial-0", "p.partial-x", f"p.partial-{dead}.csv"]  # fmt: skip
    path = earlier(tmp_path, f"p.partial-{dead}", *others)
    with (
        pytest.warns(Notice, match=rf"^Swept what .* left: p\.partial-{dead}\.$"),
        hold(path, lambda _: None),
    ):
        pass
    assert names(tmp_path) == sorted(others)


@needs_numbers
def test_what_it_had_moved_away_is_put_back(
    tmp_path: Path, dead: int, monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.setattr(leftovers, "EARLIER_SECONDS", -60.0)
    path = earlier(tmp_path, f"p.replaced-{dead}", f"p.partial-{dead}")
    with (
        pytest.warns(
            Notice, match=r"left: p\.partial-\d+\. .*p holds again what it held before\.$"
        ),
        hold(path, lambda _: None),
    ):
        pass
    assert names(tmp_path) == ["p"]
    assert (path / "file").read_text() == f"p.replaced-{dead}"


@needs_numbers
def test_what_is_younger_than_an_hour_may_be_of_another_machine(tmp_path: Path, dead: int):
    path = earlier(tmp_path, f"p.partial-{dead}")
    with hold(path, lambda _: None):
        pass
    assert names(tmp_path) == [f"p.partial-{dead}"]
