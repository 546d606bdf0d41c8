"""Disclosure control: small counts are withheld, and nothing published gives them away (§9).

Counts below `THRESHOLD` are withheld and all others rounded to `BASE`; zero stays zero. Means of
parts add up to the mean of the whole, so a part withheld alone could be worked out: a second one
is then withheld with it. Quantiles do not add up and need no second one.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping

import numpy as np
from numpy.typing import NDArray

from homeward.results.measures import Measure
from homeward.results.statistics import LEVELS, MEAN, Level
from homeward.results.summary import Summary

THRESHOLD = 10
"""Persons: smaller counts are withheld."""
BASE = 5
"""Persons: published counts are multiples of it."""

FAMILIES: tuple[tuple[Level, Level], ...] = (
    ((), ("place",)),
    ((), ("group",)),
    ((), ("home",)),
    (("home",), ("home", "place")),
    (("place",), ("home", "place")),
    (("home",), ("home", "group")),
    (("group",), ("home", "group")),
)
"""Wholes and the parts that add up to them."""

Means = Mapping[Level, NDArray[np.float64]]
Marks = dict[Level, NDArray[np.bool_]]


def control(
    summaries: Mapping[str, Summary], composites: Iterable[Measure] = ()
) -> dict[str, Summary]:
    """Withhold and round.

    Parameters
    ----------
    composites
        Sums of other summaries: where one of those is the whole sum, both are withheld together.

    Returns
    -------
    Summaries with NaN where a statistic is withheld
    """
    means = {
        name: {level: one.levels[level][MEAN] for level in LEVELS}
        for name, one in summaries.items()
    }
    hidden = {name: small(means[name]) for name in summaries}
    pairs = [measure for measure in composites if not measure.is_running]
    waiting = {name: set(LEVELS) for name in summaries}
    while waiting:
        for name in sorted(waiting):
            complete(means[name], hidden[name], waiting[name])
        waiting = _share(pairs, means, hidden)
    return {name: _publish(one, hidden[name]) for name, one in summaries.items()}


def small(means: Means) -> Marks:
    """Mark the means that are withheld for being small."""
    return {level: (mean > 0) & (mean < THRESHOLD) for level, mean in means.items()}


def complete(means: Means, hidden: Marks, changed: set[Level] | None = None) -> None:
    """Withhold more, until no part or whole is withheld alone; `hidden` is written to.

    Parameters
    ----------
    changed
        Levels at which it may not be so yet; all if None.
    """
    changed = set(LEVELS) if changed is None else changed
    while changed:
        before, changed = changed, set[Level]()
        for whole, parts in FAMILIES:
            if not {whole, parts} & (before | changed):
                continue
            summed = next(iter(set(parts) - set(whole)))
            axis = 1 + parts.index(summed)
            if _hide_a_second(
                np.moveaxis(means[parts], axis, -1),
                np.moveaxis(hidden[parts], axis, -1),
                means[whole],
                hidden[whole],
            ):
                changed |= {whole, parts}


def _hide_a_second(
    parts: NDArray[np.float64],
    hidden_parts: NDArray[np.bool_],
    whole: NDArray[np.float64],
    hidden_whole: NDArray[np.bool_],
) -> bool:
    """Withhold the smallest part beside one that is withheld alone, or else the whole."""
    alone = np.count_nonzero(hidden_parts, axis=-1) + hidden_whole == 1
    if not alone.any():
        return False
    free = np.where((parts > 0) & ~hidden_parts, parts, np.inf)[alone]
    smallest = free.argmin(axis=-1)
    has_free = np.isfinite(free[np.arange(len(free)), smallest])
    where = tuple(index[has_free] for index in np.nonzero(alone))
    hidden_parts[(*where, smallest[has_free])] = True
    hidden_whole[tuple(index[~has_free] for index in np.nonzero(alone))] = True
    return True


def _share(
    composites: Iterable[Measure], means: Mapping[str, Means], hidden: Mapping[str, Marks]
) -> dict[str, set[Level]]:
    """Withhold together what is the same count under two names; return the names and levels that changed."""
    changed: dict[str, set[Level]] = {}
    for measure in composites:
        for name in measure.variables:
            if measure.name not in means or name not in means:
                continue
            for level in LEVELS:
                one, other = hidden[name][level], hidden[measure.name][level]
                apart = one != other
                if not apart.any():
                    continue
                same = (means[name][level] > 0) & (
                    np.abs(means[name][level] - means[measure.name][level]) < 0.5
                )
                apart &= same
                for whose, marks in ((name, one), (measure.name, other)):
                    if (apart & ~marks).any():
                        changed.setdefault(whose, set()).add(level)
                        np.logical_or(marks, apart, out=marks)
    return changed


def _publish(summary: Summary, hidden: Marks) -> Summary:
    """Round what is published; where the mean is withheld, only zeros stay."""
    levels: dict[Level, NDArray[np.float64]] = {}
    for level, values in summary.levels.items():
        rounded = round_to_base(values)
        rounded[(values > 0) & ((values < THRESHOLD) | hidden[level])] = np.nan
        levels[level] = rounded
    return Summary(summary.name, levels)


def round_to_base(values: NDArray[np.float64]) -> NDArray[np.float64]:
    """Round to the nearest multiple of `BASE`, halves up."""
    rounded = values / BASE
    rounded += 0.5
    np.floor(rounded, out=rounded)
    rounded *= BASE
    return rounded
