"""People who shelter under an actor that they are hostile to: a run to doubt (model §6.2)."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np

from homeward.assemble.communities.world import assemble
from homeward.engine.simulated import Simulated
from homeward.model.communities.codes import HOSTILE

MANY = 0.1
"""Share of the displaced of a group, in the median, from which on it is doubted."""
FEW = 100
"""Displaced people, in the median, below whom nothing is said: shares of few people say little."""


def doubt_refuges(simulated: Simulated) -> tuple[str, ...]:
    """Word, for every group of which many shelter under actors it is hostile to, the day on which most do."""
    world = assemble(simulated.scenario, with_ways=False)
    holder = world.drivers.places.holder[world.drivers.era_of_day[simulated.days]]  # (time, place)
    return tuple(
        doubt
        for group, name in enumerate(simulated.labels.groups)
        for doubt in _doubt(simulated, group, name, world.drivers.places.stance[group][holder])
    )


def _doubt(simulated: Simulated, group: int, name: str, stance: np.ndarray) -> Iterator[str]:
    everyone = np.zeros((simulated.members, simulated.days.size))
    under = np.zeros_like(everyone)
    for stock in ("idps", "refugees"):
        series = simulated.stocks[stock]
        own = series.cells[:, 1] == group
        people, place = series.values[:, :, own], series.cells[own, 2]
        everyone += people.sum(axis=2)
        under += np.where(stance[:, place] == HOSTILE, people, 0).sum(axis=2)
    share = np.median(under / np.maximum(everyone, 1), axis=0)
    share[np.median(everyone, axis=0) < FEW] = 0.0
    worst = int(np.argmax(share))
    if share[worst] >= MANY:
        day = simulated.labels.date(int(simulated.days[worst]))
        yield (
            f"Doubtful: on {day} {share[worst]:.0%} of the displaced of {name} shelter under actors "
            "that they are hostile to, in the median."
        )
