"""What a run assumes, its known limits, and what it must not be used for, as the screen says them (model §1)."""

from __future__ import annotations

from homeward.explorer.contract.on_show import LimitsJson
from homeward.results.report import caveats as limits
from homeward.scenario.scenario import Scenario


def assumes_of(scenario: Scenario | None) -> list[str]:
    """Say what a run of a scenario assumes."""
    return list(limits.ASSUMES_REGISTERED if _is_registered(scenario) else limits.ASSUMES)


def limits_of_scenario(scenario: Scenario | None) -> list[str]:
    """Say what a run of a scenario leaves out."""
    return list(limits.LIMITS_REGISTERED if _is_registered(scenario) else limits.LIMITS)


def limits_of_all() -> LimitsJson:
    """Say what holds for every run: what is modelled, refused uses, return and boundaries."""
    return {
        "assumes": assumes_of(None),
        "limits": limits_of_scenario(None),
        "refused": list(limits.REFUSED),
        "return": limits.RETURN,
        "boundaries": limits.BOUNDARIES,
    }


def _is_registered(scenario: Scenario | None) -> bool:
    return scenario is not None and scenario.is_camp_model
