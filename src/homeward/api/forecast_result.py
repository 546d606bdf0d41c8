"""What `homeward.forecast` returns in the community model."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np

from homeward.api.arguments import check_members
from homeward.api.pictures import save_verification
from homeward.api.plots import axes_for, check_plotted, fill_bands
from homeward.api.verb_result import VerbResult, as_json_holds, frame_of, only_exact
from homeward.atomic.target import Target
from homeward.evaluation.forecast.forecast import Forecast
from homeward.evaluation.forecast.forecast_folder import save_forecast
from homeward.evaluation.forecast.futures import ONE_DAY
from homeward.evaluation.forecast.shown_forecast import ALL, ShownForecast
from homeward.evaluation.scoring.central_bands import MIDDLE, NAMES, CentralBands
from homeward.evaluation.scoring.leads import LeadScore
from homeward.results.files.run_folder import hold_results
from homeward.scenario.scenario import Scenario

if TYPE_CHECKING:
    import pandas as pd
    import xarray as xr
    from matplotlib.axes import Axes


@dataclass(frozen=True)
class ForecastQuestion:
    """What was asked of a forecast; `start` is the first forecast day.

    Parameters
    ----------
    parameters
        Name of the file of the values given, if it has one.
    is_given
        Whether values of parameters were given, so that members count alike.
    """

    start: dt.date
    origins: str
    every: int
    members: int
    seed: int
    parameters: Path | None
    is_given: bool


@dataclass(frozen=True, repr=False)
class ForecastResult(VerbResult):
    """What follows a day, and how earlier and later forecasts did.

    `table`
        One row of every quantity, day and storyline ("all": all of them by weight): median and the ends of the central
        bands, persons, as in ``forecast.csv``.
    `scores`
        One row of every series and lead: CRPS, skill over each naive baseline, coverage of the bands.
    `split`
        One row of every quantity and lead: shares of the variance by chance, parameters and storyline.
    `dataset`
        people (quantity, time, storyline, member), persons, and the weight of each storyline and member.
    """

    scenario: Scenario
    shown: ShownForecast
    question: ForecastQuestion
    outlook: Forecast | None = field(compare=False)
    """What every member gives; None in a published copy."""
    exact: bool = True

    @property
    def title(self) -> str:
        """From which day it is, and how far."""
        return (
            f"Forecast of {self.scenario.name} from {self.question.start}, {self.shown.lead} days"
        )

    @property
    def table(self) -> pd.DataFrame:
        """One row of every quantity, day and storyline."""
        return frame_of({**said, **bands.columns} for said, bands in self._rows())

    @property
    def scores(self) -> pd.DataFrame:
        """One row of every series and lead scored."""
        return frame_of(
            {"series": series, **as_json_holds(row)}
            for series, rows in self.shown.scores.items()
            for row in rows
        )

    @property
    def split(self) -> pd.DataFrame:
        """One row of every quantity and lead: where the width comes from, shares of the variance."""
        return frame_of(self._splits())

    @property
    def dataset(self) -> xr.Dataset:
        """What every member gives, persons, with its weight.

        Raises
        ------
        ValueError
            If this is a published copy: members are exact.
        """
        import pandas as pd  # noqa: PLC0415  heavy: wanted only where it is asked for
        import xarray as xr  # noqa: PLC0415

        outlook = only_exact(self.outlook)
        several = outlook.quantity_forecasts
        people = np.stack([one.values[:, :, 0] for one in several])
        first = several[0]
        return xr.Dataset(
            {
                "people": (
                    ("quantity", "time", "storyline", "member"),
                    people,
                    {"units": "persons"},
                ),
                "storyline_weight": ("storyline", first.weight),
                "member_weight": ("member", first.share),
            },
            coords={
                "quantity": [one.quantity.series for one in several],
                "time": pd.to_datetime(list(first.dates)),
                "storyline": [one.storyline.name for one in outlook.futures],
                "member": outlook.known.numbers,
            },
        )

    def publish(self) -> ForecastResult:
        """Return a copy after disclosure control: members are left out, counts withheld (NaN) or rounded.

        Raises
        ------
        homeward.errors.ScenarioError
            If there is one member only.
        """
        if not self.exact:
            return self
        check_members(self.question.members, exact=False)
        return replace(self, shown=self.shown.published(), outlook=None, exact=False)

    def plot(self, quantity: str = "displaced", *, axes: Axes | None = None) -> Axes:
        """Draw the fan of a quantity over days: median and every band, all storylines by weight."""
        rows = self.table
        check_plotted(quantity, rows["quantity"], "quantity")
        mine = rows[(rows["quantity"] == quantity) & (rows["storyline"] == ALL)]
        drawn = axes_for(axes)
        bands = [
            (np.asarray(mine[low]), np.asarray(mine[high]))
            for low, high in zip(NAMES[:MIDDLE], NAMES[:MIDDLE:-1], strict=True)
        ]
        fill_bands(drawn, mine["date"], bands, np.asarray(mine["median"]))
        drawn.set_title(f"{quantity}, persons")
        return drawn

    def save(self, folder: str | Path, *, exact: bool = False, force: bool = False) -> Path:
        """Write forecast.csv, split.csv, scores.csv, forecast.svg and run.json: all of it or nothing.

        Parameters
        ----------
        exact
            Turn disclosure control off: the folder is then not for publication.
        force
            Replace a folder of results that exists.

        Raises
        ------
        homeward.errors.ScenarioError
            If there is one member only, the folder exists, or it cannot be written to.
        ValueError
            If this is a published copy.
        """
        check_members(self.question.members, exact=exact)
        with hold_results(Path(folder), "", force=force) as place:
            self.save_in(place, exact=exact)
        return Path(folder)

    def save_verification(self, file: str | Path) -> Path:
        """Write one page on how forecasts did, FILE.svg: reliability, PIT, sharpness, skill by lead and place.

        Raises
        ------
        homeward.errors.ScenarioError
            If the file exists, or cannot be written.
        """
        return save_verification(self.shown.verification, self.title, file)

    def save_in(self, place: Target, *, exact: bool = False) -> None:
        """Write the same to a place that has been held since before the forecast."""
        only_exact(self.outlook)
        question = self.question
        info = {
            "scenario": {"name": self.scenario.name, "digest": self.scenario.digest},
            "from": question.start.isoformat(),
            "lead": self.shown.lead,
            "origins": question.origins,
            "every": question.every,
            "members": question.members,
            "seed": question.seed,
            "parameters": str(question.parameters) if question.parameters else None,
        }
        shown = self.shown if exact else self.shown.published()
        save_forecast(shown, place, info, exact=exact)

    def _rows(self) -> Iterator[tuple[dict[str, Any], CentralBands]]:
        for one in self.shown.quantities:
            for row in one.rows:
                said = {"quantity": one.quantity.series, "date": row.date, "lead": row.lead}
                yield {**said, "storyline": row.storyline}, row.bands

    def _splits(self) -> list[dict[str, Any]]:
        return [
            {"quantity": one.quantity.series, "lead": row.lead, **row.shares}
            for one in self.shown.quantities
            for row in one.splits
            if row.lead in self.shown.leads
        ]

    def _said(self) -> dict[str, Any]:
        shown = self.shown
        return {
            "scenario": self.scenario.name,
            "from": self.question.start,
            "lead": shown.lead,
            "origins": [origin + ONE_DAY for origin in shown.origins],
            "members": self.question.members,
            "weights": shown.weights,
            "storylines": [
                {
                    "name": future.storyline.name,
                    "title": future.storyline.title,
                    "share": future.share,
                    "levers": list(future.scenario.levers_pulled),
                }
                for future in shown.futures
            ],
            "left_out": shown.skipped,
            "foreseen": [
                {**said, **bands.as_json()}
                for said, bands in self._rows()
                if said["lead"] in shown.leads
            ],
            "split": self._splits(),
            "scores": {
                series: [score_as_json(row) for row in rows]
                for series, rows in shown.scores.items()
            },
            "grounds": shown.grounds,
            "warnings": shown.warnings,
        }


def score_as_json(row: LeadScore) -> dict[str, Any]:
    """Return the scores of a lead as JSON says them: where there is no skill, so."""
    said: dict[str, Any] = as_json_holds(row)
    said["skill"] = {name: "no skill" if skill <= 0 else skill for name, skill in row.skill.items()}
    return said
