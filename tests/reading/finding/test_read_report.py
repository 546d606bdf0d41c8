"""What a report says: who, where, when, whether; in order, and not too much of it."""

from __future__ import annotations

import pytest

from homeward.reading.finding.candidate import Candidate
from homeward.reading.finding.read_report import is_heading, make_finders, read_report
from homeward.reading.language.rules import shipped_rules
from homeward.reading.paragraphs import Report, number
from homeward.scenario.load import load_scenario

PALMYRA = load_scenario("palmyra")
FINDERS = make_finders(shipped_rules()["en"], PALMYRA.places, PALMYRA.actors)


def read(*paragraphs: str, published: str = "2016-03-23") -> list[Candidate]:
    found = read_report(Report("a", number(paragraphs), published, "en"), FINDERS)
    return sorted(found, key=lambda one: (one.paragraph, one.words))


def test_actor_and_place_are_those_of_the_scenario():
    [one] = read("ISIS captured Tadmor on 20 May 2015.")
    assert (one.kind, one.actor, one.place, one.date) == (
        "captured",
        "isis",
        "palmyra",
        "2015-05-20",
    )


def test_who_stands_aside_has_not_done_it():
    [one] = read(
        "Government militias, accompanied by Russian forces, have commandeered houses in Palmyra."
    )
    assert one.actor == "militias"


def test_the_group_is_the_group_named_before():
    found = read(
        "ISIS is in the desert near Palmyra.",
        "The group has killed dozens of soldiers around Palmyra since 2017.",
    )
    assert [(one.kind, one.actor, one.low, one.high, one.date) for one in found] == [
        ("killed", "isis", 24, 120, "2017/..")
    ]


def test_the_city_is_the_one_spoken_of():
    found = read("Palmyra is in ruins.", "Some 300 families returned to the city.")
    assert [one.place for one in found if one.value == 300] == ["palmyra"]


def test_what_is_captured_is_a_place():
    assert [one.kind for one in read("Fighters captured vehicles and machine guns.")] == []


@pytest.mark.parametrize(
    ("text", "modality"),
    [
        ("People did not return to Palmyra.", "negated"),
        ("People could return to Palmyra.", "hypothesis"),
        ("People reportedly returned to Palmyra.", "hearsay"),
        ("People returned to Palmyra in May 2015.", "stated"),
    ],
)
def test_whether_it_is_said_to_be_so(text: str, modality: str):
    [one] = read(text)
    assert one.modality == modality


def test_the_injured_are_not_counted_among_the_killed():
    found = read("Shelling killed 4 civilians and injured 11 others in Homs.")
    assert [(one.kind, one.value) for one in found] == [("killed", 4), ("counted", 11)]


def test_the_unit_of_the_number_before_is_taken_over():
    found = read("Some 700 people fled Homs, of whom 400 went to Hama.")
    assert [(one.value, one.unit) for one in found] == [(700, "people"), (400, "people")]


def test_a_heading_says_nothing():
    assert is_heading("The return of the displaced")
    assert not is_heading("Over 10,000 people displaced")
    assert not is_heading("They returned.")


def test_offsets_are_those_of_the_paragraph():
    text = "It was quiet. In May 2015 some 500 people fled Palmyra."
    [one] = read(text)
    assert text[slice(*one.words)] == "500 people fled"


def test_at_most_sixty_for_fifteen_hundred_words():
    paragraphs = [f"In May 2015 some {at} families fled Palmyra." for at in range(100, 260)]
    assert len(read(*paragraphs)) == 60


def test_the_surest_come_first():
    found = read_report(
        Report(
            "a",
            number(["Some 40 people were killed.", "In May 2015 some 500 people fled Palmyra."]),
            "2016",
            "en",
        ),
        FINDERS,
    )
    assert [one.value for one in found] == [500, 40]
    assert found[0].confidence > found[1].confidence


def test_no_letter_of_the_text_is_in_a_record():
    [one] = read("Mr Somebody Nobody said that 500 people fled Palmyra in May 2015.")
    assert "Somebody" not in str(one.as_record())
    assert set(one.as_record()) >= {
        "document",
        "paragraph",
        "kind",
        "value",
        "low",
        "high",
        "unit",
        "date",
        "place",
        "actor",
        "said_by",
        "confidence",
    }
