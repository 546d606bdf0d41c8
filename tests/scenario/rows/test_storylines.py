"""Storylines and planning figures as rows."""

from __future__ import annotations

import datetime as dt

import pytest
from pydantic import ValidationError

from homeward.scenario.rows.storylines import NOTHING_CHANGES, PlanningFigure, Storyline
from homeward.scenario.scenario import Scenario


def test_without_levers_nothing_changes():
    assert NOTHING_CHANGES.levers == ()
    assert NOTHING_CHANGES.weight == 1


@pytest.mark.parametrize("weight", [0.0, -1.0])
def test_a_weight_is_above_nothing(weight: float):
    with pytest.raises(ValidationError):
        Storyline(name="a", title="A", weight=weight, claims=("judgement",))


def test_a_weight_rests_on_something():
    with pytest.raises(ValidationError, match="the weight rests on nothing"):
        Storyline(name="a", title="A", weight=1.0, claims=())


def test_a_planning_figure_is_somebodys():
    with pytest.raises(ValidationError, match="nobody is named who planned for it"):
        PlanningFigure(series="a", date=dt.date(2031, 1, 1), value=1.0, claims=("judgement",))


def test_the_shipped_scenarios_tell_storylines(tiny: Scenario):
    assert [one.name for one in tiny.storylines] == [
        "front_line_holds", "town_falls_again", "arrests_stop",
    ]  # fmt: skip
    assert sum(one.weight for one in tiny.storylines) == pytest.approx(1)
