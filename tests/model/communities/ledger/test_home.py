"""Who leaves home (model §6.1, §7.4, §8): again, where there is nothing to live on; and who loses permission."""

from __future__ import annotations

import math

from builders import everyone
from conftest import MakeWorld
from homeward.engine.simulate import simulate
from homeward.engine.simulated import Simulated

GONE_HOME = "home,people,camp,1000,,,judgement\n"
CAPTURE = {
    "actors": "army,Army,Actor A,,,,,\nrebels,Rebels,Actor B,,,,,\n",
    "control": "home,army,,2030-01-16,judgement\nhome,rebels,2030-01-16,,judgement\ncamp,army,,,judgement\n",
    "harms": "rebels,killing,,returned_unpermitted,control,home,50,,,,,,,judgement\n",
}
REFUSAL = "rebels,home,home,,,refused,,,,,,,judgement\n"


def run(world: MakeWorld, **given: object) -> Simulated:
    """Everybody displaced goes home within days, and nobody of them wants to leave the camp for another."""
    parameters = {"return_speed": 5.0} | dict(given.pop("parameters", {}))
    world_of = world(days=40, displaced=GONE_HOME, parameters=parameters, **given)
    return simulate(world_of, members=20, seed=3, days=range(40))


def test_returnees_leave_homes_that_have_nothing_to_live_on(quiet: MakeWorld):
    """At redisplacement_hazard x unviability; five standard deviations: false alarm below 6e-7."""
    simulated = run(
        quiet,
        conditions="home,services,0,,,,,judgement\nhome,livelihood,0,,,,,judgement\n",
        parameters={
            "weight_services": 0.0, "weight_livelihood": 0.0, "viability": 0.0, "redisplacement_hazard": 0.02,
        },
    )  # fmt: skip
    left = int(everyone(simulated, "redisplacements").sum())
    at_home = int(everyone(simulated, "returnees")[:, :-1].sum())
    p = -math.expm1(-0.02)
    assert abs(left - at_home * p) < 5 * math.sqrt(at_home * p)
    assert abs(left - at_home * 1.2 * p) > 5 * math.sqrt(at_home * p)  # negative control
    assert (everyone(simulated, "residents") == 1000).all()


def test_permission_is_lost_on_the_day_home_changes_hands_unless_the_new_holder_gives_it(
    quiet: MakeWorld,
):
    """Seen by a harm that only those without it suffer."""
    kept = everyone(run(quiet, **CAPTURE), "deaths")
    lost = everyone(run(quiet, **CAPTURE, permissions=REFUSAL), "deaths")
    assert not kept.any()
    assert not lost[:, :15].any()
    assert (lost[:, 16] > 50).all()
