"""Files of an instance."""

from __future__ import annotations

import hashlib
import os
import unicodedata
from pathlib import Path

from homeward.exchange.flee.findings import Findings
from homeward.exchange.flee.instance_files import Files


def test_a_file_is_read_once_and_known_by_its_digest(tmp_path: Path):
    (tmp_path / "a.csv").write_bytes(b"foo,1\n")
    files = Files(Findings())
    first = files.rows(tmp_path, "a.csv")
    (tmp_path / "a.csv").write_bytes(b"bar,2\n")
    assert files.rows(tmp_path, "a.csv") is first
    assert files.digests == {tmp_path / "a.csv": hashlib.sha256(b"foo,1\n").hexdigest()}


def test_what_is_wrong_with_a_file_is_said_once(tmp_path: Path):
    files = Files(Findings())
    assert files.rows(tmp_path, "a.csv") is None
    assert files.rows(tmp_path, "a.csv") is None
    assert len(files.findings.problems) == 1
    assert files.findings.has_problem_in("a.csv")
    assert not files.findings.has_problem_in("a")


def test_a_folder_is_no_file(tmp_path: Path):
    files = Files(Findings())
    (tmp_path / "a.csv").mkdir()
    assert files.rows(tmp_path, "a.csv") is None
    assert files.findings.problems[0].found == "it is a folder, not a file."


def test_a_pipe_is_never_waited_for(tmp_path: Path):
    os.mkfifo(tmp_path / "a.csv")
    files = Files(Findings())
    assert files.rows(tmp_path, "a.csv") is None
    assert files.findings.problems[0].found == "it is a pipe, not a file."


def test_a_name_is_found_however_the_disk_composes_its_letters(tmp_path: Path):
    written = "Bébé.csv"
    (tmp_path / unicodedata.normalize("NFD", written)).write_bytes(b"a\n")
    files = Files(Findings())
    assert files.name_of(tmp_path, written) == unicodedata.normalize("NFD", written)
    assert files.name_of(tmp_path, "other.csv") == "other.csv"


def test_a_file_that_is_missing_may_be_there_under_its_older_name(tmp_path: Path):
    (tmp_path / "Old.csv").write_bytes(b"")
    files = Files(Findings())
    assert files.rows(tmp_path, "new.csv", "add it.", ("old.csv",)) is None
    assert files.findings.problems[0].ways_out == (
        "rename Old.csv, as it was called once, to new.csv.",
        "add it.",
    )
