"""Everything of a scenario that carries a range: where it stands, and what every member drew of it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from homeward.assemble.communities.answers import listed_homes
from homeward.assemble.communities.ensemble import BETWEEN, PARAMETER_DRAW, Draws, condition_address
from homeward.numerics.array_types import Reals
from homeward.scenario.reading.tables import SETTINGS_FILE
from homeward.scenario.rows.uncertain_numbers import Range
from homeward.scenario.scenario import Scenario


@dataclass(frozen=True)
class RangedInput:
    """One input with a range, or several rows that are drawn together.

    Parameters
    ----------
    where
        Its file and lines.
    what
        What it is, in words of the table.
    known
        Its range; of several rows, that of the first.
    claims
        What it rests on.
    address
        The name its quantiles are drawn under.
    """

    where: str
    what: str
    known: Range
    claims: tuple[str, ...]
    address: tuple[str, ...]

    @property
    def is_parameter(self) -> bool:
        """Whether it is a parameter of the laws, and stands in no table."""
        return self.address[0] == PARAMETER_DRAW

    @property
    def name(self) -> str:
        """Its address in one word, as a posterior names it."""
        return BETWEEN.join(self.address)

    def quantiles(self, draws: Draws) -> Reals:
        """Return the quantile that every member drew (member), 0-1."""
        return draws.quantile(*self.address)


def ranged_inputs(scenario: Scenario) -> list[RangedInput]:
    """List every input with a range once, in the order of the files."""
    found: dict[tuple[str, ...], RangedInput] = {}
    lines: dict[tuple[str, ...], list[int]] = {}
    for table, line, one in _of_tables(scenario):
        if one.known.low < one.known.high:
            found.setdefault(one.address, one)
            lines.setdefault(one.address, []).append(line)
            file = f"{table}.csv, line{'s' if len(lines[one.address]) > 1 else ''}"
            where = f"{file} {', '.join(map(str, lines[one.address]))}"
            first = found[one.address]
            found[one.address] = RangedInput(
                where, first.what, first.known, first.claims, first.address
            )
    for name, known in scenario.parameters.items():
        if known.low < known.high:
            address = (PARAMETER_DRAW, name)
            found[address] = RangedInput(SETTINGS_FILE, name, known, known.claims, address)
    return list(found.values())


Found = Iterator[tuple[str, int, RangedInput]]
"""Ranges of a table under the addresses that `assemble.communities.ensemble` draws them at: table, line, input."""


def _of_tables(scenario: Scenario) -> Found:
    yield from _of_places(scenario)
    yield from _of_people(scenario)
    yield from _of_actors(scenario)


def _one(what: str, known: Range, claims: tuple[str, ...], *address: str) -> RangedInput:
    return RangedInput("", what, known, claims, address)


def _of_places(scenario: Scenario) -> Found:
    for place in scenario.places:
        name, claims = place.place, place.claims
        if place.population is not None:
            made = _one(f"population of {name}", place.population, claims, "population", name)
            yield "places", place.line, made
        made = _one(f"hosting of {name}", place.hosting, claims, "hosting", name)
        yield "places", place.line, made
    for row in scenario.conditions:
        made = _one(
            f"{row.variable} at {row.place}", row.value, row.claims, *condition_address(row)
        )
        yield "conditions", row.line, made


def _of_people(scenario: Scenario) -> Found:
    for home in scenario.homes:
        for row in scenario.groups_of(home.place):
            what, address = f"share of {row.group} at {home.place}", (home.place, row.group)
            yield "groups", row.line, _one(what, row.share, row.claims, "share", *address)
    for row in scenario.displaced:
        name = f"{row.home} {row.group} {row.place}"
        made = _one(f"people displaced, {name}", row.people, row.claims, "displaced", name)
        yield "displaced", row.line, made
    for row in scenario.arrivals:
        name = f"{row.home} {row.group} {row.place} {row.start}"
        made = _one(f"people arriving, {name}", row.people, row.claims, "arrivals", name)
        yield "arrivals", row.line, made


def _of_actors(scenario: Scenario) -> Found:
    for row in scenario.presence:
        what = f"{row.mode} of {row.actor} at {row.place}"
        address = ("presence", row.place, row.actor, row.mode)
        yield "presence", row.line, _one(what, row.strength, row.claims, *address)
    for row in scenario.harms:
        address = ("harm", row.actor, row.kind, row.mode, *row.groups, *row.exposure)
        groups = f" of {' '.join(row.groups)}" if row.groups else ""
        what = f"{row.kind}{groups} by {row.actor}, {row.mode}"
        yield "harms", row.line, _one(what, row.rate, row.claims, *address)
    for row, approvals, home in listed_homes(scenario):
        name = f"{home} {row.actor} {' '.join(row.groups)} {row.start}"
        made = _one(f"people approved, {name}", approvals, row.claims, "approvals", name)
        yield "permissions", row.line, made
