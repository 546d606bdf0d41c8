"""What is calibrated: what carries a range, on a scale on which its prior is standard normal (model §18.1)."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass

import numpy as np
from scipy.special import ndtr, ndtri

from homeward.assemble.communities.ensemble import (
    BETWEEN,
    PARAMETER_DRAW,
    Draws,
    value_at,
)
from homeward.assemble.communities.ranged_inputs import ranged_inputs
from homeward.evaluation.scoring.member_statistics import Reals
from homeward.scenario.rows.uncertain_numbers import Range
from homeward.scenario.scenario import Scenario

DIGITS = 9
"""Digits kept after the point of a normal score: what is rounded there differs on no machine."""
MOST = 6.0
"""Normal score beyond which nothing lies: the ends of a range."""
QUANTILE = Range(low=0.0, value=0.5, high=1.0, scale="linear")
"""What is unknown of an input: at which quantile of its range, or of its ranges, it lies."""


@dataclass(frozen=True)
class Unknowns:
    """Parameters, inputs and coverages that carry a range.

    Parameters
    ----------
    parameters, coverages
        Ranges, by parameter of the laws or by input, and by series of observations.
    """

    parameters: Mapping[str, Range]
    coverages: Mapping[str, Range]

    @property
    def names(self) -> tuple[str, ...]:
        """Names in the order of the arrays; a coverage has the name of its series."""
        return (*self.parameters, *(f"coverage of {series}" for series in self.coverages))

    @property
    def ranges(self) -> tuple[Range, ...]:
        """Ranges in the order of the arrays."""
        return (*self.parameters.values(), *self.coverages.values())

    def only(self, parameters: Collection[str]) -> Unknowns:
        """Keep some of the parameters and inputs, and all coverages."""
        kept = {name: known for name, known in self.parameters.items() if name in parameters}
        return Unknowns(kept, self.coverages)

    def prior(self, seed: int, members: int) -> Reals:
        """Draw normal scores (unknown, member): of parameters and inputs those of an ensemble of that seed."""
        draws = Draws(seed, members)
        said = [
            tuple(name.split(BETWEEN)) if is_input(name) else (PARAMETER_DRAW, name)
            for name in self.parameters
        ]
        said += [("coverage", series) for series in self.coverages]
        return rounded(ndtri(np.stack([draws.quantile(*name) for name in said])))

    def values(self, normal: Reals) -> dict[str, Reals]:
        """Turn normal scores (unknown, member) into values of parameters and quantiles of inputs, (member) each."""
        return _values(self.parameters, normal[: len(self.parameters)])

    def shares_counted(self, normal: Reals) -> dict[str, Reals]:
        """Turn normal scores (unknown, member) into coverages by series, (member) each."""
        return _values(self.coverages, normal[len(self.parameters) :])


def is_input(name: str) -> bool:
    """Tell whether an unknown is an input, and no parameter of the laws."""
    return BETWEEN in name


def unknowns_of(scenario: Scenario) -> Unknowns:
    """Gather what carries a range in a scenario; a coverage only if its series is observed."""
    observed = {row.name for row in scenario.observations}
    inputs = [one.name for one in ranged_inputs(scenario) if not one.is_parameter]
    return Unknowns(
        parameters={
            name: known for name, known in scenario.parameters.items() if known.low < known.high
        }
        | dict.fromkeys(inputs, QUANTILE),
        coverages={
            series: known
            for series, known in scenario.registration_coverage.items()
            if series in observed and known.low < known.high
        },
    )


def rounded(normal: Reals) -> Reals:
    """Cut normal scores to the digits that are kept."""
    return np.clip(np.round(normal, DIGITS), -MOST, MOST)


def _values(ranges: Mapping[str, Range], normal: Reals) -> dict[str, Reals]:
    return {
        name: value_at(known, ndtr(scores))
        for (name, known), scores in zip(ranges.items(), normal, strict=True)
    }
