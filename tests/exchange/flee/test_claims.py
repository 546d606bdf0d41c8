"""Documents and claims."""

from __future__ import annotations

import hashlib
from pathlib import Path

from exchange.flee.small_instance import CONFLICT_ROWS, FILES, import_small
from homeward.exchange.flee.claims import Evidence
from homeward.scenario.load import load_scenario
from homeward.scenario.warnings.find_warnings import claims_used


def test_every_row_rests_on_the_file_it_is_from(tmp_path: Path):
    files = {
        "input/location_changes.csv": "Market,camp,4\n",
        "input/conflicts.csv": "#Day,Oldtown,Hills,Market\n"
        + CONFLICT_ROWS.replace(",1,", ",0,", 3),
    }
    import_small(tmp_path, files=files)
    scenario = load_scenario(tmp_path / "made")
    rests = {
        "places": "locations", "routes": "routes", "barriers": "closures",
        "kind_changes": "location_changes", "corrections": "registration_corrections",
    }  # fmt: skip
    for table, claim in rests.items():
        assert {row.claims for row in getattr(scenario, table)} == {(claim,)}, table
    assert {row.place: row.claims for row in scenario.fighting} == {
        "oldtown": ("locations",),
        "hills": ("conflicts",),
    }
    assert {row.claims for row in scenario.registrations if row.part == 2} == {("east_outside",)}


def test_documents_give_the_digest_of_the_file_and_claims_are_not_judged(tmp_path: Path):
    import_small(tmp_path)
    scenario = load_scenario(tmp_path / "made")
    digest = hashlib.sha256(FILES["validation/north.csv"].encode()).hexdigest()
    (north,) = [row for row in scenario.documents if row.document == "north"]
    assert north.title == f"north.csv of an instance of Flee, SHA-256 {digest}"
    assert {(row.source_grade, row.information_grade) for row in scenario.claims} == {("F", 6)}
    used = claims_used(scenario)
    assert all(used[row.claim] for row in scenario.claims)
    text = (tmp_path / "made" / "scenario.yaml").read_text(encoding="utf-8")
    layout = hashlib.sha256(FILES["validation/data_layout.csv"].encode()).hexdigest()
    assert f'# "data_layout.csv", SHA-256 {layout}' in text


def test_files_of_one_name_have_claims_of_their_own():
    paths = [Path("a/refugees.csv"), Path("b/refugees.csv"), Path("judgement.csv")]
    evidence = Evidence(dict.fromkeys(paths, ""))
    assert [evidence.claim(path) for path in paths] == ["refugees", "refugees_2", "file_judgement"]
