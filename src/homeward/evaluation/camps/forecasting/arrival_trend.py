"""How many come after a day: the trend of the last weeks, fading, and how unsure it is (model §15.2)."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray
from scipy.stats import norm

from homeward.evaluation.camps.forecasting.forecast_parameters import ForecastParameters
from homeward.evaluation.camps.forecasting.known_arrivals import KnownArrivals
from homeward.evaluation.quantile_draws import draw_quantiles
from homeward.evaluation.scoring.member_statistics import Reals
from homeward.numerics.streams import GAIN

TREND_DAYS = 30
"""Days before the last count of a camp over which its trend is taken."""


def arrivals_per_day(known: KnownArrivals) -> Reals:
    """Return how many more were at each camp each day, over the weeks before its last count (camp)."""
    last = known.last_counted
    first = np.maximum(last - TREND_DAYS, 0)
    camps = np.arange(last.size)
    gained = known.counts[last, camps] - known.counts[first, camps]
    return gained / TREND_DAYS


def expected_gain(known: KnownArrivals, n_day: int, damping_days: float) -> Reals:
    """Return how many more are expected in all camps, from their last counts to each day after (day); day 0: none."""
    days = known.age + np.arange(1, n_day)[:, None]
    fading = damping_days * -np.expm1(-days / damping_days)
    return np.concatenate([[0.0], fading @ arrivals_per_day(known)])


def draw_totals(
    known: KnownArrivals, n_day: int, members: int, parameters: ForecastParameters, *, seed: int
) -> NDArray[np.int64]:
    """Draw how many people are in all camps together on a day and the days after (member, day)."""
    today = known.counts.shape[0] - 1
    key = np.zeros(1, dtype=np.int64)
    drawn = norm.ppf(draw_quantiles(seed, GAIN, today, key, members))
    factor = np.exp(parameters.gain_error * drawn)
    people = known.people.sum() + factor * expected_gain(known, n_day, parameters.damping_days)
    return np.maximum(np.rint(people), 0).astype(np.int64)
