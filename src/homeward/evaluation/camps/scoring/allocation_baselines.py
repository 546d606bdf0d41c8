"""Naive baselines: all registered people shared out by a simple rule, without a model (model §12.8)."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np

from homeward.assemble.camps.camp_choice.choice_world import assemble_choice
from homeward.evaluation.camps.scoring.camp_errors import Counts, relative_difference
from homeward.model.camps.camp_choice.choice_arrays import ChoiceInputs
from homeward.numerics.array_types import Codes, Marks, Reals
from homeward.scenario.scenario import Scenario

SOFTENING_KM = 10.0
"""Added to every distance."""
DAY = 30
"""Day whose shares are kept."""

Shares = Callable[[int], Reals]
"""Pull of every camp on a day (camp)."""


def baselines(scenario: Scenario, registered: Counts, *, with_capacity: bool) -> dict[str, float]:
    """ARD of every baseline, by name.

    `equal shares` and `by capacity` share out all people every day; gravity shares out those who come, by population
    of the places of fighting over a power of the distance by open roads, and takes away in proportion; `full camps
    refuse` sends whom a camp has no room for elsewhere. `shares of day 30` are observed until then: no law sees them.

    Parameters
    ----------
    registered
        (day, camp), persons, of the camps of the scenario; NaN where nothing is registered.
    with_capacity
        Whether the capacities of camps are known.
    """
    plain = scenario.model_copy(update={"parameters": _plain_kilometres(scenario)})
    world = assemble_choice(plain, with_capacity=with_capacity)
    ground, seen = world.ground, registered[:, world.chosen]
    if ground.start.size == 0:
        return {}
    given = {"equal shares": shared(np.ones(ground.start.size), seen)}
    if with_capacity:
        given["by capacity"] = shared(_sizes(ground), seen)
    for power in (1, 2):
        shares = gravity(ground, power)
        given[f"gravity {power}"] = handed_out(shares, seen, np.zeros_like(ground.capacity))
        if with_capacity:
            name = f"gravity {power}, full camps refuse"
            given[name] = handed_out(shares, seen, ground.capacity)
    if seen.shape[0] > DAY:
        given[f"shares of day {DAY}"] = kept(seen)
    return {name: float(relative_difference(people, seen)) for name, people in given.items()}


def _plain_kilometres(scenario: Scenario) -> dict[str, object]:
    share = scenario.parameters["abroad_km_share"]
    as_long = share.model_copy(update={"value": 1.0, "low": 1.0, "high": 1.0})
    return {**scenario.parameters, "abroad_km_share": as_long}


def _sizes(ground: ChoiceInputs) -> Reals:
    """Capacity of each camp (camp); one without a limit counts as the largest."""
    most = max(int(ground.capacity.max()), 1)
    return np.where(ground.capacity > 0, ground.capacity, most).astype(np.float64)


def shared(pull: Reals, registered: Counts) -> Counts:
    """Share all registered people out among camps by their pull (camp), on every day."""
    return registered.sum(axis=1)[:, None] * (pull / pull.sum())


def kept(registered: Counts) -> Counts:
    """Keep the shares of one day for ever; until then what was observed."""
    total = registered.sum(axis=1)
    share = registered[DAY] / max(total[DAY], 1.0)
    people = total[:, None] * share
    people[: DAY + 1] = registered[: DAY + 1]
    return people


def gravity(ground: ChoiceInputs, power: int) -> Shares:
    """Pull by population of the places of fighting over a power of the distance to each camp; alike without any."""

    def by_distance(km: Reals, is_there: Marks) -> Reals:
        return np.where(is_there, (SOFTENING_KM + np.maximum(km, 0.0)) ** -float(power), 0.0)

    everywhere = by_distance(ground.km_all, np.ones_like(ground.km_all, dtype=np.bool_))

    def shares(day: int) -> Reals:
        people = ground.population * ground.is_active[day]
        km = ground.km_open[ground.era[day]]
        pull = (people @ by_distance(km, km >= 0)) * ground.is_open[day]
        if not pull.sum() > 0:
            pull = people @ everywhere
        return pull if pull.sum() > 0 else np.ones_like(pull)

    return shares


def handed_out(shares: Shares, registered: Counts, capacity: Codes) -> Counts:
    """Share those who come out among camps; when fewer are registered all camps lose alike.

    Parameters
    ----------
    capacity
        (camp), persons; 0: no limit. Whom a camp has no room for are shared out among the others, and above capacity
        when all are full.
    """
    total = np.maximum(registered.sum(axis=1), 0.0)
    limit = np.where(capacity > 0, capacity, np.inf)
    people = np.zeros_like(registered)
    people[0] = now = registered[0].copy()
    for day in range(1, total.size):
        change = total[day] - total[day - 1]
        if change > 0:
            now = now + _placed(change, shares(day), now, limit)
        elif change < 0:
            now = now * (total[day] / total[day - 1])
        people[day] = now
    return people


def _placed(newcomers: float, pull: Reals, people: Reals, limit: Reals) -> Reals:
    """Place newcomers where there is room (camp), persons."""
    placed = np.zeros_like(people)
    left = newcomers
    while left > 1e-6 * newcomers:
        room = np.maximum(limit - people - placed, 0.0)
        open_pull = np.where(room > 0, pull, 0.0)
        if not open_pull.sum() > 0:
            return placed + left * pull / pull.sum()
        going = np.minimum(left * open_pull / open_pull.sum(), room)
        placed += going
        left -= going.sum()
    return placed
