"""What is shown to decide by: few words, and no names of persons."""

from __future__ import annotations

import pytest

from homeward.reading.finding.read_report import make_finders, read_report
from homeward.reading.language.rules import shipped_rules
from homeward.reading.paragraphs import Report, number
from homeward.reading.review.quotation import MOST_WORDS, quotation, without_names

FINDERS = make_finders(shipped_rules()["en"])


def test_at_most_twenty_five_words_with_what_it_rests_on_marked():
    text = f"{'word ' * 60}in May 2015 some 500 people fled Palmyra {'word ' * 60}."
    report = Report("a", number([text]), "", "en")
    [one] = read_report(report, FINDERS)
    shown = quotation(report, one, FINDERS)
    assert "»500 people fled« Palmyra" in shown
    assert len(shown.split()) <= MOST_WORDS


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("said Jane Q. Somebody of the town", "said [name] of the town"),
        ("a man identified as Khaled fled", "a man identified as [name] fled"),
        ("executed Khaled al-Somebody, the director", "executed [name], the director"),
        ("the Islamic State fled Palmyra", "the Islamic State fled Palmyra"),
        (
            "Through the Village Assessment Survey, 300",
            "Through the Village Assessment Survey, 300",
        ),
        ("fled North Wollo", "fled North Wollo"),
        ("said Northern Commander Jane Somebody", "said [name]"),
        ("said Plan Minister Jane Somebody", "said [name]"),
        (
            "said the Syrian Observatory for Human Rights",
            "said the Syrian Observatory for Human Rights",
        ),
    ],
)
def test_names_of_persons_are_left_out(text: str, shown: str):
    assert without_names(text, FINDERS) == shown


def test_places_that_the_report_tells_are_shown():
    text = "Some 300 people were displaced from Bunno Bedele, Ilubabor and West Jimma zones, said Jane Somebody."
    report = Report("news", number([text]), "", "en")
    [one] = read_report(report, FINDERS)
    shown = quotation(report, one, FINDERS)
    assert "Bunno Bedele, Ilubabor and West Jimma" in shown
    assert "Somebody" not in shown
