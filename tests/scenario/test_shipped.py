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
