"""The folder of a calibration: the posterior, what it fits, and what the observations did not say (model §18.6)."""

from __future__ import annotations

import csv
import json
from collections.abc import Iterable, Sequence
from dataclasses import asdict
from pathlib import Path
from typing import Any

import numpy as np

from homeward.atomic.leftovers import remove
from homeward.atomic.target import Target
from homeward.evaluation.calibration.calibrate import Calibration, CalibrationSettings
from homeward.evaluation.calibration.fit import Fit, fits
from homeward.evaluation.calibration.informed import (
    Informed,
    correlations,
    effective_members,
    informed,
)
from homeward.evaluation.calibration.interval_plot import interval_plot
from homeward.evaluation.calibration.saved_rounds import ABOUT_FILE, partial_of
from homeward.scenario.scenario import Scenario

POSTERIOR_FILE = "posterior.csv"
LEAST_CORRELATION = 0.3
"""Least correlation of two unknowns that is reported."""
Digits = float | int | str


def posterior_json(
    scenario: Scenario, asked: CalibrationSettings, found: Calibration, *, exact: bool
) -> dict[str, Any]:
    """Say what a calibration was asked and what it gave; nothing in it depends on how long it took.

    Parameters
    ----------
    exact
        Turn disclosure control off.
    """
    done = found.assimilated
    rows, unknowns = _fits(found, exact=exact), informed(found.unknowns, done)
    return {
        "scenario": scenario.name,
        "digest": scenario.digest,
        "fit_before": asked.before.isoformat(),
        "seed": asked.seed,
        "budget": found.plan.budget,
        "rounds": found.plan.steps,
        "members": found.plan.members,
        "model_error": asked.model_error,
        "exact": exact,
        "effective_members": effective_members(found.unknowns, done, found.figures),
        "played": found.plan.final,
        "inside": sum(row.inside for row in rows),
        "rows": [asdict(row) for row in rows],
        "unknowns": [{**asdict(one), "is_informed": one.is_informed} for one in unknowns],
        "not_informed": [one.name for one in unknowns if not one.is_informed],
        "correlated": _pairs(found),
    }


def _fits(found: Calibration, *, exact: bool) -> list[Fit]:
    rows = fits(found.assimilated, found.figures, found.person)
    return rows if exact else [row.published() for row in rows]


def _pairs(found: Calibration) -> list[dict[str, Digits]]:
    """List the pairs of unknowns that the observations tie together, the closest first."""
    together, names = correlations(found.assimilated), found.unknowns.names
    first, second = np.triu_indices(len(names), 1)
    order = np.argsort(-np.abs(together[first, second]), kind="stable")
    return [
        {"one": names[i], "other": names[j], "correlation": float(together[i, j])}
        for i, j in zip(first[order], second[order], strict=True)
        if abs(together[i, j]) >= LEAST_CORRELATION
    ]


def write_posterior(
    place: Target, about: dict[str, Any], found: Calibration, *, exact: bool
) -> None:
    """Write the folder whole, put it in its place, and remove the work on the way.

    Raises
    ------
    ScenarioError
        If the disk refuses; the work on the way is then still there.
    """
    with place.folder() as made:
        _write_files(made, about, found, exact=exact)
    remove(partial_of(place.path))


def _write_files(folder: Path, about: dict[str, Any], found: Calibration, *, exact: bool) -> None:
    values = found.unknowns.values(found.assimilated.posterior)
    _write_table(folder / POSTERIOR_FILE, list(values), zip(*values.values(), strict=True))
    text = json.dumps(about, indent=1, default=str, ensure_ascii=False)
    (folder / ABOUT_FILE).write_text(f"{text}\n", encoding="utf-8")
    rows, unknowns = _fits(found, exact=exact), informed(found.unknowns, found.assimilated)
    _write_table(folder / "rows.csv", *_row_table(rows))
    _write_table(folder / "unknowns.csv", *_unknown_table(unknowns))
    names = found.unknowns.names
    together = correlations(found.assimilated)
    _write_table(
        folder / "correlations.csv",
        ["unknown", *names],
        ([name, *row] for name, row in zip(names, together, strict=True)),
    )
    (folder / "posterior.svg").write_text(interval_plot(unknowns), encoding="utf-8")


def _row_table(rows: Sequence[Fit]) -> tuple[list[str], Iterable[Iterable[Digits]]]:
    names = [
        "name",
        "date",
        "measure",
        "low",
        "value",
        "high",
        "prior_q05",
        "prior_q50",
        "prior_q95",
    ]
    names += ["posterior_q05", "posterior_q50", "posterior_q95", "inside", "used"]
    return names, (
        (
            row.name,
            row.date.isoformat(),
            row.measure,
            row.low,
            row.value,
            row.high,
            *row.prior,
            *row.posterior,
            "yes" if row.inside else "no",
            "yes" if row.is_used else "no",
        )
        for row in rows
    )


def _unknown_table(unknowns: Sequence[Informed]) -> tuple[list[str], Iterable[Iterable[Digits]]]:
    names = ["name", "prior_q05", "prior_q50", "prior_q95", "posterior_q05", "posterior_q50"]
    names += ["posterior_q95", "contraction", "shift", "informed"]
    return names, (
        (
            one.name,
            *one.prior,
            *one.posterior,
            one.contraction,
            one.shift,
            "yes" if one.is_informed else "no",
        )
        for one in unknowns
    )


def _write_table(path: Path, names: Sequence[str], rows: Iterable[Iterable[Digits]]) -> None:
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(names)
        for row in rows:
            writer.writerow(
                [f"{cell:.12g}" if isinstance(cell, (float, np.floating)) else cell for cell in row]
            )
