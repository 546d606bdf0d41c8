"""What `homeward.forecast` returns in the community model."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np

from homeward.api.arguments import check_members
from homeward.api.plots import axes_for, fill_bands
from homeward.api.verb_result import VerbResult, as_json_holds, frame_of
from homeward.atomic.target import Target
from homeward.evaluation.forecast.forecast import Forecast, QuantityForecast
from homeward.evaluation.forecast.forecast_folder import save_forecast
from homeward.evaluation.forecast.futures import ONE_DAY
from homeward.evaluation.forecast.published_forecast import ALL, PublishedRow, published_rows
from homeward.evaluation.scoring.leads import BANDS, LeadScore
from homeward.results.files.run_folder import hold_results
from homeward.results.publish.small_counts import published_share
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

    def __init__(
        self,
        scenario: Scenario,
        outlook: Forecast,
        question: ForecastQuestion,
        *,
        exact: bool = True,
    ) -> None:
        self.scenario, self.outlook, self.question = scenario, outlook, question
        self.exact = exact

    @property
    def title(self) -> str:
        """From which day it is, and how far."""
        return (
            f"Forecast of {self.scenario.name} from {self.question.start}, {self.outlook.lead} days"
        )

    @property
    def table(self) -> pd.DataFrame:
        """One row of every quantity, day and storyline."""
        return frame_of(
            {
                "quantity": row.series,
                "date": row.date,
                "lead": row.lead,
                "storyline": row.storyline,
                "median": row.median,
                **{
                    f"{end}_{band * 100:g}": row.band(band)[at]
                    for band in BANDS
                    for at, end in enumerate(("low", "high"))
                },
            }
            for row in self.rows()
        )

    @property
    def scores(self) -> pd.DataFrame:
        """One row of every series and lead scored."""
        return frame_of(
            {"series": series, **as_json_holds(row)}
            for series, rows in self.lead_scores.items()
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

        if not self.exact:
            raise ValueError("Members are exact: a published copy has none.")
        shown_first = self.outlook.quantity_forecasts
        people = np.stack([one.values[:, :, 0] for one in shown_first])
        first = shown_first[0]
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
                "quantity": [one.quantity.series for one in shown_first],
                "time": pd.to_datetime(list(first.dates)),
                "storyline": [one.storyline.name for one in self.outlook.futures],
                "member": self.outlook.known.numbers,
            },
        )

    def publish(self) -> ForecastResult:
        """Return a copy after disclosure control: small counts withheld (NaN), all others rounded.

        Raises
        ------
        homeward.errors.ScenarioError
            If there is one member only.
        """
        check_members(self.question.members, exact=False)
        return ForecastResult(self.scenario, self.outlook, self.question, exact=False)

    def plot(self, quantity: str = "displaced", *, axes: Axes | None = None) -> Axes:
        """Draw the fan of a quantity over days: median and every band, all storylines by weight."""
        rows = self.table
        mine = rows[(rows["quantity"] == quantity) & (rows["storyline"] == ALL)]
        drawn = axes_for(axes)
        bands = [
            (np.asarray(mine[f"low_{band * 100:g}"]), np.asarray(mine[f"high_{band * 100:g}"]))
            for band in BANDS[::-1]
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
            If the folder exists, or cannot be written to.
        """
        with hold_results(Path(folder), "", force=force) as place:
            self.save_in(place, exact=exact)
        return Path(folder)

    def save_in(self, place: Target, *, exact: bool = False) -> None:
        """Write the same to a place that has been held since before the forecast."""
        question = self.question
        info = {
            "scenario": {"name": self.scenario.name, "digest": self.scenario.digest},
            "from": question.start.isoformat(),
            "lead": self.outlook.lead,
            "origins": question.origins,
            "every": question.every,
            "members": question.members,
            "seed": question.seed,
            "parameters": str(question.parameters) if question.parameters else None,
        }
        save_forecast(self.outlook, place, info, exact=exact)

    @property
    def lead_scores(self) -> dict[str, list[LeadScore]]:
        """Scores by series, and of all of them together ("all"), by lead."""
        return self.outlook.scores if self.exact else self.outlook.published_scores

    def rows(self) -> Iterator[PublishedRow]:
        """Every quantity on every day, of every storyline and of all."""
        for quantity in self.outlook.quantity_forecasts:
            yield from published_rows(self.outlook, quantity, exact=self.exact)

    def shares(self, quantity: QuantityForecast, lead: int) -> tuple[float, ...]:
        """Shares of the variance of a quantity at a lead that chance, parameters and storyline make."""
        day = quantity.dates.index(self.outlook.origin + dt.timedelta(days=lead))
        shares = quantity.split(day).shares
        return shares if self.exact else tuple(map(published_share, shares))

    def _splits(self) -> list[dict[str, Any]]:
        parts = ("chance", "parameters", "storyline")
        return [
            {
                "quantity": quantity.quantity.series,
                "lead": lead,
                **dict(zip(parts, self.shares(quantity, lead), strict=True)),
            }
            for quantity in self.outlook.quantity_forecasts
            for lead in self.outlook.leads
        ]

    def _said(self) -> dict[str, Any]:
        outlook = self.outlook
        weights = outlook.known.weights
        return {
            "scenario": self.scenario.name,
            "from": self.question.start,
            "lead": outlook.lead,
            "origins": [origin + ONE_DAY for origin in outlook.origins],
            "members": self.question.members,
            "weights": {
                "rows": outlook.known.rows,
                "effective": weights.effective if self.exact else round(weights.effective),
                "power": weights.power if self.exact else published_share(weights.power),
                "played": int(outlook.known.numbers.size),
            },
            "storylines": [
                {
                    "name": future.storyline.name,
                    "title": future.storyline.title,
                    "share": future.share,
                    "levers": list(future.scenario.levers_pulled),
                }
                for future in outlook.futures
            ],
            "left_out": outlook.skipped,
            "foreseen": [row_as_json(row) for row in self.rows() if row.lead in outlook.leads],
            "split": self._splits(),
            "scores": {
                series: [score_as_json(row) for row in rows]
                for series, rows in self.lead_scores.items()
            },
            "grounds": outlook.grounds,
            "warnings": outlook.warnings,
        }


def row_as_json(row: PublishedRow) -> dict[str, Any]:
    """Return one quantity on one day as JSON says it."""
    return {
        "quantity": row.series,
        "date": row.date,
        "lead": row.lead,
        "storyline": row.storyline,
        "median": row.median,
        "bands": {f"{band:g}": list(row.band(band)) for band in BANDS},
    }


def score_as_json(row: LeadScore) -> dict[str, Any]:
    """Return the scores of a lead as JSON says them: where there is no skill, so."""
    said: dict[str, Any] = as_json_holds(row)
    said["skill"] = {name: "no skill" if skill <= 0 else skill for name, skill in row.skill.items()}
    return said
