"""What may be shown of a result: names and summaries after disclosure control (model §9)."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass, field, replace
from functools import partial
from threading import Lock
from typing import Any
from weakref import WeakKeyDictionary

import numpy as np
from numpy.typing import NDArray

from homeward.catalogue import VARIABLE, Variable
from homeward.engine.packed import Packed, PackedRun, Read
from homeward.engine.pool import Progress
from homeward.engine.simulated import CommunitySeries
from homeward.results.files.long_tables import (
    GROUP_ROWS,
    LongTable,
    ShownRows,
    long_table,
    shown_rows,
)
from homeward.results.publish.small_counts import FEW_MEMBERS
from homeward.results.publish.small_counts_in_tables import control
from homeward.results.result import Result
from homeward.results.tables.axes import COMMUNITY, Axes
from homeward.results.tables.names import Names, names_of
from homeward.results.tables.statistics import Level
from homeward.results.tables.summary import Summary, summarise
from homeward.results.tables.totals import CATALOGUED, MEASURES, Measure, last_of, on_rows, total_of
from homeward.scenario.scenario import Scenario

FINEST: tuple[Level, ...] = (("home", "place"), COMMUNITY)
"""Levels of so many columns that of members that are packed they are kept row by row, and not as summaries."""
EVERYTHING = (*CATALOGUED, *MEASURES)
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


@dataclass(frozen=True)
class Published:
    """Summaries of every stock, flow and measure, and what to call what is in them.

    Parameters
    ----------
    summaries
        By name of the catalogue or of `homeward.results.tables.totals.MEASURES`.
    is_exact
        Whether disclosure control was turned off.
    finest
        Of members that are packed, rows by variable and level where `summaries` have none: stretch after stretch.
    """

    axes: Axes
    names: Names
    summaries: Mapping[str, Summary]
    scenario: Scenario | None
    info: Mapping[str, Any]
    is_exact: bool
    finest: Mapping[tuple[str, Level], Sequence[PackedShown]] = field(
        default_factory=dict[tuple[str, Level], Sequence[PackedShown]]
    )

    def table(self, variables: Sequence[Variable], level: Level = COMMUNITY) -> LongTable:
        """Give the long table of some variables."""
        places = self.scenario.places if self.scenario else ()
        make = partial(long_table, axes=self.axes, names=self.names, places=places, level=level)
        if level not in FINEST or not self.finest:
            return LongTable.of(
                make([(one.name, shown_rows(self.summaries[one.name], level)) for one in variables])
            )
        packed = [(one.name, rows) for one in variables for rows in self.finest[one.name, level]]
        opened = ((name, rows.opened()) for name, rows in packed)
        return LongTable(sum(rows.size for _, rows in packed), map(make, _at_once(opened)))

    @property
    def is_camp_model(self) -> bool:
        """Whether as many people arrive as were registered, and nothing else is modelled."""
        return self.scenario is not None and self.scenario.is_camp_model


def _at_once(
    several: Iterable[tuple[str, ShownRows]],
) -> Iterator[list[tuple[str, ShownRows]]]:
    """Put rows of variables together, until they are as many as a group of Parquet has."""
    held: list[tuple[str, ShownRows]] = []
    for one in several:
        held.append(one)
        if sum(rows.day.size for _, rows in held) >= GROUP_ROWS:
            yield held
            held = []
    yield held


class HeldSeries:
    """Gives series by name, and holds each until the last of some measures has asked for it."""

    def __init__(self, read: Read, several: Iterable[Measure]) -> None:
        self._read = read
        self._left = Counter(name for one in several for name in one.variables)
        self._held: dict[str, CommunitySeries] = {}
        self._lock = Lock()

    def __call__(self, name: str) -> CommunitySeries:
        """Give a series; two threads that ask at once may both have it read."""
        series = self._held.get(name) or self._read(name)
        with self._lock:
            self._left[name] -= 1
            if self._left[name] > 0:
                self._held[name] = series
            else:
                self._held.pop(name, None)
        return series


REMEMBERED: WeakKeyDictionary[Result, dict[bool, Published]] = WeakKeyDictionary()
"""What was made of results that are still in use: after disclosure control, and without."""


def publish(result: Result, *, exact: bool = False, progress: Progress | None = None) -> Published:
    """Summarise a result, withhold and round; the second time it is remembered.

    Parameters
    ----------
    exact
        Neither withhold nor round.
    progress
        Called with days done and all days, where members are not kept.
    """
    known = REMEMBERED.setdefault(result, {})
    if exact not in known:
        known[exact] = (
            publish_only(EVERYTHING, result, exact=exact)
            if result.has_members or result.packed is None
            else _publish_packed(result, result.packed, progress, exact=exact)
        )
    return known[exact]


def publish_only(
    several: Sequence[Measure],
    result: Result,
    *,
    rows: Sequence[int] | None = None,
    exact: bool = False,
) -> Published:
    """Summarise some measures of a result, with what each is the sum of: the numbers are those of `publish`.

    Parameters
    ----------
    rows
        Indices of the days kept that are summarised, rising; all if None. No day's numbers depend on another's.
    """
    read = HeldSeries(result.series, several)
    measures = {one.name: one for one in several}
    summaries = summarise(
        measures, lambda name: on_rows(total_of(measures[name], read), rows), result.axes
    )
    published = _published(result, _shown(summaries, result.axes, exact=exact), exact=exact)
    days = result.axes.days
    kept = days if rows is None else tuple(days[row] for row in rows)
    return replace(published, axes=replace(result.axes, days=kept))


def _shown(summaries: Mapping[str, Summary], axes: Axes, *, exact: bool) -> Mapping[str, Summary]:
    if exact:
        return summaries
    return control(summaries, MEASURES, is_few=axes.members < FEW_MEMBERS)


def _published(result: Result, summaries: Mapping[str, Summary], *, exact: bool) -> Published:
    return Published(
        axes=result.axes,
        names=names_of(result.axes, result.scenario),
        summaries=summaries,
        scenario=result.scenario,
        info=result.info,
        is_exact=exact,
    )


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
        for name, summary in _shown(summaries, self.axes, exact=self.exact).items():
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


def _publish_packed(
    result: Result, packed: PackedRun, progress: Progress | None, *, exact: bool
) -> Published:
    """Publish everything stretch of days by stretch: no day depends on another, but for what is counted up."""
    axes = result.axes
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
    return replace(_published(result, kept.joined(), exact=exact), finest=kept.finest)
