"""The baseline that had done best before a forecast was made: chosen on earlier numbers, never afterwards (§15.5)."""

from __future__ import annotations

import datetime as dt
import math
from collections.abc import Sequence
from dataclasses import replace

from homeward.evaluation.scoring.leads import ForecastNumber

BEST = "best so far"
LEAST_NUMBERS = 5
"""Numbers of the past without which a baseline is not chosen by them."""


def with_best(forecasts: Sequence[ForecastNumber], otherwise: str) -> list[ForecastNumber]:
    """Add to every number what the baseline says of it that had done best by its origin.

    Parameters
    ----------
    otherwise
        Name of the baseline that is taken where too little was known to choose.
    """
    chosen = {
        origin: best_by(forecasts, origin, otherwise)
        for origin in sorted({one.origin for one in forecasts})
    }
    return [
        replace(
            one,
            baselines={**one.baselines, BEST: one.baselines.get(chosen[one.origin], math.nan)},
        )
        for one in forecasts
    ]


def best_by(forecasts: Sequence[ForecastNumber], day: dt.date, otherwise: str) -> str:
    """Name the baseline with the least error on what was counted up to a day, beside that of another."""
    known = [
        one
        for one in forecasts
        if one.date <= day and not math.isnan(one.observed) and _says(one, otherwise)
    ]
    ratios = {otherwise: 1.0}
    for name in dict.fromkeys(name for one in known for name in one.baselines):
        heard = [one for one in known if _says(one, name)]
        apart = sum(abs(one.baselines[otherwise] - one.observed) for one in heard)
        if len(heard) >= LEAST_NUMBERS and apart > 0:
            ratios[name] = sum(abs(one.baselines[name] - one.observed) for one in heard) / apart
    return min(ratios, key=lambda name: ratios[name])


def _says(forecast: ForecastNumber, name: str) -> bool:
    return not math.isnan(forecast.baselines.get(name, math.nan))
