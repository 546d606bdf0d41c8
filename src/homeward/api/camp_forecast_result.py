"""What `homeward.forecast` returns in the camp models (model §15)."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np

from homeward.api.arguments import check_members
from homeward.api.pictures import save_verification
from homeward.api.plots import axes_for, draw_bands
from homeward.api.verb_result import VerbResult, as_json_holds, frame_of, only_exact
from homeward.evaluation.camps.forecasting.camp_forecast import CampForecast, CampForecastSettings
from homeward.evaluation.camps.forecasting.known_arrivals import DAY
from homeward.evaluation.scoring.central_bands import CentralBands, ShownNumber
from homeward.evaluation.scoring.leads import LeadScore
from homeward.evaluation.scoring.verification import Verification
from homeward.scenario.scenario import Scenario

if TYPE_CHECKING:
    import pandas as pd
    import xarray as xr
    from matplotlib.axes import Axes


@dataclass(frozen=True)
class CampEnd:
    """A camp at the end of a forecast.

    Parameters
    ----------
    last_count
        People there by the last count before the forecast.
    age
        Days from that to the last day known.
    """

    camp: str
    last_count: int
    age: int
    bands: CentralBands


@dataclass(frozen=True, repr=False)
class CampForecastResult(VerbResult):
    """What every camp will hold after a day, and how earlier and later forecasts did.

    `table`
        One row of every origin, camp and lead: median and the ends of the central bands (persons), observed (NaN: not
        counted), and each naive baseline.
    `scores`
        One row of every lead: CRPS, skill over each naive baseline, coverage of the bands.
    `dataset`
        people (origin, member, lead, camp), persons.
    """

    scenario: Scenario
    ask: CampForecastSettings
    lead: int
    origins: tuple[dt.date, ...]
    rows: tuple[ShownNumber, ...]
    ends: tuple[CampEnd, ...]
    """Of the first forecast."""
    totals: Mapping[int, CentralBands]
    """By lead, all camps of the first forecast together."""
    lead_scores: Sequence[LeadScore]
    verification: Verification
    found: Sequence[CampForecast] | None = field(compare=False)
    """What every member gives, one forecast an origin; None in a published copy."""
    exact: bool = True

    @property
    def title(self) -> str:
        """From which day it is, and how far."""
        first = self.origins[0] + DAY
        return f"Forecast of the camps of {self.scenario.name} from {first}, {self.lead} days"

    @property
    def table(self) -> pd.DataFrame:
        """One row of every origin, camp and lead."""
        return frame_of(
            {
                **_number(row),
                "observed": row.observed,
                "baselines": row.baselines,
                **row.bands.columns,
            }
            for row in self.rows
        )

    @property
    def scores(self) -> pd.DataFrame:
        """One row of every lead scored."""
        return frame_of(as_json_holds(row) for row in self.lead_scores)

    @property
    def dataset(self) -> xr.Dataset:
        """What every member gives, persons; lead 0 is the last day known.

        Raises
        ------
        ValueError
            If this is a published copy: members are exact.
        """
        import pandas as pd  # noqa: PLC0415  heavy: wanted only where it is asked for
        import xarray as xr  # noqa: PLC0415

        found = only_exact(self.found)
        parts = [
            xr.DataArray(
                one.people,
                dims=("member", "lead", "camp"),
                coords={"lead": np.arange(one.people.shape[1]), "camp": list(one.camps)},
                attrs={"units": "persons"},
            )
            for one in found
        ]
        origins = pd.Index(pd.to_datetime(list(self.origins)), name="origin")
        return xr.concat(parts, dim=origins, join="outer").to_dataset(name="people")

    def publish(self) -> CampForecastResult:
        """Return a copy after disclosure control: members are left out, counts withheld (NaN) or rounded.

        Raises
        ------
        homeward.errors.ScenarioError
            If there is one member only.
        """
        if not self.exact:
            return self
        check_members(self.ask.members, exact=False)
        return replace(
            self,
            rows=tuple(row.published() for row in self.rows),
            ends=tuple(replace(one, bands=one.bands.published()) for one in self.ends),
            totals={lead: bands.published() for lead, bands in self.totals.items()},
            lead_scores=[row.published() for row in self.lead_scores],
            verification=self.verification.published(),
            found=None,
            exact=False,
        )

    def save_verification(self, file: str | Path) -> Path:
        """Write one page on how forecasts did, FILE.svg: reliability, PIT, sharpness, skill by lead and place.

        Raises
        ------
        homeward.errors.ScenarioError
            If the file exists, or cannot be written.
        """
        return save_verification(self.verification, self.title, file)

    def plot(self, *, axes: Axes | None = None) -> Axes:
        """Draw every camp at the end of the first forecast: median, 90% band, and what was counted if it was."""
        table = self.table
        first = table[table["from"] == table["from"].iloc[0]]
        last = first[first["lead"] >= self.lead]
        drawn = axes_for(axes, len(last))
        columns = ("median", "q05", "q95", "observed")
        parts = [np.asarray(last[name], dtype=float) for name in columns]
        draw_bands(drawn, last["camp"].tolist(), *parts)
        drawn.set_xlabel(f"people after {self.lead} days")
        return drawn

    def _said(self) -> dict[str, Any]:
        return {
            "scenario": self.scenario.name,
            "from": self.origins[0] + DAY,
            "lead": self.lead,
            "members": self.ask.members,
            "given_total": self.ask.given_total,
            "given_conditions": self.ask.given_conditions,
            "given_capacity": self.ask.given_capacity,
            "origins": [one + DAY for one in self.origins],
            "scores": self.lead_scores,
            "rows": [
                {
                    **_number(row),
                    **row.bands.as_json(),
                    "observed": row.observed,
                    "baselines": row.baselines,
                }
                for row in self.rows
            ],
        }


def camp_ends(first: CampForecast, lead: int) -> tuple[CampEnd, ...]:
    """Say of every camp what it will hold after so many days."""
    known = zip(first.camps, first.known.people.tolist(), first.known.age.tolist(), strict=True)
    return tuple(
        CampEnd(camp, people, age, CentralBands.of(first.people[:, lead, index]))
        for index, (camp, people, age) in enumerate(known)
    )


def _number(row: ShownNumber) -> dict[str, Any]:
    return {"camp": row.series, "from": row.origin + DAY, "date": row.date, "lead": row.lead}
