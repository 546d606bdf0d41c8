"""What may be shown of a result: names and summaries after disclosure control (model §9)."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import partial
from typing import Any
from weakref import WeakKeyDictionary

from homeward.catalogue import Variable
from homeward.engine.pool import Progress
from homeward.results.files.long_tables import LongTable, long_table, shown_rows
from homeward.results.publish.held_series import HeldSeries
from homeward.results.publish.stretches import (
    FINEST,
    PackedShown,
    at_once,
    controlled,
    publish_stretches,
)
from homeward.results.result import Result
from homeward.results.tables.axes import COMMUNITY, Axes
from homeward.results.tables.names import Names, names_of
from homeward.results.tables.statistics import Level
from homeward.results.tables.summary import Summary, summarise
from homeward.results.tables.totals import EVERYTHING, Measure, on_rows, total_of
from homeward.scenario.scenario import Scenario


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
        return LongTable(sum(rows.size for _, rows in packed), map(make, at_once(opened)))

    @property
    def is_camp_model(self) -> bool:
        """Whether as many people arrive as were registered, and nothing else is modelled."""
        return self.scenario is not None and self.scenario.is_camp_model


REMEMBERED: WeakKeyDictionary[Result, dict[bool, Published]] = WeakKeyDictionary()
"""What was made of results that are still in use: after disclosure control, and without."""


def publish(result: Result, *, exact: bool = False, progress: Progress | None = None) -> Published:
    """Summarise a result, withhold and round; the second time it is remembered.

    Parameters
    ----------
    exact
        Neither withhold nor round.
    progress
        Called with days counted and all days, where members are not kept.
    """
    known = REMEMBERED.setdefault(result, {})
    if exact not in known:
        if result.has_members or result.packed is None:
            known[exact] = publish_only(EVERYTHING, result, exact=exact)
        else:
            kept = publish_stretches(result.packed, result.axes, progress, exact=exact)
            whole = _published(result, kept.joined(), exact=exact)
            known[exact] = replace(whole, finest=kept.finest)
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
    published = _published(result, controlled(summaries, result.axes, exact=exact), exact=exact)
    days = result.axes.days
    kept = days if rows is None else tuple(days[row] for row in rows)
    return replace(published, axes=replace(result.axes, days=kept))


def _published(result: Result, summaries: Mapping[str, Summary], *, exact: bool) -> Published:
    return Published(
        axes=result.axes,
        names=names_of(result.axes, result.scenario),
        summaries=summaries,
        scenario=result.scenario,
        info=result.info,
        is_exact=exact,
    )
