"""Scenarios of version 0.1.0 are given the names of today, and nothing else is touched (model §2.9)."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from builders import FILES, REGISTERED, make_folder
from homeward.errors import ScenarioError
from homeward.scenario import upgrade as module
from homeward.scenario.load import load_scenario
from homeward.scenario.upgrade import upgrade

BACK = (
    (b"model: camps", b"displacement: registered"),
    (b"movement: flee", b"movement: compat"),
    (b"town,SYR", b"hub,SYR"),
)
"""What makes a scenario one of version 0.1.0 again."""


def old(folder: Path) -> Path:
    """Make a scenario of camp registrations as version 0.1.0 had it."""
    made = make_folder(folder, REGISTERED)
    for file in ("scenario.yaml", "places.csv"):
        content = (made / file).read_bytes()
        for new, before in BACK:
            content = content.replace(new, before)
        (made / file).write_bytes(content)
    return made


def contents(folder: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in folder.iterdir()}


def test_a_scenario_of_camp_registrations_is_what_it_would_be_today(tmp_path: Path):
    folder = old(tmp_path)
    found = upgrade(folder)
    assert found.folder == folder
    assert [edit.line for edit in found.edits["scenario.yaml"]] == [4, 4, 6]
    scenario = load_scenario(folder)
    assert (scenario.model, scenario.movement) == ("camps", "flee")
    assert {place.kind for place in scenario.places} == {"transit", "camp"}
    assert sorted(contents(folder)) == sorted(REGISTERED)


def test_the_second_time_there_is_nothing_to_do(tmp_path: Path):
    folder = old(tmp_path)
    upgrade(folder)
    before = contents(folder)
    assert not any(upgrade(folder).edits.values())
    assert contents(folder) == before


def test_comments_order_quotes_blanks_and_line_ends_stay(tmp_path: Path):
    folder = old(tmp_path)
    (folder / "scenario.yaml").write_bytes(
        b'\xef\xbb\xbf# one\r\n\r\n"movement":   "compat"  # two\r\ntitle: "registered, hub"\r\n'
        b"displacement: 'registered' # displacement\r\nstart: 2015-05-01\r\nend: 2015-05-30\r\n"
        b"home_country: SYR\r\n# compat"
    )
    (folder / "kind_changes.csv").write_bytes(
        b'place , kind,from,claims\r\n market ,"hub",2015-05-09,c1\r\n"hub", hub,,c1\r\n'
    )
    upgrade(folder)
    assert (folder / "scenario.yaml").read_bytes() == (
        b'\xef\xbb\xbf# one\r\n\r\n"movement":   "flee"  # two\r\ntitle: "registered, hub"\r\n'
        b"model: 'camps' # displacement\r\nstart: 2015-05-01\r\nend: 2015-05-30\r\n"
        b"home_country: SYR\r\n# compat"
    )
    assert (folder / "kind_changes.csv").read_bytes() == (
        b'place , kind,from,claims\r\n market ,"transit",2015-05-09,c1\r\n"hub", transit,,c1\r\n'
    )


@pytest.mark.parametrize(
    ("before", "after"),
    [
        (b"title: A\nmovement: destination-choice\nend: 2\n", b"title: A\nend: 2\n"),
        (b"title: A\r\nmovement: destination-choice\r\nend: 2\r\n", b"title: A\r\nend: 2\r\n"),
        (b"title: A\nmovement: destination-choice", b"title: A\n"),
        (b"title: A\nmovement: destination-choice # why\n", b"title: A\n# why\n"),
        (
            b"title: A\n# of it\nmovement:\n  destination-choice\nend: 2\n",
            b"title: A\n# of it\nend: 2\n",
        ),
        (b"{title: A, movement: destination-choice, end: 2}\n", b"{title: A, end: 2}\n"),
        (b"{title: A, movement: destination-choice}\n", b"{title: A, }\n"),
        (b"displacement: modelled\nmovement: destination-choice\n", b"model: communities\n"),
    ],
)
def test_the_law_of_the_community_model_is_left_out(before: bytes, after: bytes, tmp_path: Path):
    (tmp_path / "scenario.yaml").write_bytes(before)
    upgrade(tmp_path)
    assert (tmp_path / "scenario.yaml").read_bytes() == after


def test_a_community_scenario_of_version_0_1_0_runs_again(tmp_path: Path):
    folder = make_folder(tmp_path)
    today = contents(folder)
    (folder / "scenario.yaml").write_text(
        FILES["scenario.yaml"].replace("parameters:", "movement: destination-choice\nparameters:")
    )
    with pytest.raises(ScenarioError, match="homeward upgrade"):
        load_scenario(folder)
    upgrade(folder)
    today["observations.csv"] = today["observations.csv"].replace(b",fled,", b",first_flights,")
    assert contents(folder) == today


def test_a_copy_has_all_files_and_what_is_copied_stays(tmp_path: Path):
    folder = old(tmp_path)
    (folder / "README.md").write_text("displacement: registered")
    (folder / "notes").mkdir()
    (folder / "notes" / "one.txt").write_text("compat")
    before = (folder / "scenario.yaml").read_bytes()
    found = upgrade(folder, to=tmp_path / "new")
    assert found.folder == tmp_path / "new"
    assert (folder / "scenario.yaml").read_bytes() == before
    assert load_scenario(tmp_path / "new").movement == "flee"
    assert (tmp_path / "new" / "README.md").read_text() == "displacement: registered"
    assert (tmp_path / "new" / "notes" / "one.txt").read_text() == "compat"


def test_a_copy_is_not_written_over_anything(tmp_path: Path):
    folder = old(tmp_path)
    (tmp_path / "new").mkdir()
    with pytest.raises(ScenarioError, match="already exists"):
        upgrade(folder, to=tmp_path / "new")
    assert not any((tmp_path / "new").iterdir())


@pytest.mark.parametrize(
    ("file", "content", "said"),
    [
        ("scenario.yaml", b"title: [\n", "scenario.yaml, line 2: this is not YAML"),
        ("scenario.yaml", b"\xff\xfet\0", "scenario.yaml: the file is UTF-16"),
        ("scenario.yaml", b"a: &b 1\n", "scenario.yaml, line 1: &b names a part of the file"),
        ("places.csv", b'place,kind\n"a,hub\n', "places.csv, line 2: a quoted cell does not end"),
        ("places.csv", b"place,kind\na,h\xe9\n", "places.csv, line 2: the byte 0xe9 is not UTF-8"),
    ],
)
def test_what_cannot_be_read_is_refused_and_nothing_is_changed(
    file: str, content: bytes, said: str, tmp_path: Path
):
    folder = old(tmp_path)
    (folder / file).write_bytes(content)
    before = contents(folder)
    with pytest.raises(ScenarioError) as refusal:
        upgrade(folder)
    assert str(refusal.value).startswith(said)
    assert contents(folder) == before


def test_everything_that_cannot_be_read_is_said_at_once(tmp_path: Path):
    folder = old(tmp_path)
    (folder / "scenario.yaml").write_bytes(b"title: [")
    (folder / "places.csv").write_bytes(b'"')
    with pytest.raises(ScenarioError) as refusal:
        upgrade(folder)
    assert len(refusal.value.problems) == 2


def test_a_folder_that_is_none_or_no_scenario_is_refused(tmp_path: Path):
    with pytest.raises(ScenarioError, match="there is no folder"):
        upgrade(tmp_path / "none")
    with pytest.raises(ScenarioError, match=r"scenario\.yaml: there is no such file"):
        upgrade(tmp_path)


def test_where_one_file_cannot_be_written_those_before_it_are_put_back(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    folder = old(tmp_path)
    before = contents(folder)
    write = module.write

    def refuse(path: Path, content: bytes, instead: str) -> None:
        if path.name == "places.csv":
            raise ScenarioError("the disk is full")
        write(path, content, instead)

    monkeypatch.setattr(module, "write", refuse)
    with pytest.raises(ScenarioError, match="the disk is full"):
        upgrade(folder)
    assert contents(folder) == before


@pytest.mark.skipif(os.name == "nt", reason="Windows has no such modes")
def test_links_and_permissions_stay(tmp_path: Path):
    folder = old(tmp_path)
    real = tmp_path / "elsewhere.yaml"
    (folder / "scenario.yaml").rename(real)
    (folder / "scenario.yaml").symlink_to(real)
    real.chmod(0o600)
    upgrade(folder)
    assert (folder / "scenario.yaml").is_symlink()
    assert b"model: camps" in real.read_bytes()
    assert real.stat().st_mode & 0o777 == 0o600


def measures(folder: Path) -> list[str]:
    lines = (folder / "observations.csv").read_text().splitlines()
    column = lines[0].split(",").index("measure")
    return [line.split(",")[column] for line in lines[1:]]


def test_no_row_of_an_old_folder_changes_its_meaning(tmp_path: Path):
    """People once are counted as before; a folder that nothing shows to be old is asked about."""
    folder = make_folder(tmp_path)
    today = contents(folder)
    assert "fled" in measures(folder)
    assert not any(upgrade(folder).edits.values())
    assert contents(folder) == today
    upgrade(folder, people_once=True)
    assert "fled" not in measures(folder)
    assert "first_flights" in measures(folder)
    after = contents(folder)
    assert not any(upgrade(folder, people_once=True).edits.values())
    assert contents(folder) == after


def test_one_old_name_anywhere_shows_that_a_folder_is_old(tmp_path: Path):
    folder = make_folder(tmp_path)
    settings = folder / "scenario.yaml"
    settings.write_text("movement: destination-choice\n" + settings.read_text())
    edits = upgrade(folder).edits
    assert [edit.new for edit in edits["observations.csv"]] == ["first_flights"]
    assert "fled" not in measures(folder)
    load_scenario(folder)
