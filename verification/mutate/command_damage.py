"""Damage to commands: dates, numbers, names and levers that nobody can mean, or nearly."""

from __future__ import annotations

from random import Random

from mutate.cell_damage import EXTREMES, INVISIBLE, OTHER_DAYS, RESERVED
from mutate.tables import shown

_LEVERS = (
    "houses_given_back=0.2",
    "houses_given_back=0.2@2031-02-01",
    "arrests_stop@2031-02-10",
    "open_to_all",
)
_WRONG_LEVERS = ("", "=", "@", "=1", "@2031-02-01", "houses_given_back=", "houses_given_back@", "open_to_all=1",
                 "x" * 100_000,
                 "houses_given_back=0.2=0.3", "open_to_all@2031-02-01@2031-02-02", "houses_given_back=0,2",
                 "OPEN_TO_ALL",
                 "open_to_all ", " open_to_all", "open-to-all", "open_to_al", "open_to_all,arrests_stop", "--", "-x",
                 "houses_given_back=nan", "houses_given_back=1e300", "houses_given_back=-1", "open_to_all@+7d",
                 "open_to_all@17.02.2031", "open_to_all@1900-01-01", "open_to_all@2100-01-01",
                 "arrests_stop_believed",
                 "town_falls_again@2031-03-11", "é", "\ud83c", "a\x00b", "a\nb")  # fmt: skip
_NUMBERS = ("0", "-1", "1.5", "1e3", "", " ", "1,000", "1.000", "２", "٣", "0x1", "9" * 30, "9" * 5000, "nan",
            "inf", "x",
            "9223372036854775808", "18446744073709551616", "--", "+1", "1_0", "²")  # fmt: skip
_NAMES = ("tin", "Tiny", "tiny ", "", ".", "/", "..", "nowhere/x", "x" * 300, "x" * 5000, "tiny/scenario.yaml",
          "a\x00b", "é",
          "~", "-", "--x", "C:\\tiny", "https://example.org/tiny", "\ud83c", "/dev/null", "/proc/self/mem",
          "/dev/zero")  # fmt: skip

MEMBERS = ("--members", "2")
"""As few as may be published."""

Arguments = tuple[str, ...]


def damaged(chance: Random) -> tuple[Arguments, str]:
    """Choose a command, and say what is wrong with it."""
    made = chance.choice((_wrong_number, _wrong_number, _wrong_day, _wrong_day, _wrong_lever, _wrong_lever,
    _wrong_lever,
                          _wrong_name, _wrong_option, _wrong_home))(chance)  # fmt: skip
    return made, " ".join(shown(part, 40) for part in made)


def _wrong_number(chance: Random) -> Arguments:
    option = chance.choice(["--members", "--seed", "--every", "--threads"])
    number = chance.choice([*_NUMBERS, *EXTREMES])
    # A right number of members is a right wish, however long it takes.
    is_great = number.strip("+").isdecimal() and len(number.lstrip("+0")) > 2
    if is_great and option in {"--members", "--threads"}:
        number = f"{number}x"
    return ("run", "tiny", *MEMBERS, "--out", "{out}", option, number)


def _wrong_day(chance: Random) -> Arguments:
    day = chance.choice([*OTHER_DAYS, "", "2031-02-30", "2031-02-10x", "2031/02/10", "9" * 5000])
    command = chance.choice([("run", "tiny", "--until"), ("compare", "tiny", "--lever", "open_to_all", "--on"),
                             ("explain", "tiny", "--on"), ("explain", "tiny", "--since"), ("score", "tiny",
                             "--fit-before"),
                             ("forecast", "tiny", "--from")])  # fmt: skip
    out = ("--out", "{out}") if command[0] == "run" else ()
    return (*command, day, *out, *MEMBERS)


def _wrong_lever(chance: Random) -> Arguments:
    first = chance.choice([*_WRONG_LEVERS, *(f"houses_given_back={number}" for number in EXTREMES),
                           *(f"open_to_all@{day}" for day in OTHER_DAYS), *RESERVED, *_LEVERS])  # fmt: skip
    mark = chance.choice(INVISIBLE)
    lever = chance.choice([first, first, first, f"{first}{mark}"])
    more = ("--lever", chance.choice(_LEVERS)) if chance.random() < 0.3 else ()
    return ("compare", "tiny", "--lever", lever, *more, *MEMBERS)


def _wrong_name(chance: Random) -> Arguments:
    name = chance.choice(_NAMES)
    return chance.choice([("check", name), ("run", name, "--out", "{out}"), ("report", name), ("new", name,
                          "--from", name),
                          ("run", "tiny", *MEMBERS, "--parameters", name, "--out", "{out}"),
                          ("import", "flee", name, "--to", "{out}"), ("run", "tiny", *MEMBERS, "--out",
                          name)])  # fmt: skip


def _wrong_home(chance: Random) -> Arguments:
    home = chance.choice(
        [
            *RESERVED,
            "Oldtown",
            "oldtown ",
            "border_camp",
            "",
            "x" * 100_000,
            "oldtown,farms",
            "\u200foldtown",
        ]
    )
    return ("compare", "tiny", "--lever", "open_to_all", "--home", home, *MEMBERS)


def _wrong_option(chance: Random) -> Arguments:
    option = chance.choice(
        [
            "--member",
            "--Seed",
            "-m",
            "--exact=yes",
            "--lever",
            "--until",
            "---",
            "--\x00",
            "--é",
            "=",
            "x",
        ]
    )
    return ("run", "tiny", "--out", "{out}", option)
