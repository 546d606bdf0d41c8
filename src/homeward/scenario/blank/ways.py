"""Routes of a blank scenario: each place to those nearest, and those that a siege closed."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from homeward.errors import Problem
from homeward.numerics.globe import km_between
from homeward.scenario.blank import defaults
from homeward.scenario.blank.answers import Answers, CutOff, Refuge, Unit
from homeward.scenario.blank.defaults import Cells
from homeward.scenario.blank.named import days_of, meet, named

NEAREST = 3
"""Ways lead from each place to so many of those nearest, and to whatever would be cut off."""


def route_rows(places: Sequence[Unit | Refuge]) -> Iterator[Cells]:
    """Give the rows of routes.csv."""
    for one, other, km in ways(places):
        yield {
            "route": f"{named(one.name)}_{named(other.name)}",
            "from": named(one.name),
            "to": named(other.name),
            "km": max(round(km * defaults.ROAD.value, 1), 1.0),
            "claims": defaults.ROAD.claims,
        }


def closure_rows(answers: Answers) -> Iterator[Cells]:
    """Give the rows of closures.csv: of ways between what is cut off and what is not."""
    for one in answers.cut_off:
        since, until = days_of(answers, one)
        for route in leading_out(answers, one):
            yield {
                "route": route,
                "from": since.isoformat(),
                "to": until.isoformat() if until <= answers.about.end else "",
                "claims": answers.ground_of(one),
            }


def leading_out(answers: Answers, one: CutOff) -> list[str]:
    """Name the ways between what is cut off and what is not."""
    inside = set(map(named, one.places))
    ends = [(named(a.name), named(b.name)) for a, b, _ in ways([*answers.units, *answers.refuges])]
    return [f"{a}_{b}" for a, b in ends if (a in inside) != (b in inside)]


def not_cut_off(answers: Answers) -> Iterator[Problem]:
    """Find sieges that close no way, and two that close one way on the same days."""
    for number, one in enumerate(answers.cut_off):
        where, routes = f"cut_off, line {one.line}", set(leading_out(answers, one))
        if not routes:
            way = "leave out the places that it was cut off from."
            yield Problem(where, "no way leads out of it: every place is named.", "", (way,))
        for other in answers.cut_off[:number]:
            both = routes & set(leading_out(answers, other))
            if both and meet(days_of(answers, one), days_of(answers, other)):
                found = (
                    f"{min(both)} is already closed for some of these days, on line {other.line}."
                )
                way = "give since and until of both, one after the other."
                yield Problem(where, found, "", (way,))


def ways(places: Sequence[Unit | Refuge]) -> list[tuple[Unit | Refuge, Unit | Refuge, float]]:
    """Join each place to those nearest, and all of them by the shortest ways, km as the crow flies."""
    n_place = len(places)
    km = [[km_between(one, other) for other in places] for one in places]
    pairs = {
        (min(one, other), max(one, other))
        for one in range(n_place)
        for other in _nearest(one, km[one])
    }
    joined = {0}
    while len(joined) < n_place:
        outside = [at for at in range(n_place) if at not in joined]
        near, far = min(
            ((a, b) for a in joined for b in outside), key=lambda pair: km[pair[0]][pair[1]]
        )
        pairs.add((min(near, far), max(near, far)))
        joined.add(far)
    return [(places[one], places[other], km[one][other]) for one, other in sorted(pairs)]


def _nearest(one: int, km: Sequence[float]) -> list[int]:
    """List the places nearest to one; another may stand on its spot."""
    others = (at for at in range(len(km)) if at != one)
    return sorted(others, key=lambda at: km[at])[:NEAREST]
