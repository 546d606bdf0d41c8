"""Fit what forecasts of people get wrong beyond their members, and leave each scenario out in turn (model §14.1.2).

usage: python verification/forecast_dressing.py [--seed 1] [--threads N]

Forecasts are made without the error, from days before any figure kept for testing, and held against figures to fit
that were counted after them. The error has the least log-CRPS of a grid, a vote a scenario, in it a vote a series.
"""

from __future__ import annotations

import argparse
import datetime as dt
import itertools
from collections.abc import Sequence
from contextlib import nullcontext

import numpy as np
from numpy.typing import NDArray
from scipy.special import ndtri

from homeward.evaluation.conditioning.conditioned_runs import ConditioningSettings
from homeward.evaluation.forecast.dressing import FITTED, UNDRESSED, Dressing, dress, scales
from homeward.evaluation.forecast.forecast import forecast
from homeward.evaluation.scoring.leads import ForecastNumber
from homeward.evaluation.scoring.member_statistics import crps
from homeward.scenario.load import load_scenario
from homeward.scenario.rows.observations import Observation
from homeward.scenario.scenario import Scenario

ORIGINS = {
    "palmyra": ("2019-03-01", "2019-06-20", "2019-08-28", "2020-03-01", "2020-10-01"),
    "iraq": (
        "2015-03-01", "2015-07-01", "2015-11-01", "2016-03-01", "2016-07-01", "2016-11-01", "2017-03-01", "2017-07-01",
    ),
    "syria": ("2014-12-31", "2016-12-31", "2018-12-31", "2020-12-31", "2021-12-31", "2022-12-31"),
}  # fmt: skip
LEAD = {"palmyra": 400, "iraq": 365, "syria": 730}
MEMBERS = {"palmyra": 500, "iraq": 150, "syria": 120}
GRID = tuple(
    Dressing(*one)
    for one in itertools.product(
        (0.1, 0.15, 0.2, 0.25, 0.3),
        (0.05, 0.1, 0.2, 0.4),
        (0.8, 1.0, 1.2, 1.4, 1.6),
        (0.25, 0.5, 1.0, 2.0),
    )
)
LEAST = 0.05
"""Added to numbers before their logarithm, as a share of the figure, as in the headline of `score`."""
BANDS = (0.5, 0.9)
SHUFFLE = 7


class Told:
    """One number that was forecast without an error, and what was then counted."""

    def __init__(self, scenario: Scenario, number: ForecastNumber, row: Observation) -> None:
        self.series = number.series
        self.values = number.values
        self.observed = number.observed
        self.scenario, self.row, self.origin = scenario, row, number.origin
        self.least = LEAST * row.high
        # Members are a sample in order: errors are set beside them in an order that knows nothing of it.
        at = (np.arange(number.values.size) + 0.5) / number.values.size
        self.quantiles = np.random.default_rng(SHUFFLE).permutation(at)

    def dressed(self, dressing: Dressing) -> NDArray[np.float64]:
        """Return the members with an error (member)."""
        scale = scales(self.scenario, [self.row], self.origin, dressing)
        most = np.full((1, self.values.size), np.inf)
        return dress(self.values[None], scale, ndtri(self.quantiles)[None], most)[0]

    def log_crps(self, dressing: Dressing) -> float:
        """Return the CRPS of logarithms."""
        values = np.log(self.dressed(dressing) + self.least)
        return float(crps(values, np.log(self.observed + self.least)))

    def inside(self, dressing: Dressing, share: float) -> bool:
        """Tell whether the figure lies in the central band of the members."""
        low, high = np.quantile(self.dressed(dressing), [(1 - share) / 2, (1 + share) / 2])
        return bool(low <= self.observed <= high)


def told(name: str, seed: int, threads: int | None) -> list[Told]:
    """Forecast one scenario from its origins, and keep what is held against figures to fit."""
    scenario = load_scenario(name)
    fitted = {(row.name, row.date): row for row in scenario.observations if row.use == "fit"}
    origins = [dt.date.fromisoformat(one) for one in ORIGINS[name]]
    settings = ConditioningSettings(
        MEMBERS[name], seed, threads, lambda _: nullcontext(lambda _d, _m: None)
    )
    made = forecast(scenario, origins, LEAD[name], settings, dressing=UNDRESSED)
    return [
        Told(scenario, one, fitted[one.series, one.date])
        for one in made.forecasts
        if (one.series, one.date) in fitted
    ]


def mean_by_series(numbers: Sequence[Told], values: Sequence[float]) -> float:
    """Take the mean within every series, and then over series."""
    names = {one.series for one in numbers}
    return float(
        np.mean(
            [
                np.mean([v for one, v in zip(numbers, values, strict=True) if one.series == name])
                for name in names
            ]
        )
    )


def loss(scenarios: Sequence[Sequence[Told]], dressing: Dressing) -> float:
    """Return the mean log-CRPS, a vote a scenario."""
    return float(
        np.mean(
            [mean_by_series(some, [one.log_crps(dressing) for one in some]) for some in scenarios]
        )
    )


def fit(scenarios: Sequence[Sequence[Told]]) -> Dressing:
    """Find the error of the grid with the least loss."""
    return min(GRID, key=lambda dressing: loss(scenarios, dressing))


def report(name: str, numbers: Sequence[Told], dressing: Dressing) -> None:
    """Print what an error makes of the numbers of one scenario."""
    held = [np.mean([one.inside(dressing, share) for one in numbers]) for share in BANDS]
    said = f"{name:10s} {dressing.of_a_year:4.1f} {dressing.worth:5.2f} {dressing.error:5.2f} {dressing.half_life:5.2f}"
    print(
        f"{said}   {loss([numbers], dressing):.3f}   {held[0]:4.0%}  {held[1]:4.0%}   of {len(numbers)}"
    )


def main() -> None:
    """Print the error fitted to the others for every scenario, and to all."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--threads", type=int)
    asked = parser.parse_args()
    numbers = {name: told(name, asked.seed, asked.threads) for name in ORIGINS}
    print("scenario  year worth error  half   log-CRPS  50%   90%")
    for name, some in numbers.items():
        report(name, some, UNDRESSED)
        report(name, some, fit([other for key, other in numbers.items() if key != name]))
        report(name, some, FITTED)
    everybody = list(numbers.values())
    found = fit(everybody)
    print(f"fitted to all: {found}, log-CRPS {loss(everybody, found):.3f}")


if __name__ == "__main__":
    main()
