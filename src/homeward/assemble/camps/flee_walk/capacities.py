"""How many people places can hold, day by day, and how their size bears on leaving (model §12.4)."""

from __future__ import annotations

import numpy as np

from homeward.assemble.camps.flee_walk.way_pulls import population_of
from homeward.assemble.labels import codes
from homeward.model.camps.flee_walk.walk_arrays import Limits
from homeward.numerics.array_types import Codes, Marks, Reals
from homeward.numerics.tabulated import NOT_TABULATED, Tables, make_tables
from homeward.scenario.scenario import Scenario

UNLIMITED = -1.0
MOST_TABLES = 4
"""Shares that are tabulated, of 1 MB each."""


def capacities(scenario: Scenario, registered: Codes) -> Reals:
    """Capacity of every place before it is scaled (day, place); less than 1: no limit.

    Parameters
    ----------
    registered
        (place): people registered on the first day. As in Flee, their room is taken from the capacity although they
        are counted as present, too; where none is left there is no limit.
    """
    found = np.full((scenario.n_day, len(scenario.places)), UNLIMITED)
    rules = scenario.rules
    is_taken = rules.arrivals == "registered" and rules.inserts_first_day
    for column, place in enumerate(scenario.places):
        if place.capacity is None:
            continue
        room = place.capacity - int(registered[column]) * (is_taken and place.capacity > 0)
        found[:, column] = room + place.capacity_per_day * np.arange(1, scenario.n_day + 1)
    return found


def limits_of(capacity: Reals, is_camp: Marks, with_capacity: bool) -> Limits:
    """List the places that ever have a limit, with their capacity on every day, both (day, place)."""
    if not with_capacity:
        capacity = np.full_like(capacity, UNLIMITED)
    limited = np.flatnonzero((capacity >= 1).any(axis=0))
    return Limits(place=codes(limited), capacity=capacity, is_camp=is_camp)


def leave_shares(scenario: Scenario, leave: Reals, capacity: Reals) -> Reals:
    """Share of those present who leave (day, place), by the size of the place."""
    rules = scenario.rules
    if rules.leave_size_power == 0:
        return leave
    population = np.array([population_of(place) for place in scenario.places])
    size = np.maximum(population, np.maximum(capacity, 0.0)) / rules.leave_size_base
    with np.errstate(divide="ignore", invalid="ignore"):
        factor = size**rules.leave_size_power
        return np.clip(np.where(leave > 0, leave * factor, 0.0), 0.0, 1.0)


def capacity_tables(leave: Reals) -> tuple[Codes, Tables]:
    """Tabulate the shares that are met most often: the table of every day and place (day, place), and the tables."""
    shares, times = np.unique(leave, return_counts=True)
    inside = (shares > 0) & (shares < 1)
    shares = shares[inside][np.argsort(-times[inside], kind="stable")][:MOST_TABLES]
    table = np.full(leave.shape, NOT_TABULATED, dtype=np.int64)
    for number, share in enumerate(shares):
        table[leave == share] = number
    return table, make_tables(shares.tolist())
