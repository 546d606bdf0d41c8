"""The slow twin of camp choice: the law once more over dictionaries, written from its formulas (model §13).

It shares with the engine the daily registered numbers, the binomial and its addresses, and no law. Camps and origins
are taken in the order of the alphabet, which is part of the addresses: what one draws, the next no longer can.
"""

from __future__ import annotations

import heapq
import math
from collections import Counter
from collections.abc import Mapping
from functools import cache
from statistics import median
from typing import NamedTuple

from homeward.assemble.labels import keys
from homeward.numerics.draws import binomial
from homeward.numerics.globe import EARTH_KM
from homeward.scenario.camps.daily_counts import place_of, registered_daily, series_names
from homeward.scenario.rows.camps.barriers import Barrier
from homeward.scenario.rows.places import Place
from homeward.scenario.scenario import Scenario

CHOOSE, COME_FROM = 44, 45
LEAST_KM = 0.5
REFERENCE_KM = 100.0
WITHOUT_ROADS = 3.0

People = dict[str, int]
"""Persons by camp, or by origin."""


class Evening(NamedTuple):
    """One day: people in camps, and newcomers by where they came from."""

    people: People
    displaced: People


def choose(
    scenario: Scenario,
    parameters: Mapping[str, float],
    seed: int,
    member: int,
    with_capacity: bool,
) -> list[People]:
    """People in every camp, evening by evening."""
    return [evening.people for evening in live(scenario, parameters, seed, member, with_capacity)]


def live(
    scenario: Scenario,
    parameters: Mapping[str, float],
    seed: int,
    member: int,
    with_capacity: bool,
) -> list[Evening]:
    land = Land(scenario, parameters)
    counts = registered_daily(scenario, tuple(land.camps))
    total = [max(int(day.sum()), 0) for day in counts]
    people = dict(zip(land.camps, counts[0].tolist(), strict=True))
    evenings = [Evening(people, {})]
    for day in range(1, scenario.n_day):
        change = total[day] - total[day - 1]
        if change < 0:
            evenings.append(Evening(fewer(evenings[-1].people, total[day], total[day - 1]), {}))
        else:
            crowd = Crowd(land, day, dict(evenings[-1].people), with_capacity)
            evenings.append(crowd.come(change, seed, member))
    return evenings


def fewer(people: People, after: int, before: int) -> People:
    """All camps lose alike; the sums over the first camps, the first two, … are rounded down (§13.3)."""
    left: People = {}
    for number, camp in enumerate(sorted(people)):
        so_far = sum(people[name] for name in sorted(people)[: number + 1])
        left[camp] = so_far * after // before - sum(left.values())
    return left


class Land:
    """What does not depend on who is where (§13.1)."""

    def __init__(self, scenario: Scenario, parameters: Mapping[str, float]) -> None:
        self.scenario = scenario
        self.numbers = parameters
        self.place = {place.place: place for place in scenario.places}
        known = {place_of(scenario, name) for name in series_names(scenario)}
        self.camps = sorted(name for name in self.place if self.is_camp(name) and name in known)
        fought = {row.place for row in scenario.fighting if any(map(self.covers(row), self.days))}
        self.origins = sorted(name for name in fought if not self.is_camp(name))
        self.is_fought = bool(self.origins)
        if not self.is_fought:
            self.origins = sorted(name for name in self.place if not self.is_camp(name))
        self.camp_key = dict(zip(self.camps, keys(self.camps).tolist(), strict=True))
        self.origin_key = dict(zip(self.origins, keys(self.origins).tolist(), strict=True))
        self.country = self.country_of_origins()
        self.known_ways: dict[frozenset[int], dict[str, dict[str, float]]] = {}

    @property
    def days(self) -> range:
        return range(self.scenario.n_day)

    def is_camp(self, name: str) -> bool:
        return self.place[name].kind in {"camp", "idp_camp"}

    def covers(self, row: object):
        """Whether a row holds on a day."""
        first, after = ((when - self.scenario.start).days for when in (row.start, row.end))
        return lambda day: first <= day < after

    def country_of_origins(self) -> str:
        counted = Counter(self.place[name].country for name in self.origins)
        most = [name for name in counted if counted[name] == max(counted.values())]
        home = self.scenario.home_country
        return home if home in most or not most else min(most)

    @cache  # noqa: B019  a land lives as long as its test
    def active(self, day: int) -> list[str]:
        """Where people flee from: where there is fighting, or last was; before any, wherever there will be."""
        if not self.is_fought:
            return self.origins
        for past in range(day, -1, -1):
            fought = {row.place for row in self.scenario.fighting if self.covers(row)(past)}
            if fought & {*self.origins}:
                return sorted(fought & {*self.origins})
        return self.origins

    def size(self, origin: str) -> float:
        known = [
            self.place[name].population.value
            for name in self.origins
            if self.place[name].population and self.place[name].population.value > 0
        ]
        own = self.place[origin].population
        people = own.value if own and own.value > 0 else median(known) if known else 1.0
        return people ** self.numbers["origin_power"]

    def is_open(self, camp: str, day: int) -> bool:
        return not any(
            self.covers(row)(day)
            for row in self.scenario.barriers
            if row.kind in {"camp", "idp_camp", "place"} and row.places == (camp,)
        )

    @cache  # noqa: B019
    def days_open(self, camp: str, day: int) -> int | None:
        """Days since it last opened; None if it never has."""
        for past in range(day, 0, -1):
            if self.is_open(camp, past) and not self.is_open(camp, past - 1):
                return day - past
        return None

    def is_behind(self, row: Barrier, ends: tuple[str, str]) -> bool:
        if row.kind == "border":
            return sorted(self.place[end].country for end in ends) == sorted(row.countries)
        if row.kind == "place":
            return row.places[0] in ends
        return row.kind == "road" and {*ends} == {*row.places}

    def roads(self, day: int | None) -> frozenset[int]:
        """Numbers of the roads that are open on a day; of all of them."""
        shut = [row for row in self.scenario.barriers if day is not None and self.covers(row)(day)]
        return frozenset(
            number
            for number, road in enumerate(self.scenario.routes)
            if not any(self.is_behind(row, (road.origin, road.destination)) for row in shut)
        )

    def ways(self, day: int | None) -> dict[str, dict[str, float]]:
        """Least distance from every origin to every place that can be reached, km."""
        roads = self.roads(day)
        if roads not in self.known_ways:
            self.known_ways[roads] = {name: self.reached(name, roads) for name in self.origins}
        return self.known_ways[roads]

    def reached(self, origin: str, roads: frozenset[int]) -> dict[str, float]:
        found: dict[str, float] = {}
        queue = [(0.0, origin)]
        while queue:
            km, here = heapq.heappop(queue)
            if here in found:
                continue
            found[here] = km
            for number in roads:
                road = self.scenario.routes[number]
                if road.origin == here:
                    heapq.heappush(queue, (km + self.length(number), road.destination))
                if road.destination == here and road.both_ways:
                    heapq.heappush(queue, (km + self.length(number), road.origin))
        return found

    def length(self, number: int) -> float:
        road = self.scenario.routes[number]
        ends = (self.place[road.origin].country, self.place[road.destination].country)
        is_abroad = self.country not in ends
        share = self.numbers["abroad_km_share"] if is_abroad else 1.0
        return max(road.km * share, LEAST_KM)

    @cache  # noqa: B019
    def reach(self, origin: str, camp: str, roads: frozenset[int]) -> float:
        """What distance leaves: by open roads, or a little of what it leaves by all of them (§13.2)."""
        anyhow = self.ways(None)[origin].get(camp)
        if anyhow is None:
            anyhow = WITHOUT_ROADS * as_the_crow_flies(self.place[origin], self.place[camp])
        leaked = self.numbers["closed_leak"] * self.left_of(anyhow)
        by_road = self.known_ways[roads][origin].get(camp)
        return leaked if by_road is None else max(self.left_of(by_road), leaked)

    def left_of(self, km: float) -> float:
        scaled = (self.numbers["softening_km"] + km) / REFERENCE_KM
        return scaled ** -self.numbers["distance_power"]


def as_the_crow_flies(one: Place, other: Place) -> float:
    """Great-circle distance, km (haversine)."""
    south, north = math.radians(one.latitude), math.radians(other.latitude)
    along = math.sin((north - south) / 2) ** 2
    across = math.sin(math.radians(other.longitude - one.longitude) / 2) ** 2
    return 2 * EARTH_KM * math.asin(math.sqrt(along + math.cos(south) * math.cos(north) * across))


class Crowd:
    """Who is in the camps on one day, and who comes."""

    def __init__(self, land: Land, day: int, people: People, with_capacity: bool) -> None:
        self.land = land
        self.day = day
        self.people = people
        self.active = land.active(day)
        self.capacity = {
            camp: (land.place[camp].capacity or 0) if with_capacity else 0 for camp in land.camps
        }
        self.pull = {camp: self.pull_of(camp) for camp in land.camps}

    def come(self, newcomers: int, seed: int, member: int) -> Evening:
        """Share newcomers out; whom a camp has no room for look again (§13.3)."""
        displaced: People = {}
        look, left = 0, newcomers
        while left > 0:
            by_camp, by_origin = self.shares()
            if look == 0:
                address = (seed, COME_FROM, member, self.day)
                displaced = divided(left, by_origin, address, self.land.origin_key, 0)
            address = (seed, CHOOSE, member, self.day)
            going = divided(left, by_camp, address, self.land.camp_key, look)
            left = sum(self.enter(going, is_full=not self.with_room()))
            look += 1
        return Evening(self.people, displaced)

    def enter(self, going: People, *, is_full: bool) -> list[int]:
        """Let people in as far as there is room; return how many each camp turned away."""
        turned_away: list[int] = []
        for camp, people in going.items():
            is_limited = self.capacity[camp] > 0 and not is_full
            let_in = min(people, self.capacity[camp] - self.people[camp]) if is_limited else people
            self.people[camp] += let_in
            turned_away.append(people - let_in)
        return turned_away

    def with_room(self) -> list[str]:
        limits = self.capacity
        return [c for c in self.land.camps if limits[c] == 0 or self.people[c] < limits[c]]

    def pull_of(self, camp: str) -> float:
        """Pull by those there this morning, and by its opening (§13.2)."""
        numbers, n_camp = self.land.numbers, len(self.people)
        everybody = sum(self.people.values())
        presence = self.people[camp] / everybody if everybody else 1 / n_camp
        pull = (presence + numbers["kin_floor"] / n_camp) ** numbers["kin_power"]
        days_open = self.land.days_open(camp, self.day)
        if days_open is not None:
            fading = math.exp(-days_open / numbers["surge_days"])
            pull *= math.exp(numbers["opening_surge"] * fading)
        return pull if self.land.is_open(camp, self.day) else numbers["closed_leak"] * pull

    def shares(self) -> tuple[dict[str, float], dict[str, float]]:
        """How newcomers share out among camps, and among origins; not scaled (§13.2)."""
        by_camp = dict.fromkeys(self.land.camps, 0.0)
        by_origin = dict.fromkeys(self.land.origins, 0.0)
        for origin in self.active:
            for camp, chance in self.chances(origin).items():
                by_camp[camp] += chance
                by_origin[origin] += chance
        if sum(by_camp.values()) > 0:
            return by_camp, by_origin
        by_size = {origin: self.land.size(origin) for origin in self.active}
        return dict.fromkeys(self.with_room(), 1.0) or dict(self.capacity), by_size

    def chances(self, origin: str) -> dict[str, float]:
        """Nested by country: size v V^(split - 1), v the pull at this distance to the power 1 / split.

        Multiplied in the order of the engine: where two camps pull alike, the last digit tells which sampler draws.
        """
        split = self.land.numbers["country_split"]
        self.land.ways(self.day)
        roads = self.land.roads(self.day)
        value = {
            camp: self.land.reach(origin, camp, roads) ** (1 / split)
            * self.pull[camp] ** (1 / split)
            for camp in self.with_room()
        }
        nest: Counter[str] = Counter()
        for camp, pull in value.items():
            nest[self.land.place[camp].country] += pull
        return {
            camp: v * (nest[self.land.place[camp].country] ** (split - 1) * self.land.size(origin))
            for camp, v in value.items()
            if v > 0
        }


def divided(
    people: int,
    share: Mapping[str, float],
    address: tuple[int, int, int, int],
    key: Mapping[str, int],
    look: int,
) -> People:
    """Draw how many go where, one after the other; the last takes the rest."""
    names = sorted(name for name in share if share[name] > 0)
    rest = sum(share[name] for name in names)
    going: People = {}
    for name in names:
        left = people - sum(going.values())
        going[name] = left
        if name != names[-1] and rest > 0:  # 0 by rounding: nobody is left either
            going[name] = binomial(left, share[name] / rest, *address, key[name], look)
        rest -= share[name]
    return going
