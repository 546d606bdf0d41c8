"""Homeward: conflict-driven displacement and return, on counts of communities.

>>> import homeward
>>> scenario = homeward.load("tiny")
>>> result = homeward.run(scenario, members=4, seed=1)
>>> int(result.stocks.residents.isel(member=0, time=0).sum()) > 0
True
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    from homeward.results.result import Result
    from homeward.scenario.scenario import Scenario

__version__ = "0.1.0"
__all__ = ["load", "open", "run"]

# Heavy libraries are imported when first used, so that `homeward --help` answers at once.


def load(name_or_folder: str | Path) -> Scenario:
    """Load a scenario: a folder, or the name of one that comes with homeward.

    Raises
    ------
    homeward.errors.ScenarioError
        With every problem of the folder, by file, line and column.
    """
    from homeward.scenario.load import load_scenario

    return load_scenario(name_or_folder)


def run(
    scenario: Scenario,
    *,
    members: int = 200,
    seed: int = 1,
    until: date | None = None,
    every: int = 7,
    threads: int | None = None,
    parameters: Mapping[str, NDArray[np.float64]] | None = None,
    progress: Callable[[int, int], None] | None = None,
) -> Result:
    """Run an ensemble of a scenario.

    Parameters
    ----------
    members
        Ensemble members; member m is the same whatever their number.
    seed
        Seed of all chance, 0 to 2**63 - 1.
    until
        Last day to run; the scenario's last by default.
    every
        Days between records.
    threads
        Threads; all processors by default. Changes no number.
    parameters
        Values of parameters instead of draws, (member) each, in the units of `homeward variables`.
    progress
        Called with members done and members asked for.

    Returns
    -------
    Result
        Its `stocks` and `flows` are xarray datasets (member, time, community), in persons, exact.

    Raises
    ------
    homeward.errors.SimulationError
        If a member left the valid range.
    """
    from homeward.results.run_and_label import run_and_label

    return run_and_label(
        scenario,
        members=members,
        seed=seed,
        until=until,
        every=every,
        threads=threads,
        parameters=parameters,
        progress=progress,
    )


def open(folder: str | Path) -> Result:  # noqa: A001  as in `homeward.open(DIR)`
    """Open the folder of a run.

    Raises
    ------
    homeward.errors.ScenarioError
        If it is not the folder of a run, or is damaged.
    """
    from homeward.results.result import open_result

    return open_result(Path(folder))


def __dir__() -> list[str]:
    return sorted([*__all__, "__version__"])


def __getattr__(name: str) -> Any:
    message = f"homeward has no {name!r}; its public names are {', '.join(__all__)}."
    raise AttributeError(message)
