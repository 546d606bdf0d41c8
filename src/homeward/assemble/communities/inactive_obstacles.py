"""Obstacles that cannot act in a scenario, whoever is displaced: lifting them changes nothing (model §7.5)."""

from __future__ import annotations

import numpy as np

from homeward.model.communities.arrays import (
    ASSAULT,
    DWELLING_DESTROYED,
    DWELLING_OCCUPIED,
    DWELLINGS_OCCUPIED,
    DWELLINGS_USABLE,
    EXIT,
    EXIT_OPENING,
    FEAR,
    FIGHTING,
    INFORMERS,
    LACK_OF_LIVELIHOOD,
    LACK_OF_SERVICES,
    LIVELIHOOD,
    MINED,
    MINES,
    NOTHING_CLOSED,
    OPEN,
    PERMISSION,
    RAIDING,
    RECAPTURE,
    REFUSED,
    SERVICES,
    WAY_HOME,
    Codes,
    Drivers,
    Marks,
)


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
    answers, low, high = drivers.answers, drivers.conditions.low, drivers.conditions.high
    idle[PERMISSION] = (answers.home[eras] == OPEN).all()
    idle[EXIT] = (low[eras, EXIT_OPENING] == 1.0).all() and (answers.leave[eras] != REFUSED).all()
    idle[WAY_HOME] = not _is_shut(drivers, eras, homes)
    idle[DWELLING_OCCUPIED] = (high[eras, DWELLINGS_OCCUPIED][:, homes] == 0.0).all()
    idle[MINED] = (high[eras, MINES][:, homes] == 0.0).all()
    idle[LACK_OF_SERVICES] = (low[eras, SERVICES][:, homes] == 1.0).all()
    idle[LACK_OF_LIVELIHOOD] = (low[eras, LIVELIHOOD][:, homes] == 1.0).all()
    is_whole = (low[eras, DWELLINGS_USABLE][:, homes] == 1.0).all()
    idle[DWELLING_DESTROYED] = is_whole and not is_attacked
    return idle


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
