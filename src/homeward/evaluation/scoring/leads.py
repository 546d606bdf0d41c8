"""Scores of forecasts by lead time, beside naive baselines (model §15.5)."""

from __future__ import annotations

import datetime as dt
import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace

import numpy as np
from numpy.typing import NDArray

from homeward.evaluation.scoring.member_statistics import crps, inside_band, skill
from homeward.results.publish.small_counts import BASE, in_people, published_difference

BANDS = (0.5, 0.8, 0.9, 0.95)
"""Shares of the members in the central bands."""
N_RANK = 10
"""Bins of a rank histogram."""
GOLDEN = (math.sqrt(5.0) - 1.0) / 2.0
"""Step of a sequence that fills (0, 1) evenly, however many are taken of it."""


@dataclass(frozen=True)
class ForecastNumber:
    """One forecast number.

    Parameters
    ----------
    series
        A camp, or a series of observations.
    origin
        Last day known.
    date
        Day of the number.
    values
        (member), persons, or the unit of the measure.
    observed
        NaN: not observed, or not yet.
    baselines
        Naive baselines, by name; NaN where a baseline has nothing to say.
    """

    series: str
    origin: dt.date
    date: dt.date
    values: NDArray[np.float64]
    observed: float = math.nan
    baselines: Mapping[str, float] = field(default_factory=dict)

    @property
    def lead(self) -> int:
        """Days from the origin to the day forecast."""
        return (self.date - self.origin).days


@dataclass(frozen=True)
class LeadScore:
    """All forecasts of one lead, or of one bin of leads.

    Parameters
    ----------
    lead
        Shortest lead of the bin, days.
    numbers, origins
        How many numbers were forecast and observed, and from how many days.
    scale
        What was observed, mean over the numbers, at least 1.
    crps
        Mean over the numbers, as a share of the scale.
    crps_of
        The same of each baseline, over the numbers it has something to say of.
    skill
        1 - CRPS over that of the baseline, on the same numbers; not above 0: no skill.
    coverage
        Share of the numbers inside each band. A 0 that every member forecasts says nothing and is left out.
    coverage_error
        Standard error of that; origins are the independent units. NaN for a single one.
    ranks
        Rank histogram of the same numbers, ties broken evenly.
    """

    lead: int
    numbers: int
    origins: int
    scale: float
    crps: float
    crps_of: dict[str, float]
    skill: dict[str, float]
    coverage: dict[float, float]
    coverage_error: dict[float, float]
    ranks: list[int]

    def published(self) -> LeadScore:
        """Round the CRPS in steps of as many people as differences of counts are, and the skill with it.

        A CRPS of a few people is shown as 0, and counts as `BASE` in the skill: nobody is perfect by rounding.
        """
        rounded = in_people(published_difference, self.crps, 1.0 / self.scale)
        told = rounded or BASE / self.scale
        shown = {
            name: 1.0 - (1.0 - found) * told / self.crps if self.crps > 0 else found
            for name, found in self.skill.items()
        }
        return replace(self, crps=rounded, skill=shown)


def score_leads(forecasts: Sequence[ForecastNumber], leads: Sequence[int]) -> list[LeadScore]:
    """Score what was observed, by lead; a forecast counts for the greatest lead that is not above its own.

    Numbers of which no member says anything are left out, and leads of which nothing was observed.

    References
    ----------
    Gneiting and Raftery 2007, doi:10.1198/016214506000001437; Hamill 2001,
    doi:10.1175/1520-0493(2001)129<0550:IORHFV>2.0.CO;2.
    """
    return [score_lead(lead, rows) for lead, rows in by_lead(forecasts, leads).items() if rows]


def by_lead(
    forecasts: Sequence[ForecastNumber], leads: Sequence[int]
) -> dict[int, list[ForecastNumber]]:
    """Sort what was observed by lead: each forecast to the greatest that is not above its own."""
    bins: dict[int, list[ForecastNumber]] = {lead: [] for lead in sorted(leads)}
    for one in forecasts:
        reached = [lead for lead in bins if lead <= one.lead]
        if reached and not math.isnan(one.observed) and members_of(one).size:
            bins[reached[-1]].append(one)
    return bins


def score_lead(lead: int, forecasts: Sequence[ForecastNumber]) -> LeadScore:
    """Score forecasts of numbers that were observed, all together."""
    scale = max(float(np.mean([one.observed for one in forecasts])), 1.0)
    ours = np.array([crps(members_of(one), one.observed) for one in forecasts])
    names = dict.fromkeys(name for one in forecasts for name in one.baselines)
    theirs = {name: np.array([_missed(one, name) for one in forecasts]) for name in names}
    heard = {name: missed for name, missed in theirs.items() if not np.isnan(missed).all()}
    telling = [one for one in forecasts if one.observed != 0 or members_of(one).any()]
    covered = {band: coverage_at(telling, band) for band in BANDS}
    return LeadScore(
        lead=lead,
        numbers=len(forecasts),
        origins=len({one.origin for one in forecasts}),
        scale=scale,
        crps=float(ours.mean()) / scale,
        crps_of={name: float(np.nanmean(missed)) / scale for name, missed in heard.items()},
        skill={name: skill(ours, missed) for name, missed in heard.items()},
        coverage={band: share for band, (share, _) in covered.items()},
        coverage_error={band: error for band, (_, error) in covered.items()},
        ranks=rank_histogram(telling),
    )


def members_of(forecast: ForecastNumber) -> NDArray[np.float64]:
    """Return the members that have a value (member)."""
    return forecast.values[~np.isnan(forecast.values)]


def _missed(forecast: ForecastNumber, name: str) -> float:
    return abs(forecast.baselines.get(name, math.nan) - forecast.observed)


def coverage_at(forecasts: Sequence[ForecastNumber], band: float) -> tuple[float, float]:
    """Return the share of numbers observed in a central band, and its standard error.

    Numbers of one origin err together: the error is that of a ratio of sums over origins. NaN where nothing
    can be said.
    """
    inside: dict[dt.date, list[bool]] = {}
    for one in forecasts:
        is_inside = inside_band(members_of(one), one.observed, band)
        inside.setdefault(one.origin, []).append(bool(is_inside))
    if not inside:
        return math.nan, math.nan
    held = np.array([sum(rows) for rows in inside.values()], dtype=np.float64)
    counted = np.array([len(rows) for rows in inside.values()], dtype=np.float64)
    share = float(held.sum() / counted.sum())
    n_origin = counted.size
    if n_origin < 2:
        return share, math.nan
    apart = float(((held - share * counted) ** 2).sum()) * n_origin / (n_origin - 1)
    return share, math.sqrt(apart) / float(counted.sum())


def rank_histogram(forecasts: Sequence[ForecastNumber]) -> list[int]:
    """Count where among its members each number observed lies, from below all to above all, in `N_RANK` bins.

    Among members that are equal to it, one after the other, numbers take places spread evenly.
    """
    counts = [0] * N_RANK
    for index, one in enumerate(forecasts):
        members = members_of(one)
        below = int((members < one.observed).sum())
        equal = int((members == one.observed).sum())
        place = below + (GOLDEN * (index + 1)) % 1.0 * (equal + 1)
        counts[min(int(N_RANK * place / (members.size + 1)), N_RANK - 1)] += 1
    return counts
