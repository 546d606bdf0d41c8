"""A new scenario."""

import shutil
from pathlib import Path

import pytest

from builders import make_folder
from homeward.errors import ScenarioError
from homeward.scenario import new, shipped
from homeward.scenario.load import load_scenario
from homeward.scenario.new import new_scenario


@pytest.fixture(autouse=True)
def _shipped(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    folder = tmp_path / "shipped"
    folder.mkdir()
    make_folder(folder).rename(folder / "tiny")
    for module in (new, shipped):
        monkeypatch.setattr(module, "SHIPPED_FOLDER", folder)


def refusal_of(name: Path, source: str = "tiny") -> str:
    with pytest.raises(ScenarioError) as refusal:
        new_scenario(name, source)
    return str(refusal.value)


def test_a_new_scenario_can_be_loaded(tmp_path: Path):
    folder = new_scenario(tmp_path / "mine")
    assert folder == tmp_path / "mine"
    assert load_scenario(folder).name == "mine"
    assert sorted(path.name for path in tmp_path.iterdir()) == ["mine", "shipped"]


def test_what_is_there_is_never_written_over(tmp_path: Path):
    (tmp_path / "mine").mkdir()
    assert refusal_of(tmp_path / "mine") == (
        f'"{tmp_path / "mine"}" already exists.\n'
        "  A new scenario never writes over what is there.\n"
        "  Fix: choose another name, or remove it."
    )


def test_the_parent_folder_must_exist(tmp_path: Path):
    assert refusal_of(tmp_path / "no" / "mine") == (
        f'there is no folder "{tmp_path / "no"}" to make it in.\n  Fix: make that folder first.'
    )


def test_an_unknown_source_is_refused_with_the_nearest(tmp_path: Path):
    assert refusal_of(tmp_path / "mine", "tinny") == (
        'no scenario "tinny" comes with homeward.\n'
        '  Nearest name: "tiny".\n'
        "  Fix: name one of tiny."
    )


def test_where_nothing_can_be_written_nothing_is_left(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    def fill(*_arguments: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(shutil, "copyfile", fill)
    assert refusal_of(tmp_path / "mine") == (
        f"{tmp_path / 'mine'}: it could not be written: No space left on device. Nothing was written.\n"
        "  Fix: free some space, or choose another name."
    )
    assert [path.name for path in tmp_path.iterdir()] == ["shipped"]


def test_names_that_no_folder_can_have(tmp_path: Path):
    for name, reason in (("a\0b", "no file can have that name"), ("a" * 300, "File name too long")):
        assert f"it could not be written: {reason}." in refusal_of(tmp_path / name)


def test_what_is_copied_can_be_edited(tmp_path: Path):
    for path in (tmp_path / "shipped" / "tiny").iterdir():
        path.chmod(0o444)
    folder = new_scenario(tmp_path / "mine")
    assert all(path.stat().st_mode & 0o200 for path in folder.iterdir())
