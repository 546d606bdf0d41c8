"""Rows of the tables."""

from __future__ import annotations

from pathlib import Path

from exchange.flee.small_instance import FILES, import_small
from homeward.scenario.load import load_scenario

LOCATIONS = "input/locations.csv"


def test_places_keep_their_names_people_and_room(tmp_path: Path):
    header, *rows = FILES[LOCATIONS].splitlines()
    header += ",initial_idps,capacity_per_day"
    rows[4] += ",12,"
    rows[5] += ",,100"
    import_small(tmp_path, files={LOCATIONS: "\n".join([header, *rows])})
    places = load_scenario(tmp_path / "made").places
    assert [place.label for place in places][:2] == ["Oldtown", "Hills"]
    people = [place.population.value if place.population else None for place in places]
    assert people == [50000, 8000, 3000, 0, None, None]
    assert [place.capacity for place in places] == [None, None, None, None, 9000, 0]
    assert [place.already_here for place in places] == [0, 0, 0, 0, 12, 0]
    assert [place.capacity_per_day for place in places] == [0, 0, 0, 0, 0, 100]
    assert (places[0].latitude, places[0].longitude) == (13, 15)


def test_names_of_several_lines_are_written_on_one(tmp_path: Path):
    files = {
        name: text.replace("Northcamp", '"North\r camp"') if text else text
        for name, text in FILES.items()
    }
    import_small(tmp_path, files=files)
    scenario = load_scenario(tmp_path / "made")
    assert scenario.places[4].label == "North  camp"
    assert '"North  camp"' in next(row.statement for row in scenario.claims if row.claim == "north")
