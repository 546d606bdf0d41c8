"""Coordinates that look exchanged."""

from __future__ import annotations

from itertools import pairwise

import pytest

from homeward.exchange.flee.coordinates import doubt_coordinates
from homeward.exchange.flee.dialect import rows_by_position
from homeward.exchange.flee.findings import Findings
from homeward.exchange.flee.locations import read_places


def doubts(*points: tuple[float, float], km: float = 100) -> list[str]:
    """Doubts about places in a row, each a road from the next."""
    text = "".join(f"P{n},,Chad,{x},{y},town,,1\n" for n, (x, y) in enumerate(points))
    findings = Findings()
    rows = rows_by_position("locations.csv", text.encode(), findings)
    assert rows is not None
    places = read_places(rows, findings)
    row = list(places.by_name.values())
    roads = [(one, other, km, "routes.csv") for one, other in pairwise(row)]
    doubt_coordinates(places, roads, findings)
    return findings.warnings


def test_places_near_each_other_are_not_doubted():
    assert doubts((13, 15), (13.5, 15.2), (13.1, 15.9)) == []


def test_the_one_that_is_exchanged_is_named_and_not_its_neighbours():
    (warning,) = doubts((13, 25), (25.2, 13.4), (13.1, 25.9))
    assert 'of "P1" look exchanged' in warning


@pytest.mark.parametrize("point", [(13, 45), (55, 80)])
def test_a_place_that_is_only_wrong_is_not_called_exchanged(point: tuple[float, float]):
    found = doubts((13, 25), point, (13.1, 25.9))
    assert len(found) == 2
    assert all("shorter than the great circle" in one for one in found)
