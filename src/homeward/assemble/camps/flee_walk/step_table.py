"""The table of steps: what a day on the road can hold, numbered for the kernels (model §12.5)."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field

import numpy as np

from homeward.assemble.camps.flee_walk.merging import merge
from homeward.assemble.camps.flee_walk.steps import (
    Continuation,
    Goal,
    Night,
    Step,
    StepSearch,
    Trip,
    morning,
)
from homeward.assemble.labels import codes
from homeward.errors import HomewardBug
from homeward.model.camps.flee_walk.walk_arrays import DECIDES, FORGETS, Nights, Steps, Trips

MOST_STEPS = 65536
"""Steps of one place that draws can be addressed for."""


@dataclass
class _Numbers:
    """Numbers of merged steps, nights and trips."""

    label: dict[Step, int]
    order: dict[int, int]
    nights: dict[int, int] = field(default_factory=dict[int, int])
    trips: dict[tuple[int, int, int, int], int] = field(
        default_factory=dict[tuple[int, int, int, int], int]
    )

    def step(self, step: Step) -> int:
        """Return the number of a step."""
        return self.order[self.label[step]]

    def night(self, night: Night) -> int:
        """Return the number of a night; nights whose mornings are alike have one."""
        return self.nights.setdefault(self.step(morning(night)), len(self.nights))

    def trip(self, trip: Trip) -> int:
        """Return the number of a trip."""
        told = (trip.road, trip.nights, self.step(trip.step), self.night(trip.bounce))
        return self.trips.setdefault(told, len(self.trips))


def make_steps(search: StepSearch, *, is_merged: bool = True) -> tuple[Steps, Nights, Trips]:
    """Make the table of steps, in order of what has been used of the day, so that goals of today come after.

    Parameters
    ----------
    is_merged
        Whether steps that have the same future are one.
    """
    futures = search.explore()
    label = merge(futures, search.is_short) if is_merged else _all_apart(futures)
    # The latest stands for those merged with it: all its goals are later still. Those of the earliest need not be.
    latest = {label[step]: step for step in sorted(futures, key=_moment)}
    chosen = sorted(latest.values(), key=_moment)
    numbers = _Numbers(label, {label[step]: number for number, step in enumerate(chosen)})
    newcomer = [numbers.night(search.newcomer(place)) for place in range(len(search.ways))]
    evening = [numbers.night(futures[step].evening) for step in chosen]
    goals = [[_number(goal, numbers) for goal in futures[step].goals] for step in chosen]
    n_step, n_night = len(chosen), len(numbers.nights)
    offset = {"step": 0, "night": n_step, "trip": n_step + n_night}
    steps = Steps(
        n_morning=sum(not step.is_again for step in chosen),
        place=codes(step.place for step in chosen),
        key=_keys(chosen),
        road=codes(_road(step, futures[step]) for step in chosen),
        final=codes(step.rest[-1] if step.rest else step.place for step in chosen),
        is_last=np.array([len(step.rest) == 1 for step in chosen], dtype=np.bool_),
        is_short=np.array([search.is_short(step) for step in chosen], dtype=np.bool_),
        evening=codes(n_step + night for night in evening),
        first_goal=codes(np.cumsum([0, *(len(row) for row in goals)])),
        goal=codes(offset[kind] + number for row in goals for kind, number in row),
    )
    nights = Nights(
        place=codes(chosen[step].place for step in numbers.nights),
        step=codes(numbers.nights),
        newcomer=codes(newcomer),
    )
    return steps, nights, _trips(search, numbers)


def _all_apart(steps: Iterable[Step]) -> dict[Step, int]:
    return {step: number for number, step in enumerate(steps)}


def _trips(search: StepSearch, numbers: _Numbers) -> Trips:
    """Write down the trips; one that nobody makes if there are none."""
    trips = list(numbers.trips) or [(0, 0, 0, 0)]
    places = [search.roads[road].destination if search.roads else 0 for road, *_ in trips]
    return Trips(
        road=codes(trip[0] for trip in trips),
        nights=codes(trip[1] for trip in trips),
        step=codes(trip[2] for trip in trips),
        bounce=codes(trip[3] for trip in trips),
        place=codes(places),
    )


def _moment(step: Step) -> tuple[object, ...]:
    return (step.is_again, step.used, step.place, step.rest, step.is_fresh, step.recent)


def _road(step: Step, future: Continuation) -> int:
    if not step.rest:
        return DECIDES
    return FORGETS if future.road is None else future.road


def _number(goal: Goal, numbers: _Numbers) -> tuple[str, int]:
    if isinstance(goal, Step):
        return "step", numbers.step(goal)
    if isinstance(goal, Night):
        return "night", numbers.night(goal)
    return "trip", numbers.trip(goal)


def _keys(chosen: Iterable[Step]) -> np.ndarray:
    """Address the draws of steps by their place and their turn among its steps."""
    turns: dict[int, int] = {}
    keys: list[int] = []
    for step in chosen:
        turn = turns.get(step.place, 0)
        turns[step.place] = turn + 1
        keys.append(step.place * MOST_STEPS + turn)
        if turn >= MOST_STEPS:
            raise HomewardBug(f"a place has more than {MOST_STEPS} steps.")
    return codes(keys)
