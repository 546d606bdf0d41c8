"""Changes of type."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

from exchange.flee.small_instance import CONFLICT_ROWS, import_small
from homeward.scenario.load import load_scenario

CHANGES = "input/location_changes.csv"


def test_places_change_on_their_days(tmp_path: Path):
    text = "Market,idpcamp,4\nMarket,town,6\nEastcamp,marker,0\n"
    import_small(tmp_path, files={CHANGES: text})
    changes = load_scenario(tmp_path / "made").kind_changes
    assert [(row.place, row.kind, row.start.day) for row in changes] == [
        ("market", "idp_camp", 5),
        ("market", "town", 7),
        ("eastcamp", "marker", 1),
    ]


def test_a_place_that_becomes_a_conflict_is_fought_over_from_that_day(tmp_path: Path):
    import_small(tmp_path, files={CHANGES: "Market,conflict_zone,4\n"})
    scenario = load_scenario(tmp_path / "made")
    (fight,) = [row for row in scenario.fighting if row.place == "market"]
    assert (fight.start, fight.end, fight.intensity) == (dt.date(2030, 1, 5), scenario.after_end, 1)


def test_a_conflict_that_becomes_a_town_is_at_peace_until_fighting_begins_anew(tmp_path: Path):
    days = CONFLICT_ROWS.replace("7,1,1,0", "7,0,1,0")
    files = {
        CHANGES: "Oldtown,town,4\n",
        "input/conflicts.csv": f"#Day,Oldtown,Hills,Market\n{days}",
    }
    import_small(tmp_path, files=files)
    fights = [row for row in load_scenario(tmp_path / "made").fighting if row.place == "oldtown"]
    assert [(row.start.day, row.end.day) for row in fights] == [(1, 5), (9, 11)]
