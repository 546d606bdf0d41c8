"""Room for newcomers, worked back from where displaced people are: what distance and kin explain is taken out."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from homeward.numerics.globe import great_circle_km

DECAY, KIN, FLOOR = 1.3, 0.4, 0.02
"""Central values of distance_decay and kin_pull, and the floor of kin (§6.2)."""
BORDER = 0.7
"""Central value of crossing_ease in an import."""
LEAST_KM, PER_KM = 5.0, 100.0
LEAST_ROOM, MOST_ROOM = 0.01, 5_000.0
UNKNOWN_ROOM = 0.5
"""Room where nobody is known to be: judgement."""


@dataclass(frozen=True)
class Refuge:
    """A place that people can flee to.

    Parameters
    ----------
    people
        Displaced people there; None: not known.
    own
        The home that it is a refuge within; empty: none.
    """

    place: str
    latitude: float
    longitude: float
    people: float | None
    own: str = ""
    is_abroad: bool = False


def rooms(
    refuges: Sequence[Refuge],
    homes: Mapping[str, tuple[float, float, float]],
    detour: float,
    within_km: float,
) -> dict[str, float]:
    """Return the room of each refuge, 1 being the median of those inside where people are.

    So that people who flee from all homes, as many from each as have left it, would divide as they have (§6.2):
    room is people over what distance, kin and border make of them.

    Parameters
    ----------
    homes
        By place: latitude, longitude, and people who have left it.
    """
    whole = sum(one.people or 0.0 for one in refuges)
    if whole <= 0:
        return {one.place: UNKNOWN_ROOM for one in refuges}
    raw: dict[str, float] = {}
    for one in refuges:
        if one.people is None:
            continue
        near = _nearness(one, homes, detour, within_km)
        kin = (one.people / whole + FLOOR) ** KIN
        pull = near * kin * (BORDER if one.is_abroad else 1.0)
        raw[one.place] = one.people / pull if pull > 0 else 0.0
    inside = [raw[one.place] for one in refuges if raw.get(one.place) and not one.is_abroad]
    unit = float(np.median(inside or [value for value in raw.values() if value] or [1.0]))
    return {
        one.place: (
            UNKNOWN_ROOM
            if one.place not in raw
            else float(np.clip(round(raw[one.place] / unit, 3), LEAST_ROOM, MOST_ROOM))
        )
        for one in refuges
    }


def _nearness(
    refuge: Refuge, homes: Mapping[str, tuple[float, float, float]], detour: float, within_km: float
) -> float:
    """Add up what distance leaves of the people of each home."""
    near = 0.0
    for home, (latitude, longitude, left) in homes.items():
        if home == refuge.place:
            continue
        km = great_circle_km(latitude, longitude, refuge.latitude, refuge.longitude) * detour
        km = within_km if home == refuge.own else km
        near += left * (max(km, LEAST_KM) / PER_KM) ** -DECAY
    return near
