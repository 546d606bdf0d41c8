"""Dates and spans, counted from the day of publication."""

from __future__ import annotations

import pytest

from homeward.reading.language.dates import DateFinder
from homeward.reading.language.guess import guess_language
from homeward.reading.language.rules import shipped_rules

FINDERS = {language: DateFinder(rules) for language, rules in shipped_rules().items()}


@pytest.mark.parametrize(
    ("language", "text", "published", "dates"),
    [
        ("en", "on 21 January", "2020-04-22", ["2020-01-21"]),
        ("en", "on 21 December", "2020-04-22", ["2019-12-21"]),
        ("en", "since last May", "2016-03-23", ["2015-05/.."]),
        ("en", "in May 2015 it may be", "", ["2015-05"]),
        ("en", "on Wednesday and on Monday", "2016-03-23", ["2016-03-23", "2016-03-21"]),
        ("en", "from 1 to 29 December", "2019-12-30", ["2019-12-01/2019-12-29"]),
        ("en", "Between 1 January and 27 August 2022", "", ["2022-01-01/2022-08-27"]),
        ("en", "from November 2019 to January 2020", "", ["2019-11/2020-01"]),
        ("en", "from November to January 2020", "", ["2019-11/2020-01"]),
        ("en", "the first six months of 2021", "", ["2021-01/2021-06"]),
        ("en", "since the beginning of the year", "2021-08", ["2021-01-01/.."]),
        ("en", "since their withdrawal from the city in 2017", "", ["2017/.."]),
        ("en", "last week", "2016-03-23", ["2016-03-14/2016-03-20"]),
        ("en", "last month", "2016-01-10", ["2015-12"]),
        ("en", "on 31 February 2019", "2019-05-01", []),
        ("en", "March 12, 2016", "", ["2016-03-12"]),
        ("en", "2016-03-12 and 12/03/2016", "", ["2016-03-12", "2016-03-12"]),
        ("en", "2,015 people in 2015 and 2016", "", ["2015", "2016"]),
        ("en", "on 21 January", "", []),
        ("en", "by next December", "2024-07-01", ["2024-12"]),
        ("en", "by next July", "2024-07-01", ["2025-07"]),
        ("en", "second half of April", "2024-07-08", ["2024-04-16/2024-04-30"]),
        ("en", "the first half of May 2015", "", ["2015-05-01/2015-05-15"]),
        ("en", "the second half of 2021", "", ["2021-07/2021-12"]),
        ("fr", "en décembre prochain", "2024-07-01", ["2024-12"]),
        ("fr", "la seconde moitié du mois d'avril", "2024-07-08", ["2024-04-16/2024-04-30"]),
        ("fr", "la première quinzaine de mai 2015", "", ["2015-05-01/2015-05-15"]),
        ("ar", "في أيار المقبل", "2019-12-27", ["2020-05"]),
        ("ar", "في النصف الثاني من نيسان 2019", "", ["2019-04-16/2019-04-30"]),
        ("fr", "entre le 07 et 10 décembre", "2023-12-21", ["2023-12-07/2023-12-10"]),
        ("fr", "depuis le 20 octobre dernier", "2022-11-16", ["2022-10-20/.."]),
        ("fr", "du 29 juillet au 4 août", "2024-09-15", ["2024-07-29/2024-08-04"]),
        ("ar", "بين شهري نيسان / أبريل وآب / أغسطس", "2019-12-27", ["2019-04/2019-08"]),
        ("ar", "منذ مطلع الشهر الجاري", "2019-12-27", ["2019-12-01/.."]),
        ("ar", "في 16 كانون الأول 2019", "", ["2019-12-16"]),
    ],
)
def test_dates(language: str, text: str, published: str, dates: list[str]):
    assert [one.iso for one in FINDERS[language].find(text, published)] == dates


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("The people of the town were in the camp", "en"),
        ("Les personnes ont fui dans la nuit", "fr"),
        ("نزح من في إلى", "ar"),
    ],
)
def test_the_language_is_that_of_its_commonest_words(text: str, language: str):
    assert guess_language(text, shipped_rules()) == language
