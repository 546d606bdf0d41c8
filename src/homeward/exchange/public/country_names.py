"""Countries by the names that UCDP, UNHCR and others give them: the one name that is ever joined by (decision 34)."""

from __future__ import annotations

from homeward.exchange.flee.countries import codes_by_name, plain

NAMES = {
    "syria": "SYR",
    "syrian arab rep": "SYR",
    "iran": "IRN",
    "iran islamic rep of": "IRN",
    "russia soviet union": "RUS",
    "myanmar burma": "MMR",
    "dr congo zaire": "COD",
    "dem rep of the congo": "COD",
    "central african rep": "CAF",
    "yemen north yemen": "YEM",
    "serbia yugoslavia": "SRB",
    "zimbabwe rhodesia": "ZWE",
    "turkiye": "TUR",
    "serbia and kosovo s res 1244 1999": "SRB",
    "united rep of tanzania": "TZA",
}
"""Names of UCDP and UNHCR that neither the standard nor the field has, in the words of `plain`."""


def code_of_country(name: str) -> str:
    """Return the three letters of a country; empty where no country is called so."""
    key = plain(name)
    known = codes_by_name()
    return NAMES.get(key) or known.get(key) or known.get(plain(name.partition("(")[0])) or ""
