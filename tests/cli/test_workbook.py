"""`homeward workbook`, and `homeward check` of one."""

from __future__ import annotations

from pathlib import Path

import openpyxl

from cli.command import call


def test_there_and_back_and_checked(tmp_path: Path):
    assert call("workbook", "tiny", "--to", "book.xlsx", cwd=tmp_path).returncode == 0
    assert "0 errors" in call("check", "book.xlsx", cwd=tmp_path).stdout
    assert call("workbook", "book.xlsx", "--to", "mine", cwd=tmp_path).returncode == 0
    assert "0 errors" in call("check", "mine", cwd=tmp_path).stdout
    refused = call("run", "book.xlsx", cwd=tmp_path)
    assert refused.returncode == 2
    assert "`homeward workbook book.xlsx --to FOLDER`" in refused.stderr


def test_errors_are_marked_in_a_copy(tmp_path: Path):
    call("workbook", "tiny", "--to", "book.xlsx", cwd=tmp_path)
    book = openpyxl.load_workbook(tmp_path / "book.xlsx")
    book["presence"]["D2"] = "fierce"
    book.save(tmp_path / "book.xlsx")
    done = call("check", "book.xlsx", "--mark", "marked.xlsx", cwd=tmp_path)
    assert done.returncode == 2
    assert 'sheet "presence", cell D2 ("strength"): "fierce"' in done.stderr
    assert "Marked 1 of 1 errors in marked.xlsx." in done.stderr
    marked = openpyxl.load_workbook(tmp_path / "marked.xlsx")
    assert "fierce" in marked["presence"]["D2"].comment.text


def test_what_cannot_be_marked_or_made_is_refused(tmp_path: Path):
    assert "tiny is no workbook" in call("check", "tiny", "--mark", "m.xlsx", cwd=tmp_path).stderr
    assert "both folders" in call("workbook", "tiny", "--to", "mine", cwd=tmp_path).stderr
    assert "both workbooks" in call("workbook", "a.xlsx", "--to", "b.xlsx", cwd=tmp_path).stderr
    assert not list(tmp_path.iterdir())
