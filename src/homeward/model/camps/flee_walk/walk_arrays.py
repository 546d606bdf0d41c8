"""What the flee walk reads and writes: named tuples of arrays, with the meaning of every axis (model §12).

A *step* is people who decide, or follow their way, at a moment of the day; a *night*, people who sleep at a place; a
*trip*, people who sleep on a road. A *goal* is one of these as a number: steps first, then nights, then trips.

The tuples are small, and a kernel is given those it needs: handing over an array costs as much as a tenth of a draw.
"""

from typing import Annotated, NamedTuple

from homeward.numerics.array_types import Codes, Counts, Marks, Reals, Tallies
from homeward.numerics.tabulated import Tables

DECIDES, FORGETS = -1, -2
"""Instead of a road: people of this step decide where to go; or find no road that goes on, and stay."""


class Steps(NamedTuple):
    """What a day on the road can hold, in an order in which goals of today follow."""

    n_morning: int  # steps of those who have not travelled today come first
    place: Codes  # (step)
    key: Codes  # (step): addresses its draws
    road: Codes  # (step): the road that is followed, or DECIDES, or FORGETS
    final: Codes  # (step): where those who follow their way are going
    is_last: Marks  # (step): the road that is followed leads to `final`
    is_short: Marks  # (step): who comes to a town here goes on
    evening: Codes  # (step): goal of those who stay
    first_goal: Codes  # (step + 1)
    goal: Codes  # (all steps x ways of its place, or one)


class Nights(NamedTuple):
    """Where people sleep."""

    place: Codes  # (night)
    step: Codes  # (night): step in the morning
    newcomer: Codes  # (place): night of those who have not been anywhere


class Trips(NamedTuple):
    """Roads that take more than a day."""

    road: Codes  # (trip)
    nights: Codes  # (trip)
    step: Codes  # (trip): step on arrival
    bounce: Codes  # (trip): night, if the road is closed meanwhile
    place: Codes  # (trip): where the road leads


class WayChances(NamedTuple):
    """Ways from every place, those that pull most on average first."""

    first: Codes  # (place + 1)
    end: Codes  # (way)
    is_direct: Marks  # (way): one road


class Pulls(NamedTuple):
    """How much ways pull."""

    era: Codes  # (day): stretch of days on which pulls are the same
    pull: Reals  # (era, way): before crowding; less than 0: cannot be taken
    times: Reals  # (way): how often each counts in choosing
    first_around: Codes  # (place + 1)
    around: Codes  # (place x places with a way there)


class Days(NamedTuple):
    """What places and roads are like."""

    leave: Reals  # (day, place): share of those present
    table: Codes  # (day, place): table of that share, or NOT_TABULATED
    is_town: Marks  # (day, place)
    is_open: Marks  # (day, road)
    last_closed: Codes  # (day, road): last day up to this one


class Limits(NamedTuple):
    """How many people places can hold."""

    place: Codes  # (limited place): those that ever have a limit
    capacity: Reals  # (day, place), persons; less than 1: no limit
    is_camp: Marks  # (day, place): whoever chooses it when it is full is refused


class WalkOrigins(NamedTuple):
    """Who flees from where."""

    place: Codes  # (origin)
    newcomers: Counts  # (day): people to be shared out among the origins
    era: Codes  # (day): stretch of days on which factors are the same
    factor: Reals  # (era, place): how much each inhabitant counts in sharing them out
    expected: Reals  # (day, place): who flees whatever was registered
    by_population: Reals  # (day, place): share of inhabitants who flee whatever was registered
    population: Reals  # (place): inhabitants


class WalkInputs(NamedTuple):
    """What the scenario says; shared by all members and read-only."""

    steps: Steps
    nights: Nights
    trips: Trips
    ways: WayChances
    pulls: Pulls
    days: Days
    limits: Limits
    origins: WalkOrigins
    tables: Tables
    start: Counts  # (place): people displaced before the first day
    camps: Codes  # (camp): places whose numbers are kept on every day


class Habits(NamedTuple):
    """Numbers of the rules that the kernels need."""

    full_from: float  # share of its capacity from which a place fills up
    pull_power: float
    pruning: float  # ways that pull less than the best over this are dropped; 1: none
    is_registered: bool  # newcomers are shared out; else they flee as fighting makes them
    is_drawn: bool  # `expected` is a mean
    takes_from_population: bool


class People(NamedTuple):
    """One member's people."""

    at: Annotated[Counts, "goal"]  # steps and nights: nobody is at a step between days
    on_road: Annotated[Counts, "slot, trip"]  # slot of the day of arrival
    present: Annotated[
        Counts, "place"
    ]  # in the morning with newcomers, at night without travellers


class Sources(NamedTuple):
    """Where one member's newcomers come from."""

    population: Annotated[Reals, "place"]  # inhabitants who have not fled
    chance: Annotated[Reals, "origin"]  # of coming from here, if from none before
    fled: Annotated[Counts, "place"]  # since the last record


class Crowd(NamedTuple):
    """How full places are for one member."""

    room: Annotated[Reals, "place"]  # share of its pull that a place keeps
    is_moved: Annotated[Marks, "place"]  # whether its room has changed
    let_in: Annotated[Reals, "place"]  # share of those who choose it who do so before it refuses
    vacancies: Annotated[Counts, "place"]  # how many may still choose it
    before: Annotated[Counts, "place"]  # vacancies in the morning, or at midday
    due: Annotated[Codes, "place"]  # places whose ways are to be weighed
    is_due: Annotated[Marks, "place"]


class Odds(NamedTuple):
    """The chance of ways for one member."""

    pull: Annotated[Reals, "way"]  # after crowding
    chance: Annotated[Reals, "way"]  # of taking it, if none before it is taken
    total: Annotated[Reals, "place"]  # pull of all ways


class Walker(NamedTuple):
    """One member."""

    people: People
    sources: Sources
    crowd: Crowd
    odds: Odds


class WalkDiary(NamedTuple):
    """What is kept of one member."""

    camp: Annotated[Tallies, "day, camp"]  # people in camps every evening; no days: not kept
    day: Annotated[Codes, "record"]  # days on which the rest is kept
    present: Annotated[Tallies, "record, place"]
    travelling: Annotated[Tallies, "record, place"]  # people on roads that lead there
    displaced: Annotated[Tallies, "record, place"]  # newcomers since the last record
    gained: Annotated[Tallies, "record, place"]  # net gain since the last record, or 0
    before: Annotated[Counts, "place"]  # on the last record
