"""Finding a scenario."""

from pathlib import Path

import pytest

from builders import make_folder
from homeward.errors import ScenarioError
from homeward.scenario import shipped
from homeward.scenario.load import load_scenario
from homeward.scenario.shipped import find_folder, shipped_names


@pytest.fixture(autouse=True)
def _shipped(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    folder = tmp_path / "shipped"
    folder.mkdir()
    make_folder(folder).rename(folder / "tiny")
    (folder / "tiny" / "notes").mkdir()
    monkeypatch.setattr(shipped, "SHIPPED_FOLDER", folder)
    work = tmp_path / "work"
    work.mkdir()
    monkeypatch.chdir(work)


def refusal_of(name: str | Path) -> str:
    with pytest.raises(ScenarioError) as refusal:
        find_folder(name)
    return str(refusal.value)


def test_a_shipped_scenario_is_found_by_its_name():
    assert shipped_names() == ("tiny",)
    assert load_scenario("tiny").name == "tiny"


def test_a_folder_comes_before_a_shipped_scenario(tmp_path: Path):
    make_folder(tmp_path / "work").rename("tiny")
    assert find_folder("tiny") == Path("tiny")


def test_an_unknown_name_is_refused_with_the_nearest():
    assert refusal_of("tinny") == (
        'there is no folder "tinny" here, and no scenario of that name comes with homeward.\n'
        '  Nearest name: "tiny".\n'
        "  Fix: name a folder, or one of tiny."
    )


def test_a_path_is_never_a_shipped_name():
    expected = 'there is no folder "{}".\n  Fix: correct the path.'
    assert refusal_of("./tiny") == expected.format("./tiny")
    assert refusal_of(Path("tiny")) == expected.format("tiny")


def test_a_folder_that_is_not_a_scenario():
    Path("empty").mkdir()
    assert refusal_of("empty") == (
        'the folder "empty" is not a scenario: it holds no scenario.yaml.\n'
        "  Fix: name the folder of a scenario.\n"
        "  Fix: `homeward new NAME` makes one to start from."
    )


def test_a_file_is_not_a_folder():
    Path("mine").mkdir()
    Path("mine/scenario.yaml").write_text("title: A")
    assert refusal_of("mine/scenario.yaml") == (
        '"mine/scenario.yaml" is a file, not a folder.\n  Fix: give its folder: mine'
    )


def test_a_scenario_under_another_name_above_or_below():
    Path("mine").mkdir()
    Path("mine/Scenario.YAML").write_text("title: A")
    assert refusal_of("mine").endswith("Fix: rename Scenario.YAML to scenario.yaml.")
    Path("mine/Scenario.YAML").rename("mine/scenario.yml")
    assert refusal_of("mine").endswith("Fix: rename scenario.yml to scenario.yaml.")
    Path("mine/scenario.yml").rename("mine/scenario.yaml")
    assert refusal_of(".").endswith("Fix: name the folder mine.")
    Path("mine/notes").mkdir()
    assert refusal_of("mine/notes").endswith(f"Fix: name the folder {Path('mine').resolve()}.")


@pytest.mark.parametrize("inside", ["", "input", "input_csv"])
def test_an_instance_of_flee_is_to_be_imported(inside: str):
    Path("flee", inside).mkdir(parents=True)
    Path("flee", inside, "locations.csv").write_text("#name")
    way = f"`homeward import flee {Path('flee', inside)} --to NAME` makes a scenario of it."
    assert refusal_of("flee").endswith(f"Fix: {way}")


def test_an_archive_is_to_be_unpacked():
    Path("mine.zip").write_bytes(b"x")
    assert refusal_of("mine.zip") == (
        '"mine.zip" is a file, not a folder.\n  Fix: unpack it, and name the folder that comes out.'
    )


@pytest.mark.parametrize("name", ["a\0b", "a" * 5_000, "\udc80"])
def test_a_name_that_no_folder_can_have(name: str):
    assert refusal_of(Path(name)).startswith(("there is no folder", 'the folder "a'))
