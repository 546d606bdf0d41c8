"""Days on which obstacles can be in the way, whoever is displaced: on others lifting changes nothing (model §7.5)."""

from __future__ import annotations

import numpy as np

from homeward.catalogue import CONDITIONS, MOST_PEOPLE, OBSTACLES, code_of
from homeward.model.communities.codes import (
    ASSAULT,
    DWELLING_DESTROYED,
    EXIT,
    EXIT_CAPACITY,
    EXIT_OPENING,
    FEAR,
    FIGHTING,
    INFORMERS,
    JOURNEY,
    MEANS,
    NEVER,
    NOTHING_CLOSED,
    OPEN,
    PERMISSION,
    RAIDING,
    RECAPTURE,
    REFUSED,
    WAY_DARED,
    WAY_HOME,
)
from homeward.model.communities.drivers import Drivers
from homeward.numerics.array_types import Codes, Marks


def first_acting_days(drivers: Drivers, since: int = 0) -> Codes:
    """Find the first day run, from `since` on, on which each obstacle can be in the way (obstacle), or NEVER."""
    eras, first_days = np.unique(drivers.era_of_day, return_index=True)
    last_days = np.append(first_days[1:], drivers.era_of_day.size) - 1
    days = np.where(_acting(drivers, eras) & (last_days >= since), first_days, NEVER)
    return np.maximum(days.min(axis=1, initial=NEVER), since)


def _acting(drivers: Drivers, eras: Codes) -> Marks:
    """Mark the obstacles that can be in the way in each era (obstacle, era); marked where that is not plain."""
    acting = np.ones((drivers.lifted.shape[0], eras.size), dtype=np.bool_)
    homes, stations = drivers.places.home_place, drivers.stations
    holder = drivers.places.holder[eras][:, homes]
    is_near = _near_homes(drivers, eras, homes)
    is_assault = stations.mode == ASSAULT
    is_attacked = is_near[:, is_assault].any(axis=1)
    for actor in range(drivers.places.stance.shape[1]):
        is_there = is_near[:, (stations.actor == actor) & ~is_assault].any(axis=1)
        acting[FEAR + actor] = is_there | (holder == actor).any(axis=1)
    acting[RECAPTURE] = is_near[:, np.isin(stations.mode, (RAIDING, INFORMERS))].any(axis=1)
    acting[FIGHTING] = is_attacked
    answers, low = drivers.answers, drivers.conditions.low
    acting[PERMISSION] = _in_any(answers.home[eras] != OPEN)
    acting[PERMISSION] |= _in_any(answers.stay[eras][:, :, homes] == REFUSED)
    acting[EXIT] = _in_any(low[eras, EXIT_OPENING] != 1.0) | _in_any(answers.leave[eras] == REFUSED)
    acting[EXIT] |= _in_any(low[eras, EXIT_CAPACITY] < MOST_PEOPLE)
    acting[WAY_HOME] = _is_shut(drivers, eras, homes) | _is_given(drivers, eras, WAY_DARED)
    acting[JOURNEY] = _is_given(drivers, eras, MEANS)
    for code, obstacle in enumerate(OBSTACLES):
        if obstacle.is_made_by_conditions:
            acting[code] = _in_any(
                np.stack([_is_changed(drivers, eras, homes, of) for of in obstacle.conditions], 1)
            )
    # Dwellings that an assault destroyed stay so.
    acting[DWELLING_DESTROYED] |= np.maximum.accumulate(is_attacked)
    return acting


def _in_any(marks: Marks) -> Marks:
    """Mark the eras that have any mark (era)."""
    return np.logical_or.reduce(marks.reshape(len(marks), -1), axis=1)


def _is_changed(drivers: Drivers, eras: Codes, homes: Codes, condition: str) -> Marks:
    """Mark where a condition is not what it is where no row says otherwise (era, home)."""
    code = code_of(condition, CONDITIONS)
    ends = (drivers.conditions.low, drivers.conditions.high)
    low, high = (end[eras, code][:, homes] != CONDITIONS[code].default for end in ends)
    return low | high


def _is_given(drivers: Drivers, eras: Codes, code: int) -> Marks:
    """Mark the eras in which some row about the way home says less than that everybody can take it (era)."""
    rows = drivers.way_conditions
    is_less = (rows.condition == code) & (rows.low < 1.0)
    return _in_any(drivers.conditions.low[eras, code] < 1.0) | rows.on[eras][:, is_less].any(axis=1)


def _near_homes(drivers: Drivers, eras: Codes, homes: Codes) -> Marks:
    """Mark the presence series that are felt at a home (era, series)."""
    stations = drivers.stations
    is_near = (stations.reach[:, homes] > 0.0).any(axis=1)
    return np.logical_and(is_near, stations.high[eras] > 0.0)


def _is_shut(drivers: Drivers, eras: Codes, homes: Codes) -> Marks:
    """Mark the eras in which a way home is closed that would be open if no route were (era)."""
    km = drivers.ways.km[:, :, homes]
    return _in_any((km < 0.0) & (km[NOTHING_CLOSED] >= 0.0))[drivers.ways.of_era[eras]]
