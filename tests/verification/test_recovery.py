"""From numbers the model made, calibration finds what made them (model §18.5)."""

import datetime as dt

import numpy as np
import pytest
from recovery import Recovered, observed_often, recover
from scipy.stats import chi2

from homeward.evaluation.calibration.assimilate import Plan
from homeward.evaluation.calibration.calibrate import CalibrationSettings

pytestmark = pytest.mark.slow

REPETITIONS = 100
"""Ten truths a bin are expected, which chi-squared needs five of."""
BINS = 10
FALSE_ALARM = 1e-3
LEAST_CONTRACTED = 0.2
"""Contraction from which an unknown is tested by itself."""


def misfit(shares: np.ndarray) -> float:
    """Chi-squared of shares against an even spread over bins."""
    counts = np.histogram(shares, bins=BINS, range=(0, 1))[0]
    even = shares.size / BINS
    return float(((counts - even) ** 2 / even).sum())


def told_of(recovered: Recovered) -> np.ndarray:
    return np.flatnonzero(recovered.contraction >= LEAST_CONTRACTED)


def test_what_is_learned_is_as_sure_as_it_says():
    """One test, so that the calibrations are made once however tests are shared out."""
    asked = CalibrationSettings(
        before=dt.date(2031, 3, 20), plan=Plan(80, 4, 0), seed=1000, model_error=0.2
    )
    recovered = recover(observed_often(), asked, REPETITIONS)
    told = told_of(recovered)
    assert told.size >= 3

    # Ranks are uniform, at a false alarm of 1 in 1,000 for all unknowns together.
    most = chi2.isf(FALSE_ALARM / told.size, BINS - 1)
    found = {recovered.names[one]: misfit(recovered.share_below[one]) for one in told}
    assert {name: round(value, 1) for name, value in found.items() if value > most} == {}

    # Intervals hold as many truths as they say.
    assert 0.85 <= recovered.covered(0.9).mean() <= 0.97
    assert (recovered.covered(0.9)[told] >= 0.82).all()
    assert 0.45 <= recovered.covered(0.5).mean() <= 0.55

    # Negative control: intervals of half the width would be found out.
    narrowed = 0.5 + 2 * (recovered.share_below[told] - 0.5)
    assert misfit(np.clip(narrowed[0], 0, 1)) > chi2.isf(FALSE_ALARM, BINS - 1)
