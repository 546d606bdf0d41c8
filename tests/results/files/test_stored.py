"""What is wrong with a folder, in words."""

from __future__ import annotations

from pathlib import Path

import pytest

from homeward.errors import ScenarioError
from homeward.results.files.stored import damage_worded, find_netcdf, read_run


def test_a_folder_that_is_not_there(tmp_path: Path) -> None:
    with pytest.raises(ScenarioError) as caught:
        read_run(tmp_path / "nowhere")
    assert str(caught.value) == (
        f"{tmp_path / 'nowhere'}: there is no such results folder.\n"
        "  Fix: name a folder that homeward run has written."
    )


def test_a_folder_of_something_else(tmp_path: Path) -> None:
    with pytest.raises(ScenarioError) as caught:
        find_netcdf(tmp_path)
    assert str(caught.value) == (
        f"{tmp_path}: it holds no results.nc.\n"
        "  Fix: run the scenario again: homeward run SCENARIO --out FOLDER."
    )


def test_the_type_of_the_first_error_is_kept(tmp_path: Path) -> None:
    with pytest.raises(ScenarioError) as caught, damage_worded(tmp_path):
        raise KeyError("stocks")
    assert isinstance(caught.value.__cause__, KeyError)
