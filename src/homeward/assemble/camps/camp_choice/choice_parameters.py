"""The numbers of camp choice, drawn for every member (model §13.2)."""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np

from homeward.assemble.communities.ensemble import Draws
from homeward.model.camps.camp_choice.choice_arrays import ChoiceParameters
from homeward.numerics.array_types import Reals
from homeward.scenario.scenario import Scenario

DRAWN = {
    "softening": "softening_km",
    "distance_power": "distance_power",
    "closed_leak": "closed_leak",
    "kin_power": "kin_power",
    "kin_floor": "kin_floor",
    "country_split": "country_split",
    "opening_surge": "opening_surge",
    "surge_days": "surge_days",
    "origin_power": "origin_power",
}
"""Parameter behind each number of the law."""
OF_ALL_MEMBERS = "abroad_km_share"
"""Parameter that is not drawn: distances are worked out once, with its central value."""


def draw_parameters(
    scenario: Scenario, *, seed: int, n_member: int, fixed: Mapping[str, Reals] | None = None
) -> dict[str, Reals]:
    """Draw every parameter of the scenario (member) each.

    Parameters
    ----------
    fixed
        Values given instead, (member) each.
    """
    draws = Draws(seed, n_member)
    drawn = {
        name: draws.value(known, "parameter", name) for name, known in scenario.parameters.items()
    }
    drawn[OF_ALL_MEMBERS] = np.full(n_member, scenario.parameters[OF_ALL_MEMBERS].value)
    return {**drawn, **(fixed or {})}


def choice_parameters_of(drawn: Mapping[str, Reals], member: int) -> ChoiceParameters:
    """Return what is drawn for one member."""
    return ChoiceParameters(**{part: float(drawn[name][member]) for part, name in DRAWN.items()})
