"""Capacities that give away what is to be predicted (model §12.7)."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from homeward.evaluation.camps.scoring.camp_errors import Counts
from homeward.scenario.scenario import Scenario

CLOSE = 0.01
"""Relative difference at which a capacity is taken for the greatest number registered."""


@dataclass(frozen=True)
class Leak:
    """A camp whose capacity is the greatest number ever registered there, persons."""

    camp: str
    capacity: int
    greatest: int


def leaking_capacities(
    scenario: Scenario, camps: tuple[str, ...], registered: Counts
) -> list[Leak]:
    """List the camps whose capacity equals the greatest number registered there during the run or after.

    Such a capacity was read off the numbers it helps to predict.

    Parameters
    ----------
    registered
        (day, camp), persons, of `camps`.
    """
    capacity = {place.place: place.capacity for place in scenario.places}
    leaks: list[Leak] = []
    for index, camp in enumerate(camps):
        reported = [row.people for row in scenario.registrations if row.place == camp]
        series = registered[:, index]
        if not reported or np.isnan(series).all():
            continue
        for greatest in (max(reported), int(np.nanmax(series))):
            held = capacity[camp]
            if held and abs(held - greatest) <= CLOSE * greatest:
                leaks.append(Leak(camp, held, greatest))
                break
    return leaks
