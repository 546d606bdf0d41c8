"""What members are held against: figures on a log scale, and how far off each may be (model §18.2)."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from homeward.engine.simulated import Simulated
from homeward.evaluation.calibration.discrepancy import DISCREPANCY, DISCREPANCY_DAYS
from homeward.evaluation.conditioning.weighing import NINETY, least_error
from homeward.evaluation.scoring.measures import measure
from homeward.evaluation.scoring.member_statistics import Reals
from homeward.scenario.rows.observations import Observation

ROUNDING = 1e-9
"""Share of the softening that is left of nothing by going to the scale and back."""


@dataclass(frozen=True)
class LoggedObservations:
    """Observations on the scale log(x + softening), and the covariance of their errors.

    Parameters
    ----------
    rows
        The observations.
    softening
        (row), in the unit of the measure: what lies far below it is as good as nothing.
    said
        (row): what was observed.
    covariance
        (row, row): of the report, each its own; of what the model leaves out, shared by rows of a series the more, the
        nearer they are in time.
    """

    rows: tuple[Observation, ...]
    softening: Reals
    said: Reals
    covariance: Reals

    def logged(self, values: Reals) -> Reals:
        """Bring values (row, member) in the unit of the measure to the scale."""
        return np.log(values + self.softening[:, None])

    def unlogged(self, values: Reals) -> Reals:
        """Bring values (row, ...) on the scale back to the unit of the measure."""
        softening = self.softening.reshape(-1, *(1 for _ in values.shape[1:]))
        found = np.exp(values) - softening
        return np.where(found < ROUNDING * softening, 0.0, found)


def log_observations(
    rows: Sequence[Observation], model_error: float = DISCREPANCY
) -> LoggedObservations:
    """Bring observations to the scale.

    Parameters
    ----------
    model_error
        Half-width, at 90%, of what the model leaves out, as a share of what was observed.
    """
    value = np.array([row.value for row in rows])
    low, high = (np.array([getattr(row, end) for row in rows]) for end in ("low", "high"))
    least = np.array([least_error(row) for row in rows])
    softening = np.maximum((high - low) / 4, least)
    report = np.maximum(
        np.log((high + softening) / (low + softening)) / 2, least / (value + softening)
    )
    model = model_error * value / (value + softening)
    series = np.array([row.name for row in rows])
    day = np.array([row.date.toordinal() for row in rows], dtype=np.float64)
    apart = np.abs(day[:, None] - day[None, :]) / DISCREPANCY_DAYS
    alike = np.where(series[:, None] == series[None, :], np.exp(-apart), 0.0)
    return LoggedObservations(
        rows=tuple(rows),
        softening=softening,
        said=np.log(value + softening),
        covariance=(np.diag(report**2) + np.outer(model, model) * alike) / NINETY**2,
    )


def log_measured(
    simulated: Simulated, figures: LoggedObservations, shares_counted: Mapping[str, Reals]
) -> Reals:
    """Measure in every member what was observed (row, member), on the scale; NaN where it has no value.

    Parameters
    ----------
    shares_counted
        Coverage by series, (member) each: what was counted of what there was.
    """
    values = np.stack(
        [measure(simulated, row) * shares_counted.get(row.name, 1.0) for row in figures.rows]
    )
    return figures.logged(values)
