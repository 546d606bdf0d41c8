"""What an ensemble of a camp model comes to (model §12, §13)."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Protocol

import numpy as np
from numpy.typing import NDArray

from homeward.assemble.labels import Labels
from homeward.catalogue import FLOWS, STOCKS
from homeward.engine.members import ReadyModel
from homeward.engine.simulated import CommunitySeries, Simulated
from homeward.model.communities.codes import N_BELIEF
from homeward.numerics.array_types import Codes, Marks, Reals, Tallies
from homeward.scenario.scenario import Scenario


@dataclass(frozen=True)
class CampCounts:
    """People in the camps every evening.

    Parameters
    ----------
    camps
        Their names.
    people
        (member, day, camp), persons.
    seconds
        (member): processor time of one thread.
    parameters
        (member) each: as drawn; none in the flee walk.
    """

    camps: tuple[str, ...]
    people: NDArray[np.int32]
    seconds: NDArray[np.float64]
    parameters: Mapping[str, NDArray[np.float64]] = field(
        default_factory=dict[str, NDArray[np.float64]]
    )


class CampWorld(Protocol):
    """A scenario as the kernels of a law of movement read it."""

    @property
    def labels(self) -> Labels:
        """Names of its axes."""
        ...

    @property
    def camps(self) -> tuple[str, ...]:
        """Names of its camps."""
        ...


class ReadyCamps(ReadyModel[Any, Any], Protocol):
    """A scenario ready to run by a law of movement."""

    @property
    def world(self) -> CampWorld:
        """The scenario."""
        ...

    @property
    def parameters(self) -> Mapping[str, Reals]:
        """Parameters as drawn, (member) each."""
        ...

    def camps_of(self, diary: Any) -> Tallies:
        """Return the people in all camps (day, camp)."""
        ...

    def variables_of(self, diaries: Sequence[Any]) -> dict[str, CommunitySeries]:
        """Return what was found, by variable."""
        ...


def series_by_place(values: NDArray[np.int32], places: Codes, among: Marks) -> CommunitySeries:
    """Keep the places that ever hold anybody (member, time, place), in the order of places.

    Parameters
    ----------
    places
        (place): which they are.
    among
        (place): whether it counts at all.
    """
    kept = np.flatnonzero(values.any(axis=(0, 1)) & among)
    kept = kept[np.argsort(places[kept])]
    cells = np.zeros((kept.size, 3), dtype=np.int64)
    cells[:, 2] = places[kept]
    return CommunitySeries(cells, np.ascontiguousarray(values[:, :, kept]))


def collect_camps(
    scenario: Scenario,
    labels: Labels,
    seed: int,
    days: Codes,
    found: Mapping[str, CommunitySeries],
    parameters: Mapping[str, Reals],
) -> Simulated:
    """Make an ensemble of the variables found, by name; nobody is in the others."""
    members = next(iter(found.values())).values.shape[0]
    shape = (members, days.size)
    nobody = CommunitySeries(
        np.zeros((0, 3), dtype=np.int64), np.zeros((*shape, 0), dtype=np.int32)
    )
    return Simulated(
        scenario=scenario,
        labels=labels,
        seed=seed,
        members=members,
        days=days,
        stocks={variable.name: found.get(variable.name, nobody) for variable in STOCKS},
        flows={variable.name: found.get(variable.name, nobody) for variable in FLOWS},
        belief=np.zeros((*shape, 1, 1, 0, N_BELIEF), dtype=np.float32),
        parameters=dict(parameters),
    )
