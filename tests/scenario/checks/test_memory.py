"""How large a scenario can be: what would fill the memory is refused before it does."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from builders import FILES, edit, make_folder, make_scenario
from homeward.errors import ScenarioError, word
from homeward.scenario import load
from homeward.scenario.load import load_scenario
from homeward.scenario.text.file_limits import MOST_COMMUNITIES, MOST_PLACES


def many(count: int, population: str) -> dict[str, str]:
    """Add places, and who controls them."""
    columns = FILES["places.csv"].splitlines()[0].count(",")
    places = (f"p{n},P{n},town,SYR,,34,38,{population}" for n in range(count))
    return {
        "places": FILES["places.csv"]
        + "".join(f"{row}{',' * (columns - row.count(','))}\n" for row in places),
        "control": FILES["control.csv"]
        + "".join(f"p{n},north,,,judgement\n" for n in range(count)),
    }


def refused(folder: Path, **files: str) -> str:
    with pytest.raises(ScenarioError) as refusal:
        load_scenario(make_folder(folder, **files))
    return word(refusal.value.problems)


@pytest.mark.slow
def test_more_places_than_can_be_held_against_each_other_are_refused_before_one_is_read(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    read: list[str] = []
    read_row = load.read_row

    def note(row: Any, *more: Any) -> Any:
        read.append(row.__name__)
        return read_row(row, *more)

    monkeypatch.setattr(load, "read_row", note)
    assert refused(tmp_path, **many(50_000, "")) == (
        f"places.csv: it has 50,003 rows, more than {MOST_PLACES:,}.\n"
        "  Each is held against every other; more would fill the memory.\n"
        "  Fix: join places that are near each other, or leave out those that nobody leaves or goes to."
    )
    assert "Actor" in read
    assert "Place" not in read


def test_as_many_places_as_there_may_be_are_read(tmp_path: Path):
    scenario = make_scenario(tmp_path, **many(MOST_PLACES - 3, ""))
    assert len(scenario.places) == MOST_PLACES


def test_more_communities_than_a_member_can_keep_are_refused(tmp_path: Path):
    count = 1_000
    homes = count + 2
    communities = homes * 2 * (count + 3)
    assert communities > MOST_COMMUNITIES
    assert refused(tmp_path, **many(count, "10")) == (
        f"places.csv: {homes:,} homes, 2 groups and 1,003 places make {communities:,} communities, "
        f"more than {MOST_COMMUNITIES:,}.\n"
        "  Each is counted in every condition; more would fill the memory.\n"
        "  Fix: join homes that are near each other.\n"
        "  Fix: join groups that face the same."
    )


def test_half_as_many_are_read(tmp_path: Path):
    assert len(make_scenario(tmp_path, **many(700, "10")).homes) == 702


def test_what_is_wrong_with_a_place_is_not_said_twice(tmp_path: Path):
    assert "communities" not in refused(tmp_path, **edit("places.csv", "town", "tawn"))
