"""The rule of movement with NumPy: arrays of agents, every step of the rule for all of them at once.

Within a day people arrive in waves, each seeing the camps as the wave before left them, where Flee's arrive one by one.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from conflict import NEVER, Conflict, capacities, read_conflict
from leg import Outcome, Task, run_leg
from rule import CONFLICT_FACTOR, KM_ADDED, KM_PER_DAY, NEARLY_FULL, REFUSED_BELOW

NOWHERE = -1


@dataclass
class People:
    """One element for each agent; `route` is NOWHERE in a place, and `place` where it was last on a road."""

    place: np.ndarray
    route: np.ndarray
    set_out: np.ndarray
    km_on_route: np.ndarray
    km_today: np.ndarray

    @classmethod
    def none_yet(cls) -> People:
        """Return no people."""
        whole, km = np.empty(0, dtype=np.int64), np.empty(0)
        return cls(whole, whole, whole, km, km)

    def add(self, places: np.ndarray) -> None:
        """Add people, one in each of these places."""
        n_new = len(places)
        self.place = np.concatenate([self.place, places])
        self.route = np.concatenate([self.route, np.full(n_new, NOWHERE)])
        self.set_out = np.concatenate([self.set_out, np.full(n_new, NEVER)])
        self.km_on_route = np.concatenate([self.km_on_route, np.zeros(n_new)])
        self.km_today = np.concatenate([self.km_today, np.zeros(n_new)])


class Displacement:
    """A conflict as arrays, and its people."""

    def __init__(self, conflict: Conflict, seed: int) -> None:
        self.conflict = conflict
        self.chance = np.random.default_rng(seed)
        self.n_place = len(conflict.places)
        self.start = np.array([route.start for route in conflict.routes])
        self.end = np.array([route.end for route in conflict.routes])
        self.km = np.array([route.km for route in conflict.routes])
        self.capacity = np.array(capacities(conflict))
        self.is_camp = np.array([place.is_camp for place in conflict.places])
        self.population = np.array([place.population for place in conflict.places])
        self.from_place = routes_by_place(self.start, self.n_place)
        self.people = People.none_yet()
        self.people.add(np.repeat(conflict.camps, conflict.observed[0]))

    def in_places(self) -> np.ndarray:
        """Return how many people are in each place, [place]."""
        there = self.people.place[self.people.route == NOWHERE]
        return np.bincount(there, minlength=self.n_place)

    def step(self, day: int) -> np.ndarray:
        """Advance one day and return how many are in each place, [place]."""
        intensity = np.array(self.conflict.intensity[day])
        if setting_out := self.conflict.arrivals[day]:
            leaving = self.population * intensity
            self.people.add(
                self.chance.choice(self.n_place, setting_out, p=leaving / leaving.sum())
            )
        pull = CONFLICT_FACTOR ** intensity[self.end] / (KM_ADDED + self.km)
        pull = np.where(self.conflict.is_open[day], pull, 0.0)
        self.people.km_today[:] = 0.0
        deciding = np.flatnonzero(self.people.route == NOWHERE)
        self.leave(deciding, pull, day)
        travelling = np.flatnonzero(self.people.route != NOWHERE)
        while len(travelling):
            arrived = self.travel(travelling, day)
            self.leave(arrived, pull, day)
            travelling = arrived[self.people.route[arrived] != NOWHERE]
        return self.in_places()

    def leave(self, deciding: np.ndarray, pull: np.ndarray, day: int) -> None:
        """Let those in a place decide: leave it or stay, and by which road."""
        chance = np.array(self.conflict.leaves[day])[self.people.place[deciding]]
        leaving = deciding[self.chance.random(len(deciding)) < chance]
        has_room = room(self.in_places(), self.capacity)
        route = self.choose(self.people.place[leaving], pull, has_room[self.end], day)
        end = self.end[route]
        sets_out = (route != NOWHERE) & ~(self.is_camp[end] & (has_room[end] < REFUSED_BELOW))
        leaving = leaving[sets_out]
        self.people.route[leaving] = route[sets_out]
        self.people.set_out[leaving] = day
        self.people.km_on_route[leaving] = 0.0

    def choose(
        self, place: np.ndarray, pull: np.ndarray, has_room: np.ndarray, day: int
    ) -> np.ndarray:
        """Choose a road for each by the pull of its end; any open one, if nothing pulls; NOWHERE if none is open."""
        is_open = np.array(self.conflict.is_open[day])
        pulls = table(pull * has_room, self.from_place)
        anything = table(is_open.astype(float), self.from_place)
        total = pulls.sum(axis=1)
        pulls = np.cumsum(np.where(total[:, None] > 0, pulls, anything), axis=1)
        drawn = self.chance.random(len(place)) * pulls[place, -1]
        chosen = (drawn[:, None] >= pulls[place]).sum(axis=1)
        leads_out = pulls[place, -1] > 0
        chosen = np.where(leads_out, chosen, 0)
        return np.where(leads_out, self.from_place[place, chosen], NOWHERE)

    def travel(self, travelling: np.ndarray, day: int) -> np.ndarray:
        """Go a day's distance; return who arrived with some of the day left.

        The whole day's distance is gone on every road, however many there are in a day: that is Flee's rule.
        """
        people, route = self.people, self.people.route[travelling]
        people.km_on_route[travelling] += KM_PER_DAY
        people.km_today[travelling] += KM_PER_DAY
        there = people.km_on_route[travelling] > self.km[route]
        travelling, route = travelling[there], route[there]
        people.km_today[travelling] += self.km[route] - people.km_on_route[travelling]
        turned_back = np.array(self.conflict.last_closed[day])[route] > people.set_out[travelling]
        people.place[travelling] = np.where(turned_back, self.start[route], self.end[route])
        people.route[travelling] = NOWHERE
        return travelling[~turned_back & (people.km_today[travelling] < KM_PER_DAY)]


def room(people: np.ndarray, capacity: np.ndarray) -> np.ndarray:
    """Return the room left in each place, as in `rule.room`, [place]."""
    limit = np.maximum(capacity, 1)
    left = np.clip((limit - people) / (limit * (1.0 - NEARLY_FULL)), 0.0, 1.0)
    return np.where(capacity < 1, 1.0, left)


def routes_by_place(start: np.ndarray, n_place: int) -> np.ndarray:
    """Return the routes out of each place, padded with NOWHERE, [place, which]."""
    padded = np.full((n_place, max(np.bincount(start), default=1)), NOWHERE)
    for place in range(n_place):
        out = np.flatnonzero(start == place)
        padded[place, : len(out)] = out
    return padded


def table(by_route: np.ndarray, from_place: np.ndarray) -> np.ndarray:
    """Lay a value of each route out by place, 0 where there is none, [place, which]."""
    return np.where(from_place == NOWHERE, 0.0, by_route[from_place])


def run_numpy(task: Task) -> Outcome:
    """Run every day."""
    conflict = read_conflict(task.folder, task.thin)
    model = Displacement(conflict, task.seed)
    days = range(task.days or conflict.n_day)
    people = [model.step(day)[conflict.camps].tolist() for day in days]
    return Outcome([conflict.places[camp].name for camp in conflict.camps], people)


if __name__ == "__main__":
    run_leg(run_numpy, lambda: f"NumPy {np.__version__}")
