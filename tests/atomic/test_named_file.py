"""A file is written whole or not at all."""

from __future__ import annotations

import errno
import os
from pathlib import Path

import pytest

from homeward.atomic.named_file import check_file, check_new_folder, hold_file
from homeward.errors import ScenarioError


def test_it_is_written_and_nothing_else(tmp_path: Path) -> None:
    path = tmp_path / "page.html"
    with hold_file(path, ".html") as place:
        place.file(b"one")
    assert path.read_bytes() == b"one"
    assert list(tmp_path.iterdir()) == [path]


def test_a_new_folder_is_refused_where_anything_is_or_nothing_is_above(tmp_path: Path) -> None:
    check_new_folder(tmp_path / "new", "why")
    (tmp_path / "link").symlink_to(tmp_path / "nowhere")
    with pytest.raises(ScenarioError, match=r'link" already exists\.\n  why'):
        check_new_folder(tmp_path / "link", "why")
    for parent in ("missing", "x" * 300):
        with pytest.raises(ScenarioError, match="there is no folder"):
            check_new_folder(tmp_path / parent / "new", "why")


def test_what_is_there_is_replaced_only_by_force(tmp_path: Path) -> None:
    path = tmp_path / "page.html"
    path.write_bytes(b"one")
    with pytest.raises(ScenarioError, match="the file exists"):
        check_file(path, ".html")
    with hold_file(path, ".html", force=True) as place:
        place.file(b"two")
    assert path.read_bytes() == b"two"


@pytest.mark.parametrize("name", ["places.csv", "page", "page.htm"])
def test_by_force_only_what_is_named_as_such_is_replaced(tmp_path: Path, name: str) -> None:
    (tmp_path / name).write_bytes(b"mine")
    with pytest.raises(ScenarioError, match=r"does not end in \.html"):
        check_file(tmp_path / name, ".html", force=True)


def test_a_folder_is_no_file(tmp_path: Path) -> None:
    (tmp_path / "page.html").mkdir()
    with pytest.raises(ScenarioError, match="this is a folder"):
        check_file(tmp_path / "page.html", ".html", force=True)


def test_a_folder_that_is_not_there_is_not_made(tmp_path: Path) -> None:
    with pytest.raises(ScenarioError, match="there is no folder"):
        check_file(tmp_path / "gone" / "page.html", ".html")
    assert list(tmp_path.iterdir()) == []


def test_a_disk_that_refuses_leaves_what_was_there(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "page.html"
    path.write_bytes(b"one")

    def full(*_: object) -> None:
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    monkeypatch.setattr("homeward.atomic.target.os.fsync", full)
    with pytest.raises(ScenarioError, match="Nothing was written"), hold_file(path, ".html", force=True) as place:  # fmt: skip
        place.file(b"two")
    assert [one.name for one in tmp_path.iterdir()] == ["page.html"]
    assert path.read_bytes() == b"one"
