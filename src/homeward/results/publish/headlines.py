"""The few numbers a reader wants first, each with its bands (model §9)."""

from __future__ import annotations

import math
from dataclasses import dataclass

from homeward.results.publish.published import Published
from homeward.results.publish.small_counts import THRESHOLD
from homeward.results.tables.summary import Summary
from homeward.results.tables.totals import MEASURES, Measure

WITHHELD = "withheld"
"""Stands where disclosure control lets nothing be said."""
SIGNIFICANT = 3
"""Digits of a headline: members spread far more than the fourth."""


@dataclass(frozen=True)
class Estimate:
    """Median and bands of one count on one day, persons; None: withheld."""

    median: float | None
    q25: float | None
    q75: float | None
    q05: float | None
    q95: float | None
    is_withheld: bool

    @property
    def is_zero(self) -> bool:
        """Whether nobody is counted in 90 members of 100."""
        return self.median == 0 and self.q95 == 0

    @property
    def middle(self) -> str:
        """The median in words."""
        return self._word(self.median)

    @property
    def band_50(self) -> str:
        """The band of 50 members of 100 in words."""
        return self._word_band(self.q25, self.q75)

    @property
    def band_90(self) -> str:
        """The band of 90 members of 100 in words."""
        return self._word_band(self.q05, self.q95)

    def _word_band(self, low: float | None, high: float | None) -> str:
        if self.is_withheld:
            return WITHHELD
        ends = (self._word(low), self._word(high))
        return ends[0] if ends[0] == ends[1] else "–".join(ends)

    def _word(self, value: float | None) -> str:
        """Where the mean is published, a quantile that is not is known to be small."""
        if value is None:
            return WITHHELD if self.is_withheld else f"under {THRESHOLD}"
        return f"{value:,.0f}"

    def rounded(self) -> Estimate:
        """Round to digits that mean something."""
        parts = (self.median, self.q25, self.q75, self.q05, self.q95)
        return Estimate(*map(_significant, parts), is_withheld=self.is_withheld)


@dataclass(frozen=True)
class Headline:
    """One number with its meaning."""

    label: str
    meaning: str
    estimate: Estimate


MEANINGS = {
    "fled": "people fled their homes; who fled twice is counted twice",
    "displaced": "people are displaced, inside the country or abroad",
    "returned": "people are back home",
    "harmed": "people were killed, arrested, abducted, conscripted or recruited",
}

WHERE_REGISTERED = ("fled", "displaced")
"""Measures of a scenario of camp registrations: it says nothing of return or harm."""


def estimate_of(summary: Summary, day: int, *where: tuple[str, int]) -> Estimate:
    """Median and bands of one count on one day kept."""
    median, q25, q75, q05, q95 = (
        _shown(float(summary.of(name, *where)[day]))
        for name in ("median", "q25", "q75", "q05", "q95")
    )
    is_withheld = math.isnan(float(summary.of("mean", *where)[day]))
    return Estimate(median, q25, q75, q05, q95, is_withheld)


def _significant(value: float | None) -> float | None:
    return None if value is None else float(f"{value:.{SIGNIFICANT}g}")


def _shown(value: float) -> float | None:
    return None if math.isnan(value) else value


def headlines(published: Published) -> list[Headline]:
    """Everybody who fled, is displaced, is back and was harmed by the last day."""
    last = len(published.axes.days) - 1
    return [
        Headline(
            measure.label,
            MEANINGS[measure.name],
            estimate_of(published.summaries[measure.name], last).rounded(),
        )
        for measure in readers_measures(published)
    ]


def readers_measures(published: Published) -> list[Measure]:
    """Measures in the order in which they are shown; none of what the scenario does not model."""
    by_name = {measure.name: measure for measure in MEASURES}
    return [
        by_name[name]
        for name in MEANINGS
        if name in WHERE_REGISTERED or not published.is_camp_model
    ]


def by_axis(published: Published, axis: str) -> list[tuple[str, list[Estimate]]]:
    """Label and the readers' measures of every group, home or place on the last day.

    Rows in which nobody is ever counted are left out.
    """
    last = len(published.axes.days) - 1
    rows: list[tuple[str, list[Estimate]]] = []
    for index, label in enumerate(published.names.labels[axis]):
        estimates = [
            estimate_of(published.summaries[measure.name], last, (axis, index))
            for measure in readers_measures(published)
        ]
        if not all(one.is_zero for one in estimates):
            rows.append((label, estimates))
    return rows
