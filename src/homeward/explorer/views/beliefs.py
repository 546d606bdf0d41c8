"""What a community believes of every actor over time: danger felt by those who live, cross and return (model §4)."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from homeward.explorer.contract.responses import BeliefJson, BeliefsJson
from homeward.results.publish.believed import believed
from homeward.results.result import Result
from homeward.results.tables.dataset import ever_changes
from homeward.results.tables.names import Names, names_of
from homeward.results.tables.statistics import STATISTICS

LABELS: dict[str, str] = {
    "living": "living under it",
    "crossing": "crossing into its territory",
    "returned_unpermitted": "returning without permission",
    "returned_permitted": "returning with permission",
    "near": "living near it",
}


def beliefs(result: Result, home: int, group: int, *, exact: bool = False) -> BeliefsJson:
    """Say what one community believes (contract: `Beliefs`); beliefs that never change are left out.

    Parameters
    ----------
    home, group
        Indices along the axes of the result.
    exact
        Do not round further than they are kept.
    """
    own = result.beliefs.isel(home=[home], group=[group])
    cells = np.argwhere(ever_changes(own)[0, 0])
    values = believed(own, own["time"].to_numpy(), exact=exact)[:, :, 0, 0]
    exposures = own["exposure"].to_numpy().tolist()
    names = names_of(result.axes, result.scenario)
    return {
        "members": own.sizes["member"],
        "unit": "1/person-year",
        "lines": [
            _line(values[:, :, actor, exposure], actor, exposures[exposure], names)
            for actor, exposure in cells.tolist()
        ],
    }


def _line(values: NDArray[np.float64], actor: int, exposure: str, names: Names) -> BeliefJson:
    """Say one belief, from (statistic, time)."""
    q05, median, q95 = (
        values[STATISTICS.index(name)].tolist() for name in ("q05", "median", "q95")
    )
    return {
        "actor": actor,
        "exposure": exposure,
        "label": f"{names.labels['actor'][actor]}: {LABELS[exposure]}",
        "q05": q05,
        "median": median,
        "q95": q95,
    }
