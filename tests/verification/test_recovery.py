"""From numbers the model made, calibration finds what made them (model §18.5)."""

import datetime as dt

import numpy as np
import pytest
from recovery import Recovered, recover
from scipy.stats import chi2

import homeward
from homeward.evaluation.calibration.assimilate import Plan
from homeward.evaluation.calibration.calibrate import CalibrationSettings
from homeward.scenario.scenario import Scenario

pytestmark = pytest.mark.slow

REPETITIONS = 100
"""Ten truths a bin are expected, which chi-squared needs five of."""
BINS = 10
FALSE_ALARM = 1e-3
LEAST_CONTRACTED = 0.2
"""Contraction from which an unknown is tested by itself."""


def observed_often() -> Scenario:
    """Tiny, with counts at both places on three more days."""
    tiny = homeward.load("tiny")
    fitted = [row for row in tiny.observations if row.use == "fit" and not row.imposed]
    count = fitted[1]
    more = [
        count.model_copy(
            update={
                "name": f"at_{place}", "date": dt.date.fromisoformat(day), "places": (place,),
                "low": 0.9 * people, "value": people, "high": 1.1 * people,
            }
        )
        for day in ("2031-01-20", "2031-01-28", "2031-02-03")
        for place, people in (("oldtown", 1500.0), ("border_camp", 600.0))
    ]  # fmt: skip
    return tiny.model_copy(update={"observations": (*fitted, *more)})


def misfit(shares: np.ndarray) -> float:
    """Chi-squared of shares against an even spread over bins."""
    counts = np.histogram(shares, bins=BINS, range=(0, 1))[0]
    even = shares.size / BINS
    return float(((counts - even) ** 2 / even).sum())


def told_of(recovered: Recovered) -> np.ndarray:
    return np.flatnonzero(recovered.contraction >= LEAST_CONTRACTED)


def test_what_is_learned_is_as_sure_as_it_says():
    """One test, so that the calibrations are made once however tests are shared out."""
    asked = CalibrationSettings(before=dt.date(2031, 3, 20), plan=Plan(80, 4, 0), seed=1000)
    recovered = recover(observed_often(), asked, REPETITIONS)
    told = told_of(recovered)
    assert told.size >= 4

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
