"""What is published of members that are packed, a stretch of days after the other (decision 28)."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass, field, replace

import numpy as np
from numpy.typing import NDArray

from homeward.catalogue import VARIABLE
from homeward.engine.packed import Packed, PackedRun, Read
from homeward.engine.pool import Progress
from homeward.engine.simulated import CommunitySeries
from homeward.results.files.long_tables import GROUP_ROWS, ShownRows, shown_rows
from homeward.results.publish.held_series import HeldSeries
from homeward.results.publish.small_counts import FEW_MEMBERS
from homeward.results.publish.small_counts_in_tables import control
from homeward.results.tables.axes import COMMUNITY, Axes
from homeward.results.tables.statistics import Level
from homeward.results.tables.summary import Summary, summarise
from homeward.results.tables.totals import EVERYTHING, MEASURES, last_of, total_of

FINEST: tuple[Level, ...] = (("home", "place"), COMMUNITY)
"""Levels of so many columns that they are kept row by row, and not as summaries."""
NOBODY = np.zeros((0, len(COMMUNITY)), dtype=np.int64)
Statistics = NDArray[np.float64]
"""(statistic, time, and the axes of a level), persons."""


@dataclass(frozen=True)
class PackedShown:
    """Rows of one variable over a stretch of days, packed."""

    day: Packed
    where: Packed
    shown: Packed

    @classmethod
    def of(cls, rows: ShownRows, first: int) -> PackedShown:
        """Pack rows whose days are counted from one of those kept."""
        where = rows.where.astype(np.int32)
        return cls(Packed.of(rows.day + first), Packed.of(where), Packed.of(rows.shown))

    @property
    def size(self) -> int:
        """How many rows there are."""
        return self.day.shape[0]

    def opened(self) -> ShownRows:
        """Give the rows back."""
        where = self.where.opened().astype(np.int64)
        return ShownRows(self.day.opened(), where, self.shown.opened())


@dataclass
class Stretches:
    """What is published of stretches of days, one after the other.

    Parameters
    ----------
    coarse
        Statistics of each stretch.
    finest
        Rows of each, packed: see `FINEST`.
    """

    axes: Axes
    exact: bool
    coarse: dict[tuple[str, Level], list[Statistics]] = field(
        default_factory=lambda: defaultdict(list)
    )
    finest: dict[tuple[str, Level], list[PackedShown]] = field(
        default_factory=lambda: defaultdict(list)
    )

    def keep(self, summaries: Mapping[str, Summary], first: int) -> None:
        """Control one more, which begins on one of the days kept, and keep what may be shown."""
        for name, summary in controlled(summaries, self.axes, exact=self.exact).items():
            for level, values in summary.levels.items():
                if level not in FINEST:
                    self.coarse[name, level].append(values)
                elif name in VARIABLE:
                    packed = PackedShown.of(shown_rows(summary, level), first)
                    self.finest[name, level].append(packed)

    def joined(self) -> dict[str, Summary]:
        """Put the statistics of all stretches together, and give them up one by one: never all of them twice."""
        whole: dict[str, dict[Level, Statistics]] = defaultdict(dict)
        for name, level in list(self.coarse):
            whole[name][level] = np.concatenate(self.coarse.pop((name, level)), axis=1)
        return {name: Summary(name, NOBODY, levels) for name, levels in whole.items()}


def publish_stretches(
    packed: PackedRun, axes: Axes, progress: Progress | None, *, exact: bool
) -> Stretches:
    """Publish everything: no day depends on another, but for what is counted up.

    Parameters
    ----------
    progress
        Called with days counted and all days.
    """
    is_few = axes.members < FEW_MEMBERS and not exact
    kept = Stretches(axes, exact)
    running: dict[str, CommunitySeries] = {}
    names = [one.name for one in EVERYTHING]
    with ThreadPoolExecutor(max_workers=1) as beside:  # one is controlled while the next is counted
        before: Future[None] | None = None
        for number, days in enumerate(packed.stretches):
            count, running = _count_on(packed.read(number, of_all_days=is_few), running)
            summaries = summarise(names, count, replace(axes, days=axes.days[days]))
            if before:
                before.result()
            before = beside.submit(kept.keep, summaries, days.start)
            if progress:
                progress(days.stop, len(axes.days))
        if before:
            before.result()
    return kept


def _count_on(
    read: Read, before: Mapping[str, CommunitySeries]
) -> tuple[Read, dict[str, CommunitySeries]]:
    """Give everything of a stretch of days by name, and on its last day what is counted on in the next.

    Parameters
    ----------
    before
        What was counted by the day before.
    """
    measures = {one.name: one for one in EVERYTHING}
    read = HeldSeries(read, EVERYTHING)
    counted = {
        name: total_of(one, read, before.get(name))
        for name, one in measures.items()
        if one.is_running
    }

    def count(name: str) -> CommunitySeries:
        return counted[name] if name in counted else total_of(measures[name], read)

    return count, {name: last_of(total) for name, total in counted.items()}


def at_once(
    several: Iterable[tuple[str, ShownRows]],
) -> Iterator[list[tuple[str, ShownRows]]]:
    """Put rows of variables together, until they are as many as a group of Parquet has."""
    held: list[tuple[str, ShownRows]] = []
    n_row = 0
    for name, rows in several:
        held.append((name, rows))
        n_row += rows.day.size
        if n_row >= GROUP_ROWS:
            yield held
            held, n_row = [], 0
    yield held


def controlled(
    summaries: Mapping[str, Summary], axes: Axes, *, exact: bool
) -> Mapping[str, Summary]:
    """Withhold and round, unless exact numbers are asked for."""
    if exact:
        return summaries
    return control(summaries, MEASURES, is_few=axes.members < FEW_MEMBERS)
