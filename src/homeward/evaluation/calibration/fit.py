"""How the posterior meets what it was fitted to: inside its band, or a misfit (model §18.6)."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np

from homeward.evaluation.calibration.assimilate import Assimilated
from homeward.evaluation.calibration.informed import SHARES
from homeward.evaluation.calibration.logged_observations import LoggedObservations
from homeward.evaluation.calibration.unknowns import Reals
from homeward.evaluation.scoring.member_statistics import is_inside
from homeward.results.publish.small_counts import coarse, in_people, published_count


@dataclass(frozen=True)
class Fit:
    """One observation beside prior and posterior: 5%, 50%, 95%, in the unit of the measure.

    Parameters
    ----------
    inside, inside_before
        Whether the figure lies in the posterior's band of 90%, and in the prior's.
    is_used
        Whether enough members had a value for it.
    person
        What one person makes of the measure, in its unit, to one digit.
    """

    name: str
    date: dt.date
    measure: str
    low: float
    value: float
    high: float
    prior: tuple[float, ...]
    posterior: tuple[float, ...]
    inside: bool
    is_used: bool
    person: float = 1.0
    inside_before: bool = False

    def published(self) -> Fit:
        """Withhold and round by disclosure control, in steps of as many people as counts are; NaN: withheld."""
        prior, posterior = (
            tuple(in_people(published_count, value, self.person) for value in values)
            for values in (self.prior, self.posterior)
        )
        return replace(self, prior=prior, posterior=posterior)


def fits(done: Assimilated, figures: LoggedObservations, person: Sequence[float]) -> list[Fit]:
    """Put every observation beside what members gave before and after, in the order of the figures."""
    before, after = (_bands(figures, outputs) for outputs in (done.before, done.after))
    return [
        Fit(
            name=row.name,
            date=row.date,
            measure=row.measure,
            low=row.low,
            value=row.value,
            high=row.high,
            prior=tuple(before[index].tolist()),
            posterior=tuple(after[index].tolist()),
            inside=bool(is_inside(after[index][0], row.value, after[index][-1])),
            is_used=index not in done.left_out,
            person=coarse(person[index]),
            inside_before=bool(is_inside(before[index][0], row.value, before[index][-1])),
        )
        for index, row in enumerate(figures.rows)
    ]


def _bands(figures: LoggedObservations, outputs: Reals) -> list[Reals]:
    """Quantiles of each row over the members that have a value (row, share); NaN where none has."""
    return [
        np.quantile(known, SHARES) if (known := row[~np.isnan(row)]).size else np.full(3, np.nan)
        for row in figures.unlogged(outputs)
    ]
