"""What the law gets wrong of each camp, learned from who came before a day (model §15.3)."""

from __future__ import annotations

import numpy as np
from scipy.stats import gamma

from homeward.engine.camps.continued import Continued, expected
from homeward.evaluation.camps.forecasting.forecast_parameters import ForecastParameters
from homeward.evaluation.camps.forecasting.known_arrivals import KnownArrivals
from homeward.evaluation.quantile_draws import draw_quantiles
from homeward.evaluation.scoring.member_statistics import Reals
from homeward.numerics.streams import CAMP_BIAS

LEAST = 1e-6
"""Least bias, so that somebody goes somewhere."""


def draw_camp_bias(
    onward: Continued, known: KnownArrivals, parameters: ForecastParameters
) -> Reals:
    """Draw how much more each camp is sought than the law says (member, camp), given who came.

    Gamma with mean 1 before anybody has come; those who came to a camp, beside those whom the law would have sent,
    update it as counts do a rate.
    """
    arrived = np.maximum(np.diff(known.counts, axis=0, prepend=known.counts[:1]), 0)
    weight = np.exp(-np.arange(arrived.shape[0])[::-1] / parameters.memory_days)
    came = weight @ arrived
    members = next(iter(onward.drawn.values())).size
    drawn = draw_quantiles(
        onward.seed, CAMP_BIAS, onward.first, onward.world.ground.camp_key, members
    )
    if not came.sum() > 0:
        share = would = np.zeros(came.size)
        evidence = 0.0
    else:
        share = came / came.sum()
        sent = expected(onward, known.counts, arrived.sum(axis=1), weight)
        would = sent / came.sum()
        evidence = parameters.evidence * min(came.sum() / max(known.people.sum(), 1), 1.0)
    shape = parameters.doubt * parameters.evidence + evidence * share
    rate = parameters.doubt * parameters.evidence + evidence * would
    return np.maximum(gamma.ppf(drawn, shape) / rate, LEAST)
