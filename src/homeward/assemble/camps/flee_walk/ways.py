"""Ways: how people can go from each place within the roads they look ahead (model §12.4)."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from homeward.assemble.camps.flee_walk.roads import Road
from homeward.scenario.scenario import Scenario


@dataclass(frozen=True)
class Way:
    """A way to some place that passes no place twice.

    Parameters
    ----------
    places
        Places after the first, by index, the last being where it leads.
    roads
        Roads that must be open, by index.
    times
        How often it is counted in choosing.
    """

    origin: int
    places: tuple[int, ...]
    roads: tuple[int, ...]
    km: float
    times: int

    @property
    def end(self) -> int:
        """Where it leads."""
        return self.places[-1]


def find_ways(
    scenario: Scenario, roads: tuple[Road, ...], awareness: int
) -> tuple[tuple[Way, ...], ...]:
    """List the ways from every place: depth first, markers never an end and never a step (place, way)."""
    leaving: dict[int, list[int]] = {number: [] for number in range(len(scenario.places))}
    for number, road in enumerate(roads):
        leaving[road.origin].append(number)
    is_marker = [place.kind == "marker" for place in scenario.places]

    def onward(way: Way, steps: int) -> Iterator[Way]:
        at = way.places[-1] if way.places else way.origin
        for number in leaving[at]:
            road = roads[number]
            left = steps - (not is_marker[road.destination])
            if left < 0 or road.destination == way.origin or road.destination in way.places:
                continue
            longer = Way(
                origin=way.origin,
                places=(*way.places, road.destination),
                roads=(*way.roads, number),
                km=way.km + road.km,
                times=way.times * road.times,
            )
            if not is_marker[road.destination]:
                yield longer
            yield from onward(longer, left)

    return tuple(
        tuple(onward(Way(number, (), (), 0.0, 1), awareness))
        for number in range(len(scenario.places))
    )


def first_roads(roads: tuple[Road, ...]) -> Mapping[tuple[int, int], int]:
    """Name the road that people take between two places: in Flee the first in the table."""
    found: dict[tuple[int, int], int] = {}
    for number, road in enumerate(roads):
        found.setdefault((road.origin, road.destination), number)
    return found
