"""What is legal but doubtful."""

from pathlib import Path

from builders import FILES, edit, make_folder, make_scenario
from homeward.catalogue import JUDGEMENT, PARAMETERS
from homeward.scenario.load import load_scenario
from homeward.scenario.warnings.find_warnings import claims_used, find_warnings


def test_the_doubts_of_the_small_scenario_word_for_word(tmp_path: Path):
    judged = sum(
        parameter.source == JUDGEMENT and parameter.name != "flight_hazard"
        for parameter in PARAMETERS
    )
    assert [str(doubt) for doubt in find_warnings(make_scenario(tmp_path))] == [
        "places.csv: 2 of 3 rows rest on no claim.",
        "routes.csv: 2 of 2 rows rest on no claim.",
        "actors.csv: 1 of 2 rows rest on no claim.",
        "control.csv: 1 of 4 rows rest on judgement.",
        "groups.csv: 2 of 2 rows rest on no claim.",
        "arrivals.csv: 1 of 1 row rests on judgement.",
        "conditions.csv: 1 of 1 row rests on judgement.",
        f"scenario.yaml: {judged} of {len(PARAMETERS)} parameters rest on judgement.",
        "scenario.yaml: set without a claim: flight_hazard.",
    ]


def test_claims_that_contradict_each_other_are_listed_once(tmp_path: Path):
    second = "c2,report,13,aid worker,2015-06,Nobody lived there.,,0,,persons,C,3,c1\n"
    first = FILES["claims.csv"].replace("B,2,", "B,2,c2")
    found = [str(doubt) for doubt in find_warnings(make_scenario(tmp_path, claims=first + second))]
    assert (
        'claims.csv, line 2: "c1" contradicts "c2".\n  Inputs that rest on them: 13 and 0.' in found
    )
    assert 'claims.csv, line 3: nothing rests on "c2".' in found
    assert sum("contradicts" in doubt for doubt in found) == 1


def test_claims_that_nothing_rests_on_are_one_line(tmp_path: Path):
    more = "".join(
        f"c{at},report,13,aid worker,2015-06,Nobody lived there.,,0,,persons,C,3,\n"
        for at in range(2, 7)
    )
    found = [
        str(doubt)
        for doubt in find_warnings(make_scenario(tmp_path, claims=FILES["claims.csv"] + more))
    ]
    assert [one for one in found if "nothing rests on" in one] == [
        'claims.csv, line 3: nothing rests on 5 of 6 claims: "c2", "c3", "c4" and 2 more.'
    ]


def test_a_document_nothing_is_taken_from(tmp_path: Path):
    more = FILES["documents.csv"] + "other,Another,An agency,,,\n"
    found = [str(doubt) for doubt in find_warnings(make_scenario(tmp_path, documents=more))]
    assert 'documents.csv, line 3: no claim is taken from "other".' in found


def test_a_file_that_is_not_read(tmp_path: Path):
    folder = make_folder(tmp_path)
    (folder / "controls.csv").write_text("place\n")
    (folder / "README.md").write_text("Read me.")
    found = [str(doubt) for doubt in find_warnings(load_scenario(folder))]
    assert found[0] == "controls.csv: the file is not part of a scenario and is not read."


def test_uses_of_claims_are_counted(tmp_path: Path):
    more = edit("scenario.yaml", "0.1", "{value: 0.1, claims: [c1]}")
    used = claims_used(make_scenario(tmp_path, **more))
    assert used["judgement"] == 3
    assert used["c1"] == 14


def test_a_lever_that_comes_twice_rests_on_its_claims_once(tmp_path: Path):
    trust = edit("levers.yaml", "  claims: [c1]", "  claims: [c1]\n  trust: north")
    assert claims_used(make_scenario(tmp_path, **trust))["c1"] == 13
