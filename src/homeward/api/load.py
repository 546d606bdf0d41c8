"""`homeward.load`."""

from __future__ import annotations

from pathlib import Path

from homeward.scenario.load import load_scenario
from homeward.scenario.scenario import Scenario


def load(scenario: str | Path) -> Scenario:
    """Load a scenario: a folder, or the name of one that comes with homeward.

    Parameters
    ----------
    scenario
        Name or folder.

    Returns
    -------
    Scenario
        Everything its files say, checked; it never changes.

    Raises
    ------
    homeward.errors.ScenarioError
        With every problem of the folder, by file, line and column.

    Examples
    --------
    >>> import homeward
    >>> scenario = homeward.load("tiny")
    >>> scenario.start, scenario.end
    (datetime.date(2031, 1, 1), datetime.date(2031, 3, 11))
    """
    return load_scenario(scenario)
