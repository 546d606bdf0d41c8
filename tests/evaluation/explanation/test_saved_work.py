"""Work kept on disk: where it is, when it is written, and when it is not used (`test_explain.py` interrupts real work)."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from homeward.evaluation.explanation import saved_work as kept_work
from homeward.evaluation.explanation.saved_work import SavedWork

ASKED = {"seed": 1, "days": [69]}


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("HOMEWARD_CACHE_DIR", str(tmp_path))
    return tmp_path / "unfinished"


def begun() -> SavedWork:
    work = SavedWork("explain", ASKED)
    work.add(4, np.array([[1.5, -2.0]]))
    work.add(1, np.array([[0.0, 3.0]]))
    return work


def test_what_is_written_is_there_again_bit_for_bit(folder: Path):
    assert begun().write()
    assert [path.name.partition("-")[0] for path in folder.iterdir()] == ["explain"]
    done = SavedWork("explain", ASKED).done
    assert sorted(done) == [1, 4]
    assert done[4].tolist() == [[1.5, -2.0]]


def test_another_question_has_another_file():
    begun().write()
    assert SavedWork("explain", {**ASKED, "seed": 2}).done == {}
    assert SavedWork("other", ASKED).done == {}


def test_another_version_of_the_program_does_not_go_on(monkeypatch: pytest.MonkeyPatch):
    begun().write()
    monkeypatch.setattr(kept_work, "program_digest", lambda: "another")
    assert SavedWork("explain", ASKED).done == {}


def test_it_reaches_the_disk_while_work_goes_on(folder: Path, monkeypatch: pytest.MonkeyPatch):
    begun()
    assert not folder.exists(), "not at once"
    monkeypatch.setattr(kept_work, "SECONDS_BETWEEN_WRITES", 0.0)
    begun()
    assert len(SavedWork("explain", ASKED).done) == 2


def test_finishing_removes_it_and_may_be_said_twice(folder: Path):
    work = begun()
    work.write()
    work.finish()
    work.finish()
    assert list(folder.iterdir()) == []


def test_a_write_that_is_interrupted_leaves_what_was_there(
    folder: Path, monkeypatch: pytest.MonkeyPatch
):
    work = begun()
    work.write()

    def interrupted(*_: object, **__: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(kept_work.np, "savez", interrupted)
    work.done[7] = np.zeros((1, 2))
    with pytest.raises(KeyboardInterrupt):
        work.write()
    assert len(list(folder.iterdir())) == 1, "no half a file"
    assert sorted(SavedWork("explain", ASKED).done) == [1, 4]


def test_where_nothing_can_be_written_it_says_so(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    (tmp_path / "file").write_text("where a folder should be")
    monkeypatch.setenv("HOMEWARD_CACHE_DIR", str(tmp_path / "file"))
    work = begun()
    assert not work.write()
    work.finish()
