"""Weighing members (decision 9), against figures worked out by hand."""

from __future__ import annotations

import math
from datetime import date

import numpy as np
import pytest

from homeward.evaluation.conditioning.weighing import (
    MOST_CARRIED,
    half_widths,
    joint_log_likelihood,
    row_log_likelihood,
    tempered_power,
    weigh,
    weighable,
)
from homeward.scenario.rows.observations import Observation

BEFORE = date(2031, 2, 5)


def observed(low: float, value: float, high: float, **other: object) -> Observation:
    return Observation.model_validate(
        {
            "name": "it", "date": date(2031, 1, 9), "measure": "present", "low": low, "value": value,
            "high": high, "use": "fit", "claims": ("judgement",), **other,
        }
    )  # fmt: skip


@pytest.mark.parametrize(
    ("row", "above", "below"),
    [
        (observed(40, 100, 120), math.hypot(20, 20), math.hypot(60, 20)),
        (observed(100, 100, 100), math.hypot(5, 20), math.hypot(5, 20)),
        (observed(0, 0, 200), 200, 10),
        (observed(0, 0, 0), 1, 1),
    ],
)
def test_half_widths_have_a_floor_and_hold_the_error_of_the_model(
    row: Observation, above: float, below: float
):
    assert half_widths(row) == pytest.approx((above, below))


def test_a_member_is_as_likely_as_student_says():
    """100 [40, 120] and a member at 120: z = 1.645 x 20 / 28.28 = 1.163; -2.5 ln(1 + z z / 4) = -0.728."""
    row = observed(40, 100, 120)
    found = row_log_likelihood(row, np.array([100.0, 120.0, 40.0, np.nan]))
    z = 1.645 * 60 / math.hypot(60, 20)
    assert found[0] == 0
    assert found[1] == pytest.approx(-0.728, abs=1e-3)
    assert found[2] == pytest.approx(-2.5 * math.log1p(z * z / 4))
    assert found[3] == -math.inf


def test_imposed_rows_and_tests_weigh_nothing():
    rows = [observed(0, 1, 2), observed(0, 1, 2, imposed=True), observed(0, 1, 2, use="test")]
    assert weighable(rows) == [rows[0]]


def test_rows_of_one_name_count_as_one():
    one, other, again = (
        observed(40, 100, 120),
        observed(10, 20, 30).model_copy(update={"name": "another"}),
        observed(70, 80, 90),
    )
    assert weighable([one, other, again]) == [one, again, other]
    densities = np.array([[-1.0, -4.0], [-10.0, -20.0], [-3.0, -8.0]])
    found = joint_log_likelihood([one, other, again], densities)
    np.testing.assert_allclose(found, [-2.0 - 10.0, -6.0 - 20.0])


def test_weights_are_likelihoods_shared_out():
    found = weigh(np.log(np.array([1.0, 3.0, 0.0 + 1e-300, 4.0])) - 5000)
    assert found.share == pytest.approx([0.125, 0.375, 0, 0.5])
    assert found.effective == pytest.approx(1 / (0.125**2 + 0.375**2 + 0.25))
    assert found.carried.tolist() == [0, 1, 3]
    assert found.carried_share == pytest.approx(1)


def test_a_likelihood_that_leaves_too_few_members_is_tempered():
    """1,000 members, log-likelihoods even from 0 to -100: at power p they weigh as much as about 20/p."""
    likelihood = -np.linspace(0, 100, 1000)
    assert weigh(likelihood).effective == pytest.approx(20, rel=0.01)
    power = tempered_power(likelihood)
    assert power == pytest.approx(20 / 25, abs=0.01)
    assert weigh(likelihood, power).effective >= 25
    assert weigh(likelihood, power).power == power
    assert tempered_power(likelihood / 2) == 1.0


def test_the_heaviest_members_are_run_on_up_to_a_limit():
    found = weigh(np.linspace(0, 1, 3000))
    assert found.carried.tolist() == list(range(3000 - MOST_CARRIED, 3000))
    assert 0.06 < found.carried_share < 0.12


def test_members_without_a_value_have_no_weight():
    found = weigh(np.array([-np.inf, 0.0]))
    assert found.share.tolist() == [0, 1]
    assert weigh(np.array([-np.inf, -np.inf])).share.tolist() == [0.5, 0.5]
