"""What must hold in any run: nobody is made or lost, no count is negative, what is published is a number."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np
from numpy.typing import NDArray

from homeward.catalogue import FLOWS, STOCKS
from homeward.engine.simulated import CommunitySeries
from homeward.results.publish.published import publish
from homeward.results.result import Result
from homeward.scenario.scenario import Scenario


def imbalances(scenario: Scenario, result: Result) -> Iterator[str]:
    """Say what does not hold in a run (model §9.2, §9.3)."""
    for variable in (*STOCKS, *FLOWS):
        least = result.series(variable.name).values.min(initial=0)
        if least < 0:
            yield f"negative: {variable.name} falls to {least}"
    here = sum(_all(result.series(variable.name)) for variable in STOCKS)
    came = _all(result.series("displacements" if scenario.is_camp_model else "external_arrivals"))
    apart = np.abs(np.diff(here, axis=1) - came[:, 1:])
    if apart.any():
        yield f"unbalanced: {apart.max()} people are made or lost between two days"
    most = _most(scenario)
    if not scenario.is_camp_model and here.max(initial=0) > most:
        yield f"unbalanced: {here.max()} people, where there are at most {most:.0f}"
    yield from _unfit(result)


def _all(series: CommunitySeries) -> NDArray[np.int64]:
    """Sum over communities (member, time)."""
    return series.values.sum(axis=2, dtype=np.int64)


def _most(scenario: Scenario) -> float:
    """Add up the people that a scenario of the community model can have."""
    homes = [home.population.high + 1 for home in scenario.homes if home.population]
    others = [row.people.high + 1 for row in (*scenario.displaced, *scenario.arrivals)]
    return sum(homes) + sum(others)


def _unfit(result: Result) -> Iterator[str]:
    """Say which published figures are no numbers; those that are withheld are none on purpose."""
    for name, summary in publish(result).summaries.items():
        for level, values in summary.levels.items():
            if np.isinf(values).any() or (values < 0).any():
                yield f"no number: published {name} by {level}"
