"""How forecasts did, as forecasters ask it: reliability, ranks, sharpness, skill by lead and by place (model §15.5)."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

import numpy as np

from homeward.evaluation.scoring.leads import (
    ForecastNumber,
    LeadScore,
    by_lead,
    members_of,
    score_lead,
)
from homeward.results.publish.small_counts import published_share

WIDTHS = (0.5, 0.9)
"""Central bands whose widths are told."""


@dataclass(frozen=True)
class Verification:
    """Forecasts beside what was then observed.

    Parameters
    ----------
    pooled
        All numbers together; None where nothing was observed.
    leads
        By lead, those of which something was observed.
    places
        By series: a camp, or a series of observations; all leads together.
    widths
        By lead and central band: its median width, as a share of what was observed or of the median if that is greater.
    """

    pooled: LeadScore | None
    leads: tuple[LeadScore, ...]
    places: Mapping[str, LeadScore]
    widths: Mapping[int, Mapping[float, float]]

    def published(self) -> Verification:
        """Round by disclosure control."""
        return replace(
            self,
            pooled=self.pooled and self.pooled.published(),
            leads=tuple(one.published() for one in self.leads),
            places={name: one.published() for name, one in self.places.items()},
            widths={
                lead: {band: published_share(width) for band, width in of.items()}
                for lead, of in self.widths.items()
            },
        )


def verify(forecasts: Sequence[ForecastNumber], leads: Sequence[int]) -> Verification:
    """Verify forecasts of which something was observed."""
    bins = {lead: rows for lead, rows in by_lead(forecasts, leads).items() if rows}
    told = [one for rows in bins.values() for one in rows]
    names = sorted({one.series for one in told})
    shortest = min(bins, default=0)
    return Verification(
        pooled=score_lead(shortest, told) if told else None,
        leads=tuple(score_lead(lead, rows) for lead, rows in bins.items()),
        places={
            name: score_lead(shortest, [one for one in told if one.series == name])
            for name in names
        },
        widths={
            lead: {band: width_of(rows, band) for band in WIDTHS} for lead, rows in bins.items()
        },
    )


def width_of(forecasts: Sequence[ForecastNumber], band: float) -> float:
    """Return the median width of a central band, relative to its number; 0 and nobody expected has no width."""
    found: list[float] = []
    for one in forecasts:
        low, middle, high = np.quantile(members_of(one), [(1 - band) / 2, 0.5, (1 + band) / 2])
        size = max(one.observed, middle)
        if size > 0:
            found.append(float((high - low) / size))
    return float(np.median(found)) if found else 0.0
