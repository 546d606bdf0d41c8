"""Until when a file of parameters was fitted: a posterior that has seen the outcome is refused (model §14.5)."""

from __future__ import annotations

import datetime as dt
import json
from pathlib import Path

from homeward.errors import Problem, ScenarioError
from homeward.evaluation.scoring.measures import last_day
from homeward.scenario.scenario import Scenario

FIT_BEFORE = "fit_before"
"""Key of the first day that a calibration did not see; null: it saw every row to fit."""


def refuse_fitted_later(scenario: Scenario, parameters: Path, origin: dt.date) -> None:
    """Refuse a posterior that was fitted to what came after the last day known.

    A file of values without a NAME.json beside it says nothing of where they are from, and is taken.

    Raises
    ------
    ScenarioError
        If the file beside it says so, or cannot be read.
    """
    beside = parameters.with_suffix(".json")
    if not beside.is_file():
        return
    last = _last_day_seen(scenario, beside)
    if last > origin:
        found = f"it was fitted to what was observed up to {last}, and the forecast knows up to {origin}."
        why = "A forecast that has seen the outcome is no forecast."
        ways = (
            f"calibrate with --fit-before {origin + dt.timedelta(days=1)} or earlier.",
            f"forecast from {last + dt.timedelta(days=1)} or later.",
        )
        raise ScenarioError(Problem(str(parameters), found, why, ways))


def _last_day_seen(scenario: Scenario, beside: Path) -> dt.date:
    try:
        said = json.loads(beside.read_text(encoding="utf-8"))
        before = said[FIT_BEFORE]
        if before is not None:
            return dt.date.fromisoformat(str(before)) - dt.timedelta(days=1)
    except (ValueError, KeyError, TypeError) as error:
        found = f"the file does not say until when it was fitted: it has no day {FIT_BEFORE}."
        way = "keep the files of a calibration together as they were written."
        raise ScenarioError(Problem(str(beside), found, "", (way,))) from error
    seen = [last_day(row) for row in scenario.observations if row.use == "fit"]
    return max(seen, default=scenario.end)
