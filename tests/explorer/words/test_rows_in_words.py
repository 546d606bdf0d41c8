"""Rows in words."""

from __future__ import annotations

import pytest

from homeward.explorer.words.row_describer import RowDescriber
from homeward.explorer.words.rows_in_words import WORDS, places_of, word_row
from homeward.scenario.changes.edits import rows_of
from homeward.scenario.reading.tables import TABLES
from homeward.scenario.scenario import Scenario

EVIDENCE = {"documents", "claims", "observations", "surveys", "registrations"}


def test_every_table_of_inputs_has_its_words() -> None:
    assert {table.row for table in TABLES if table.name not in EVIDENCE} == set(WORDS)


@pytest.mark.parametrize(
    ("table", "said"),
    [
        (
            "places",
            "Oldtown: town in Syrian Arab Republic, home of 1,000 (900–1,100) people, 250 dwellings",
        ),
        ("routes", "Way from Oldtown to Camp: 120 km"),
        ("closures", "Way from Oldtown to Camp: closed on the way out, 10 May 2015 to 14 May 2015"),
        (
            "actors",
            "Actor A: harmful events a person and year expected at first, 0.001 by those it is close to, "
            "0.01 by those it is neither close nor hostile to and 0.1 by those it is hostile to, as after 2,000 years",
        ),
        ("control", "Oldtown: held by Actor A, up to 19 May 2015"),
        (
            "presence",
            "Oldtown: an assault of Actor B, strength 0.8 (0.6–1), 13 May 2015 to 19 May 2015",
        ),
        (
            "groups",
            "Group 1: 0.75 of the people of every home without shares of its own; close to Actor A",
        ),
        ("displaced", "Camp: Group 1 of Oldtown on the first day, 100 (80–120) people"),
        (
            "arrivals",
            "Camp: Group 2 of Hills coming from outside, 50 people, 10 May 2015 to 19 May 2015",
        ),
        (
            "harms",
            "Killing by Actor B of Group 1 where it holds the place: 0.05 (0.01–0.2) cases a person and year",
        ),
        ("conditions", "Camp: hardship, from none (0) to full (1), 0.7 (0.5–0.9)"),
        (
            "permissions",
            "Wherever Actor B holds: going home is only for those on a list, 50 (20–80) people approved, "
            "with a public guarantee of weight 0.5, from 20 May 2015",
        ),
    ],
)
def test_the_first_row_of_each_table(small: Scenario, table: str, said: str) -> None:
    assert word_row(rows_of(small, table)[0], RowDescriber(small)) == said


@pytest.mark.parametrize(
    ("table", "index", "said"),
    [
        (
            "places",
            3,
            "Far camp: camp in Jordan, room for 5,000 people, and for 10 more a day, 20 displaced people on the first day",
        ),
        ("fighting", 1, "Market: fighting of intensity 0.5, 10 May 2015 to 14 May 2015"),
        ("barriers", 0, "Border of Syrian Arab Republic and Jordan: closed, up to 4 May 2015"),
        ("barriers", 1, "Near camp: closed, up to 2 May 2015"),
        ("kind_changes", 0, "Near camp: camp of displaced people from 25 May 2015"),
        ("corrections", 0, "Near camp: counted anew on 11 May 2015; earlier numbers are scaled"),
    ],
)
def test_rows_of_registered_arrivals(
    registered: Scenario, table: str, index: int, said: str
) -> None:
    assert word_row(rows_of(registered, table)[index], RowDescriber(registered)) == said


def test_no_word_names_a_group_or_an_actor_that_is_withheld(palmyra: Scenario) -> None:
    say = RowDescriber(palmyra)
    said = " ".join(
        word_row(row, say)
        for table in TABLES
        if table.name not in EVIDENCE
        for row in rows_of(palmyra, table.name)
    )
    for known in (*palmyra.groups, *palmyra.actors):
        assert known.label not in said
        assert known.neutral_label in said
    assert "militia service" not in said


def test_livelihoods_are_told_where_names_are(tiny: Scenario) -> None:
    said = [word_row(row, RowDescriber(tiny)) for row in tiny.groups]
    assert any("living from" in one for one in said) == any(row.livelihood for row in tiny.groups)


def test_a_row_knows_the_places_it_concerns(small: Scenario, registered: Scenario) -> None:
    def first(table: str) -> list[str]:
        return places_of(rows_of(small, table)[0], RowDescriber(small))

    assert first("conditions") == ["camp"]
    assert first("arrivals") == ["camp", "hills"]
    assert first("closures") == first("routes") == ["oldtown", "camp"]
    assert first("harms") == []
    assert places_of(registered.corrections[0], RowDescriber(registered)) == ["near"]
