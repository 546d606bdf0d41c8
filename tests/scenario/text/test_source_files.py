"""Files and folders that somebody names."""

from __future__ import annotations

import os
import socket
from collections.abc import Callable
from pathlib import Path

import pytest

from homeward.errors import Problem
from homeward.scenario.text.source_files import is_folder, is_there, names_in_folder, read_file


def found(path: Path, most: int = 100) -> str:
    read = read_file(path, most=most)
    assert isinstance(read, Problem)
    assert read.where == path.name[:60] + "…" * (len(path.name) > 60)
    assert read.ways_out
    return read.found


def test_a_file_is_read_whole_also_where_a_link_leads(tmp_path: Path):
    (tmp_path / "a.csv").write_bytes(b"x\r\n")
    (tmp_path / "b.csv").symlink_to("a.csv")
    assert read_file(tmp_path / "a.csv") == read_file(tmp_path / "b.csv") == b"x\r\n"


def make_socket(path: Path) -> None:
    with socket.socket(socket.AF_UNIX) as made:
        made.bind(str(path))


@pytest.mark.parametrize(
    ("make", "kind"),
    [
        (os.mkfifo, "a pipe"),
        (Path.mkdir, "a folder"),
        (make_socket, "a socket"),
        (lambda path: path.symlink_to("/dev/zero"), "a device"),
    ],
)
def test_what_is_no_file_is_never_opened(
    make: Callable[[Path], None], kind: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.chdir(tmp_path)  # the name of a socket must be short
    make(Path("a.csv"))
    assert found(Path("a.csv")) == f"it is {kind}, not a file."


def test_a_pipe_that_takes_the_place_of_a_file_is_not_waited_for(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    os.mkfifo(tmp_path / "pipe")
    (tmp_path / "file").write_bytes(b"")
    regular = (tmp_path / "file").stat()
    monkeypatch.setattr(Path, "stat", lambda _path, **_options: regular)
    assert read_file(tmp_path / "pipe") == b""


def test_why_a_file_cannot_be_read_is_said(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    assert found(tmp_path / "none") == f'there is no such file in "{tmp_path}".'
    (tmp_path / "loop").symlink_to("loop")
    assert found(tmp_path / "loop") == "the file cannot be read: Too many levels of symbolic links."
    (tmp_path / "nowhere").symlink_to("none")
    assert found(tmp_path / "nowhere") == f'there is no such file in "{tmp_path}".'
    assert found(tmp_path / ("a" * 5000)) == "the file cannot be read: File name too long."
    assert found(tmp_path / "a\0b") == "the file cannot be read: no file can have that name."
    assert found(tmp_path / "\udc80") == f'there is no such file in "{tmp_path}".'
    (tmp_path / "a.csv").write_bytes(b"x")

    def refuse(*_arguments: object) -> int:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(os, "open", refuse)
    assert found(tmp_path / "a.csv") == "the file cannot be read: Permission denied."


@pytest.mark.skipif(
    not Path("/proc/self/mem").exists(), reason="needs a file that fails to be read"
)
def test_a_file_that_fails_while_it_is_read():
    assert found(Path("/proc/self/mem")) == "the file cannot be read: Input/output error."


def test_a_file_above_the_limit_is_refused_before_it_is_read(tmp_path: Path):
    (tmp_path / "a.csv").write_bytes(b"x" * 100)
    assert read_file(tmp_path / "a.csv", most=100) == b"x" * 100
    assert found(tmp_path / "a.csv", most=99) == "the file has 0.0 MB, more than 0 MB."
    os.truncate(tmp_path / "a.csv", 10**12)  # it takes no room on the disk
    assert found(tmp_path / "a.csv", 32_000_000) == "the file has 1,000,000.0 MB, more than 32 MB."


@pytest.mark.skipif(not Path("/proc/self/maps").exists(), reason="needs a file without a size")
def test_a_file_that_does_not_tell_its_size_is_read_no_further_than_the_limit():
    assert found(Path("/proc/self/maps"), most=10).startswith("the file has 0.0 MB")


def test_what_is_in_a_folder(tmp_path: Path):
    (tmp_path / "b").mkdir()
    (tmp_path / "a.zip").write_bytes(b"")
    (tmp_path / "a.xlsx").write_bytes(b"")
    (tmp_path / "a.csv").write_bytes(b"")
    os.mkfifo(tmp_path / "pipe")
    assert names_in_folder(tmp_path) == ("a.csv", "a.xlsx", "a.zip", "b", "pipe")
    refusals = {
        name: names_in_folder(tmp_path / name)
        for name in ("a.zip", "a.xlsx", "a.csv", "pipe", "none")
    }
    words = {
        name: (problem.found.replace(str(tmp_path), "HERE"), problem.ways_out)
        for name, problem in refusals.items()
        if isinstance(problem, Problem)
    }
    book = tmp_path / "a.xlsx"
    sheets = f"name the folder that `homeward workbook {book} --to FOLDER` makes of it, if it is a scenario."
    assert words == {
        "a.zip": (
            '"HERE/a.zip" is a file, not a folder.',
            ("unpack it, and name the folder that comes out.",),
        ),
        "a.xlsx": ('"HERE/a.xlsx" is a file, not a folder.', (sheets,)),
        "a.csv": ('"HERE/a.csv" is a file, not a folder.', (f"give its folder: {tmp_path}",)),
        "pipe": ('"HERE/pipe" is a pipe, not a folder.', (f"give its folder: {tmp_path}",)),
        "none": ('there is no folder "HERE/none".', ("correct its name.",)),
    }


def test_a_folder_that_may_not_be_looked_into(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    def refuse(*_arguments: object) -> None:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(os, "scandir", refuse)
    refused = names_in_folder(tmp_path)
    assert isinstance(refused, Problem)
    assert refused.found == f'the folder "{tmp_path}" cannot be read: Permission denied.'


def test_whether_something_is_there(tmp_path: Path):
    (tmp_path / "nowhere").symlink_to("none")
    assert is_there(tmp_path / "nowhere")
    assert not is_there(tmp_path / "none")
    assert not is_there(tmp_path / "a\0b")
    assert not is_there(tmp_path / "nowhere" / "a")
    assert is_there(tmp_path / ("a" * 5000))  # nobody can tell: reading it says why
    assert is_folder(tmp_path)
    assert not is_folder(tmp_path / ("a" * 5000))
    assert not is_folder(tmp_path / "a\0b")
