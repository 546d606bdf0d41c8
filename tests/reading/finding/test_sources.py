"""Who says so: organisations by their names, others by a role, nobody by his own."""

from __future__ import annotations

import pytest

from homeward.reading.finding.read_report import make_finders, read_report
from homeward.reading.finding.sources import is_organisation
from homeward.reading.language.rules import shipped_rules
from homeward.reading.paragraphs import Report, number

FINDERS = make_finders(shipped_rules()["en"])


def sources(*paragraphs: str) -> list[str]:
    found = read_report(Report("a", number(paragraphs), "2022", "en"), FINDERS)
    return [one.said_by for one in sorted(found, key=lambda one: (one.paragraph, one.words))]


@pytest.mark.parametrize(
    ("text", "source"),
    [
        ("According to IOM, 300 people fled.", "IOM"),
        ("IOM DTM assessments estimate that 300 people fled.", "IOM DTM"),
        ("According to IOM/DTM, 300 people fled.", "IOM/DTM"),
        ("INGD estimates that 300 people fled.", "INGD"),
        ("CCCM teams in place report that 300 families fled.", "CCCM"),
        ("The Protection Cluster reported that 300 families fled.", "Protection Cluster"),
        ("By 3 March, 300 people fled, based on a UNOCHA report.", "UNOCHA"),
        ("According to an assessment of the Syrian authorities, 300 people fled.", "Syrian authorities"),
        ("The Syrian Observatory for Human Rights said that 300 people fled.", "Syrian Observatory for Human Rights"),
        ("Residents said that 300 people fled.", "residents"),
        ("According to local residents, 300 people fled.", "residents"),
        ("According to Jane Somebody, 300 people fled.", ""),
        ("According to Jane Somebody of the Ministry of Health, 300 people fled.", "Ministry of Health"),
        ("The Health Ministry and Jane Somebody said that 300 people fled.", "Health Ministry"),
        ("Jane SOMEBODY said that 300 people fled.", ""),
        ("Mr. SOMEBO said that 300 people fled.", ""),
        ("The report said that 300 IDP families fled.", ""),
        ("SADC left. Some 300 people fled.", ""),
    ],
)  # fmt: skip
def test_who_says_so(text: str, source: str):
    assert sources(text) == [source]


def test_an_organisation_speaks_on_in_its_paragraph():
    assert sources("According to IOM, 300 people fled. Of them, 40 were killed.", "Some 7,000 people fled.") == ["IOM", "IOM", ""]  # fmt: skip


def test_a_role_is_no_name():
    assert is_organisation("IOM")
    assert not is_organisation("local authorities")
