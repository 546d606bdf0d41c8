"""A name is held by one, and nothing is replaced that came to stand there."""

from __future__ import annotations

import errno
import os
from functools import partial
from pathlib import Path

import pytest

from homeward.atomic import target as places
from homeward.atomic.leftovers import LOCK, NEW, hidden_name
from homeward.atomic.target import hold, write
from homeward.errors import Notice, ScenarioError
from homeward.results.files.run_folder import check_run_folder

FORCE = partial(check_run_folder, force=True)


def names(tmp_path: Path) -> list[str]:
    return sorted(path.name for path in tmp_path.iterdir())


def save(path: Path, content: str, check: places.Check = check_run_folder) -> None:
    with hold(path, check) as place, place.folder() as made:
        (made / "run.json").write_text(content)


def test_the_later_of_two_is_refused_at_once(tmp_path: Path):
    with hold(tmp_path / "p", check_run_folder):
        with pytest.raises(ScenarioError) as refused, hold(tmp_path / "p", check_run_folder):
            pass
        assert str(refused.value) == (
            f"{tmp_path / 'p'}: another command is writing it.\n"
            "  Fix: wait until it has ended.\n"
            "  Fix: write elsewhere with --out FOLDER."
        )
        with hold(tmp_path / "q", check_run_folder):
            pass
    assert names(tmp_path) == []


def test_or_takes_the_next_free_name(tmp_path: Path):
    base = tmp_path / "p-run"
    with hold(base, check_run_folder, takes_next=True) as one, hold(base, check_run_folder, takes_next=True) as two:  # fmt: skip
        assert (one.path.name, two.path.name) == ("p-run", "p-run-2")
        with two.folder() as made:
            (made / "of two").touch()
        with one.folder() as made:
            (made / "of one").touch()
    assert names(tmp_path) == ["p-run", "p-run-2"]
    assert names(tmp_path / "p-run") == ["of one"]


@pytest.mark.parametrize("kind", ["file", "empty folder", "folder", "dangling link"])
def test_what_came_to_stand_there_meanwhile_stays_and_what_was_made_is_kept(
    tmp_path: Path, kind: str
):
    path = tmp_path / "p"
    with hold(path, check_run_folder) as place:
        if kind == "file":
            path.write_text("mine")
        elif kind == "dangling link":
            path.symlink_to("nowhere")
        else:
            path.mkdir()
            if kind == "folder":
                (path / "mine").touch()
        with pytest.raises(ScenarioError) as refused, place.folder() as made:
            (made / "run.json").write_text("new")
    assert str(refused.value) == (
        f"{path}: something came to stand there meanwhile. What was made is {path}-2.\n"
        "  homeward does not overwrite what is there."
    )
    assert names(tmp_path) == ["p", "p-2"]
    assert (tmp_path / "p-2" / "run.json").read_text() == "new"
    assert not (path / "run.json").exists()


@pytest.mark.parametrize("comes", [None, "folder"])
def test_the_moment_between_asking_and_moving_is_no_gap(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, comes: str | None
):
    """Somebody makes the name exactly when it has been found free: nothing of theirs is replaced."""
    path = tmp_path / "p"
    move = places._move

    def late(new: Path, to: Path) -> None:
        if to == path and not path.exists():
            path.mkdir()
            (path / comes).touch() if comes else None
        move(new, to)

    monkeypatch.setattr(places, "_move", late)
    with pytest.raises(ScenarioError, match="meanwhile"):
        save(path, "new")
    assert names(tmp_path) == ["p", "p-2"]
    assert names(path) == ([comes] if comes else [])


def test_a_replacement_that_fails_half_way_gives_back_what_was_there(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    path = tmp_path / "p"
    save(path, "old")
    move = places._move

    def refuse(new: Path, to: Path) -> None:
        if new == hidden_name(path, NEW):
            raise OSError(errno.EIO, os.strerror(errno.EIO))
        move(new, to)

    monkeypatch.setattr(places, "_move", refuse)
    with pytest.raises(ScenarioError, match="Input/output error"):
        save(path, "new", FORCE)
    assert names(tmp_path) == ["p"]
    assert (path / "run.json").read_text() == "old"


def test_by_force_a_link_is_replaced_and_what_it_leads_to_is_not(tmp_path: Path):
    save(tmp_path / "real", "old")
    (tmp_path / "p").symlink_to("real")
    save(tmp_path / "p", "new", FORCE)
    assert names(tmp_path) == ["p", "real"]
    assert not (tmp_path / "p").is_symlink()
    assert (tmp_path / "real" / "run.json").read_text() == "old"


def test_files_are_numbered_before_their_suffix(tmp_path: Path):
    path = tmp_path / "page.html"
    with hold(path, check_run_folder) as place:
        path.write_text("mine")
        with pytest.raises(ScenarioError, match=r"page-2\.html"):
            place.file(b"new")
    assert (path.read_text(), (tmp_path / "page-2.html").read_bytes()) == ("mine", b"new")


def test_folders_made_on_the_way_are_there_only_if_something_is_in_them(tmp_path: Path):
    with hold(tmp_path / "a" / "b" / "p", check_run_folder):
        pass
    assert names(tmp_path) == []
    write(tmp_path / "a" / "b" / "p", b"content")
    assert names(tmp_path / "a" / "b") == ["p"]


def test_what_the_dead_left_of_the_same_name_is_in_nobodys_way(tmp_path: Path):
    path = tmp_path / "p"
    hidden_name(path, LOCK).touch()
    hidden_name(path, NEW).mkdir()
    path.mkdir()  # claimed, and not yet taken
    with pytest.warns(Notice, match="Swept"):
        save(path, "new")
    assert names(tmp_path) == ["p"]


def test_without_locks_nothing_is_swept_and_the_reader_is_asked(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.setattr("homeward.atomic.lock._lock", lambda _: False)
    save(tmp_path / "one", "new")
    hidden_name(tmp_path / "p", NEW).mkdir()
    with pytest.raises(ScenarioError, match=r"or was killed while it did\.\n  Fix: remove "):
        save(tmp_path / "p", "new")
    assert names(tmp_path) == ["one", "p.homeward-new"]


@pytest.mark.parametrize("name", [".", ".."])
def test_a_path_without_a_name_of_its_own_is_refused(
    tmp_path: Path, name: str, monkeypatch: pytest.MonkeyPatch
):
    (tmp_path / "in").mkdir()
    monkeypatch.chdir(tmp_path / "in")
    with (
        pytest.raises(ScenarioError, match="the folder exists"),
        hold(Path(name), check_run_folder),
    ):
        pass


def test_the_root_of_a_disk_is_no_place_for_a_result():
    root = Path(Path.cwd().anchor)
    refused = pytest.raises(ScenarioError, match="the root of a disk is no place for one result")
    with refused, hold(root, lambda _: None):
        pass
