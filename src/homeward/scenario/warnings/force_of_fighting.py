"""How many flee of fighting is a guess: its force was taken from nothing that was counted (model §6.1, decision 34)."""

from __future__ import annotations

from collections.abc import Iterator

from homeward.errors import Problem
from homeward.scenario.reading.tables import SETTINGS_FILE
from homeward.scenario.scenario import Scenario

WIDE = 8.0
"""Times that the high end of `danger_half` may be the low one; the catalogue's own range is 6 times."""
FORCE = "danger_half"
FLIGHTS = frozenset({"fled", "first_flights"})


def doubtful_force(scenario: Scenario) -> Iterator[Problem]:
    """Find a force of fighting that is hardly known, and flights that were counted where nobody fights."""
    fights = [row for row in scenario.presence if row.mode == "assault" and row.strength.high > 0]
    force = scenario.parameters.get(FORCE)
    if fights and force is not None and force.low > 0 and force.high > WIDE * force.low:
        ends = f"{force.low:.3g} to {force.high:.3g}"
        found = f"{FORCE} may be {ends}: how many flee of {_rows(len(fights))} is hardly known."
        why = "Flight goes with the square of danger over it; people who moved, counted there and then, narrow it."
        yield Problem(SETTINGS_FILE, found, why)
    if fights or scenario.is_camp_model:
        return
    for row in scenario.observations:
        if row.measure in FLIGHTS and row.value > 0 and row.use != "pattern" and not row.imposed:
            found = f'"{row.name}" counts {row.value:,.0f} people who fled, and nobody assaults a place.'
            yield Problem(
                f"observations.csv, line {row.line}", found, "Only dread makes people flee then."
            )
            return


def _rows(number: int) -> str:
    return f"{number} row{'' if number == 1 else 's'} of assault"
