"""Work on the way, on disk (model §18.4)."""

from pathlib import Path

import numpy as np
import pytest

from homeward.errors import ScenarioError
from homeward.evaluation.calibration.kept_rounds import KeptRounds, open_rounds, partial_of

ASKED = {"scenario": "tiny", "seed": 1}


def test_a_batch_that_is_kept_is_found_again(tmp_path: Path):
    kept = open_rounds(tmp_path / "out", ASKED, resume=False)
    assert kept.get("Round 1 of 4 0") is None
    kept.put("Round 1 of 4 0", np.array([[1.0, np.nan]]))
    again = open_rounds(tmp_path / "out", ASKED, resume=True)
    assert np.array_equal(again.get("Round 1 of 4 0"), [[1.0, np.nan]], equal_nan=True)


def test_a_batch_that_is_damaged_is_done_again(tmp_path: Path):
    kept = open_rounds(tmp_path / "out", ASKED, resume=False)
    kept.put("a", np.zeros((1, 1)))
    path = next(partial_of(tmp_path / "out").glob("*.npz"))
    path.write_bytes(path.read_bytes()[:40])
    assert kept.get("a") is None


@pytest.mark.parametrize("is_there", ["out", "out.partial"])
def test_nothing_is_overwritten(tmp_path: Path, is_there: str):
    (tmp_path / is_there).mkdir()
    with pytest.raises(ScenarioError, match=r"it exists|is not finished"):
        open_rounds(tmp_path / "out", ASKED, resume=False)


def test_only_what_was_asked_the_same_is_gone_on_with(tmp_path: Path):
    open_rounds(tmp_path / "out", ASKED, resume=False)
    with pytest.raises(ScenarioError, match="begun with another seed: 1, and now it is 2"):
        open_rounds(tmp_path / "out", {**ASKED, "seed": 2}, resume=True)


def test_where_nothing_was_begun_nothing_can_be_resumed(tmp_path: Path):
    with pytest.raises(ScenarioError, match="none can be resumed"):
        open_rounds(tmp_path / "out", ASKED, resume=True)


def test_a_folder_that_cannot_be_made_is_one_clear_error(tmp_path: Path):
    (tmp_path / "file").write_text("")
    with pytest.raises(ScenarioError, match="the folder cannot be made"):
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
    gone = KeptRounds(tmp_path / "nowhere")
    with pytest.raises(ScenarioError, match="could not be kept: No such file or directory"):
        gone.put("b", np.zeros((1, 1)))
    assert kept.get("a") is not None
