"""What a member is given: what the scenario says, and what was drawn for it (model §2, §5.3).

Axes have one order everywhere: day | era, stance or exposure, home, group, actor, place. An *era* is a stretch of days
on which no dated row begins or ends; whatever the scenario dates is indexed by it.
"""

from typing import NamedTuple

from homeward.numerics.array_types import Codes, Counts, Marks, Reals


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


class WayConditions(NamedTuple):
    """Dated conditions of the way home for people of one home, of one group or both; the more particular come last."""

    condition: Codes  # (way row)
    place: Codes  # (way row): where people are
    home: Codes  # (way row), or NOWHERE for every home
    group: Codes  # (way row), or NOWHERE for every group
    low: Reals  # (way row)
    mid: Reals  # (way row)
    high: Reals  # (way row)
    on: Marks  # (era, way row)


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
    way_conditions: WayConditions
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
    """The parameters of the laws for one member, but for dispositions: in the register's order and units."""

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
    word_needed: float
    word_share: float
    word_half_life: float
    recent_days: float
    approved_speed: float
    unpermitted_ease: float
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
    way_condition: Reals  # (way row): quantile within its range
    prior: Reals  # (group, actor), 1/person-year
    prior_shape: Reals  # (group, actor)
    disposition: Reals  # (disposition, home, group, refuge kind)


class Params(NamedTuple):
    """What is drawn for one member; read-only."""

    chance: RandomKey
    laws: LawParameters
    drawn: SampledInputs


class Ensemble(NamedTuple):
    """What is drawn for every member: `Params` with a leading axis (member), and the laws as a table."""

    seed: int
    without_news: bool
    parameters: tuple[str, ...]  # the register's, in its order, then those of partial pooling
    value: Reals  # (member, parameter)
    residents: Counts
    start: Counts
    arrivals: Counts
    approvals: Counts
    hosting: Reals
    presence: Reals
    harm: Reals
    condition: Reals
    way_condition: Reals
    prior: Reals
    prior_shape: Reals
    disposition: Reals
