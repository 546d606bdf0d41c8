"""The slow twin of the flee walk: every person moved alone, as Flee does, in plain Python over dictionaries.

Written from the description of Flee's algorithm and not from the kernels. It shares with the package what a scenario is and how registrations become arrivals, and draws from Python's own generator.
"""

from __future__ import annotations

import math
import random
from dataclasses import dataclass, field
from itertools import accumulate

from homeward.scenario.camps.daily_counts import add_as_flee, newcomers, registered_daily
from homeward.scenario.scenario import Scenario

CAMPS = ("camp", "idp_camp")


@dataclass(eq=False, slots=True)
class Link:
    """A road in one direction, from the day it opened to the day it is closed."""

    origin: str
    end: str
    km: float
    pace: float | None
    is_closed: bool = False


@dataclass(slots=True)
class Spot:
    """A place."""

    name: str
    kind: str
    country: str
    latitude: float
    longitude: float
    population: float
    capacity: float
    growth: float
    links: list[Link] = field(default_factory=list)
    is_camp: bool = False
    is_town: bool = False
    leave: float = 1.0
    intensity: float = -1.0
    fight_began: int = -1
    people: int = 0
    own_pull: float = 1.0


@dataclass(eq=False, slots=True)
class Person:
    """Somebody at a place, or on a link."""

    place: str
    link: Link | None = None
    rest: list[str] = field(default_factory=list)
    km_on_link: float = 0.0
    km_today: float = 0.0
    recent: float = 0.0
    visited: int = 1


class Twin:
    """A world of people one by one."""

    def __init__(self, scenario: Scenario, seed: int) -> None:
        self.scenario, self.rules = scenario, scenario.rules
        self.chance = random.Random(seed)
        self.day = 0
        self.spots = {row.place: self._spot(row) for row in scenario.places}
        self.people: list[Person] = []
        self.candidates: dict[str, list] = {}
        self.weighed: dict[str, tuple] = {}
        self.closed: list[Link] = []
        self.weights: dict[str, float] = {}
        for row in scenario.routes:
            times = 2 if row.route in self.rules.doubled_routes else 1
            ends = [(row.origin, row.destination), (row.destination, row.origin)]
            for origin, end in ends[: 1 + row.both_ways]:
                for _ in range(times):
                    self.spots[origin].links.append(Link(origin, end, row.km, row.pace))
        self.camps = [row.place for row in scenario.places if row.kind in CAMPS]
        self.first_day = dict(
            zip(
                self.camps,
                registered_daily(scenario, tuple(self.camps), add_as_flee)[0].tolist(),
                strict=True,
            )
        )
        self.new = newcomers(scenario).tolist()
        if not self.rules.starts_empty:
            for row in scenario.places:
                counted = self.first_day.get(row.place, 0) if self.rules.inserts_first_day else 0
                for _ in range(counted + row.already_here):
                    self._create(row.place)

    def _spot(self, row) -> Spot:
        spot = Spot(
            row.place,
            row.kind,
            row.country,
            row.latitude,
            row.longitude,
            row.population.value if row.population and row.kind not in CAMPS else 0.0,
            -1.0 if row.capacity is None else row.capacity,
            row.capacity_per_day if row.capacity is not None else 0,
        )
        self._become(spot, row.kind)
        return spot

    def _become(self, spot: Spot, kind: str) -> None:
        spot.kind = kind
        spot.is_camp = kind in CAMPS
        spot.is_town = kind not in (*CAMPS, "transit", "marker")
        spot.leave = {
            "camp": self.rules.leave_camp,
            "idp_camp": self.rules.leave_idp_camp,
            "transit": 1.0,
            "marker": 1.0,
        }.get(kind, self.rules.leave_town)

    def _create(self, place: str) -> None:
        self.people.append(Person(place))
        self.spots[place].people += 1

    # the day

    def run(self, days: int) -> list[dict[str, int]]:
        """Live some days; the people at every place on each evening."""
        evenings = []
        for _ in range(days):
            self.live()
            evenings.append({name: spot.people for name, spot in self.spots.items()})
        return evenings

    def live(self) -> None:
        """Live a day."""
        self._change_kinds()
        self._fight()
        self._arrive()
        self._open_and_close()
        for spot in self.spots.values():
            spot.own_pull = self._own_pull(spot)
            spot.capacity += spot.growth
        self.weighed = {}
        self._refresh_weights()
        for person in [one for one in self.people if one.link is None]:
            self._decide(person, is_again=False)
        for person in [one for one in self.people if one.link is not None]:
            self._travel(person)
        for person in [one for one in self.people if one.km_today or one.recent]:
            person.recent = (person.recent + person.km_today / self.rules.km_per_day) / 2
            person.km_today = 0.0
        self.day += 1

    def _on(self, when) -> int:
        return max((when - self.scenario.start).days, 0)

    def _change_kinds(self) -> None:
        for row in self.scenario.kind_changes:
            if self._on(row.start) == self.day:
                self._become(self.spots[row.place], row.kind)

    def _fight(self) -> None:
        changed = False
        for name, spot in self.spots.items():
            rows = sorted(
                (r for r in self.scenario.fighting if r.place == name), key=lambda r: r.start
            )
            spans: list[list] = []
            for row in rows:
                start, end = (
                    (row.start - self.scenario.start).days,
                    (row.end - self.scenario.start).days,
                )
                if spans and spans[-1][1] >= start:
                    spans[-1][1] = end
                else:
                    spans.append([start, end, row.intensity])
            for start, end, intensity in spans:
                if end == self.day:
                    spot.intensity, spot.is_town, spot.leave = -1.0, True, self.rules.leave_town
                    changed = True
                if max(start, 0) == self.day and end > 0:
                    spot.intensity, spot.is_town = intensity, False
                    spot.leave, spot.fight_began = self.rules.leave_fighting, max(start, -1)
                    changed = True
        if changed:
            self._refresh_weights()

    def _fading(self, spot: Spot) -> float:
        decay = self.rules.flight_decay
        if not decay:
            return 1.0
        age = self.day - spot.fight_began
        return decay[min(age // self.rules.flight_decay_days, len(decay) - 1)]

    def _refresh_weights(self) -> None:
        self.weights = {
            name: spot.population * spot.intensity * self._fading(spot)
            for name, spot in self.spots.items()
            if spot.intensity > 0
        }

    def _arrive(self) -> None:
        if self.rules.arrivals != "registered":
            self._arrive_unregistered()
            return
        if self.day == 0 and self.rules.inserts_first_day:
            for name, spot in self.spots.items():
                if spot.capacity > 0:
                    spot.capacity -= self.first_day.get(name, 0)
        names = [name for name, weight in self.weights.items() if weight > 0]
        weights = [self.weights[name] for name in names]
        if self.new[self.day]:
            for name in self.chance.choices(names, weights, k=self.new[self.day]):
                self._flee(name)

    def _arrive_unregistered(self) -> None:
        for name, spot in self.spots.items():
            if spot.intensity > 0:
                number = self.rules.per_fighting_day * spot.intensity
                if self.rules.arrivals == "share":
                    number *= spot.population
                for _ in range(math.floor(number)):
                    self._flee(name)

    def _flee(self, name: str) -> None:
        self._create(name)
        if self.rules.takes_from_population:
            self.spots[name].population -= 1

    def _open_and_close(self) -> None:
        for row in self.scenario.barriers:
            starts = self._on(row.start) == self.day
            ends = (row.end - self.scenario.start).days == self.day
            if row.kind in CAMPS:
                spot = self.spots[row.places[0]]
                if starts:
                    spot.is_camp, spot.is_town, spot.leave = False, True, self.rules.leave_town
                if ends:
                    self._become(spot, row.kind)
                continue
            if starts:
                self._close(row)
            if ends:
                self._reopen(row)

    def _close(self, row) -> None:
        self.candidates = {}
        for spot in self.spots.values():
            for link in [link for link in spot.links if self._is_behind(row, link)]:
                spot.links.remove(link)
                link.is_closed = True
                self.closed.append(link)

    def _reopen(self, row) -> None:
        self.candidates = {}
        for link in [link for link in self.closed if self._is_behind(row, link)]:
            self.closed.remove(link)
            again = Link(link.origin, link.end, link.km, link.pace)
            self.spots[link.origin].links.append(again)

    def _is_behind(self, row, link: Link) -> bool:
        if row.kind == "place":
            return row.places[0] in (link.origin, link.end)
        if row.kind == "border":
            countries = [self.spots[end].country for end in (link.origin, link.end)]
            return sorted(countries) == sorted(row.countries)
        return False

    # deciding

    def _own_pull(self, spot: Spot) -> float:
        pull = self.rules.foreign_pull if spot.country != self.scenario.home_country else 1.0
        if spot.is_camp:
            pull *= self.rules.camp_pull
        if spot.intensity > 0:
            pull *= self.rules.fighting_pull ** (self._fading(spot) * spot.intensity)
        return pull

    def _room(self, spot: Spot) -> float:
        capacity = spot.capacity * self.rules.capacity_scale
        if capacity < 1 or spot.people <= self.rules.full_from * capacity:
            return 1.0
        if spot.people >= capacity:
            return 0.0
        return 1.0 - (spot.people - self.rules.full_from * capacity) / (
            capacity * (1.0 - self.rules.full_from)
        )

    def _paths(self, place: str) -> list[tuple[list[str], float]]:
        if place not in self.candidates:
            found = []

            def go(at: str, names: list[str], km: float, left: int) -> None:
                for link in self.spots[at].links:
                    is_marker = self.spots[link.end].kind == "marker"
                    if link.end == place or link.end in names or left - (not is_marker) < 0:
                        continue
                    longer = [*names, link.end]
                    if not is_marker:
                        found.append((longer, km + link.km))
                    go(link.end, longer, km + link.km, left - (not is_marker))

            go(place, [], 0.0, self.rules.awareness)
            self.candidates[place] = found
        return self.candidates[place]

    def choices(self, place: str) -> tuple[list[list[str]], list[float]]:
        """Ways from a place, and what they weigh, added up; weighed again whenever there is other room at an end."""
        if place not in self.weighed:
            found = [(names, *self._weight(place, names, km)) for names, km in self._paths(place)]
            self.weighed[place] = (found, {})
        found, by_room = self.weighed[place]
        rooms = tuple([self._room(end) for _, end, _ in found])
        if rooms not in by_room:
            by_room[rooms] = self._chosen(found, rooms)
        return by_room[rooms]

    def _weight(self, place: str, names: list[str], km: float) -> tuple[Spot, float]:
        """Where a way ends, and what it weighs all day but for the room there."""
        rules = self.rules
        end = self.spots[names[-1]]
        pull = end.own_pull
        if rules.population_power and not end.is_camp:
            pull *= max(end.population, 1.0) ** rules.population_power
        if rules.nearness_power:
            pull *= max(crow_km(self.spots[place], end), 1.0) ** -rules.nearness_power
        weight = (rules.pull_softening + pull) / (rules.softening_km + km) ** rules.distance_power
        return end, weight

    def _chosen(self, found: list, rooms: tuple[float, ...]) -> tuple[list[list[str]], list[float]]:
        rules = self.rules
        weights = [
            (weight * room) ** rules.pull_power
            for (_, _, weight), room in zip(found, rooms, strict=True)
        ]
        best = max(weights, default=0.0)
        least = best / rules.pruning if rules.pruning >= 1.001 else 0.0
        kept = [
            (names, weight if best > 0 else 1.0)
            for (names, _, _), weight in zip(found, weights, strict=True)
            if weight >= least
        ]
        return [names for names, _ in kept], list(accumulate(weight for _, weight in kept))

    def _decide(self, person: Person, *, is_again: bool) -> None:
        if person.link is not None:
            return
        rules, spot = self.rules, self.spots[person.place]
        leave = spot.leave
        if rules.leave_size_power:
            size = max(spot.population, spot.capacity)
            leave *= (size / rules.leave_size_base) ** rules.leave_size_power
        is_short = (
            is_again
            and rules.avoids_short_days
            and (person.recent + person.km_today / rules.km_per_day) / 2 < 0.5
        )
        if (is_short and spot.is_town) or person.rest:
            leave = 1.0
        if self.chance.random() >= leave:
            return
        if not person.rest:
            ways, summed = self.choices(person.place)
            if not ways:
                return
            (person.rest,) = self.chance.choices(ways, cum_weights=summed)
        link = next((link for link in spot.links if link.end == person.rest[0]), None)
        final = self.spots[person.rest[-1]]
        if link is None or (final.is_camp and self._room(final) < 0.5):
            person.rest = []
            return
        person.link, person.km_on_link = link, 0.0
        person.rest = person.rest[1:]
        spot.people -= 1

    def _travel(self, person: Person) -> None:
        if person.link is None:
            return
        rules, link = self.rules, person.link
        pace = rules.km_per_day if link.pace is None else link.pace
        if person.visited == 1 and rules.starts_on_foot:
            pace = rules.walking_km_per_day
        person.km_on_link += pace
        person.km_today += pace
        if person.km_on_link <= link.km:
            return
        person.visited += 1
        person.km_today += link.km - person.km_on_link
        person.link = None
        person.place = link.origin if link.is_closed else link.end
        self.spots[person.place].people += 1
        if not link.is_closed and person.km_today < pace:
            self._decide(person, is_again=True)
            self._travel(person)


def crow_km(one: Spot, other: Spot) -> float:
    """Distance on the globe with latitude taken for longitude, km."""
    north, south = math.radians(one.longitude), math.radians(other.longitude)
    along, across = (south - north) / 2, math.radians(other.latitude - one.latitude) / 2
    square = math.sin(along) ** 2 + math.cos(north) * math.cos(south) * math.sin(across) ** 2
    return 2 * 6371.0 * math.asin(math.sqrt(square))
