"""What the route walk reads and writes: named tuples of arrays, with the meaning of every axis (model §12).

A *step* is people who decide, or follow their way, at a moment of the day; a *night*, people who sleep at a place; a
*trip*, people who sleep on a road. A *goal* is one of these as a number: steps first, then nights, then trips.
"""

from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from homeward.model.arrays import Codes, Counts, Marks, Reals

DECIDES, FORGETS = -1, -2
"""Instead of a road: people of this step decide where to go; or find no road that goes on, and stay."""


class Steps(NamedTuple):
    """What a day on the road can hold, in an order in which goals of today follow."""

    place: Codes  # (step)
    key: Codes  # (step): addresses its draws
    road: Codes  # (step): the road that is followed, or DECIDES, or FORGETS
    final: Codes  # (step): where those who follow their way are going
    n_morning: int  # steps of those who have not travelled today come first
    is_last: Marks  # (step): the road that is followed leads to `final`
    is_short: Marks  # (step): who comes to a town here goes on
    evening: Codes  # (step): goal of those who stay
    first_goal: Codes  # (step + 1)
    goal: Codes  # (all steps x ways of its place, or one)
    night_place: Codes  # (night)
    night_step: Codes  # (night): step in the morning
    newcomer: Codes  # (place): night of those who have not been anywhere
    trip_road: Codes  # (trip)
    trip_nights: Codes  # (trip)
    trip_step: Codes  # (trip): step on arrival
    trip_bounce: Codes  # (trip): night if the road is closed meanwhile
    trip_place: Codes  # (trip): where the road leads


class Ways(NamedTuple):
    """Ways from every place, those that pull most on average first."""

    first: Codes  # (place + 1)
    end: Codes  # (way)
    is_direct: Marks  # (way): one road
    times: Reals  # (way): how often each counts in choosing


class Days(NamedTuple):
    """What the scenario says of each day; shared by all members and read-only."""

    era: Codes  # (day): stretch of days on which pulls are the same
    pull: Reals  # (era, way): before crowding; less than 0: cannot be taken
    is_open: Marks  # (day, road)
    last_closed: Codes  # (day, road): last day up to this one
    leave: Reals  # (day, place): share of those present
    is_camp: Marks  # (day, place)
    is_town: Marks  # (day, place)
    capacity: Reals  # (day, place), persons; less than 1: no limit
    limited: Codes  # (limited place): those that ever have a limit
    origin: Codes  # (origin): places that anybody can flee from
    newcomers: Counts  # (day): people to be shared out among the origins
    factor: Reals  # (day, place): how much each inhabitant counts in sharing them out
    expected: Reals  # (day, place): who flees whatever was registered
    by_population: Reals  # (day, place): share of inhabitants who flee whatever was registered
    population: Reals  # (place): inhabitants
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


class Walker(NamedTuple):
    """One member: its people and what they weigh; all but `count` and `on_road` are scratch."""

    count: Counts  # (step + night): nobody is at a step between days
    on_road: Counts  # (slot, trip): slot of the day of arrival
    population: Reals  # (place): inhabitants who have not fled
    share: Reals  # (origin)
    present: Counts  # (place): in the morning with newcomers, at night without travellers
    before: Counts  # (place): on the last record
    fled: Counts  # (place): since the last record
    room: Reals  # (place): share of its pull that a place keeps
    vacancies: Counts  # (place): how many may still choose it; at least 0 but for those who come from yesterday
    vacancies_before: Counts  # (place): in the morning, or at midday
    is_moved: Marks  # (place): whether its room has changed
    chance: Reals  # (way): of taking it, if none before it is taken
    reach: Reals  # (way): of taking it or one before it
    pull: Reals  # (way): scratch of one place


class Diary(NamedTuple):
    """What is kept of one member."""

    camp: NDArray[np.int32]  # (day, camp): people in camps every evening; no days: not kept
    day: Codes  # (record): days on which the rest is kept
    people: NDArray[np.int32]  # (record, place)
    travelling: NDArray[np.int32]  # (record, place): people on roads that lead there
    displaced: NDArray[np.int32]  # (record, place): newcomers since the last record
    arrived: NDArray[np.int32]  # (record, place): net gain of places since the last record
