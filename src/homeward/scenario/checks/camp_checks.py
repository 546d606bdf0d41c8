"""Checks of what only a scenario of camp registrations says (model §12)."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise

from homeward.errors import Problem, ScenarioError, nearest_hint
from homeward.scenario.reading.draft import Draft
from homeward.scenario.reading.tables import SETTINGS_FILE
from homeward.scenario.rows.camps.barriers import Barrier
from homeward.scenario.rows.camps.fighting import Fighting
from homeward.scenario.rows.camps.registrations import Correction, Registration
from homeward.scenario.rows.places import Place, Route
from homeward.scenario.scenario import Scenario


def check_modelled(scenario: Scenario) -> None:
    """Refuse a scenario of camp registrations.

    Raises
    ------
    ScenarioError
        If it is one: nothing but where people go is modelled.
    """
    if scenario.is_camp_model:
        found = f'"{scenario.name}" says how many were registered, and nothing of why they fled or would go home.'
        way = "homeward run and homeward score take it; for the rest, name a scenario of the community model."
        raise ScenarioError(Problem("", found, "", (way,)))


def check_not_registered(draft: Draft) -> Iterator[Problem]:
    """Find columns that act only in the camp models."""
    for place in draft.of(Place):
        for column in ("capacity_per_day", "already_here"):
            if getattr(place, column):
                where = f'places.csv, line {place.line}, column "{column}"'
                found = f"{getattr(place, column)} has no effect in the community model."
                yield Problem(where, found, "", ("leave the cell empty.",))


def check_home_country(draft: Draft) -> Iterator[Problem]:
    """Find a home country that no place is in."""
    if not draft.home_country or not draft.are_sound("places"):
        return
    countries = tuple(dict.fromkeys(place.country for place in draft.of(Place)))
    if draft.home_country not in countries:
        where = f'{SETTINGS_FILE}, key "home_country"'
        found = f'no place is in "{draft.home_country}".'
        why = "It says which places are abroad for the people registered."
        yield Problem(where, found, why, (f"name one of {', '.join(countries)}.",))


def check_fights(draft: Draft) -> Iterator[Problem]:
    """Find days on which one place has two intensities."""
    rows = sorted(draft.of(Fighting), key=lambda row: (row.place, row.start))
    for one, other in pairwise(rows):
        if one.place == other.place and other.start < one.end:
            where = f"fighting.csv, line {other.line}"
            found = f'"{other.place}" is fought over from {other.start}, and on line {one.line} until {one.end}.'
            yield Problem(where, found, "", ("let the two follow each other.",))


def check_barriers(draft: Draft) -> Iterator[Problem]:
    """Find borders of countries without places, and roads that are not there."""
    if not draft.are_sound("places", "routes"):
        return
    countries = {place.country for place in draft.of(Place)}
    roads = {frozenset((route.origin, route.destination)) for route in draft.of(Route)}
    for row in draft.of(Barrier):
        where = f"barriers.csv, line {row.line}"
        for country in row.countries:
            if country not in countries:
                why = nearest_hint(country, sorted(countries))
                yield Problem(where, f'no place is in "{country}".', why, ("correct the country.",))
        if row.kind == "road" and frozenset(row.places) not in roads:
            found = f"there is no road between {' and '.join(row.places)}."
            yield Problem(where, found, "", ("correct the names, or add the road to routes.csv.",))


def check_somebody_arrives(draft: Draft) -> Iterator[Problem]:
    """Find a scenario in which as many arrive as were registered, and nobody was."""
    if draft.rules.arrivals != "registered" or draft.of(Registration):
        return
    if draft.are_sound("registrations"):
        why = "As many people arrive as were registered."
        way = "add rows, or let fighting bring people: rules, arrivals: constant, poisson or share."
        yield Problem("registrations.csv", "there are no rows.", why, (way,))


def check_corrections(draft: Draft) -> Iterator[Problem]:
    """Find new counts that are not in their series, or scale nothing."""
    if not draft.are_sound("registrations"):
        return
    counted = {
        name: [row for row in draft.of(Registration) if row.series == name]
        for name in dict.fromkeys(row.series for row in draft.of(Registration))
    }
    for row in draft.of(Correction):
        where = f"corrections.csv, line {row.line}"
        rows = counted.get(row.series)
        if rows is None:
            why = nearest_hint(row.series, list(counted), "series")
            found = f'series "{row.series}" is not in registrations.csv.'
            yield Problem(where, found, why, ("correct the name.",))
        elif row.date not in {one.date for one in rows}:
            found = f'"{row.series}" was not counted on {row.date}.'
            why = "Earlier numbers are scaled to meet the count of that day."
            yield Problem(where, found, why, ("name a day on which it was counted.",))
