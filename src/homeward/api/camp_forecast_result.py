"""What `homeward.forecast` returns in the camp models (model §15)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

import numpy as np
from numpy.typing import NDArray

from homeward.api.arguments import check_members
from homeward.api.plots import axes_for, draw_bands
from homeward.api.verb_result import VerbResult, as_json_holds, frame_of
from homeward.evaluation.camps.forecasting.camp_forecast import CampForecast, CampForecastSettings
from homeward.evaluation.camps.forecasting.known_arrivals import DAY
from homeward.evaluation.scoring.leads import BANDS, ForecastNumber, LeadScore
from homeward.results.publish.small_counts import published_count
from homeward.scenario.scenario import Scenario

if TYPE_CHECKING:
    import pandas as pd
    import xarray as xr
    from matplotlib.axes import Axes

Counts = NDArray[np.float64] | NDArray[np.int64]
"""(member), persons."""


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
    found: Sequence[CampForecast]
    """One forecast an origin; the one that is shown first."""
    rows: Sequence[ForecastNumber]
    lead_scores: Sequence[LeadScore]
    lead: int
    exact: bool = True

    @property
    def title(self) -> str:
        """From which day it is, and how far."""
        first = self.found[0].origin + DAY
        return f"Forecast of the camps of {self.scenario.name} from {first}, {self.lead} days"

    @property
    def table(self) -> pd.DataFrame:
        """One row of every origin, camp and lead."""
        rows: list[dict[str, Any]] = []
        for row in self._rows():
            bands = row.pop("bands")
            ends = {
                f"{end}_{float(band) * 100:g}": ends[at]
                for band, ends in bands.items()
                for at, end in enumerate(("low", "high"))
            }
            rows.append({**row, **ends})
        return frame_of(rows)

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

        if not self.exact:
            raise ValueError("Members are exact: a published copy has none.")
        parts = [
            xr.DataArray(
                one.people,
                dims=("member", "lead", "camp"),
                coords={"lead": np.arange(one.people.shape[1]), "camp": list(one.camps)},
                attrs={"units": "persons"},
            )
            for one in self.found
        ]
        origins = pd.Index(pd.to_datetime([one.origin for one in self.found]), name="origin")
        return xr.concat(parts, dim=origins, join="outer").to_dataset(name="people")

    def publish(self) -> CampForecastResult:
        """Return a copy after disclosure control: small counts withheld (NaN), all others rounded.

        Raises
        ------
        homeward.errors.ScenarioError
            If there is one member only.
        """
        if not self.exact:
            return self
        check_members(self.ask.members, exact=False)
        scores = [row.published() for row in self.lead_scores]
        return replace(self, lead_scores=scores, exact=False)

    def plot(self, *, axes: Axes | None = None) -> Axes:
        """Draw every camp at the end of the first forecast: median, 90% band, and what was counted if it was."""
        table = self.table
        first = table[table["from"] == table["from"].iloc[0]]
        last = first[first["lead"] >= self.lead]
        drawn = axes_for(axes, len(last))
        columns = ("median", "low_90", "high_90", "observed")
        parts = [np.asarray(last[name], dtype=float) for name in columns]
        draw_bands(drawn, last["camp"].tolist(), *parts)
        drawn.set_xlabel(f"people after {self.lead} days")
        return drawn

    def quantile(self, values: Counts, share: float) -> float:
        """Give what a share of the members (member) lie below, persons, as it may be shown."""
        found = float(np.quantile(values, share))
        return found if self.exact else published_count(found)

    def bands(self, values: Counts) -> dict[float, tuple[float, float]]:
        """Give the ends of every central band of the members (member), persons, as they may be shown."""
        return {
            band: (self.quantile(values, (1 - band) / 2), self.quantile(values, (1 + band) / 2))
            for band in BANDS
        }

    def _rows(self) -> list[dict[str, Any]]:
        return [
            {
                "camp": row.series,
                "from": row.origin + DAY,
                "date": row.date,
                "lead": row.lead,
                "median": self.quantile(row.values, 0.5),
                "bands": {f"{band:g}": ends for band, ends in self.bands(row.values).items()},
                "observed": row.observed,
                "baselines": dict(row.baselines),
            }
            for row in self.rows
        ]

    def _said(self) -> dict[str, Any]:
        return {
            "scenario": self.scenario.name,
            "from": self.found[0].origin + DAY,
            "lead": self.lead,
            "members": self.ask.members,
            "given_total": self.ask.given_total,
            "given_conditions": self.ask.given_conditions,
            "origins": [one.origin + DAY for one in self.found],
            "scores": self.lead_scores,
            "rows": self._rows(),
        }
