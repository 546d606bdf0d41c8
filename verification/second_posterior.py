"""The smoother's posterior beside a second method's, on the same rows (model §18.6).

usage: python verification/second_posterior.py [SCENARIO] [--fit-before DAY] [--budget 5000] [--threads 2]

The second is a regression posterior: members are drawn from the prior, chance and the errors of the figures added to
what they give, and the quantiles of each parameter, given the figures, learned by scikit-learn's gradient boosting
(pip install scikit-learn; Homeward does not need it). It supposes no normal distribution and takes no step; it sees
each parameter by itself. On `tiny` some 2 CPU minutes; it says how far it is.
"""

from __future__ import annotations

import argparse
import datetime as dt
import sys
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from recovery import observed_often
from scipy.linalg import cholesky
from sklearn.ensemble import HistGradientBoostingRegressor  # pyright: ignore[reportMissingImports]

from homeward.evaluation.calibration.assimilate import plan
from homeward.evaluation.calibration.calibrate import (
    CalibrationRuns,
    CalibrationSettings,
    acting_unknowns,
    calibrate,
    prepare_calibration,
)
from homeward.evaluation.calibration.informed import informed
from homeward.evaluation.calibration.smoothing import filled, middle_of, normals
from homeward.scenario.load import load_scenario

QUANTILES = (0.05, 0.25, 0.5, 0.75, 0.95)
ERROR_STEP = 2_000_000
"""Step under which errors of what members give are drawn: no calibration has so many."""
Reals = NDArray[np.float64]


@dataclass(frozen=True)
class Beside:
    """One unknown by both methods, normal scores at some quantiles.

    Parameters
    ----------
    is_informed
        As the calibration has it.
    """

    name: str
    smoother: Reals
    regression: Reals
    is_informed: bool


def learned_quantiles(outputs: Reals, said: Reals, scores: Reals, seed: int) -> Reals:
    """Learn quantiles of normal scores (member) given outputs (row, member), and read them off at what was said."""
    found = [
        HistGradientBoostingRegressor(
            loss="quantile", quantile=share, max_iter=150, learning_rate=0.05,
            max_leaf_nodes=8, min_samples_leaf=100, random_state=seed,
        )
        .fit(outputs.T, scores)
        .predict(said[None, :])[0]
        for share in QUANTILES
    ]  # fmt: skip
    return np.sort(np.array(found))


def beside(scenario_name: str, before: dt.date | None, asked: argparse.Namespace) -> list[Beside]:
    """Calibrate by the smoother, and by regression on as many members of the prior."""
    scenario = observed_often() if scenario_name == "tiny" else load_scenario(scenario_name)
    settings = CalibrationSettings(
        before=before or scenario.after_end,
        plan=plan(asked.budget),
        seed=asked.seed,
        threads=asked.threads,
    )
    known, candidates, figures = prepare_calibration(scenario, settings)
    unknowns = acting_unknowns(known, candidates, figures, settings)
    by_smoother = calibrate(scenario, settings)
    normal = unknowns.prior(asked.seed + 1, settings.plan.budget)
    # As many members as the smoother runs, under numbers that it does not use.
    model = CalibrationRuns(known, unknowns, figures, settings, None)
    outputs = model.run("Prior", settings.plan.budget, normal)
    outputs = filled(outputs, middle_of(outputs)) + cholesky(
        figures.covariance, lower=True
    ) @ normals(asked.seed, ERROR_STEP, outputs.shape)
    found: list[Beside] = []
    told = {one.name: one.is_informed for one in informed(unknowns, by_smoother.assimilated)}
    for index, name in enumerate(unknowns.names):
        print(f"{index + 1} of {len(unknowns.names)} unknowns", file=sys.stderr)
        found.append(
            Beside(
                name,
                np.quantile(by_smoother.assimilated.posterior[index], QUANTILES),
                learned_quantiles(outputs, figures.said, normal[index], asked.seed),
                told[name],
            )
        )
    return found


def page(rows: Sequence[Beside]) -> str:
    """Write a table: the median and the width of 90%, standard deviations of the prior, by both."""
    lines = [
        "| unknown | smoother: median, width of 90% | regression | informed |",
        "|---|---|---|---|",
    ]
    for one in sorted(rows, key=lambda row: row.smoother[-1] - row.smoother[0]):
        cells = [f"{of[2]:+.2f}, {of[-1] - of[0]:.2f}" for of in (one.smoother, one.regression)]
        lines.append(f"| `{one.name}` | {' | '.join(cells)} | {'yes' if one.is_informed else ''} |")
    apart = np.array([one.smoother[2] - one.regression[2] for one in rows])
    width = np.array(
        [
            (one.smoother[-1] - one.smoother[0]) / (one.regression[-1] - one.regression[0])
            for one in rows
        ]
    )
    is_told = np.array([one.is_informed for one in rows])
    for name, some in (("informed", is_told), ("not informed", ~is_told)):
        if some.any():
            lines.append(
                f"\n{name}, {some.sum()}: medians {np.abs(apart[some]).mean():.2f} standard deviations apart "
                f"on average, at most {np.abs(apart[some]).max():.2f}; the smoother's 90% are "
                f"{np.median(width[some]):.2f} times as wide (median)"
            )
    return "\n".join(lines)


def main() -> None:
    """Print both posteriors side by side."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("scenario", nargs="?", default="tiny")
    parser.add_argument("--fit-before", type=dt.date.fromisoformat)
    parser.add_argument("--budget", type=int, default=5000)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--threads", type=int, default=2)
    asked = parser.parse_args()
    print(page(beside(asked.scenario, asked.fit_before, asked)))


if __name__ == "__main__":
    main()
