"""What a member holds: its people, what they believe, the world they live in, and the record of it (model §2).

Arrays say their axes and are allocated by them. A *community* is the people of one home and group at one place; arrays
over communities are dense, and a day looks only at those on the roll. A slot is a day of arrival.
"""

from typing import Annotated, NamedTuple

import numpy as np
from numpy.typing import NDArray

from homeward.catalogue import FLOWS, STOCKS
from homeward.model.communities.codes import (
    N_AT_ONCE,
    N_BELIEF,
    N_CONDITION,
    N_EXPOSURE,
    N_HOME_TERM,
    N_LASTING,
    N_MODE,
    N_OUTCOME,
    N_PLACE_TERM,
    N_STANCE,
    N_STANDING,
    N_WAY_CONDITION,
)
from homeward.model.communities.drivers import Drivers
from homeward.numerics.array_types import Codes, Counts, Reals, Rows


class Stocks(NamedTuple):
    """One member's people."""

    residents: Annotated[Counts, "home, group"]
    returnees: Annotated[Counts, "permit, home, group"]
    displaced: Annotated[Counts, "standing, home, group, place"]
    on_the_road: Annotated[Counts, "crossed, home, group, place"]  # all trips to a place
    homing: Annotated[Counts, "home, group"]  # `travelling_home` over all slots
    travelling_home: Annotated[Counts, "slot, permit, home, group"]
    harmed: Annotated[Counts, "outcome, home, group, place"]


class Trips(NamedTuple):
    """Who is on the way to a refuge: a row by day of arrival for each community and side of a front that has any."""

    row: Annotated[Rows, "crossed, home, group, place"]  # or 0 where nobody is on the way
    people: Annotated[Counts, "trip, slot"]
    free: Annotated[Rows, "trip"]  # rows to use again
    under_way: Annotated[Rows, "trip"]  # where anybody was on the way this morning
    n: Annotated[Codes, "3"]  # of `free`, the last row that was ever used, and of `under_way`


class Roll(NamedTuple):
    """Communities where anybody is or travels to, and every home: rising, but for those added since the morning."""

    listed: Annotated[Rows, "community"]
    size: Annotated[Codes, "2"]  # listed, and of these in order
    is_listed: Annotated[NDArray[np.int8], "community"]
    home: Annotated[Rows, "community"]
    group: Annotated[Rows, "community"]
    place: Annotated[Rows, "community"]
    facing: Annotated[Rows, "community"]  # its place among hazards, by group and place


class Morning(NamedTuple):
    """What is counted before anyone moves."""

    present: Annotated[Counts, "place"]
    kin: Annotated[Counts, "home, place"]  # displaced there
    everyone: Annotated[Counts, "home, group"]  # displaced, wherever
    # The displaced, community by community and standing by standing; their first uniforms; who may still leave by them.
    size: Annotated[Codes, "3"]  # of the displaced, of the undecided, and of the screened
    community: Annotated[Rows, "displaced"]
    standing: Annotated[Rows, "displaced"]
    cell: Annotated[Rows, "displaced"]  # both: its place in `Stocks.displaced`
    to_leave: Annotated[Reals, "displaced"]
    to_be_harmed: Annotated[Reals, "displaced"]
    is_open: Annotated[NDArray[np.int8], "displaced"]  # whether they are undecided
    undecided: Annotated[Rows, "displaced"]
    screened: Annotated[Rows, "community"]  # cells of those who are screened
    # What was weighed for the undecided: hazards (1/day) of leaving, of going home, and how that would be.
    moving: Annotated[Reals, "displaced"]
    homing: Annotated[Reals, "displaced"]
    days: Annotated[Codes, "displaced"]
    permit: Annotated[Codes, "displaced"]


class Draws(NamedTuple):
    """Draws of one stage that are made together, by number."""

    community: Annotated[Rows, "displaced"]
    cell: Annotated[Rows, "displaced"]  # addresses the draw
    people: Annotated[Counts, "displaced"]
    chance: Annotated[Reals, "displaced"]  # with which each family goes
    uniform: Annotated[Reals, "displaced"]
    large: Annotated[Rows, "displaced"]  # those of large means, and the normal quantiles of theirs
    deviate: Annotated[Reals, "displaced"]
    alone: Annotated[Rows, "displaced"]  # those that are not drawn side by side
    going: Annotated[Counts, "displaced"]


class Beliefs(NamedTuple):
    """What one member's communities believe."""

    shape: Annotated[Reals, "home, group, actor, belief"]
    years: Annotated[Reals, "home, group, actor, belief"]  # person-years
    felt: Annotated[Reals, "home, group, actor, belief"]  # 1/person-year: what people act on
    fresh_incidents: Annotated[Reals, "home, group, actor, belief"]  # not heard of yet
    fresh_years: Annotated[Reals, "home, group, actor, belief"]  # not heard of yet
    prior_shape: Annotated[Reals, "group, actor, belief"]
    prior_years: Annotated[Reals, "group, actor, belief"]  # person-years
    of_all: Annotated[
        Reals, "2, stance, actor, belief"
    ]  # fresh incidents and years, by whom they are heard
    of_home: Annotated[Reals, "home, 2, stance, actor, belief"]  # the same of each home
    heard_from: Annotated[Codes, "group, actor, belief"]  # where in `of_all` its news stand
    captures: Annotated[Reals, "home, actor"]  # captures remembered
    capture_years: Annotated[Reals, "home, actor"]  # years remembered


class PlaceState(NamedTuple):
    """The world of the current era, for one member."""

    presence: Annotated[Reals, "actor, place"]  # strength with which an actor is felt
    strength: Annotated[Reals, "mode, actor, place"]
    lived: Annotated[Reals, "place, actor"]  # years within an actor's reach, in a day
    near: Annotated[Codes, "place, actor"]  # those within whose reach a place is, first
    n_near: Annotated[Codes, "place"]
    assault: Annotated[Reals, "place"]
    condition: Annotated[Reals, "condition, place"]
    rule_hazard: Annotated[Reals, "rule, place"]  # 1/day
    hazard: Annotated[Reals, "exposure, group, place"]  # 1/day
    decay: Annotated[Reals, "place, place"]  # distance decay
    trip_days: Annotated[Codes, "place, place"]
    # Of the way home, by home and group of those who would take it.
    way_condition: Annotated[Reals, "way condition, home, group, place"]
    journey: Annotated[Reals, "home, group, place"]  # share of families who can pay for it
    journey_of_all: Annotated[Reals, "place"]  # the same of those of whom no row speaks
    seat_of: Annotated[Codes, "home, group, place"]  # whose seats they may take
    seats: Annotated[Reals, "seat"]  # people taken home in a day
    in_line: Annotated[Counts, "seat"]  # people who may take them
    standing_share: Annotated[Reals, "home"]  # dwellings spared by assaults since the dated row
    way: Annotated[Codes, "1"]  # the way set of the current era
    gone: Annotated[Reals, "place"]  # people who left of late
    leavers: Annotated[Counts, "place"]  # those of the day before


class DecisionTerms(NamedTuple):
    """What is weighed anew each day, for one member."""

    at_home: Annotated[Reals, "home term, home"]
    at_place: Annotated[Reals, "place term, group, place"]
    safety: Annotated[Reals, "2, home, group, actor"]  # left by fear: living there, crossing
    dread: Annotated[Reals, "home, group"]  # of those who are at home
    flight: Annotated[Reals, "home, group"]  # 1/day, if there is anywhere to go
    # First uniforms of residents and of returnees, for leaving and for being harmed.
    to_flee: Annotated[Reals, "home, group"]
    to_be_harmed: Annotated[Reals, "home, group"]
    to_leave_again: Annotated[Reals, "permit, home, group"]
    to_be_harmed_again: Annotated[Reals, "permit, home, group"]
    home_factor: Annotated[Reals, "permit, home, group"]  # fears at home
    at_most: Annotated[
        Reals, "permit, home, group"
    ]  # with the obstacles that are there wherever people are
    # 1/day: hazards of leaving a refuge, were the way home easy and every other refuge accepted
    leaving_at_most: Annotated[Reals, "standing, home, group, place"]
    is_pulled: Annotated[Codes, "home"]  # 1 where `pull` is today's
    pull: Annotated[Reals, "home, place"]  # pull before distance, fear and entry
    kin_share: Annotated[Reals, "home, place"]  # of the last time, and what it pulled
    of_kin: Annotated[Reals, "home, place"]
    # Scratch of one decision: the pull of every place before and after fear, a uniform for each.
    everywhere: Annotated[Reals, "place"]
    reach: Annotated[Reals, "place"]
    chances: Annotated[Reals, "place"]
    # Scratch of the communities of which many leave, divided at once: the pulls that fear leaves, all, the last.
    reach_of_many: Annotated[Reals, "place, at once"]
    total: Annotated[Reals, "at once"]
    last: Annotated[Codes, "at once"]


class Today(NamedTuple):
    """What one stage of a day hands to a later one: all 0 in the morning."""

    leaving: Annotated[Counts, "home, group, place"]  # on the way to some refuge
    left: Annotated[Rows, "community"]  # those of which anybody is
    suffered: Annotated[Counts, "exposure, home, group, place"]
    hurt: Annotated[Rows, "exposed"]  # those of which anybody is
    going_home: Annotated[Counts, "slot, permit, home, group"]  # not yet under way
    departing: Annotated[Counts, "slot"]  # all of `going_home`
    would_leave: Annotated[Counts, "place"]  # where only so many can leave in a day
    queue: Annotated[Rows, "displaced"]  # those of whom anybody would
    queuing: Annotated[Counts, "displaced"]  # people of the queue
    homing_share: Annotated[Reals, "displaced"]  # how many of them would go home
    # Who left a refuge: the displaced of the morning, people, how many of them go home, over how long and how.
    departed: Annotated[Rows, "displaced"]
    departing_people: Annotated[Counts, "displaced"]
    departing_share: Annotated[Reals, "displaced"]
    days: Annotated[Codes, "displaced"]
    permit: Annotated[Codes, "displaced"]
    n: Annotated[
        Codes, "5"
    ]  # of `left`, of `hurt`, all flows since the last record, of `queue` and of `departed`


class State(NamedTuple):
    """One member: its people, what they believe, and the world they live in."""

    stocks: Stocks
    trips: Trips
    roll: Roll
    morning: Morning
    draws: Draws
    beliefs: Beliefs
    scene: PlaceState
    weighed: DecisionTerms
    today: Today


class Record(NamedTuple):
    """What is kept of one member: stocks on record days, flows summed since the last."""

    day: Annotated[Codes, "record"]
    stocks: Annotated[NDArray[np.int32], "record, stock, home, group, place"]
    flows: Annotated[NDArray[np.int32], "record, flow, home, group, place"]
    belief: Annotated[NDArray[np.float32], "record, home, group, actor, belief"]
    status: Annotated[Codes, "2"]  # 0 or the code of what went wrong, and the day


SIZES = {
    "permit": 2,
    "crossed": 2,
    "standing": N_STANDING,
    "exposure": N_EXPOSURE,
    "belief": N_BELIEF,
    "stance": N_STANCE,
    "outcome": N_OUTCOME,
    "mode": N_MODE,
    "condition": N_CONDITION,
    "way condition": N_WAY_CONDITION,
    "home term": N_HOME_TERM,
    "place term": N_PLACE_TERM,
    "at once": N_AT_ONCE,
    "stock": len(STOCKS),
    "flow": len(FLOWS),
}
"""Lengths of the axes that are as long in every scenario."""


def axis_sizes(drivers: Drivers, n_slot: int) -> dict[str, int]:
    """Return the lengths of all axes but that of records, for trips of fewer than `n_slot` days.

    Rows of trips are as many as there could ever be, and memory only what is used: what is all 0 takes none.
    """
    n_group, n_actor = drivers.places.stance.shape
    n_home, n_place = drivers.places.home_place.size, drivers.places.capacity.size
    n_community = n_home * n_group * n_place
    return SIZES | {
        "home": n_home,
        "group": n_group,
        "actor": n_actor,
        "place": n_place,
        "community": n_community,
        "displaced": n_community * N_LASTING,
        "exposed": n_community * N_EXPOSURE,
        "trip": n_community * 2 + 1,
        "rule": drivers.rules.actor.size,
        "seat": n_place + drivers.way_conditions.place.size,
        "slot": n_slot,
    }
