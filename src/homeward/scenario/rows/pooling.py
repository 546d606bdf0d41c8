"""Partial pooling: parameters that differ by home, group or kind of refuge, and share what is learned (model §5.4)."""

from __future__ import annotations

import math
from collections.abc import Sequence
from typing import Literal

from homeward.catalogue import PARAMETER, POOLABLE, WILLING_BY_REFUGE, Parameter
from homeward.scenario.rows.row import StrictModel
from homeward.scenario.rows.uncertain_numbers import Range

By = Literal["home", "group", "refuge"]

EVEN = math.sqrt(3.0)
"""Half-width of an even range whose standard deviation is 1."""


class Pooling(StrictModel):
    """A parameter that differs by home, group or kind of refuge."""

    parameter: str
    by: By

    @property
    def spread(self) -> str:
        """Name of the parameter that says how much they differ."""
        return spread_name(self.parameter)

    def deviation(self, unit: str) -> str:
        """Name of the parameter that says where one of them lies, in spreads from the common value."""
        return f"{self.parameter} of {unit}"


def spread_name(parameter: str) -> str:
    """Name the parameter that says how much another differs."""
    return f"spread of {parameter}"


def parameter_named(name: str) -> Parameter | None:
    """Find what a parameter of a scenario means: one of the variable catalogue, or of partial pooling."""
    if name in PARAMETER:
        return PARAMETER[name]
    of, _, unit = name.partition(" of ")
    if of == "spread" and unit in POOLABLE:
        meaning = (
            f"How much {unit} differs: a standard deviation of its logarithm or log odds (§5.4)."
        )
        return Parameter(name, "1", 0.0, 1.0, "linear", 0.0, 5.0, meaning)
    if of in POOLABLE:
        meaning = f"Where {of} of {unit} lies: spreads above the common value (§5.4)."
        return Parameter(name, "1", -EVEN, EVEN, "linear", -5.0, 5.0, meaning)
    return None


def pooled_units(by: By, homes: Sequence[str], groups: Sequence[str]) -> Sequence[str]:
    """List what a parameter may differ by, in the order of the scenario."""
    return {"home": homes, "group": groups, "refuge": tuple(WILLING_BY_REFUGE)}[by]


def deviations(
    pooling: Sequence[Pooling], homes: Sequence[str], groups: Sequence[str]
) -> dict[str, Range]:
    """Ranges of all deviations: standard, even, 0 the common value."""
    return {
        one.deviation(unit): Range(value=0.0, low=-EVEN, high=EVEN)
        for one in pooling
        for unit in pooled_units(one.by, homes, groups)
    }
