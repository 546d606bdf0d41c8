"""What decides an outcome, in sentences (model §16.4)."""

from __future__ import annotations

from datetime import date

import numpy as np
import pytest

from homeward.evaluation.sensitivity.indices import CHANCE, OTHER_RANGES, Index, Indices
from homeward.evaluation.sensitivity.wording import (
    cautions,
    index_sentence,
    leading,
    question,
    share,
    with_interval,
)

DAY = date(2025, 6, 30)
SPEED = Index("return_speed", 0.41, 0.06, 0.55, 0.07)
TOLERANCE = Index("tolerance", 0.12, 0.04, 0.2, 0.05)
CAUTION = Index("caution", 0.05, 0.03, 0.06, 0.02)
PACE = Index("pace", 0.0, 0.01, 0.01, 0.01)


def indices(
    *parameters: Index, ahead: float = 1.0, other: float = 0.1, other_half: float = 0.02
) -> Indices:
    n = len(parameters)
    return Indices(
        parameters=parameters,
        other_ranges=Index(OTHER_RANGES, 0.08, 0.02, other, other_half),
        chance=Index(CHANCE, 0.001, 0.004, 0.03, 0.01),
        ahead=np.triu(np.full((n, n), ahead), 1),
        mean=100.0,
        deviation=10.0,
        runs=100,
    )


def test_the_question_names_the_outcome_the_day_and_the_homes():
    assert question("returned", DAY) == "how many are back home on 2025-06-30"
    assert question("displaced", DAY) == "how many are displaced on 2025-06-30"
    assert question("harmed", DAY) == "how many have been harmed by 2025-06-30"
    asked = question("returned", DAY, ["Oldtown", "Farms"])
    assert asked == "how many of the people of Oldtown and Farms are back home on 2025-06-30"


def test_shares_are_in_percent_and_never_minus_nothing():
    assert share(-0.001) == "0%"
    assert share(0.415) == "42%"
    assert with_interval(0.41, 0.06) == "41% [35, 47]"
    assert with_interval(-0.02, 0.05) == "-2% [-7, 3]"
    assert with_interval(0.001, 0.004) == "0% [0, 0]"


def test_the_sentence_names_what_matters_and_what_is_not_a_parameter():
    found = indices(SPEED, TOLERANCE, CAUTION, PACE)
    assert [one.factor for one in leading(found)] == ["return_speed", "tolerance", "caution"]
    assert index_sentence(found, question("returned", DAY)) == (
        "What decides how many are back home on 2025-06-30: "
        "return_speed (41% [35, 47] of the variance alone, 55% [48, 62] with what it does together with others), "
        "tolerance (12% [8, 16], 20% [15, 25]) and caution (5% [2, 8], 6% [4, 8]). "
        "Chance makes 3% [2, 4] of the variance, all other ranges together 10% [8, 12], by itself or with others."
    )


def test_where_no_parameter_matters_it_is_said():
    said = index_sentence(indices(PACE), question("harmed", DAY))
    assert said.startswith(
        "No parameter by itself decides how many have been harmed by 2025-06-30. Chance makes 3%"
    )


def test_what_is_sure_has_no_cautions():
    assert cautions(indices(SPEED, TOLERANCE, CAUTION, PACE), 256) == []


def test_an_order_that_is_not_known_is_not_claimed():
    assert cautions(indices(SPEED, TOLERANCE, PACE, ahead=0.8), 64) == [
        "The order is not known: of the resamples, return_speed before tolerance in 80% and tolerance before pace in 80%. "
        "Raise --base (now 64)."
    ]
    assert cautions(indices(PACE, PACE, ahead=0.5), 64) == [
        "All other ranges together do more than any parameter shown: populations, harm rates, presence, conditions, "
        "and parameters not kept. Raise --keep to see more of them."
    ]


@pytest.mark.parametrize(("half", "is_said"), [(0.11, True), (0.09, False)])
def test_wide_intervals_are_called_rough(half: float, is_said: bool):
    said = cautions(indices(SPEED, other_half=half), 64)
    wide = "Intervals reach ±11%: these are rough shares. Raise --base (now 64)."
    assert said == ([wide] if is_said else [])


def test_a_single_parameter_has_no_order():
    assert cautions(indices(SPEED), 64) == []
    assert cautions(indices(), 64) == []
