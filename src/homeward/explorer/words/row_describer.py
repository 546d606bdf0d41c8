"""How the rows of a scenario are spoken of: names that may be shown, days, numbers with their ranges."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence

import pycountry

from homeward.results.figures.scales import MONTHS
from homeward.results.tables.names import names_of_scenario
from homeward.scenario.rows.uncertain_numbers import Range
from homeward.scenario.scenario import Scenario

_ONE_DAY = dt.timedelta(days=1)
_GROUPED = 1000
"""Numbers from here on are written whole, with thousands set apart."""


class RowDescriber:
    """Words what a scenario holds; groups and actors have neutral names where it withholds theirs."""

    def __init__(self, scenario: Scenario) -> None:
        names = names_of_scenario(scenario)
        self.is_open = scenario.show_group_labels
        self._first, self._after = scenario.start, scenario.after_end
        self._places = dict(zip(names.identifiers["place"], names.labels["place"], strict=True))
        self._groups = dict(zip(scenario.group_names, names.labels["group"], strict=True))
        self._actors = dict(zip(scenario.actor_names, names.labels["actor"], strict=True))
        self._routes = {route.route: (route.origin, route.destination) for route in scenario.routes}

    def place(self, name: str) -> str:
        """Name a place."""
        return self._places.get(name, name)

    def places(self, names: Sequence[str]) -> str:
        """Name some places."""
        return listed([self.place(name) for name in names])

    def is_place(self, name: str) -> bool:
        """Tell whether a place has this name."""
        return name in self._places

    def groups(self, names: Sequence[str]) -> str:
        """Name some groups."""
        return listed([self._groups.get(name, name) for name in names])

    def actors(self, names: Sequence[str]) -> str:
        """Name some actors."""
        return listed([self._actors.get(name, name) for name in names])

    def ends(self, route: str) -> tuple[str, str]:
        """Find the places at the beginning and at the end of a way."""
        return self._routes.get(route, (route, route))

    def days(self, start: dt.date, end: dt.date) -> str:
        """Word the days from `start` up to `end`, excluded; nothing if they are all of the run."""
        last = end - _ONE_DAY
        if start <= self._first and end >= self._after:
            return ""
        if start == last:
            return f", on {short_date(start)}"
        if start <= self._first:
            return f", up to {short_date(last)}"
        if end >= self._after:
            return f", from {short_date(start)}"
        return f", {short_date(start)} to {short_date(last)}"


def short_date(when: dt.date) -> str:
    """Write a date briefly: 1 Jun 2019."""
    return f"{when.day} {MONTHS[when.month - 1][:3]} {when.year}"


def short_number(value: float) -> str:
    """Write a number as short as it can be read."""
    return f"{value:,.0f}" if abs(value) >= _GROUPED else f"{value:.4g}"


def ranged(known: Range, unit: str = "") -> str:
    """Write a number with its range and unit: 0.4 (0.25–0.55)."""
    said = short_number(known.value)
    if known.low < known.high:
        said += f" ({short_number(known.low)}–{short_number(known.high)})"
    return f"{said} {unit}" if unit else said


def listed(names: Sequence[str]) -> str:
    """Join names: A, B and C."""
    return " and ".join(part for part in (", ".join(names[:-1]), *names[-1:]) if part)


def country(letters: str) -> str:
    """Name a country by its three letters; the letters if nobody knows them."""
    found = pycountry.countries.get(alpha_3=letters)
    return str(found.name) if found is not None else letters
