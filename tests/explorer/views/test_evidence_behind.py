"""Which claims stand behind an obstacle."""

from __future__ import annotations

import datetime as dt

import pytest

from homeward.catalogue import obstacles
from homeward.explorer.views.evidence_behind import (
    MOST_CLAIMS,
    ExplainedPeriod,
    claims_behind,
)
from homeward.scenario.load import load_scenario
from homeward.scenario.scenario import Scenario


def asked(
    scenario: Scenario, *homes: str, since: dt.date | None = None, on: dt.date | None = None
) -> ExplainedPeriod:
    named = homes or tuple(home.place for home in scenario.homes)
    return ExplainedPeriod(frozenset(named), since or scenario.start, on or scenario.end)


@pytest.mark.parametrize("name", ["tiny", "palmyra", "syria", "iraq"])
def test_every_obstacle_has_claims_of_the_scenario(name: str) -> None:
    scenario = load_scenario(name)
    found = claims_behind(scenario, {}, asked(scenario))
    assert list(found) == [obstacle.name for obstacle in obstacles(scenario.actor_names)]
    known = {claim.claim for claim in scenario.claims}
    for claims in found.values():
        assert len(set(claims)) == len(claims) <= MOST_CLAIMS
        assert set(claims) <= known
    assert sum(bool(claims) for claims in found.values()) >= 4


def test_of_a_fear_they_say_what_that_actor_does(palmyra: Scenario) -> None:
    found = claims_behind(palmyra, {"fear_of_isis": "fear_of_actor_c"}, asked(palmyra))
    own = {
        claim
        for row in (*palmyra.harms, *palmyra.presence, *palmyra.control, *palmyra.actors)
        if row.actor == "isis"
        for claim in row.claims
    }
    assert set(found["fear_of_actor_c"]) <= own
    assert "fear_of_isis" not in found


def test_of_permission_they_are_those_of_its_rules(palmyra: Scenario) -> None:
    rules = {claim for row in palmyra.permissions if row.movement == "home" for claim in row.claims}
    assert set(claims_behind(palmyra, {}, asked(palmyra))["permission"]) <= rules


def test_the_home_and_the_day_asked_for_come_first(palmyra: Scenario) -> None:
    rows = [row for row in palmyra.conditions if row.variable == "dwellings_usable"]

    def first(home: str, on: dt.date) -> str:
        return claims_behind(palmyra, {}, asked(palmyra, home, on=on))["dwelling_destroyed"][0]

    for on in (dt.date(2016, 12, 31), dt.date(2020, 6, 1), dt.date(2024, 12, 31)):
        holding = [row for row in rows if row.place == "palmyra" and row.start <= on < row.end]
        claims = {claim for row in holding for claim in row.claims}
        assault = {
            claim
            for row in palmyra.presence
            if row.mode == "assault" and row.place == "palmyra" and row.start <= on < row.end
            for claim in row.claims
        }
        assert first("palmyra", on) in claims | assault
