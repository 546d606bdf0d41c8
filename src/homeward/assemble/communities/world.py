"""The world: a scenario's dated rows as arrays over eras (model §2)."""

from __future__ import annotations

import math
from dataclasses import dataclass
from datetime import date
from itertools import count

import numpy as np

from homeward.assemble.communities.answers import find_answers, find_lists, find_promises
from homeward.assemble.communities.eras import (
    era_of_day,
    era_starts,
    eras_within,
    harm_spans_by_place,
)
from homeward.assemble.communities.lift_days import find_lifted, find_trusted
from homeward.assemble.communities.paths import find_paths, no_paths
from homeward.assemble.labels import Labels, codes, keys, label, marks
from homeward.catalogue import CONDITIONS, code_of
from homeward.model.communities.codes import (
    ABROAD,
    ASSAULT,
    CAMP,
    CONSCRIPTED,
    CONTROL,
    CROSSING,
    DEAD,
    FRIENDLY,
    GARRISON,
    HELD,
    HOSTILE,
    INFORMERS,
    INSIDE,
    LIVING,
    NOWHERE,
    RAIDING,
    RETURNED_PERMITTED,
    RETURNED_UNPERMITTED,
    TRAVELLING,
)
from homeward.model.communities.drivers import (
    Drivers,
    ExternalArrivals,
    HarmRules,
    InitialDisplaced,
    PlaceConditions,
    Places,
    PresenceSeries,
    WayConditions,
)
from homeward.numerics.array_types import Codes, Marks, Reals
from homeward.numerics.globe import km_between
from homeward.scenario.rows.actors import Harm
from homeward.scenario.rows.conditions import Condition
from homeward.scenario.scenario import Scenario

MODES = {
    "control": CONTROL,
    "garrison": GARRISON,
    "raiding": RAIDING,
    "informers": INFORMERS,
    "assault": ASSAULT,
}
EXPOSURES = {
    "living": LIVING,
    "crossing": CROSSING,
    "returned_unpermitted": RETURNED_UNPERMITTED,
    "returned_permitted": RETURNED_PERMITTED,
    "travelling": TRAVELLING,
}
OUTCOMES = {
    "killing": DEAD,
    "arrest": HELD,
    "abduction": HELD,
    "conscription": CONSCRIPTED,
    "recruitment": CONSCRIPTED,
}
LEAST_REACH = 0.01
"""Share of a raider's strength below which it is not felt at all."""


@dataclass(frozen=True)
class World:
    """A scenario ready to run: the names of its axes, and its arrays."""

    labels: Labels
    starts: tuple[int, ...]
    drivers: Drivers
    series: tuple[tuple[str, str, str], ...]
    """Place, actor and mode of every presence series."""


def assemble(scenario: Scenario, *, with_ways: bool = True) -> World:
    """Turn a scenario into arrays; draws nothing.

    Parameters
    ----------
    scenario
        As `scenario.load.load_scenario` returns it: nothing is checked again here.
    with_ways
        Find the ways between places: most of the work and of the memory for a large country, and needed to run it.
    """
    labels = label(scenario)
    starts = era_starts(scenario, labels)
    series = tuple(dict.fromkeys((row.place, row.actor, row.mode) for row in scenario.presence))
    holder = _holder(scenario, labels, starts)
    low, middle, high = _presence(scenario, labels, starts, series)
    drivers = Drivers(
        era_of_day=era_of_day(starts, labels.n_day),
        places=_places(scenario, labels, holder),
        stations=PresenceSeries(
            actor=codes(labels.actors.index(actor) for _, actor, _ in series),
            mode=codes(MODES[mode] for _, _, mode in series),
            reach=_reach(scenario, series),
            low=low,
            mid=middle,
            high=high,
        ),
        rules=HarmRules(
            actor=codes(labels.actors.index(rule.actor) for rule in scenario.harms),
            mode=codes(MODES[rule.mode] for rule in scenario.harms),
            outcome=codes(OUTCOMES[rule.kind] for rule in scenario.harms),
            group=marks([rule.groups for rule in scenario.harms], labels.groups),
            exposure=marks([rule.exposure for rule in scenario.harms], tuple(EXPOSURES)),
            on=_rule_on(scenario, labels, starts),
            key=keys(_rule_names(scenario.harms)),
        ),
        conditions=_conditions(scenario, labels, starts),
        way_conditions=_way_conditions(scenario, labels, starts),
        answers=find_answers(scenario, labels, starts, holder),
        lists=find_lists(scenario, labels, starts, holder),
        promises=find_promises(scenario, labels, starts, holder),
        entries=ExternalArrivals(
            home=codes(labels.homes.index(row.home) for row in scenario.arrivals),
            group=codes(labels.groups.index(row.group) for row in scenario.arrivals),
            place=codes(labels.places.index(row.place) for row in scenario.arrivals),
            first=codes(labels.day(row.start) for row in scenario.arrivals),
            last=codes(labels.day(row.end) for row in scenario.arrivals),
        ),
        starts=InitialDisplaced(
            home=codes(labels.homes.index(row.home) for row in scenario.displaced),
            group=codes(labels.groups.index(row.group) for row in scenario.displaced),
            place=codes(labels.places.index(row.place) for row in scenario.displaced),
        ),
        ways=find_paths(scenario, labels, starts) if with_ways else no_paths(labels, starts),
        lifted=find_lifted(scenario, labels),
        trusted=find_trusted(scenario, labels),
    )
    return World(labels=labels, starts=tuple(starts), drivers=drivers, series=series)


def _places(scenario: Scenario, labels: Labels, holder: Codes) -> Places:
    return Places(
        home_place=codes(labels.places.index(home) for home in labels.homes),
        holder=holder,
        stance=_stance(scenario, labels),
        refuge_kind=_refuge_kind(scenario),
        capacity=np.array(
            [math.inf if place.capacity is None else place.capacity for place in scenario.places],
            dtype=np.float64,
        ),
        hub=codes(
            NOWHERE if place.hub is None else labels.places.index(place.hub)
            for place in scenario.places
        ),
    )


def _holder(scenario: Scenario, labels: Labels, starts: list[int]) -> Codes:
    holder = np.full((len(starts), len(labels.places)), NOWHERE, dtype=np.int64)
    for row in scenario.control:
        eras = eras_within((labels.day(row.start), labels.day(row.end)), starts)
        holder[eras, labels.places.index(row.place)] = labels.actors.index(row.actor)
    return holder


def _stance(scenario: Scenario, labels: Labels) -> Codes:
    stance = np.zeros((len(labels.groups), len(labels.actors)), dtype=np.int64)
    for row in scenario.groups:
        group = labels.groups.index(row.group)
        for actor in row.friendly:
            stance[group, labels.actors.index(actor)] = FRIENDLY
        for actor in row.hostile:
            stance[group, labels.actors.index(actor)] = HOSTILE
    return stance


def _refuge_kind(scenario: Scenario) -> Codes:
    return np.array(
        [
            [
                ABROAD
                if place.country != home.country
                else CAMP
                if place.kind == "camp"
                else INSIDE
                for place in scenario.places
            ]
            for home in scenario.homes
        ],
        dtype=np.int64,
    )


def _presence(
    scenario: Scenario,
    labels: Labels,
    starts: list[int],
    series: tuple[tuple[str, str, str], ...],
) -> tuple[Reals, Reals, Reals]:
    low, middle, high = (np.zeros((len(starts), len(series))) for _ in range(3))
    column_of = {key: column for column, key in enumerate(series)}
    for row in scenario.presence:
        eras = eras_within((labels.day(row.start), labels.day(row.end)), starts)
        column = column_of[row.place, row.actor, row.mode]
        low[eras, column] = row.strength.low
        middle[eras, column] = row.strength.value
        high[eras, column] = row.strength.high
    return low, middle, high


def _reach(scenario: Scenario, series: tuple[tuple[str, str, str], ...]) -> Reals:
    """Share of each series' strength felt at each place: falls with the distance for raiders."""
    index = {place.place: number for number, place in enumerate(scenario.places)}
    radius = dict.fromkeys(series, 0.0)
    for presence in scenario.presence:
        key = presence.place, presence.actor, presence.mode
        radius[key] = max(radius[key], presence.radius_km or 0.0)
    reach = np.zeros((len(series), len(scenario.places)))
    for row, key in enumerate(series):
        base = scenario.places[index[key[0]]]
        if radius[key] > 0.0:
            for column, place in enumerate(scenario.places):
                share = math.exp(-km_between(base, place) / radius[key])
                reach[row, column] = share if share >= LEAST_REACH else 0.0
        reach[row, index[key[0]]] = 1.0
    return reach


def _rule_names(rules: tuple[Harm, ...]) -> list[str]:
    """Name every rule by what it says; rules that say the same of the same days get numbers.

    The parts of a row that a lever has split keep the name of the row: they share its line, and
    its days are theirs together.
    """
    rows: dict[tuple[str, int], tuple[date, date]] = {}
    whose = [(_said(rule), rule.line or -number) for number, rule in enumerate(rules, start=1)]
    for row, rule in zip(whose, rules, strict=True):
        start, end = rows.get(row, (rule.start, rule.end))
        rows[row] = min(start, rule.start), max(end, rule.end)
    numbers: dict[tuple[str, int], int] = {}
    for row, (start, end) in rows.items():
        taken = {
            number
            for other, number in numbers.items()
            if other[0] == row[0] and rows[other][0] < end and start < rows[other][1]
        }
        numbers[row] = next(number for number in count() if number not in taken)
    return [f"{row[0]}|{numbers[row]}" for row in whose]


def _said(rule: Harm) -> str:
    said = (rule.actor, rule.kind, rule.mode, *rule.groups, *rule.exposure, *rule.places)
    months = " ".join(str(month) for month in rule.months)
    return "|".join((*said, months, str(rule.after_capture_days or "")))


def _rule_on(scenario: Scenario, labels: Labels, starts: list[int]) -> Marks:
    marks = np.zeros((len(starts), len(scenario.harms), len(labels.places)), dtype=np.bool_)
    for number, rule in enumerate(scenario.harms):
        spans = harm_spans_by_place(rule, scenario, labels)
        for place in labels.members_of(rule.places, labels.places):
            for span in spans[labels.places[place]]:
                marks[eras_within(span, starts), number, place] = True
    return marks


def _conditions(scenario: Scenario, labels: Labels, starts: list[int]) -> PlaceConditions:
    defaults = np.array([condition.default for condition in CONDITIONS])[:, np.newaxis]
    shape = (len(starts), len(CONDITIONS), len(labels.places))
    low, middle, high = (np.broadcast_to(defaults, shape).copy() for _ in range(3))
    for row in scenario.conditions:
        if row.is_particular:
            continue
        eras = eras_within((labels.day(row.start), labels.day(row.end)), starts)
        cell = (eras, code_of(row.variable, CONDITIONS), labels.places.index(row.place))
        low[cell] = row.value.low
        middle[cell] = row.value.value
        high[cell] = row.value.high
    return PlaceConditions(low=low, mid=middle, high=high)


def particular_rows(scenario: Scenario) -> tuple[Condition, ...]:
    """Rows about the way home of one home or group, those of a home after those of a group, those of both last."""
    rows = [row for row in scenario.conditions if row.is_particular]
    return tuple(sorted(rows, key=lambda row: 2 * (row.home is not None) + (row.group is not None)))


def _way_conditions(scenario: Scenario, labels: Labels, starts: list[int]) -> WayConditions:
    rows = particular_rows(scenario)
    on = np.zeros((len(starts), len(rows)), dtype=np.bool_)
    for number, row in enumerate(rows):
        on[eras_within((labels.day(row.start), labels.day(row.end)), starts), number] = True
    low, middle, high = (
        np.array(
            [(row.value.low, row.value.value, row.value.high) for row in rows], dtype=np.float64
        )
        .reshape(-1, 3)
        .T.copy()
    )
    return WayConditions(
        condition=codes(code_of(row.variable, CONDITIONS) for row in rows),
        place=codes(labels.places.index(row.place) for row in rows),
        home=codes(NOWHERE if row.home is None else labels.homes.index(row.home) for row in rows),
        group=codes(
            NOWHERE if row.group is None else labels.groups.index(row.group) for row in rows
        ),
        low=low,
        mid=middle,
        high=high,
        on=on,
    )
