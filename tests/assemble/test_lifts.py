"""From which day an obstacle no longer counts (model §7.5)."""

from __future__ import annotations

from datetime import date

from homeward.assemble.labels import label
from homeward.assemble.lifts import find_lifted, find_trusted
from homeward.model.arrays import FEAR, NEVER, PERMISSION
from homeward.scenario.lifting import lift_obstacles
from homeward.scenario.lifts import Lift
from homeward.scenario.scenario import Scenario


def test_nothing_is_lifted_and_nobody_trusted_unless_it_is_asked_for(tiny: Scenario):
    assert (find_lifted(tiny, label(tiny)) == NEVER).all()
    assert (find_trusted(tiny, label(tiny)) == NEVER).all()


def test_a_lift_holds_for_its_groups_from_its_day_and_the_earliest_counts(tiny: Scenario):
    lifts = [
        Lift(obstacle="permission", groups=("herders",), start=date(2031, 1, 11)),
        Lift(obstacle="permission", start=date(2031, 1, 21)),
        Lift(obstacle="fear_of_council"),
    ]
    labels = label(tiny)
    found = find_lifted(lift_obstacles(tiny, lifts), labels)
    days = dict(zip(labels.groups, found[PERMISSION].tolist(), strict=True))
    assert days["herders"] == 10
    assert {day for group, day in days.items() if group != "herders"} == {20}
    assert (found[FEAR + labels.actors.index("council")] == 0).all()
    assert (found == NEVER).sum() == found.size - 2 * len(labels.groups)
