"""What the screen says a run assumes."""

from __future__ import annotations

from homeward.explorer.views.assumptions import assumes_of, limits_of_all, limits_of_scenario
from homeward.results.report import caveats as limits
from homeward.scenario.scenario import Scenario


def test_it_says_what_the_report_says(small: Scenario) -> None:
    assert tuple(assumes_of(small)) == limits.ASSUMES
    assert tuple(limits_of_scenario(small)) == limits.LIMITS


def test_of_registered_arrivals_it_claims_less(registered: Scenario) -> None:
    assert tuple(assumes_of(registered)) == limits.ASSUMES_REGISTERED
    assert tuple(limits_of_scenario(registered)) == limits.LIMITS_REGISTERED


def test_a_run_whose_scenario_is_not_known_still_has_its_limits() -> None:
    assert assumes_of(None)
    assert limits_of_scenario(None)


def test_refused_uses_stand_with_every_run() -> None:
    found = limits_of_all()
    assert tuple(found["refused"]) == limits.REFUSED
    assert found["return"] == limits.RETURN
    assert "legal status" in found["boundaries"]
