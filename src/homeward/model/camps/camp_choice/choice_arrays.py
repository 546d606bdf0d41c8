"""Arrays of camp choice, in the order in which they are made (model §13)."""

from typing import Annotated, NamedTuple

from homeward.numerics.array_types import Codes, Marks, Reals, Tallies


class ChoiceInputs(NamedTuple):
    """Camps, origins and the ways between them; the same for every member.

    Parameters
    ----------
    km_open
        (era, origin, camp): least effective distance over the roads that are open, km; negative if there is no way.
    km_all
        (origin, camp): the same over all roads, km.
    era
        (day): which roads are open.
    is_active
        (day, origin): whether people flee from there.
    population
        (origin), persons.
    is_open
        (day, camp)
    opened
        (day, camp): day up to then on which it last opened; 0 if it never has.
    capacity
        (camp), persons; 0: no limit.
    country
        (camp): index of its country.
    n_country
        Countries that have camps.
    camp_key, origin_key
        (camp), (origin): addresses of their draws.
    registered
        (day): all people registered at these camps.
    start
        (camp): people on the first day.
    """

    km_open: Reals
    km_all: Reals
    era: Codes
    is_active: Marks
    population: Reals
    is_open: Marks
    opened: Codes
    capacity: Codes
    country: Codes
    n_country: int
    registered: Codes
    start: Codes
    camp_key: Codes
    origin_key: Codes


class ChoiceParameters(NamedTuple):
    """Numbers of the law, drawn for one member, in the units of the variable catalogue."""

    softening: float
    distance_power: float
    closed_leak: float
    kin_power: float
    kin_floor: float
    country_split: float
    opening_surge: float
    surge_days: float
    origin_power: float


class Chooser(NamedTuple):
    """One member.

    Parameters
    ----------
    people
        There tonight.
    appeal
        What distance leaves of the pull of a camp, to the power 1 / country_split.
    size
        Population to a power.
    pull
        Pull of the day, to the power 1 / country_split.
    nest
        Sum of what its camps pull, for one origin.
    share, sent
        Of those who come.
    """

    people: Annotated[Codes, "camp"]
    appeal: Annotated[Reals, "era, origin, camp"]
    size: Annotated[Reals, "origin"]
    pull: Annotated[Reals, "camp"]
    nest: Annotated[Reals, "country"]
    share: Annotated[Reals, "camp"]
    sent: Annotated[Reals, "origin"]


class ChoiceDiary(NamedTuple):
    """What is kept of one member.

    Parameters
    ----------
    people
        There in the evening.
    displaced
        Newcomers, by where they came from.
    """

    people: Annotated[Tallies, "day, camp"]
    displaced: Annotated[Tallies, "day, origin"]
