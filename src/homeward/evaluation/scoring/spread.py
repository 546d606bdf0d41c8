"""A number over members: its mean and its bands, exact or fit to be published."""

from __future__ import annotations

import math
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from homeward.results.publish.small_counts import (
    BASE,
    THRESHOLD,
    WITHHELD,
    Rule,
    published_count,
    published_difference,
    published_error,
    published_share,
)


@dataclass(frozen=True)
class Spread:
    """Mean, its standard error (None for a single member), and quantiles over the members."""

    mean: float
    error: float | None
    median: float
    q05: float
    q25: float
    q75: float
    q95: float

    @property
    def is_small(self) -> bool:
        """Whether it stays below the threshold of disclosure control, whichever way it goes."""
        ends = (self.mean, self.median, self.q05, self.q25, self.q75, self.q95)
        return max(map(abs, ends)) < THRESHOLD

    def published_counts(self) -> Spread:
        """Withhold and round as counts of people are; NaN: withheld. Where the mean is, only nobody stays."""
        shown = self._by(published_count)
        if not math.isnan(shown.mean):
            return shown
        parts = (shown.median, shown.q05, shown.q25, shown.q75, shown.q95)
        return Spread(math.nan, None, *(0.0 if part == 0 else math.nan for part in parts))

    def published_differences(self) -> Spread:
        """Round as differences of counts are; how members differ about a few people is withheld."""
        shown = self._by(published_difference)
        return replace(shown, error=None) if self.is_small and shown.error else shown

    def rounded(self) -> Spread:
        """Round shares that are weighted by counts."""
        error = None if self.error is None else published_share(self.error)
        parts = (self.median, self.q05, self.q25, self.q75, self.q95)
        return Spread(published_share(self.mean), error, *map(published_share, parts))

    def _by(self, rule: Rule) -> Spread:
        parts = (self.median, self.q05, self.q25, self.q75, self.q95)
        mean, *quantiles = map(rule, (self.mean, *parts))
        error = None if self.error is None else published_error(self.error)
        # That members are all alike is said of nobody and of nothing else.
        return Spread(mean, float(BASE) if error == 0 and self.mean else error, *quantiles)


def spread(values: NDArray[np.float64]) -> Spread:
    """Describe one number a member (member)."""
    return spreads(values[np.newaxis])[0]


def spreads(several: NDArray[np.float64]) -> list[Spread]:
    """Describe several numbers a member (number, member)."""
    quantiles = np.quantile(several, [0.5, 0.05, 0.25, 0.75, 0.95], axis=1).T.tolist()
    n = several.shape[1]
    errors = (
        (several.std(axis=1, ddof=1) / math.sqrt(n)).tolist() if n > 1 else [None] * len(several)
    )
    means = several.mean(axis=1).tolist()
    return [
        Spread(mean, error, *parts)
        for mean, error, parts in zip(means, errors, quantiles, strict=True)
    ]


def whole(people: float) -> str:
    """Write persons as a whole number, never as -0; what is withheld is known to be small."""
    return WITHHELD if math.isnan(people) else f"{round(people):,}"


def word_difference(people: Spread) -> str:
    """Word a difference: how many, the 90% band, and which way, e.g. `105 [85, 145] more`."""
    sign = -1.0 if people.mean < 0 else 1.0
    low, high = sorted((sign * people.q05, sign * people.q95))
    size = f"{whole(sign * people.mean)} [{whole(low)}, {whole(high)}]"
    return f"{size} {'more' if sign > 0 else 'fewer'}"
