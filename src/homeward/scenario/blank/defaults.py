"""Defaults of a blank scenario: broad ranges, each with its reason, which becomes the claim its rows rest on."""

from __future__ import annotations

from dataclasses import dataclass

from homeward.catalogue import JUDGEMENT

Cells = dict[str, object]
"""Cells of a row, by column."""
DOCUMENT = "homeward_defaults"
"""Document of the claims of defaults."""
PREFIX = "default_"
"""How the names of these claims begin."""


@dataclass(frozen=True)
class Default:
    """A number that stands until somebody knows better.

    Parameters
    ----------
    reason
        Why it is so broad, and what would replace it.
    is_of_given
        Whether it is the range about a number that is given, and not the number.
    """

    name: str
    value: float
    low: float
    high: float
    reason: str
    is_of_given: bool = False

    @property
    def claim(self) -> str:
        """Its reason, among the claims."""
        return f"{PREFIX}{self.name}"

    @property
    def claims(self) -> str:
        """What a row with it rests on."""
        return f"{JUDGEMENT} {self.claim}"


POPULATION = Default(
    "population",
    1.0,
    0.8,
    1.2,
    "A figure of population is taken to be right within a fifth: censuses are old and people had "
    "moved before. Replace it by the range of several sources.",
    is_of_given=True,
)
SHARE = Default(
    "share",
    1.0,
    0.7,
    1.3,
    "A share of a group is taken to be right within three tenths of it. Replace it by a census or a "
    "survey.",
    is_of_given=True,
)
ROAD = Default(
    "road",
    1.25,
    1.25,
    1.25,
    "Roads are taken to be a quarter longer than the straight line. Replace the km by those of a map.",
)
HOSTING = {
    "unit": Default(
        "hosting_unit",
        0.2,
        0.03,
        0.8,
        "A place that people flee from is taken to take in few from elsewhere, from a village to a town "
        "on the scale of hosting. Replace it by counts of displaced.",
    ),
    "inside": Default(
        "hosting_inside",
        1.0,
        0.2,
        4.0,
        "A refuge inside the country is taken to have the room of a provincial city, within a factor of "
        "five. Replace it by counts of displaced there.",
    ),
    "abroad": Default(
        "hosting_abroad",
        3.0,
        0.5,
        15.0,
        "A refuge abroad is taken to have room for hundreds of thousands, or for millions. Replace it by "
        "registered refugees.",
    ),
}
"""By what kind of place it is."""
ASSAULT = Default(
    "assault",
    0.6,
    0.2,
    1.0,
    "Fighting for a place is taken to be anything from clashes to storming, for ten days, before it"
    " fell or from the day on which an attack began that failed. Replace days and strength by events.",
)
ASSAULT_DAYS = 10
"""Days of fighting before a capture, or in which an attack failed."""
PART_HELD = Default(
    "part_held",
    0.3,
    0.05,
    0.7,
    "Who holds a part of a place is taken to hold anything from a few posts to most of it. Replace it by "
    "share in the answers, or strength in presence.csv: homeward scales garrison.",
)
WATCHED = Default(
    "watched",
    0.25,
    0.05,
    0.7,
    "Where somebody has informers, they are taken to be anything from few to dense. Replace their "
    "strength in presence.csv: homeward scales informers.",
)
RAIDED = Default(
    "raided",
    0.2,
    0.03,
    0.6,
    "Who raids a place is taken to come anything from a few times a year to several times a week. "
    "Replace strength in presence.csv by events: homeward scales raiding.",
)
FEARED = Default(
    "feared",
    0.2,
    0.03,
    0.6,
    "Of somebody named as a danger who holds, takes and raids nothing it is taken that they raid wherever those "
    "live who are in danger, all the time. Replace it by saying under present where they are, how and since when.",
)
SHARE_HELD = Default(
    "share_held",
    1.0,
    0.5,
    1.5,
    "The part of a place that somebody is said to hold is taken to be right within half of it. Replace "
    "low and high by what several sources say.",
    is_of_given=True,
)
KILLED_IN_FIGHTING = Default(
    "killed_in_fighting",
    0.02,
    0.003,
    0.1,
    "Where a place is fought for, between 3 in a thousand and 1 in ten would be killed in a year of "
    "it. Replace it by deaths and days: homeward scales --deaths.",
)
HARMED_AFTER_CAPTURE = Default(
    "harmed_after_capture",
    0.01,
    0.001,
    0.05,
    "In the two months after it took a place, whom a group is in danger from is taken to harm it more than "
    "later: killings come with the capture. The high end is the rate of Sinjar 2014, 8 killed in a thousand "
    "(Cetorelli and others 2017); El Geneina 2023 had 20 to 30 (UN Panel of Experts 2024: 10,000 to 15,000 "
    "killed) and is beyond it; most captures are far below. Replace it by cases and people: homeward scales --deaths.",
)
"""Beside what is done as long as the place is held."""
AFTER_CAPTURE_DAYS = 60
"""Days after a capture of which that holds."""
HARMED_BY_HOLDER = Default(
    "harmed_by_holder",
    0.001,
    0.0001,
    0.006,
    "As long as it holds a place, or a part of it, whom a group is in danger from is taken to kill one in a thousand "
    "of it a year. Of everybody in a country war killed 4 in a thousand a year in South Sudan from 2013 to 2018 "
    "(Checchi and others 2018: 190,000 by violence), 1.5 in Syria from 2011 to 2021 (OHCHR 2022: 306,887 civilians) "
    "and 0.1 in the Kivus of 2017 (Kivu Security Tracker: 526 in half a year). Replace it by cases and people: "
    "homeward scales --deaths.",
)
HARMED_IN_RAIDS = Default(
    "harmed_in_raids",
    0.001,
    0.0001,
    0.006,
    "Raids, were they constant, are taken to kill as many of a group in danger as who holds the place; at the "
    "strength they have by default 2 in ten thousand a year: twice what was killed of everybody in the Kivus of 2017 "
    "(Kivu Security Tracker: 526 in half a year). Replace it by cases and people: homeward scales --deaths.",
)
ABDUCTED = Default(
    "abducted",
    2.0,
    2.0,
    2.0,
    "For each who is killed two are taken to be abducted or detained: 6,800 and 3,100 in Sinjar 2014 (Cetorelli and "
    "others 2017), 1,087 and 526 in the Kivus of 2017 (Kivu Security Tracker). Replace it by cases and people: "
    "homeward scales --deaths.",
)
DESTROYED = Default(
    "destroyed",
    1.0,
    0.6,
    1.4,
    "A share of houses destroyed is taken to be right within two fifths of it, from the first fighting on. Replace "
    "it by satellite damage: homeward scales --destroyed.",
    is_of_given=True,
)
HOUSES = Default(
    "houses",
    0.0,
    0.0,
    0.0,
    "Fighting is taken to destroy no houses but those of rows in conditions.csv, for ruins would else keep people "
    "away of which nobody spoke. Replace it by destroyed in the answers, or by rows of dwellings_usable; without "
    "them the answer knows nothing of houses.",
)
CONDITIONS = {
    "services": Default(
        "services",
        0.4,
        0.1,
        0.8,
        "After fighting, services are taken to be anything from little to most. Replace it by a survey or"
        " the Return Index: homeward scales --severity.",
    ),
    "livelihood": Default(
        "livelihood",
        0.4,
        0.1,
        0.8,
        "After fighting, a living is taken to be anything from little to most of it. Replace it by a "
        "survey or the Return Index: homeward scales --severity.",
    ),
}
"""Of a unit from its first fighting on. Houses and mines have none: nobody is kept away by what nobody spoke of."""
AWAY = {
    "services": Default(
        "services_away",
        0.55,
        0.25,
        0.9,
        "Services in refuge are taken to be anything from some to full. Replace it by a needs assessment.",
    ),
    "livelihood": Default(
        "livelihood_away",
        0.35,
        0.1,
        0.7,
        "A living in refuge is taken to be anything from little to most of it. Replace it by a needs "
        "assessment.",
    ),
    "hardship": Default(
        "hardship_away",
        0.15,
        0.02,
        0.5,
        "Hardship in refuge is taken to be anything from none to severe. Replace it by a needs "
        "assessment.",
    ),
}
"""Of a refuge."""
COUNTED = Default(
    "counted",
    1.0,
    0.85,
    1.15,
    "A published figure is taken to be right within 15 per cent: people are counted twice and missed."
    " Replace low and high by what the source says of its error.",
    is_of_given=True,
)

DEFAULTS: tuple[Default, ...] = (
    POPULATION,
    SHARE,
    ROAD,
    *HOSTING.values(),
    ASSAULT,
    PART_HELD,
    SHARE_HELD,
    RAIDED,
    WATCHED,
    FEARED,
    KILLED_IN_FIGHTING,
    HARMED_AFTER_CAPTURE,
    HARMED_BY_HOLDER,
    HARMED_IN_RAIDS,
    ABDUCTED,
    DESTROYED,
    HOUSES,
    *CONDITIONS.values(),
    *AWAY.values(),
    COUNTED,
)


NOT_GIVEN = frozenset(one.claim for one in DEFAULTS if not one.is_of_given)


def is_default(claims: tuple[str, ...]) -> bool:
    """Tell whether a number of a row is a default; one that was given is none, though its range is."""
    return not NOT_GIVEN.isdisjoint(claims)


def ranged(column: str, default: Default, times: float = 1.0, digits: int = 4) -> Cells:
    """Give the cells of a column and its ends: a default, times what was answered."""
    ends = {"": default.value, "_low": default.low, "_high": default.high}
    return {f"{column}{end}": round(number * times, digits) for end, number in ends.items()}
