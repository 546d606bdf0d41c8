"""What may be shown of a result: names and summaries after disclosure control (model §9)."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any
from weakref import WeakKeyDictionary

from homeward.results.publish.small_counts import FEW_MEMBERS
from homeward.results.publish.small_counts_in_tables import control
from homeward.results.result import Result
from homeward.results.tables.axes import Axes
from homeward.results.tables.names import Names, names_of
from homeward.results.tables.summary import Summary, summarise
from homeward.results.tables.totals import CATALOGUED, MEASURES, Measure, total_of
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
    """

    axes: Axes
    names: Names
    summaries: Mapping[str, Summary]
    scenario: Scenario | None
    info: Mapping[str, Any]
    is_exact: bool

    @property
    def is_camp_model(self) -> bool:
        """Whether as many people arrive as were registered, and nothing else is modelled."""
        return self.scenario is not None and self.scenario.is_camp_model


REMEMBERED: WeakKeyDictionary[Result, dict[bool, Published]] = WeakKeyDictionary()
"""What was made of results that are still in use: after disclosure control, and without."""


def publish(result: Result, *, exact: bool = False) -> Published:
    """Summarise a result, withhold and round; the second time it is remembered.

    Parameters
    ----------
    exact
        Neither withhold nor round.
    """
    known = REMEMBERED.setdefault(result, {})
    if exact not in known:
        known[exact] = publish_only((*CATALOGUED, *MEASURES), result, exact=exact)
    return known[exact]


def publish_only(several: Sequence[Measure], result: Result, *, exact: bool = False) -> Published:
    """Summarise some measures of a result, with what each is the sum of: the numbers are those of `publish`."""
    summaries = summarise(
        ((one.name, total_of(one, result.series)) for one in several), result.axes
    )
    return Published(
        axes=result.axes,
        names=names_of(result.axes, result.scenario),
        summaries=summaries
        if exact
        else control(summaries, MEASURES, is_few=result.axes.members < FEW_MEMBERS),
        scenario=result.scenario,
        info=result.info,
        is_exact=exact,
    )
