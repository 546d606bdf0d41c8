"""Lifts."""

from homeward.scenario.rows.lifts import Lift


def test_an_obstacle_is_lifted_for_everybody_and_throughout_unless_said_otherwise():
    lift = Lift(obstacle="fear")
    assert (lift.groups, lift.start) == ((), None)
