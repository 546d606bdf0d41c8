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


def test_those_hostile_to_the_holder_flee_across_the_front_and_others_stay_on_its_side(
    quiet: MakeWorld,
):
    """A near city of the holder, a far one of its enemy: who is ordered out and fears it goes to the second."""
    world = {
        "places": "home,Home,town,AAA,,34,38,1000,,,,,,,,,\nnear,Near,city,AAA,,34,38.5,,,,,,1,,,,\n"
        "far,Far,city,AAA,,33,38,,,,,,1,,,,\n",
        "routes": "way,home,near,50,,,\nroad,home,far,200,,,\n",
        "actors": "army,Army,Actor A,,,,,\nrebels,Rebels,Actor B,,,,,\n",
        "control": "home,army,,,judgement\nnear,army,,,judgement\nfar,rebels,,,judgement\n",
        "permissions": EXPULSION,
    }
    feared = {"prior_hostile": 0.1, "tolerance": 0.03, "crossing_ease": 0.05}

    def share_near(hostile: str) -> float:
        groups = f"people,People,Group 1,,,{hostile},,1,,,\n"
        simulated = run(quiet, groups=groups, parameters=feared, **world)
        near = simulated.stocks["idps"].cells[:, 2] == 1
        last = simulated.stocks["idps"].values[:, -1]
        return float(last[:, near].sum() / last.sum())

    assert share_near("") > 0.9
    assert share_near("army") < 0.05
