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
    """

    name: str
    value: float
    low: float
    high: float
    reason: str

    @property
    def claims(self) -> str:
        """What a row with it rests on."""
        return f"{JUDGEMENT} {PREFIX}{self.name}"


POPULATION = Default(
    "population",
    1.0,
    0.8,
    1.2,
    "A figure of population is taken to be right within a fifth: censuses are old and people had "
    "moved before. Replace it by the range of several sources.",
)
SHARE = Default(
    "share",
    1.0,
    0.7,
    1.3,
    "A share of a group is taken to be right within three tenths of it. Replace it by a census or a "
    "survey.",
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
    "Fighting for a place is taken to be anything from clashes to storming, in the ten days before it"
    " fell. Replace days and strength by events.",
)
ASSAULT_DAYS = 10
"""Days of fighting before a capture."""
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
    0.1,
    0.01,
    0.6,
    "In the two months after it took a place, whom a group is in danger from is taken to harm it more than "
    "later, anything from seldom to systematically: killings come with the capture. Replace it by cases and "
    "people: homeward scales --deaths.",
)
"""Beside what is done as long as the place is held."""
AFTER_CAPTURE_DAYS = 60
"""Days after a capture of which that holds."""
HARMED_BY_HOLDER = Default(
    "harmed_by_holder",
    0.01,
    0.001,
    0.08,
    "As long as it holds a place, whom a group is in danger from is taken to harm it anything from rarely "
    "to commonly: who stays or comes back is whom it lets be, and a higher rate would kill more every year. "
    "Replace it by cases and people: homeward scales --deaths.",
)
CONDITIONS = {
    "dwellings_usable": Default(
        "dwellings",
        0.75,
        0.35,
        0.98,
        "After fighting, between a third and nearly all of the houses are taken to stand. Replace it by "
        "satellite damage: homeward scales --destroyed.",
    ),
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
    "mines": Default(
        "mines",
        0.15,
        0.0,
        0.5,
        "After fighting, mines are taken to be anything from none to many. Replace it by what clearers "
        "report.",
    ),
}
"""Of a unit from its first capture on."""
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
)

DEFAULTS: tuple[Default, ...] = (
    POPULATION,
    SHARE,
    ROAD,
    *HOSTING.values(),
    ASSAULT,
    KILLED_IN_FIGHTING,
    HARMED_AFTER_CAPTURE,
    HARMED_BY_HOLDER,
    *CONDITIONS.values(),
    *AWAY.values(),
    COUNTED,
)


def ranged(column: str, default: Default, times: float = 1.0, digits: int = 4) -> Cells:
    """Give the cells of a column and its ends: a default, times what was answered."""
    ends = {"": default.value, "_low": default.low, "_high": default.high}
    return {f"{column}{end}": round(number * times, digits) for end, number in ends.items()}
