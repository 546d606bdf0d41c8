"""Drafts."""

from pathlib import Path

from builders import make_scenario
from homeward.scenario.reading.draft import draft_of, names_in
from homeward.scenario.text.csv_text import CsvLine


def test_a_scenario_becomes_a_draft_with_its_names(tmp_path: Path):
    draft = draft_of(make_scenario(tmp_path))
    assert draft.names["places"] == {"oldtown": 2, "hills": 3, "camp": 4}
    assert draft.names["homes"] == {"oldtown": 2, "hills": 3}
    assert draft.are_sound("places", "control")


def test_a_name_in_a_refused_row_is_known_as_it_should_have_been_written():
    assert names_in([CsvLine(2, {"actor": "South Army"})], "actor") == {
        "South Army": 2,
        "south_army": 2,
    }
