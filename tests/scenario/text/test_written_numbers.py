"""Numbers written in the way of another country."""

import pytest

from homeward.errors import Problem
from homeward.scenario.text.cells import read_count, read_day, read_number, read_whole
from homeward.scenario.text.written_numbers import readings


@pytest.mark.parametrize(
    ("text", "meant"),
    [
        ("3.000", ("3000", "3")),
        ("12.340", ("12340", "12.34")),
        ("-7,250", ("-7250", "-7.25")),
        ("3.456.789", ("3456789",)),
        ("3,456,789", ("3456789",)),
        ("3.456,75", ("3456.75",)),
        ("3,456.75", ("3456.75",)),
        ("12,34,567", ("1234567",)),
        ("0,125", ("0.125",)),
        ("7,5", ("7.5",)),
        (",5", (".5",)),
        ("4 500", ("4500",)),
        ("4 500 000", ("4500000",)),
        ("4\u2009500,5", ("4500.5",)),
        ("4'500", ("4500",)),
        ("4’500", ("4500",)),
        ("4_500", ("4500",)),
        ("\u06f4\u06f5", ("45",)),
        ("\u0663\u066c\u0660\u0660\u0660", ("3000",)),
        ("\u0667\u066b\u0665", ("7.5",)),
        ("\u22125", ("-5",)),
        ("45 00", ()),
        ("4 5", ()),
        ("four", ()),
        ("1.2.3", ()),
        ("", ()),
    ],
)
def test_what_a_number_may_be_meant_as(text: str, meant: tuple[str, ...]):
    assert readings(text) == meant


def test_a_point_before_three_digits_is_doubtful_where_people_are_counted():
    refused = read_count("45.000")
    assert isinstance(refused, Problem)
    assert refused.ways_out == ("write 45000, or 45.",)
    assert read_number("45.000") == 45
    assert read_count("4500.000") == 4500
    assert read_count("0.250") == 0.25
    assert read_count("45.00") == 45


def test_only_whole_readings_are_offered_where_a_number_is_whole():
    for text, way in (
        ("45.500", "write 45500."),
        ("45.000", "write 45000, or 45."),
        ("45,500", "write 45500."),
    ):
        refused = read_whole(text)
        assert isinstance(refused, Problem)
        assert refused.ways_out == (way,)


@pytest.mark.parametrize("n_letter", [101, 5_000, 1_000_000])
def test_endless_numbers_are_refused_and_not_repeated(n_letter: int):
    for read in (read_number, read_count, read_whole, read_day):
        refused = read("8" * n_letter)
        assert isinstance(refused, Problem)
        assert len(str(refused)) < 400
    assert read_whole("0" * 99 + "8") == 8


def test_digits_of_other_scripts_are_named():
    for read in (read_number, read_count, read_whole):
        refused = read("\u0664\u0665")
        assert isinstance(refused, Problem)
        assert "U+0664 ARABIC-INDIC DIGIT FOUR" in refused.why
        assert refused.ways_out == ("write 45.",)
    day = read_day("\u0968\u0966\u0967\u096f-01-01")
    assert isinstance(day, Problem)
    assert "U+0968 DEVANAGARI DIGIT TWO" in day.why


def test_another_separator_in_a_cell_is_the_cause():
    for read, text in (
        (read_number, "5;3"),
        (read_day, "2015-05-01|3"),
        (read_day, "2015-05-01;3"),
    ):
        refused = read(text)
        assert isinstance(refused, Problem)
        assert refused.why.endswith("and cells are separated by commas.")
