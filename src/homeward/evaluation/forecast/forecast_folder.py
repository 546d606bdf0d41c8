"""A forecast as a folder: tables, the fan chart, and what was asked; all of it or nothing (model §14.3)."""

from __future__ import annotations

import csv
import math
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

from homeward.atomic.target import Target
from homeward.evaluation.forecast.fan_chart import draw_fan
from homeward.evaluation.forecast.shown_forecast import PARTS, ShownForecast
from homeward.evaluation.scoring.central_bands import NAMES
from homeward.evaluation.scoring.leads import BANDS, LeadScore
from homeward.results.files.provenance import versions, write_run

Cells = Sequence[str]


def save_forecast(
    shown: ShownForecast, place: Target, info: Mapping[str, Any], *, exact: bool
) -> None:
    """Write forecast.csv, split.csv, scores.csv, forecast.svg and run.json.

    Parameters
    ----------
    place
        Where it will stand; held since before the forecast.
    info
        What was asked.
    exact
        Whether what is shown is exact.

    Raises
    ------
    ScenarioError
        If something came to stand there, or it cannot be written to.
    """
    with place.folder() as partial:
        _write(partial / "forecast.csv", forecast_table(shown))
        _write(partial / "split.csv", split_table(shown))
        _write(partial / "scores.csv", score_table(shown.scores))
        (partial / "forecast.svg").write_text(draw_fan(shown), encoding="utf-8", newline="\n")
        write_run({"kind": "forecast", **info, "exact": exact, "versions": versions()}, partial)


def forecast_table(shown: ShownForecast) -> Iterator[Cells]:
    """Write every quantity on every day, persons; a cell that is withheld is empty, and `suppressed` says yes."""
    yield ["quantity", "date", "lead", "storyline", *NAMES, "suppressed"]
    for one in shown.quantities:
        for row in one.rows:
            numbers = row.bands.quantiles
            yield [
                one.quantity.series,
                str(row.date),
                str(row.lead),
                row.storyline,
                *(write_number(value) for value in numbers),
                "yes" if any(map(math.isnan, numbers)) else "no",
            ]


def split_table(shown: ShownForecast) -> Iterator[Cells]:
    """Write where the width of every quantity comes from, as shares of its variance; empty where nothing varies."""
    yield ["quantity", "date", "lead", *PARTS]
    for one in shown.quantities:
        for row in one.splits:
            said = [write_number(share) for share in row.shares.values()]
            yield [one.quantity.series, str(row.date), str(row.lead), *said]


def score_table(scores: Mapping[str, Sequence[LeadScore]]) -> Iterator[Cells]:
    """Write the scores by series and lead; CRPS as shares of the scale, persons."""
    names = list(
        dict.fromkeys(name for rows in scores.values() for row in rows for name in row.crps_of)
    )
    columns = [f"{what}_{name.replace(' ', '_')}" for what in ("crps", "skill") for name in names]
    held = [f"{what}_{band * 100:g}" for band in BANDS for what in ("coverage", "coverage_error")]
    yield ["series", "lead", "numbers", "origins", "scale", "crps", *columns, *held, "ranks"]
    for series, rows in scores.items():
        for row in rows:
            numbers = [row.scale, row.crps]
            numbers += [row.crps_of.get(name, math.nan) for name in names]
            numbers += [row.skill.get(name, math.nan) for name in names]
            numbers += [
                number
                for band in BANDS
                for number in (row.coverage[band], row.coverage_error[band])
            ]
            counts = [str(row.lead), str(row.numbers), str(row.origins)]
            ranks = " ".join(map(str, row.ranks))
            yield [series, *counts, *map(write_number, numbers), ranks]


def write_number(value: float) -> str:
    """Write a number with at most three digits after the point; what has no value is empty."""
    return "" if math.isnan(value) else f"{value:.3f}".rstrip("0").rstrip(".")


def _write(path: Path, rows: Iterable[Cells]) -> None:
    with path.open("w", encoding="utf-8", newline="") as file:
        csv.writer(file, lineterminator="\n").writerows(rows)
