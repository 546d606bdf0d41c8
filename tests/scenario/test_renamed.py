"""Names of version 0.1.0 (model §2.9): found in files, refused with those of today, and read in the inputs of a run."""

from __future__ import annotations

from pathlib import Path

import pytest

from builders import FILES, REGISTERED, edit, make_folder
from homeward.errors import Problem, ScenarioError
from homeward.scenario.load import load_scenario
from homeward.scenario.reading.tables import FILES as FILE_NAMES
from homeward.scenario.reading.tables import SETTINGS_FILE, TABLE
from homeward.scenario.renamed import (
    RENAMED,
    find_edits,
    inputs_of_today,
    instead_of_movement,
    word_edit,
)

OLD = "title: A\ndisplacement: registered\nmovement: compat\n"


def found(text: str, file: str = SETTINGS_FILE) -> list[tuple[int, str, str]]:
    edits = find_edits(file, text.encode())
    assert not isinstance(edits, Problem), edits
    return [(edit.line, edit.old, edit.new) for edit in edits]


def test_every_new_name_is_one_that_files_have_today():
    for one in RENAMED:
        assert one.file in FILE_NAMES
        if one.file != SETTINGS_FILE:
            column = next(c for c in TABLE[one.file[:-4]].columns if c.name == one.new)
            assert set(one.words.values()) <= set(column.choices)
            assert not set(one.words) & set(column.choices)


def test_keys_and_their_words_are_found_in_the_order_of_the_file():
    assert found(OLD) == [
        (2, "displacement", "model"),
        (2, "registered", "camps"),
        (3, "compat", "flee"),
    ]


def test_cells_of_a_column_are_found_even_behind_quotes_and_lines_in_cells():
    table = 'place,"kind",label\r\na,hub,"one\r\ntwo"\r\nb,town,hub\r\nc,"hub",hub\r\n'
    assert found(table, "places.csv") == [(2, "hub", "transit"), (5, "hub", "transit")]


def test_measures_of_version_0_1_0_are_found():
    assert found("name,measure\na,taken\nb,present\n", "observations.csv") == [
        (2, "taken", "detentions")
    ]


def test_names_of_today_are_nothing_to_do():
    assert found("title: A\nmodel: camps\nmovement: flee\n") == []
    assert found("") == []
    assert found("place,kind\na,transit\n", "places.csv") == []


def test_the_community_model_has_no_setting_of_movement():
    assert found("title: A\nmovement: destination-choice\n") == [
        (2, "movement: destination-choice", "")
    ]
    assert found("model: camps\nmovement: destination-choice\n") == [
        (2, "destination-choice", "camp-choice")
    ]


def test_what_cannot_be_read_is_said():
    problem = find_edits(SETTINGS_FILE, b"title: [")
    assert isinstance(problem, Problem)
    assert problem.where.startswith("scenario.yaml, line 1")
    problem = find_edits("places.csv", b'place,kind\n"a,hub\n')
    assert isinstance(problem, Problem)
    assert problem.where == "places.csv, line 2"


def test_an_old_name_beside_its_new_one_is_refused():
    problem = find_edits(SETTINGS_FILE, b"model: camps\ndisplacement: registered\n")
    assert str(problem) == (
        'scenario.yaml, line 2: "displacement" is now "model", and that is given, too.\n'
        "  Fix: keep one of the two."
    )


def test_old_names_are_refused_alone_and_with_the_command_that_mends_them(tmp_path: Path):
    """Half of what else would be said comes of them: a scenario of camps would have no right to its tables."""
    old = edit("scenario.yaml", "model: camps", "displacement: registered", REGISTERED) | edit(
        "places.csv", "oldtown,Oldtown,town", "oldtown,Oldtown,hub", REGISTERED
    )
    old["scenario"] = str(old["scenario"]).replace("movement: flee", "movement: fixed")
    folder = make_folder(tmp_path, REGISTERED, **old)
    with pytest.raises(ScenarioError) as refusal:
        load_scenario(folder)
    fix = f"  Fix: run: homeward upgrade {folder}\n"
    assert str(refusal.value) + "\n" == (
        f'scenario.yaml, line 4, key "displacement": "displacement" is now "model".\n{fix}'
        f'scenario.yaml, line 4, key "displacement": "registered" is now "camps".\n{fix}'
        'scenario.yaml, line 6, key "movement": "fixed" is gone; "flee" takes its place: '
        f"the ARD of the two differed by less than 0.005 in all six conflicts.\n{fix}"
        f'places.csv, line 2, column "kind": "hub" is now "transit".\n{fix}'
    )


def test_a_community_scenario_that_names_its_law_is_refused(tmp_path: Path):
    named = edit("scenario.yaml", "parameters:", "movement: destination-choice\nparameters:")
    with pytest.raises(
        ScenarioError, match="the community model has one law of movement"
    ) as refusal:
        load_scenario(make_folder(tmp_path, **named))
    assert [problem.where.partition(",")[0] for problem in refusal.value.problems] == [
        "scenario.yaml",
        "observations.csv",
    ]


def test_laws_asked_for_by_their_old_names_are_answered_with_the_new_ones():
    assert instead_of_movement("compat") == '"compat" is now "flee".'
    assert instead_of_movement("destination-choice") == '"destination-choice" is now "camp-choice".'
    assert instead_of_movement("flee") is None


def test_inputs_of_a_run_are_read_with_the_names_of_today():
    inputs = {
        "displacement": "registered",
        "movement": "compat",
        "places": [{"place": "a", "kind": "hub"}, {"place": "b", "kind": "town"}],
    }
    assert inputs_of_today(inputs) == {
        "model": "camps",
        "movement": "flee",
        "places": [{"place": "a", "kind": "transit"}, {"place": "b", "kind": "town"}],
    }
    assert inputs["displacement"] == "registered"


def test_every_edit_is_worded():
    for file, text in (("scenario.yaml", OLD), ("places.csv", "kind\nhub\n")):
        edits = find_edits(file, text.encode())
        assert not isinstance(edits, Problem)
        assert all(word_edit(one).endswith(".") for one in edits)


def test_scenarios_of_today_have_no_old_names():
    for file, text in (FILES | REGISTERED).items():
        if file in {"scenario.yaml", "places.csv", "kind_changes.csv"}:
            assert found(text, file) == []


FLED = b"name,measure\na,taken\nb,fled\nc,first_flights\n"


def test_what_fled_counted_is_found_only_where_a_file_is_known_to_be_old():
    assert found(FLED.decode(), "observations.csv") == [(2, "taken", "detentions")]
    edits = find_edits("observations.csv", FLED, is_old=True)
    assert not isinstance(edits, Problem)
    assert [(edit.line, edit.old, edit.new) for edit in edits] == [
        (2, "taken", "detentions"),
        (3, "fled", "first_flights"),
    ]
    assert word_edit(edits[1]) == (
        '"fled" counts second flights today; what it counted is now "first_flights".'
    )


def test_beside_another_old_name_fled_is_refused_and_alone_it_is_what_it_is_today(tmp_path: Path):
    folder = make_folder(tmp_path)
    assert ",fled," in (folder / "observations.csv").read_text()
    load_scenario(folder)
    settings = folder / "scenario.yaml"
    settings.write_text("movement: destination-choice\n" + settings.read_text())
    with pytest.raises(ScenarioError) as refusal:
        load_scenario(folder)
    assert [problem.where for problem in refusal.value.problems] == [
        'scenario.yaml, line 1, key "movement"',
        'observations.csv, line 3, column "measure"',
    ]


def test_what_fled_counted_in_a_run_of_version_0_1_0_stays_what_it_was():
    rows = [{"measure": "fled"}, {"measure": "taken"}]
    old = inputs_of_today({"displacement": "modelled", "observations": rows})
    assert [row["measure"] for row in old["observations"]] == ["first_flights", "detentions"]
    today = inputs_of_today({"model": "communities", "observations": rows})
    assert [row["measure"] for row in today["observations"]] == ["fled", "detentions"]
