"""Obstacles that cannot act in a scenario, whoever is displaced: lifting them changes nothing (model §7.5)."""

from __future__ import annotations

import numpy as np

from homeward.catalogue import CONDITIONS, OBSTACLES, code_of
from homeward.model.communities.codes import (
    ASSAULT,
    DWELLING_DESTROYED,
    EXIT,
    EXIT_OPENING,
    FEAR,
    FIGHTING,
    INFORMERS,
    NOTHING_CLOSED,
    OPEN,
    PERMISSION,
    RAIDING,
    RECAPTURE,
    REFUSED,
    WAY_HOME,
)
from homeward.model.communities.drivers import Drivers
from homeward.numerics.array_types import Codes, Marks


def idle_obstacles(drivers: Drivers) -> Marks:
    """Mark the obstacles that are nowhere in the way on any day run (obstacle); unmarked where that is not plain."""
    idle = np.zeros(drivers.lifted.shape[0], dtype=np.bool_)
    eras = np.unique(drivers.era_of_day)
    homes = drivers.places.home_place
    is_near = _near_homes(drivers, eras, homes)
    modes = drivers.stations.mode[is_near]
    there = set(drivers.places.holder[np.ix_(eras, homes)].flat)
    there.update(drivers.stations.actor[is_near][modes != ASSAULT])
    is_attacked = bool((modes == ASSAULT).any())
    for actor in range(drivers.places.stance.shape[1]):
        idle[FEAR + actor] = actor not in there
    idle[RECAPTURE] = not np.isin(modes, (RAIDING, INFORMERS)).any()
    idle[FIGHTING] = not is_attacked
    answers, low = drivers.answers, drivers.conditions.low
    idle[PERMISSION] = (answers.home[eras] == OPEN).all()
    idle[EXIT] = (low[eras, EXIT_OPENING] == 1.0).all() and (answers.leave[eras] != REFUSED).all()
    idle[WAY_HOME] = not _is_shut(drivers, eras, homes)
    for code, obstacle in enumerate(OBSTACLES):
        if obstacle.is_made_by_conditions:
            idle[code] = all(_is_default(drivers, eras, homes, of) for of in obstacle.conditions)
    idle[DWELLING_DESTROYED] &= not is_attacked
    return idle


def _is_default(drivers: Drivers, eras: Codes, homes: Codes, condition: str) -> bool:
    """Tell whether a condition is at every home what it is where no row says otherwise."""
    code = code_of(condition, CONDITIONS)
    ends = (drivers.conditions.low, drivers.conditions.high)
    return all((end[eras, code][:, homes] == CONDITIONS[code].default).all() for end in ends)


def _near_homes(drivers: Drivers, eras: Codes, homes: Codes) -> Marks:
    """Mark the presence series ever felt at a home (series)."""
    stations = drivers.stations
    if stations.actor.size == 0:
        return np.zeros(0, dtype=np.bool_)
    return (stations.reach[:, homes].max(axis=1) > 0.0) & (stations.high[eras].max(axis=0) > 0.0)


def _is_shut(drivers: Drivers, eras: Codes, homes: Codes) -> bool:
    """Tell whether a way home is ever closed that would be open if no route were."""
    km = drivers.ways.km[:, :, homes]
    sets = np.unique(drivers.ways.of_era[eras])
    return bool(((km[sets] < 0.0) & (km[NOTHING_CLOSED] >= 0.0)).any())
