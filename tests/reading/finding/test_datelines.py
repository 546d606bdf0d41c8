"""Items by their headings: what leaves out the year is counted from there."""

from __future__ import annotations

import pytest

from homeward.reading.finding.datelines import dateline, day_of, day_said, is_after
from homeward.reading.finding.read_report import make_finders, read_report
from homeward.reading.language.rules import shipped_rules
from homeward.reading.paragraphs import Report, number

FINDERS = make_finders(shipped_rules()["en"])


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("New displacement in the north (7 October 2020). The team counted them.", "2020-10-07"),
        ("Snapshot, April 2022. In April, it was quiet.", "2022-04"),
        ("Movements to the south (2024)", "2024"),
        ("Situation as of 31 May 2019. Return goes on.", "2019-05-31"),
        (
            "Incidents reported between 19 and 25 January 2019. 393 people fled.",
            "2019-01-19/2019-01-25",
        ),
        ("Assessment of sites, round 8 (4 October 2021). From July, 300 fled.", "2021-10-04"),
        ("Displacement, zone 12, February 2022. Some 300 fled.", "2022-02"),
        ("People fled Homs between 19 and 25 January 2019.", ""),
        ("The team visited them from 1 to 5 May 2019.", ""),
        ("In round 8 300 people came (4 October 2021).", ""),
        ("Some 500 people fled (12 May 2015).", ""),
        ("They were displaced (12 May 2015).", ""),
        ("In May 2015 people fled Homs.", ""),
        ("Since June (22 July) it is quiet.", ""),
        ("", ""),
    ],
)
def test_a_heading_with_a_date(text: str, day: str):
    assert dateline(text, FINDERS) == day


@pytest.mark.parametrize(
    ("heading", "published", "counted_from", "said"),
    [
        ("2022-07-22", "2024-07-08", "2022-07-22", "2022-07-22"),
        ("2022-04", "2024-07-08", "2022-04-30", "2022-04"),
        ("2024", "2024-07-08", "2024-07-08", "2024-07-08"),
        ("", "2024-07", "2024-07", "2024-07"),
        ("2022", "", "2022-12-31", "2022"),
        ("2019-01-19/2019-01-25", "2022-06-22", "2019-01-25", "2019-01-25"),
    ],
)
def test_from_which_day_dates_are_counted(
    heading: str, published: str, counted_from: str, said: str
):
    assert day_of(heading, published) == counted_from
    assert day_said(heading, published) == said


def test_nothing_is_said_before_it_was():
    assert day_said("2021-09", "2022-06-22", "2022-01/2022-02") == "2022-06-22"
    assert day_said("2021-09", "2022-06-22", "2021-09-03") == "2021-09"


def test_what_may_happen_is_said_before():
    text = "Outlook (3 March 2023). In May 2023 some 600 people fled Homs. In May 2023 some 700 people may flee Hama."
    found = read_report(Report("a", number([text]), "2024-07-08", "en"), FINDERS)
    assert {one.value: one.said_on for one in found} == {600: "2024-07-08", 700: "2023-03-03"}


def test_a_heading_holds_until_the_next_and_not_if_it_is_after_the_publication():
    assert is_after("2025-01", "2024-07-08")
    paragraphs = (
        "New arrivals (22 July 2022)",
        "In June 300 people fled Homs.",
        "In May 400 people fled Homs.",
        "Outlook (1 March 2030). In May 500 people fled Homs.",
        "Update (3 March 2023). In May 600 people fled Homs.",
    )
    found = read_report(Report("a", number(paragraphs), "2024-07-08", "en"), FINDERS)
    told = {one.value: (one.date, one.said_on) for one in found}
    assert told == {
        300: ("2022-06", "2022-07-22"),
        400: ("2022-05", "2022-07-22"),
        500: ("2022-05", "2022-07-22"),
        600: ("2022-05", "2023-03-03"),
    }
