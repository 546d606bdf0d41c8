"""Recovery: whether calibration finds what made numbers that the model itself made (model §18.5)."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, replace

import numpy as np
from scipy.linalg import cholesky

from homeward.evaluation.calibration.assimilate import Run, assimilate
from homeward.evaluation.calibration.calibrate import (
    CalibrationRuns,
    CalibrationSettings,
    acting_unknowns,
    prepare_calibration,
)
from homeward.evaluation.calibration.logged_observations import LoggedObservations
from homeward.evaluation.calibration.smoothing import normals
from homeward.evaluation.calibration.unknowns import Reals
from homeward.scenario.load import load_scenario
from homeward.scenario.scenario import Scenario

TRUTH_STEP = 1_000_000
"""Step under which errors of made numbers are drawn: no calibration has so many."""


def observed_often() -> Scenario:
    """Tiny, with counts at both places on three more days."""
    tiny = load_scenario("tiny")
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


@dataclass(frozen=True)
class Recovered:
    """Truths that were drawn, and where they lie in what calibration found.

    Parameters
    ----------
    names
        Of the unknowns.
    share_below
        (unknown, repetition): share of the posterior's members below the truth.
    contraction
        (unknown): 1 less the variance of the posterior over that of the prior, mean over repetitions.
    """

    names: tuple[str, ...]
    share_below: Reals
    contraction: Reals

    def covered(self, share: float) -> Reals:
        """Share of truths inside the central interval of the posterior (unknown)."""
        return (np.abs(self.share_below - 0.5) <= share / 2).mean(axis=1)


def recover(scenario: Scenario, asked: CalibrationSettings, repetitions: int) -> Recovered:
    """Draw truths from the prior, make numbers of them with chance and error, and calibrate to each.

    Parameters
    ----------
    asked
        Its seed is that of the truths; every repetition has its own seeds after it.

    References
    ----------
    Talts et al. 2018, arXiv:1804.06788 (simulation-based calibration).
    """
    known, candidates, figures = prepare_calibration(scenario, asked)
    unknowns = acting_unknowns(known, candidates, figures, asked)
    truths = unknowns.prior(asked.seed, repetitions)
    made = CalibrationRuns(known, unknowns, figures, asked, None).run("Truths", 0, truths)
    with_error = made + cholesky(figures.covariance, lower=True) @ normals(
        asked.seed, TRUTH_STEP, made.shape
    )
    below = np.empty_like(truths)
    variance = np.zeros(truths.shape[0])
    for turn in range(repetitions):
        seed = asked.seed + 1 + turn
        model = CalibrationRuns(known, unknowns, figures, replace(asked, seed=seed), None)
        prior = unknowns.prior(seed, asked.plan.members)
        posterior = _posterior(model.run, prior, figures, with_error[:, turn], asked, seed)
        below[:, turn] = (posterior < truths[:, turn, None]).mean(axis=1)
        variance += posterior.var(axis=1, ddof=1) / repetitions
    return Recovered(unknowns.names, below, 1.0 - variance)


def _posterior(
    run: Run,
    prior: Reals,
    figures: LoggedObservations,
    said: Reals,
    asked: CalibrationSettings,
    seed: int,
) -> Reals:
    """Calibrate to made numbers; one that was not made says nothing."""
    rows = np.flatnonzero(~np.isnan(said))
    held = LoggedObservations(
        rows=tuple(figures.rows[row] for row in rows),
        softening=figures.softening[rows],
        said=said[rows],
        covariance=figures.covariance[np.ix_(rows, rows)],
    )

    def run_rows(name: str, first: int, normal: Reals) -> Reals:
        return run(name, first, normal)[rows]

    return assimilate(run_rows, prior, held, asked.plan, seed=seed).posterior
