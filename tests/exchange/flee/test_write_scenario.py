"""Writing the folder: whole, or not at all."""

from __future__ import annotations

from pathlib import Path

import pytest

from exchange.flee.small_instance import import_small
from homeward.errors import Problem, ScenarioError
from homeward.exchange.flee import write_scenario as writing


def test_nothing_is_left_when_it_is_interrupted(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    def interrupt(_folder: Path) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(writing, "load_scenario", interrupt)
    with pytest.raises(KeyboardInterrupt):
        import_small(tmp_path)
    assert [path.name for path in tmp_path.iterdir()] == ["instance"]


def test_nothing_is_left_when_the_disk_refuses(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    def refuse(_folder: Path) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(writing, "load_scenario", refuse)
    with pytest.raises(ScenarioError) as refused:
        import_small(tmp_path)
    assert str(refused.value) == (
        f"{tmp_path / 'made'}: it could not be written: No space left on device. "
        "Nothing was written.\n"
        "  Fix: free some space, or write elsewhere with --to FOLDER."
    )
    assert [path.name for path in tmp_path.iterdir()] == ["instance"]


def test_a_scenario_that_would_be_refused_is_not_made(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    def refuse(_folder: Path) -> None:
        raise ScenarioError([Problem("routes.csv, line 2", "no.")])

    monkeypatch.setattr(writing, "load_scenario", refuse)
    with pytest.raises(
        ScenarioError, match=r"made of it would be refused: routes\.csv, line 2: no"
    ):
        import_small(tmp_path)
    assert [path.name for path in tmp_path.iterdir()] == ["instance"]
