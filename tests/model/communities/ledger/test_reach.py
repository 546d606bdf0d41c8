"""Reach (model §6.2, §6.3): who has anywhere to go at all."""

from __future__ import annotations

from builders import everyone
from conftest import MakeWorld
from homeward.engine.simulate import simulate
from homeward.engine.simulated import Simulated

EXPULSION = "army,home,stay,,,refused,,,,,,,judgement\n"


def run(world: MakeWorld, **given: object) -> Simulated:
    parameters = {"expulsion_hazard": 0.5, "return_speed": 0.0} | dict(given.pop("parameters", {}))
    return simulate(world(days=30, parameters=parameters, **given), members=10, days=range(30))


def test_where_no_place_takes_them_people_stay(quiet: MakeWorld):
    """No room for newcomers, no road, or no room left: nobody can be driven out."""
    full = "home,Home,town,AAA,,34,38,1000,,,,,,,,,\ncamp,Camp,camp,AAA,,34,39,,,,,{},{},,,,\n"
    for given in (
        {"places": full.format("", "")},
        {"places": full.format(0, 1)},
        {"routes": ""},
        {"closures": "way,out,,,judgement\n"},
    ):
        simulated = run(quiet, permissions=EXPULSION, **given)
        assert (everyone(simulated, "residents") == 1000).all(), given
    assert (everyone(run(quiet, permissions=EXPULSION), "residents")[:, -1] == 0).all()
