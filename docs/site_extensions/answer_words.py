"""Unit or kind, and example, of every key of the answers of a blank scenario: together a file that can be read."""

from __future__ import annotations

ANSWER_WORDS: dict[str, tuple[str, str]] = {
    "about title": ("text", "Bentiu and Malakal 2013"),
    "about country": ("country code, three letters", "SSD"),
    "about start": ("date, YYYY-MM-DD", "2013-12-15"),
    "about end": ("date, YYYY-MM-DD", "2014-12-31"),
    "units name": ("text", "Malakal"),
    "units latitude": ("degrees north", "9.53"),
    "units longitude": ("degrees east", "31.66"),
    "units population": ("persons", "160000"),
    "units held_by": ("text", "SPLA"),
    "units kind": ("word", "town"),
    "units destroyed": ("1, from 0 to 1", "0.4"),
    "units source": ("text", "OCHA"),
    "refuges name": ("text", "Malakal PoC"),
    "refuges latitude": ("degrees north", "9.56"),
    "refuges longitude": ("degrees east", "31.7"),
    "refuges country": ("country code, three letters", "SSD"),
    "refuges held_by": ("text", "UN"),
    "refuges kind": ("word", "camp"),
    "refuges source": ("text", "UNMISS"),
    "captures unit": ("name among units", "Malakal"),
    "captures by": ("text", "SPLA-IO"),
    "captures on": ("date, YYYY-MM-DD", "2013-12-24"),
    "captures fought_since": ("date, YYYY-MM-DD", "2013-12-20"),
    "captures source": ("text", "Small Arms Survey"),
    "present by": ("text", "SPLA-IO"),
    "present where": ("one or several of units and refuges", "[Malakal, Malakal PoC]"),
    "present how": ("word", "garrison"),
    "present share": ("1, from 0 to 1", "0.3"),
    "present since": ("date, YYYY-MM-DD", "2014-03-19"),
    "present until": ("date, YYYY-MM-DD", "2014-08-31"),
    "present source": ("text", "UNMISS"),
    "groups name": ("text", "Shilluk"),
    "groups share": ("1, from 0 to 1", "1"),
    "groups shares": ("units, each with 1, from 0 to 1", "{Malakal: 1}"),
    "groups in_danger_from": ("one or several of whom held_by and by name", "[SPLA, SPLA-IO]"),
    "groups close_to": ("one or several of whom held_by and by name", "[UN]"),
    "groups source": ("text", "census of 2008"),
    "permissions where": ("one or several of units and refuges", "[Malakal]"),
    "permissions movement": ("word", "home"),
    "permissions rule": ("word", "refused"),
    "permissions whom": ("one or several of groups", "[Shilluk]"),
    "permissions since": ("date, YYYY-MM-DD", "2014-02-18"),
    "permissions until": ("date, YYYY-MM-DD", "2014-06-30"),
    "permissions source": ("text", "UN Panel of Experts"),
    "cut_off where": ("one or several of units and refuges", "[Malakal]"),
    "cut_off since": ("date, YYYY-MM-DD", "2014-05-01"),
    "cut_off until": ("date, YYYY-MM-DD", "2014-06-15"),
    "cut_off source": ("text", "OCHA"),
    "counted what": ("word", "displaced"),
    "counted people": ("persons, or flights", "21000"),
    "counted on": ("date, YYYY-MM-DD", "2014-12-31"),
    "counted where": ("one or several of refuges and units", "[Malakal PoC, Malakal]"),
    "counted home": ("one or several of units", "Malakal"),
    "counted source": ("text", "UNMISS"),
    "counted use": ("word", "fit"),
}
"""By list and key."""


def example_file() -> str:
    """Write the examples as one file of answers."""
    about: list[str] = []
    lists: dict[str, list[str]] = {}
    for name, (_, example) in ANSWER_WORDS.items():
        part, key = name.split()
        if part == "about":
            about.append(f"{key}: {example}")
        else:
            lists.setdefault(part, []).append(f"{key}: {example}")
    rows = [f"{part}:\n  - {{{', '.join(cells)}}}" for part, cells in lists.items()]
    return "\n".join([*about, *rows]) + "\n"
