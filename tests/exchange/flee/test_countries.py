"""Countries."""

from __future__ import annotations

import pytest

from homeward.exchange.flee.countries import ALIASES, USER_ASSIGNED, Countries, codes_by_name, plain
from homeward.exchange.flee.findings import Findings


@pytest.mark.parametrize(
    ("name", "code"),
    [
        ("Mali", "MLI"),
        ("Burkina_Faso", "BFA"),
        ("South_Sudan", "SSD"),
        ("Sudan", "SDN"),
        ("CAR", "CAF"),
        ("DRC", "COD"),
        ("RC", "COG"),
        ("Congo", "COG"),
        ("Niger", "NER"),
        ("Nigeria", "NGA"),
        ("Guinea-Bissau", "GNB"),
        ("cote d'ivoire", "CIV"),
        ("Syria", "SYR"),
        ("Turkey", "TUR"),
        ("Türkiye", "TUR"),
        ("Tanzania", "TZA"),
        ("SYR", "SYR"),
    ],
)
def test_names_of_the_field(name: str, code: str):
    findings = Findings()
    assert Countries(findings).code(name, "a.csv") == code
    assert findings.warnings == []


def test_names_that_no_country_has_get_codes_in_turn():
    findings = Findings()
    countries = Countries(findings)
    assert [countries.code(name, "a.csv") for name in ("Utopia", "Chad", "", "Utopia")] == [
        "XAA", "TCD", "XAB", "XAA",
    ]  # fmt: skip
    assert len(findings.warnings) == 2


def test_codes_left_to_users_are_used_up_once():
    findings = Findings()
    countries = Countries(findings)
    codes = [countries.code(f"Utopia {number}", "a.csv") for number in range(len(USER_ASSIGNED))]
    assert len(set(codes)) == len(USER_ASSIGNED) == 624
    assert not findings.problems
    countries.code("One more", "a.csv")
    assert [problem.found for problem in findings.problems] == [
        'no code is left for the country "One more".'
    ]


def test_no_code_of_a_country_is_left_to_users():
    standard = {code for name, code in codes_by_name().items() if name not in ALIASES}
    assert not standard & set(USER_ASSIGNED)


def test_aliases_are_plain():
    assert all(plain(name) == name for name in ALIASES)
