"""The folder of a calibration: the posterior, what it fits, and what the observations did not say (model §18.6)."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import asdict
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd
from scipy.stats import binom

from homeward.atomic.leftovers import remove
from homeward.atomic.target import Target
from homeward.evaluation.calibration.calibrate import Calibration, CalibrationSettings
from homeward.evaluation.calibration.fit import Fit
from homeward.evaluation.calibration.informed import Informed, correlations, informed
from homeward.evaluation.calibration.interval_plot import interval_plot
from homeward.evaluation.calibration.saved_rounds import ABOUT_FILE, partial_of
from homeward.evaluation.calibration.unknowns import is_input
from homeward.evaluation.scoring.member_statistics import right_coverage
from homeward.scenario.scenario import Scenario

POSTERIOR_FILE = "posterior.csv"
TOO_SELDOM = 0.05
"""Chance of right bands to hold so few figures, from which on a posterior is doubted; figures taken as independent."""
LEAST_CORRELATION = 0.3
"""Least correlation of two unknowns that is reported."""
QUANTILES = ("q05", "q50", "q95")
Digits = float | int | str
Cells = Mapping[str, Digits]


def posterior_json(
    scenario: Scenario, asked: CalibrationSettings, found: Calibration, *, exact: bool
) -> dict[str, Any]:
    """Say what a calibration was asked and what it gave; nothing in it depends on how long it took.

    Parameters
    ----------
    exact
        Whether what was found is exact.
    """
    unknowns = informed(found.unknowns, found.assimilated)
    contraction, shift = found.assimilated.by_chance.most(len(unknowns))
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
        "effective_members": found.effective_members,
        "played": found.plan.final,
        "inside": sum(row.inside for row in found.fits),
        "inside_before": sum(row.inside_before for row in found.fits),
        "doubt": doubt(found),
        "rows": [asdict(row) for row in found.fits],
        "unknowns": [asdict(one) for one in unknowns],
        "by_chance": {"contraction": contraction, "shift": shift},
        "cannot_act": list(found.cannot_act),
        "not_informed": [one.name for one in unknowns if not one.is_informed],
        "correlated": _pairs(found),
    }


def doubt(found: Calibration) -> str:
    """Say why a posterior is not to be used: it holds fewer figures than before, and than right bands would."""
    before = sum(row.inside_before for row in found.fits)
    after, n = sum(row.inside for row in found.fits), len(found.fits)
    held = right_coverage(0.9, found.plan.final)
    if after < before and binom.cdf(after, n, held) < TOO_SELDOM:
        return (
            f"{after} of {n} figures lie in its bands of 90%, and {before} did before; right bands hold "
            f"{held * n:.0f}, and so few less than once in {1 / TOO_SELDOM:.0f}."
        )
    return ""


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


def write_posterior(place: Target, about: dict[str, Any], found: Calibration) -> None:
    """Write the folder whole, put it in its place, and remove the work on the way.

    Raises
    ------
    ScenarioError
        If the disk refuses; the work on the way is then still there.
    """
    with place.folder() as made:
        _write_files(made, about, found)
    remove(partial_of(place.path))


def _write_files(folder: Path, about: dict[str, Any], found: Calibration) -> None:
    values = found.unknowns.values(found.assimilated.posterior)
    members = zip(*values.values(), strict=True)
    _write_table(folder / POSTERIOR_FILE, [dict(zip(values, one, strict=True)) for one in members])
    text = json.dumps(about, indent=1, default=str, ensure_ascii=False)
    (folder / ABOUT_FILE).write_text(f"{text}\n", encoding="utf-8")
    _write_table(folder / "rows.csv", [_fit_cells(row) for row in found.fits])
    unknowns = informed(found.unknowns, found.assimilated)
    _write_table(folder / "unknowns.csv", [_unknown_cells(one) for one in unknowns])
    names, together = found.unknowns.names, correlations(found.assimilated)
    tied = zip(names, together, strict=True)
    _write_table(
        folder / "correlations.csv",
        [{"unknown": name, **dict(zip(names, row, strict=True))} for name, row in tied],
    )
    # Inputs are many, and most are as they were: unknowns.csv has all.
    shown = [one for one in unknowns if one.is_informed or not is_input(one.name)]
    (folder / "posterior.svg").write_text(interval_plot(shown), encoding="utf-8")


def _fit_cells(row: Fit) -> Cells:
    return {
        "name": row.name,
        "date": row.date.isoformat(),
        "measure": row.measure,
        "low": row.low,
        "value": row.value,
        "high": row.high,
        **_quantile_cells("prior", row.prior),
        **_quantile_cells("posterior", row.posterior),
        "inside": _yes(row.inside),
        "used": _yes(row.is_used),
    }


def _unknown_cells(one: Informed) -> Cells:
    return {
        "name": one.name,
        **_quantile_cells("prior", one.prior),
        **_quantile_cells("posterior", one.posterior),
        "contraction": one.contraction,
        "shift": one.shift,
        "informed": _yes(one.is_informed),
    }


def _quantile_cells(name: str, values: Sequence[float]) -> Cells:
    return {f"{name}_{end}": value for end, value in zip(QUANTILES, values, strict=True)}


def _yes(value: bool) -> str:
    return "yes" if value else "no"


def _write_table(path: Path, rows: Sequence[Cells]) -> None:
    pd.DataFrame(rows).to_csv(
        path, index=False, float_format="%.12g", na_rep="nan", lineterminator="\n"
    )
