"""Work on the way, on disk (model §18.4)."""

import os
from pathlib import Path

import numpy as np
import pytest

from homeward.errors import Notice, ScenarioError
from homeward.evaluation.calibration.saved_rounds import (
    SavedRounds,
    check_out,
    open_rounds,
    partial_of,
    was_finished,
)

ASKED = {"scenario": "tiny", "seed": 1}


def test_a_batch_that_is_kept_is_found_again(tmp_path: Path):
    kept = open_rounds(tmp_path / "out", ASKED, resume=False)
    assert kept.get("Round 1 of 4 0", 2) is None
    kept.put("Round 1 of 4 0", np.array([[1.0, np.nan]]))
    again = open_rounds(tmp_path / "out", ASKED, resume=True)
    assert np.array_equal(again.get("Round 1 of 4 0", 2), [[1.0, np.nan]], equal_nan=True)


def test_a_batch_that_is_damaged_is_done_again(tmp_path: Path):
    kept = open_rounds(tmp_path / "out", ASKED, resume=False)
    kept.put("a", np.zeros((1, 1)))
    path = next(partial_of(tmp_path / "out").glob("*.npz"))
    path.write_bytes(path.read_bytes()[:40])
    assert kept.get("a", 1) is None


@pytest.mark.parametrize(
    "content", [b"", b"PK", b"\x93NUMPY", os.urandom(2000)], ids=["empty", "torn", "one", "noise"]
)
def test_a_batch_of_anything_else_is_done_again(tmp_path: Path, content: bytes):
    kept = open_rounds(tmp_path / "out", ASKED, resume=False)
    (partial_of(tmp_path / "out") / "a.npz").write_bytes(content)
    assert kept.get("a", 1) is None


@pytest.mark.parametrize(
    "outputs", [np.zeros((1, 2)), np.zeros(1), np.array([["x"]]), np.zeros((1, 1), dtype=int)]
)
def test_a_batch_of_another_shape_is_done_again(tmp_path: Path, outputs: np.ndarray):
    kept = open_rounds(tmp_path / "out", ASKED, resume=False)
    kept.put("a", outputs)
    assert kept.get("a", 1) is None


def test_a_pipe_in_place_of_a_batch_is_not_waited_for(tmp_path: Path):
    kept = open_rounds(tmp_path / "out", ASKED, resume=False)
    os.mkfifo(partial_of(tmp_path / "out") / "a.npz")
    assert kept.get("a", 1) is None


def test_nothing_is_overwritten(tmp_path: Path):
    open_rounds(tmp_path / "out", ASKED, resume=False)
    with pytest.raises(ScenarioError, match="is not finished"):
        open_rounds(tmp_path / "out", ASKED, resume=False)
    (tmp_path / "out").mkdir()
    with pytest.raises(ScenarioError, match="already exists"):
        check_out(tmp_path / "out")


def test_work_whose_result_is_there_is_swept(tmp_path: Path):
    open_rounds(tmp_path / "out", ASKED, resume=False)
    assert not was_finished(tmp_path / "out", ASKED)
    (tmp_path / "out").mkdir()
    assert not was_finished(tmp_path / "out", ASKED), "it holds no result"
    (tmp_path / "out" / "posterior.json").touch()
    with pytest.raises(ScenarioError, match="begun with another seed"):
        was_finished(tmp_path / "out", {**ASKED, "seed": 2})
    with pytest.warns(Notice, match=r"^Swept what .* had left: out\.partial\.$"):
        assert was_finished(tmp_path / "out", ASKED)
    assert [path.name for path in tmp_path.iterdir()] == ["out"]


def test_only_what_was_asked_the_same_is_gone_on_with(tmp_path: Path):
    open_rounds(tmp_path / "out", ASKED, resume=False)
    with pytest.raises(ScenarioError, match="begun with another seed: 1, and now it is 2"):
        open_rounds(tmp_path / "out", {**ASKED, "seed": 2}, resume=True)


def test_where_nothing_was_begun_nothing_can_be_resumed(tmp_path: Path):
    with pytest.raises(ScenarioError, match="none can be resumed"):
        open_rounds(tmp_path / "out", ASKED, resume=True)


def test_a_folder_that_cannot_be_made_is_one_clear_error(tmp_path: Path):
    (tmp_path / "file").write_text("")
    with pytest.raises(
        ScenarioError, match=r"asked\.json: it could not be written: Not a directory"
    ):
        open_rounds(tmp_path / "file" / "out", ASKED, resume=False)


def test_one_that_was_stopped_before_it_had_begun_is_begun(tmp_path: Path):
    """Killed between making the folder and writing into it."""
    partial_of(tmp_path / "out").mkdir()
    open_rounds(tmp_path / "out", ASKED, resume=True)
    open_rounds(tmp_path / "out", ASKED, resume=True)
    with pytest.raises(ScenarioError, match="begun with another seed"):
        open_rounds(tmp_path / "out", {**ASKED, "seed": 2}, resume=True)


def test_a_disk_that_refuses_a_batch_is_one_clear_error(tmp_path: Path):
    kept = open_rounds(tmp_path / "out", ASKED, resume=False)
    kept.put("a", np.zeros((1, 1)))
    (tmp_path / "file").touch()
    with pytest.raises(ScenarioError, match=r"b\.npz: it could not be written: File exists"):
        SavedRounds(tmp_path / "file").put("b", np.zeros((1, 1)))
    assert kept.get("a", 1) is not None
