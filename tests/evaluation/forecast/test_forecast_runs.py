"""What is shown of a forecast's runs, and its members taken together (model §14.3)."""

from __future__ import annotations

import numpy as np
import pytest

from evaluation.forecast.conftest import ORIGIN
from homeward.evaluation.forecast.forecast_runs import mixed, sample, shown_days


def test_the_days_shown_hold_every_lead():
    days = [(day - ORIGIN).days for day in shown_days(ORIGIN, 365)]
    assert {0, 1, 7, 30, 90, 180, 365} <= set(days)
    assert days == sorted(set(days))
    assert len(days) < 70


def test_a_sample_has_the_quantiles_of_the_weighted_members():
    values = np.array([[0.0, 1.0], [2.0, 3.0]])
    weight, share = np.array([0.75, 0.25]), np.array([0.2, 0.8])
    taken = sample(values, weight, share)
    shares = [float((taken == value).mean()) for value in (0, 1, 2, 3)]
    assert shares == pytest.approx([0.15, 0.6, 0.05, 0.2], abs=0.005)
    ordered, weights = mixed(values, weight, share)
    assert weights.sum() == pytest.approx(1)
    assert ordered.tolist() == [0, 1, 2, 3]
