"""What the kernels read and write: named tuples of arrays, with the meaning of every axis (model §2).

Axes have one order everywhere: day | era, stance or exposure, home, group, actor, place. Arrays that a member needs are
annotated with theirs, and allocated by it; a slot is a day of arrival.
An *era* is a stretch of days on which no dated row begins or ends; whatever the scenario dates is indexed by it.
"""

from typing import Annotated, NamedTuple

import numpy as np
from numpy.typing import NDArray

from homeward.catalogue import CONDITIONS, FLOWS, OBSTACLES, STOCKS, code_of

Counts = NDArray[np.int64]
Reals = NDArray[np.float64]
Codes = NDArray[np.int64]
Marks = NDArray[np.bool_]
Tallies = (
    NDArray[np.int64] | NDArray[np.int32]
)  # written in 64 bits; kept in 32, once it is known that they fit

# How a displaced person stands towards going home.
SETTLED, SCREENED, APPROVED, STAYING = 0, 1, 2, 3
N_STANDING = 4

# With or without the permission of whoever holds the home.
UNPERMITTED, PERMITTED = 0, 1

# Exposures of a harm rule; beliefs are kept for the first four.
LIVING, CROSSING, RETURNED_UNPERMITTED, RETURNED_PERMITTED, TRAVELLING = 0, 1, 2, 3, 4
N_EXPOSURE = 5
N_BELIEF = 4

# What a harm does to the person harmed.
DEAD, HELD, CONSCRIPTED = 0, 1, 2
N_OUTCOME = 3

# How an actor is at a place.
CONTROL, GARRISON, RAIDING, INFORMERS, ASSAULT = 0, 1, 2, 3, 4
N_MODE = 5

# How a group stands to an actor.
NEITHER, FRIENDLY, HOSTILE = 0, 1, 2

# What a controller answers.
OPEN, LISTED, REFUSED = 0, 1, 2

# Dated conditions of a place.
DWELLINGS_USABLE = code_of("dwellings_usable", CONDITIONS)
DWELLINGS_OCCUPIED = code_of("dwellings_occupied", CONDITIONS)
SERVICES = code_of("services", CONDITIONS)
LIVELIHOOD = code_of("livelihood", CONDITIONS)
HARDSHIP = code_of("hardship", CONDITIONS)
MINES = code_of("mines", CONDITIONS)
EXIT_OPENING = code_of("exit_opening", CONDITIONS)
CONFINEMENT = code_of("confinement", CONDITIONS)
TRANSPORT_SUPPORT = code_of("transport_support", CONDITIONS)
N_CONDITION = len(CONDITIONS)

# Where people are displaced, seen from their home: decides how many want to return.
CAMP, INSIDE, ABROAD = 0, 1, 2

NOWHERE = -1

# Obstacles to going home; the fear of each actor follows them, in the order of the actors.
RECAPTURE = code_of("fear_of_recapture", OBSTACLES)
PERMISSION = code_of("permission", OBSTACLES)
EXIT = code_of("exit", OBSTACLES)
FIGHTING = code_of("fighting", OBSTACLES)
WAY_HOME = code_of("way_home", OBSTACLES)
DWELLING_DESTROYED = code_of("dwelling_destroyed", OBSTACLES)
DWELLING_OCCUPIED = code_of("dwelling_occupied", OBSTACLES)
LACK_OF_SERVICES = code_of("services", OBSTACLES)
LACK_OF_LIVELIHOOD = code_of("livelihood", OBSTACLES)
MINED = code_of("mines", OBSTACLES)
JOURNEY = code_of("journey_cost", OBSTACLES)
FEAR = len(OBSTACLES)

NEVER = 2**62
"""A day that does not come."""

NOTHING_CLOSED = 0
"""The set of ways on which no route is closed."""


class Places(NamedTuple):
    """Places, who holds them, and how groups stand to actors."""

    home_place: Codes  # (home)
    holder: Codes  # (era, place): actor
    stance: Codes  # (group, actor)
    refuge_kind: Codes  # (home, place): CAMP, INSIDE, ABROAD
    capacity: Reals  # (place), persons; infinite where unlimited
    hub: Codes  # (place): the place whose holder commands this one, or NOWHERE


class PresenceSeries(NamedTuple):
    """Where armed actors are besides holding a place: one series per place, actor and mode."""

    actor: Codes  # (series)
    mode: Codes  # (series)
    reach: Reals  # (series, place): share of the strength felt there
    low: Reals  # (era, series)
    mid: Reals  # (era, series)
    high: Reals  # (era, series)


class HarmRules(NamedTuple):
    """Harm rules."""

    actor: Codes  # (rule)
    mode: Codes  # (rule)
    outcome: Codes  # (rule)
    group: Marks  # (rule, group)
    exposure: Marks  # (rule, exposure)
    on: Marks  # (era, rule, place)
    key: Codes  # (rule): addresses its draws, whatever rules stand before it


class PlaceConditions(NamedTuple):
    """Dated conditions of places."""

    low: Reals  # (era, condition, place)
    mid: Reals  # (era, condition, place)
    high: Reals  # (era, condition, place)


class Permissions(NamedTuple):
    """What holders answer: OPEN, LISTED or REFUSED."""

    enter: Codes  # (era, group, actor held by origin, place)
    leave: Codes  # (era, group, place)
    stay: Codes  # (era, group, place)
    home: Codes  # (era, home, group, actor held by origin)


class Lists(NamedTuple):
    """Lists of approvals to come home."""

    era: Codes  # (list)
    home: Codes  # (list)
    group: Marks  # (list, group)
    origin: Marks  # (list, actor holding the place people come from)
    key: Codes  # (list): addresses its draws


class Promises(NamedTuple):
    """Guarantees announced."""

    era: Codes  # (promise)
    actor: Codes  # (promise)
    group: Marks  # (promise, group)
    strength: Reals  # (promise), 1


class ExternalArrivals(NamedTuple):
    """People who enter from outside the model."""

    home: Codes  # (arrival)
    group: Codes  # (arrival)
    place: Codes  # (arrival)
    first: Codes  # (arrival), day
    last: Codes  # (arrival), day after


class InitialDisplaced(NamedTuple):
    """People displaced before the first day."""

    home: Codes  # (start row)
    group: Codes  # (start row)
    place: Codes  # (start row)


class Paths(NamedTuple):
    """Least-time paths, one set for each pattern of closed routes; the first is that of none."""

    of_era: Codes  # (era)
    km: Reals  # (way, place, place), km; negative where there is none
    free_km: Reals  # (way, place, place), km covered at the parameter `pace`
    days: Reals  # (way, place, place), days on routes that state their own pace


class Drivers(NamedTuple):
    """What the scenario says; shared by all members and read-only."""

    era_of_day: Codes  # (day)
    places: Places
    stations: PresenceSeries
    rules: HarmRules
    conditions: PlaceConditions
    answers: Permissions
    lists: Lists
    promises: Promises
    entries: ExternalArrivals
    starts: InitialDisplaced
    ways: Paths
    lifted: (
        Codes  # (obstacle, group): first day on which it no longer counts in the decision, or NEVER
    )
    trusted: Codes  # (group, actor): first day on which no harm is expected of it, or NEVER


class LawParameters(NamedTuple):
    """The parameters of the laws for one member, in the register's order and units."""

    family_size: float
    tolerance: float
    caution: float
    memory_half_life: float
    news_delay: float
    reach_own: float
    reach_kin: float
    reach_general: float
    prior_friendly: float
    prior_neither: float
    prior_hostile: float
    prior_shape: float
    promise_credence: float
    recapture_prior: float
    recapture_memory: float
    recapture_horizon: float
    hub_protection: float
    screening: float
    flight_hazard: float
    danger_half: float
    attachment: float
    dread_share: float
    exit_refused_ease: float
    expulsion_hazard: float
    destruction_hazard: float
    pace: float
    distance_decay: float
    kin_pull: float
    crossing_ease: float
    entry_refused_ease: float
    onward_hazard: float
    hardship_push: float
    willing_camp: float
    willing_inside: float
    willing_abroad: float
    return_speed: float
    approved_speed: float
    unpermitted_ease: float
    weight_destroyed: float
    house_needed: float
    weight_occupied: float
    weight_services: float
    weight_livelihood: float
    weight_mines: float
    journey_cost: float
    viability: float
    garrison_relief: float
    avoid_occupiers: float
    redisplacement_hazard: float


class RandomKey(NamedTuple):
    """What addresses one member's draws, and how they are made."""

    seed: int
    member: int
    without_news: bool  # no news: beliefs stay at their priors


class SampledInputs(NamedTuple):
    """Ranges drawn for one member; read-only."""

    residents: Counts  # (home, group)
    start: Counts  # (start row)
    arrivals: Counts  # (arrival)
    approvals: Counts  # (list)
    hosting: Reals  # (place)
    presence: Reals  # (series): quantile within its range
    harm: Reals  # (rule), 1/day
    condition: Reals  # (condition, place): quantile within its range
    prior: Reals  # (group, actor), 1/person-year
    prior_shape: Reals  # (group, actor)


class Params(NamedTuple):
    """What is drawn for one member; read-only."""

    chance: RandomKey
    laws: LawParameters
    drawn: SampledInputs


class Ensemble(NamedTuple):
    """What is drawn for every member: `Params` with a leading axis (member), and the laws as a table."""

    seed: int
    without_news: bool
    value: Reals  # (member, parameter), in the register's order
    residents: Counts
    start: Counts
    arrivals: Counts
    approvals: Counts
    hosting: Reals
    presence: Reals
    harm: Reals
    condition: Reals
    prior: Reals
    prior_shape: Reals


class Stocks(NamedTuple):
    """One member's people."""

    residents: Annotated[Counts, "home, group"]
    returnees: Annotated[Counts, "permit, home, group"]
    displaced: Annotated[Counts, "standing, home, group, place"]
    on_the_way: Annotated[Counts, "slot, crossed, home, group, place"]
    travelling_home: Annotated[Counts, "slot, permit, home, group"]
    on_the_road: Annotated[Counts, "crossed, home, group, place"]  # `on_the_way` over all slots
    harmed: Annotated[Counts, "outcome, home, group, place"]


class Beliefs(NamedTuple):
    """What one member's communities believe."""

    shape: Annotated[Reals, "home, group, actor, belief"]
    years: Annotated[Reals, "home, group, actor, belief"]  # person-years
    felt: Annotated[Reals, "home, group, actor, belief"]  # 1/person-year: what people act on
    fresh_incidents: Annotated[Reals, "home, group, actor, belief"]  # not heard of yet
    fresh_years: Annotated[Reals, "home, group, actor, belief"]  # not heard of yet
    captures: Annotated[Reals, "home, actor"]  # captures remembered
    capture_years: Annotated[Reals, "home, actor"]  # years remembered


class PlaceState(NamedTuple):
    """The world of the current era, for one member."""

    presence: Annotated[Reals, "actor, place"]  # strength with which an actor is felt
    strength: Annotated[Reals, "mode, actor, place"]
    assault: Annotated[Reals, "place"]
    condition: Annotated[Reals, "condition, place"]
    rule_hazard: Annotated[Reals, "rule, place"]  # 1/day
    hazard: Annotated[Reals, "exposure, group, place"]  # 1/day
    decay: Annotated[Reals, "place, place"]  # distance decay
    trip_days: Annotated[Codes, "place, place"]
    standing_share: Annotated[Reals, "home"]  # dwellings spared by assaults since the dated row
    way: Annotated[Codes, "1"]  # the way set of the current era


class DecisionTerms(NamedTuple):
    """What is weighed anew each day, for one member."""

    present: Annotated[Reals, "place"]  # people
    back_share: Annotated[Reals, "home"]  # of the home's people, those who are there
    occupied: Annotated[Reals, "home"]  # share of dwellings held by strangers
    unviability: Annotated[Reals, "home"]  # how far home has nothing to live on
    safety: Annotated[Reals, "crossed, home, group, place"]  # fear factor of the holder
    pull: Annotated[Reals, "home, place"]  # pull before distance, fear and entry
    acceptance: Annotated[
        Reals, "home, group, place"
    ]  # share of the pull in reach that fear accepts
    dread: Annotated[Reals, "home, group"]  # of those who are at home
    flight: Annotated[Reals, "home, group"]  # 1/day
    home_factor: Annotated[Reals, "permit, home, group"]  # fears at home
    soft_factor: Annotated[Reals, "home, group, place"]
    reach: Annotated[Reals, "place"]  # scratch of one decision


class State(NamedTuple):
    """One member: its people, what they believe, and the world they live in."""

    stocks: Stocks
    beliefs: Beliefs
    scene: PlaceState
    weighed: DecisionTerms


# Changes of standing, and what they lead from and to.
APPROVED_SETTLED, APPROVED_SCREENED, LAPSED, CLEARED, CLEARED_STAYING = 0, 1, 2, 3, 4
N_CHANGE = 5
CHANGES = (
    (SETTLED, APPROVED),
    (SCREENED, APPROVED),
    (APPROVED, SETTLED),
    (SCREENED, SETTLED),
    (SCREENED, STAYING),
)


class Flows(NamedTuple):
    """What one day does to one member: written by the ledger, applied by the account."""

    # who leaves what
    fled: Annotated[Counts, "home, group"]  # residents
    left_again: Annotated[Counts, "permit, home, group"]  # returnees
    from_door: Annotated[Counts, "permit, home, group"]  # arrived home, and left rather than stay
    moved_on: Annotated[Counts, "standing, home, group, place"]  # displaced people
    turned_back: Annotated[
        Counts, "home, group, place"
    ]  # travellers refused at the gate of a place
    leaving: Annotated[Counts, "home, group, place"]  # all of these, on the way to some refuge
    # where they go, and when they will be there
    setting_out: Annotated[Counts, "slot, crossed, home, group, place"]
    set_off_home: Annotated[Counts, "standing, home, group, place"]
    going_home: Annotated[Counts, "slot, permit, home, group"]
    departing: Annotated[
        Counts, "slot"
    ]  # all of `setting_out` and `going_home`, to skip trips nobody makes
    # who arrives, enters, or changes standing
    came_home: Annotated[Counts, "permit, home, group"]
    arrived: Annotated[Counts, "standing, home, group, place"]
    entered: Annotated[Counts, "home, group, place"]
    status_changes: Annotated[Counts, "change, home, group, place"]
    gained_permission: Annotated[
        Counts, "home, group"
    ]  # returnees given permission, less those who lost it
    # who is harmed
    suffered: Annotated[Counts, "exposure, home, group, place"]
    residents_harmed: Annotated[Counts, "home, group"]
    returnees_harmed: Annotated[Counts, "permit, home, group"]
    displaced_harmed: Annotated[Counts, "standing, home, group, place"]
    off_road: Annotated[
        Counts, "slot, crossed, home, group, place"
    ]  # harmed or turned back on the way
    off_way_home: Annotated[Counts, "slot, permit, home, group"]  # harmed on the way home
    stopped: Annotated[Counts, "slot"]  # all of `off_road` and `off_way_home`
    harmed: Annotated[Counts, "outcome, home, group, place"]


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
    "outcome": N_OUTCOME,
    "mode": N_MODE,
    "condition": N_CONDITION,
    "change": N_CHANGE,
    "stock": len(STOCKS),
    "flow": len(FLOWS),
}
"""Lengths of the axes that are as long in every scenario."""


def axis_sizes(drivers: Drivers, n_slot: int) -> dict[str, int]:
    """Return the lengths of all axes but that of records, for trips of fewer than `n_slot` days."""
    n_group, n_actor = drivers.places.stance.shape
    return SIZES | {
        "home": drivers.places.home_place.size,
        "group": n_group,
        "actor": n_actor,
        "place": drivers.places.capacity.size,
        "rule": drivers.rules.actor.size,
        "slot": n_slot,
    }
