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


def test_where_there_are_too_many_figures_stay():
    events = [f"People fled Palmyra on {day} May 2015." for day in range(1, 29)] * 3
    found = read(*events, "It is said that 300 people died.")
    assert len(found) == 60
    assert [one.value for one in found if one.is_quantity] == [300]


def test_a_place_that_is_only_guessed_is_in_no_statement():
    told = ("Homs is quiet.", "Homs is far.")
    [one] = read("A report", *told, "In May 2015 some 300 people fled.")
    assert (one.place, one.is_placed) == ("homs", False)
    [one] = read("Homs in May", *told, "In May 2015 some 300 people fled.")
    assert (one.place, one.is_placed) == ("homs", True)


def test_a_name_that_a_word_told_once_is_a_place_from_then_on():
    [one] = read("Qumdan district is quiet.", "Some 300 people fled from Qumdan quickly.")
    assert one.place == "qumdan"
    assert read("It is quiet.", "Some 300 people fled from Qumdan quickly.")[0].place != "qumdan"


def test_who_stands_in_a_list_of_places_is_one():
    [one] = read("Some 300 people fled to Homs, Qumdan and Hama district.")
    assert one.destination == "homs; qumdan; hama"


@pytest.mark.parametrize(
    ("text", "places"),
    [
        ("1,800 IDPs (380 households) were reported in Homs region, 1,500 IDPs (300 households) in Hama region and 1,400 IDPs (200 households) in Aleppo region.",
         ["homs", "homs", "hama", "hama", "aleppo", "aleppo"]),
        ("Some 1,700 people were identified across 83 sites in Homs region and 4,600 people were identified across 560 sites in Hama region respectively.",
         ["homs", "hama"]),
        ("The region with most was Homs region with 6,500 IDPs, followed by Hama region with 3,900 IDPs.",
         ["homs", "hama"]),
    ],
)  # fmt: skip
def test_each_figure_of_a_list_has_its_own_place(text: str, places: list[str]):
    assert [one.place for one in read(text)] == places


def test_parts_are_of_the_time_of_their_total():
    total = "From 27 July to 4 October 2015 some 3,200 IDPs were counted in Homs, Hama and Aleppo."
    found = read(
        f"{total} Some 1,800 IDPs were in Homs and 1,400 IDPs in Hama. Some 5,000 IDPs were in Homs."
    )
    assert [one.date for one in found] == ["2015-07-27/2015-10-04"] * 3 + [""]


def test_the_span_of_a_heading_is_that_of_its_figures():
    [one] = read("Incidents between 19 and 25 January 2015. Some 390 people fled Homs.")
    assert one.date == "2015-01-19/2015-01-25"


def test_those_who_return_are_not_displaced_as_they_first_were():
    found = read(
        "In Homs, most of the returning IDPs (1.4 million) were initially displaced due to conflict while 61,295 "
        "returning IDPs were initially displaced due to floods and 54,095 due to storms."
    )
    told = {one.value: one.kind for one in found}
    assert set(told.values()) == {"returned"}
    assert (told[1_400_000], told[61_295], told[54_095]) == ("returned", "returned", "returned")


def test_what_is_of_the_whole_country_is_not_of_the_place_named_most():
    told = ("A report", "Homs is quiet.", "Homs is in Syria.")
    whole, part = read(*told, "Some 300 people fled across 9 regions. Some 200 people fled.")
    assert (whole.place, part.place) == ("syria", "syria")
    [one] = read(*told, "Some 300 people fled.")
    assert one.place == "homs"


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ("Some 300 people fled in May, as of the Federal Government plan.", ""),
        ("Some 300 people fled in May, in Hama.", "hama"),
        ("In the Emergency Site Assessment 300 people fled.", ""),
        ("Some 300 people fled from Qumdan, Talbis and Rafid zones of Hama region.", "qumdan; talbis; rafid"),
    ],
)  # fmt: skip
def test_names_of_places_and_of_others(text: str, place: str):
    assert [one.place for one in read(text) if one.is_quantity] == [place]


def test_where_they_were_asked_is_not_where_they_come_from():
    [one] = read("In Homs 300 displaced families from Palmyra were interviewed.")
    assert (one.kind, one.place, one.origin) == ("interviewed", "homs", "palmyra")


def test_a_share_is_not_told_what_was_said_of_the_one_before():
    found = read("Some 90% want to return home, 7% want to stay.")
    assert [(one.kind, one.value) for one in found] == [("returned", 0.9), ("counted", 0.07)]


def test_a_matrix_of_displacement_is_none():
    assert read("The Displacement Tracking Matrix was in Homs.") == []


def test_when_it_was_said_is_not_when_it_was():
    [one] = read("The UN said on 1 March that 300 people fled Homs on 3 February.")
    assert (one.date, one.said_on) == ("2016-02-03", "2016-03-01")


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
