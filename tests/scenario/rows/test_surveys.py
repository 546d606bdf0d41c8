"""Answers of surveys (model §19.1)."""

from __future__ import annotations

from typing import Any

import pytest
from pydantic import ValidationError

from homeward.catalogue import obstacles
from homeward.scenario.rows.surveys import INTENTIONS, REASON, REASONS, Survey, reason_of

ANSWER: dict[str, Any] = {
    "survey": "asked", "date": "2015-06-01", "answer": "safety", "rank": 1, "use": "fit", "claims": ("c1",),
}  # fmt: skip
SHARE = {"value": 0.5, "low": 0.5, "high": 0.5}


def answer(**changed: Any) -> Survey:
    return Survey.model_validate({**ANSWER, **changed}, strict=False)


def test_every_obstacle_belongs_to_one_reason_under_its_criterion():
    for obstacle in obstacles(("army", "rebels")):
        own = [
            reason.name
            for reason in REASONS
            if any(
                obstacle.name == one or (one.endswith("_") and obstacle.name.startswith(one))
                for one in reason.obstacles
            )
        ]
        assert own == [reason_of(obstacle.name).name], obstacle.name
        assert reason_of(obstacle.name).criterion == obstacle.criterion, obstacle.name


def test_every_obstacle_that_a_reason_names_is_one_of_the_catalogue():
    known = {one.name for one in obstacles(())}
    for reason in REASONS:
        assert {one for one in reason.obstacles if not one.endswith("_")} <= known


def test_no_word_is_both_an_intention_and_a_reason():
    assert not set(INTENTIONS) & set(REASON)
    assert answer(answer="later", share=SHARE, rank=None).is_intention
    assert not answer().is_intention


@pytest.mark.parametrize(
    ("changed", "found"),
    [
        ({"answer": "later", "rank": None}, "is a share of those asked"),
        ({"answer": "later", "share": SHARE}, "is no reason"),
        ({"rank": None}, "a share or a rank"),
        ({"share": SHARE}, "a share or a rank"),
        ({"answer": "weather"}, "Input should be"),
        ({"about": "weather"}, "Input should be"),
        ({"about": "home", "answer": "transport"}, "is a reason of the way there"),
        ({"asked": 0}, "greater than or equal to 1"),
    ],
)
def test_what_cannot_be_meant_is_refused(changed: dict[str, Any], found: str):
    with pytest.raises(ValidationError, match=found):
        answer(**changed)
