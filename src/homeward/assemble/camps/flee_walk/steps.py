"""Everything a day on the road can hold: who decides where, and what each choice leads to (model §12.5).

People of one place, one rest of the way and one distance travelled today are alike, so they are one count. Which of
these can occur depends on the roads alone; they are found once, for all members and days.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import NamedTuple

from homeward.assemble.camps.flee_walk.roads import Road
from homeward.assemble.camps.flee_walk.travel import Used, is_short, land, next_recent, share_of_day
from homeward.assemble.camps.flee_walk.ways import Way
from homeward.errors import Problem, ScenarioError
from homeward.scenario.rows.camps.flee_rules import FleeRules

MOST_STEPS = 400_000
"""Twice what a published conflict has where people look two roads ahead, and some seconds of looking."""

Rest = tuple[int, ...]
"""Places still to be visited on a way that has been chosen."""


class Night(NamedTuple):
    """People who spend the night at a place."""

    place: int
    rest: Rest
    is_fresh: bool
    """On foot until they have been anywhere."""
    recent: int


class Step(NamedTuple):
    """People who decide, or who follow their way, at a moment of the day."""

    place: int
    rest: Rest
    is_fresh: bool
    recent: int
    used: Used
    is_again: bool
    """They have travelled today."""


class Trip(NamedTuple):
    """People on a road overnight."""

    road: int
    nights: int
    step: Step
    bounce: Night
    """Where they find themselves if the road is closed behind them."""


Goal = Step | Night | Trip


@dataclass(frozen=True)
class Continuation:
    """What follows from a step.

    Parameters
    ----------
    evening
        Of those who stay.
    goals
        By way for those who decide; of the next road for those who follow their way.
    road
        Next road of those who follow their way; None for those who decide, or where there is no such road.
    """

    evening: Night
    goals: tuple[Goal, ...]
    road: int | None = None


@dataclass
class StepSearch:
    """Finds every step that can occur."""

    rules: FleeRules
    roads: tuple[Road, ...]
    ways: tuple[tuple[Way, ...], ...]
    hops: Mapping[tuple[int, int], int]
    futures: dict[Step, Continuation] = field(default_factory=dict[Step, Continuation])

    def explore(self) -> dict[Step, Continuation]:
        """Find all steps that newcomers at any place can come to, and what follows from each.

        Raises
        ------
        ScenarioError
            If they are beyond number: a day is then so long beside some roads that it holds thousands of them.
        """
        unseen: list[Step] = [morning(self.newcomer(place)) for place in range(len(self.ways))]
        while unseen:
            step = unseen.pop()
            if step in self.futures:
                continue
            future = self._future(step)
            self.futures[step] = future
            if len(self.futures) > MOST_STEPS:
                raise ScenarioError(self._too_many())
            for goal in (future.evening, *future.goals):
                unseen.extend(_steps_of(goal))
        return self.futures

    def _too_many(self) -> Problem:
        shortest = min(road.km for road in self.roads)
        day = f"a day of {self.rules.km_per_day:g} km on roads of {shortest:g} km and more"
        found = f"{day} can be spent in too many ways."
        why = f"More than {MOST_STEPS:,} would have to be followed; published conflicts have 200,000 at most."
        ways = (
            "write km_per_day, or max_move_speed of Flee, in km a day.",
            "write km of routes.csv in km.",
        )
        return Problem("scenario.yaml", found, why, ways)

    def newcomer(self, place: int) -> Night:
        """People who have not been anywhere."""
        return Night(place, (), self.rules.starts_on_foot, 0)

    def is_short(self, step: Step) -> bool:
        """Whether people who come this far today go on from a town."""
        return (
            self.rules.avoids_short_days
            and step.is_again
            and is_short(step.recent, share_of_day(step.used, self.rules))
        )

    def _future(self, step: Step) -> Continuation:
        evening = self._night(step.place, (), step, step.used, is_fresh=step.is_fresh)
        if not step.rest:
            landed: dict[int, _Landed] = {}
            ways = self.ways[step.place]
            for way in ways:
                if way.places[0] not in landed:
                    road = self.hops[step.place, way.places[0]]
                    landed[way.places[0]] = self._land(step, road)
            goals = tuple(landed[way.places[0]].goal(way.places[1:]) for way in ways)
            return Continuation(evening, goals)
        road = self.hops.get((step.place, step.rest[0]))
        if road is None:
            return Continuation(evening, ())
        return Continuation(evening, (self._land(step, road).goal(step.rest[1:]),), road)

    def _land(self, step: Step, road: int) -> _Landed:
        taken = self.roads[road]
        landing = land(taken, step.used, step.recent, self.rules, on_foot=step.is_fresh)
        recent = landing.recent if self.rules.avoids_short_days else 0
        return _Landed(
            road=road,
            origin=step.place,
            destination=taken.destination,
            nights=landing.nights,
            used=landing.used,
            goes_on=landing.goes_on,
            recent=recent,
            tomorrow=self._recent(recent, landing.used),
        )

    def _night(self, place: int, rest: Rest, step: Step, used: Used, *, is_fresh: bool) -> Night:
        return Night(place, rest, is_fresh, self._recent(step.recent, used))

    def _recent(self, recent: int, used: Used) -> int:
        if not self.rules.avoids_short_days:
            return 0
        return next_recent(recent, share_of_day(used, self.rules))


class _Landed(NamedTuple):
    """Where a road leaves people, whatever is left of their way."""

    road: int
    origin: int
    destination: int
    nights: int
    used: Used
    goes_on: bool
    recent: int
    tomorrow: int

    def goal(self, rest: Rest) -> Goal:
        """Return what they do there with some of their way left."""
        if not self.goes_on:
            return Night(self.destination, rest, False, self.tomorrow)
        step = Step(self.destination, rest, False, self.recent, self.used, True)
        if self.nights == 0:
            return step
        return Trip(self.road, self.nights, step, Night(self.origin, rest, False, self.tomorrow))


def morning(night: Night) -> Step:
    """People who wake up."""
    return Step(night.place, night.rest, night.is_fresh, night.recent, 0, False)


def _steps_of(goal: Goal) -> tuple[Step, ...]:
    """List the steps that follow at once or later."""
    if isinstance(goal, Step):
        return (goal,)
    if isinstance(goal, Night):
        return (morning(goal),)
    return goal.step, morning(goal.bounce)
