"""What the screen draws of a run: bands of what it shows, people by place, movements (contract: `Run`)."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

import numpy as np
from numpy.typing import NDArray

from homeward.engine.simulated import CommunitySeries, width_of_sums
from homeward.explorer.contract.on_show import WhereJson
from homeward.explorer.contract.responses import BandJson, FlowJson, Row
from homeward.results.publish.published import Published, publish_only
from homeward.results.publish.small_counts import FEW_MEMBERS
from homeward.results.publish.small_counts_in_tables import control
from homeward.results.result import Result
from homeward.results.tables.statistics import STATISTICS
from homeward.results.tables.summary import Summary, summarise
from homeward.results.tables.totals import CATALOGUED, MEASURES, Measure, on_rows

BAND = ("q05", "q25", "median", "q75", "q95")
Axis = Literal["home", "group", "place"]

WINDOW_ROWS = 4
"""Records over which movements are counted: with one a week, four weeks."""
COARSE_ROWS = 16
"""Records from one to the next of a picture that must come soon: of all, summaries take longer than the members."""
PICTURED: tuple[Measure, ...] = (
    # Stocks beside the measures that are sums of them: what is withheld of one is withheld of the other.
    *(one for one in CATALOGUED if one.name in {"residents", "idps", "refugees", "returnees"}),
    *MEASURES,
)
MOVEMENTS: tuple[tuple[str, Literal["out", "back"]], ...] = (
    ("arrivals", "out"),
    ("return_departures", "back"),
)
"""Flows drawn as lines between a home and a place, and which way they go."""


@dataclass(frozen=True)
class ChartedLine:
    """One line of the screen: a measure of everybody, or of a home, group or place, by index."""

    measure: str
    home: int | None = None
    group: int | None = None
    place: int | None = None

    @property
    def at(self) -> tuple[tuple[Axis, int], ...]:
        """Axes and indices, in the order of the levels."""
        named: tuple[tuple[Axis, int | None], ...] = (
            ("home", self.home),
            ("group", self.group),
            ("place", self.place),
        )
        return tuple((axis, index) for axis, index in named if index is not None)

    def as_json(self) -> WhereJson:
        """Say it as it was asked for."""
        said: WhereJson = {"measure": self.measure}
        for axis, index in self.at:
            said[axis] = index
        return said


@dataclass(frozen=True)
class Picture:
    """Everything the screen may show of one result.

    Parameters
    ----------
    rows
        Indices of the days kept that are counted; None: all.
    movements
        Flows over the last `WINDOW_ROWS` records.
    """

    rows: tuple[int, ...] | None
    published: Published
    movements: dict[str, Summary]


def take_picture(result: Result, *, rows: Sequence[int] | None = None, exact: bool) -> Picture:
    """Summarise a result for the screen, after disclosure control unless `exact`; `rows` as in `Picture`."""
    published = publish_only(PICTURED, result, rows=rows, exact=exact)
    moved = summarise(
        (name for name, _ in MOVEMENTS),
        lambda name: on_rows(moving(result.series(name), WINDOW_ROWS), rows),
        result.axes,
    )
    is_few = result.axes.members < FEW_MEMBERS
    shown = moved if exact else control(moved, is_few=is_few)
    return Picture(None if rows is None else tuple(rows), published, shown)


def coarse_rows(days: Sequence[int], day: int) -> list[int]:
    """Choose days of a picture that must come soon: the last not after `day`, every eighth from it, and the ends.

    Parameters
    ----------
    days
        Days kept, since the start.
    """
    chosen = max(bisect_right(days, day) - 1, 0)
    several = range(chosen % COARSE_ROWS, len(days), COARSE_ROWS)
    return sorted({0, *several, len(days) - 1})


def moving(series: CommunitySeries, rows: int) -> CommunitySeries:
    """Count flows over the last so many records (time)."""
    counted = np.cumsum(series.values, axis=1, dtype=width_of_sums(series.values, 1))
    counted[:, rows:] -= counted[:, :-rows].copy()
    return CommunitySeries(series.cells, counted)


def bands(picture: Picture, show: Sequence[ChartedLine]) -> list[BandJson]:
    """Quantiles over members of what is asked for, persons (time)."""
    found: list[BandJson] = []
    for one in show:
        summary = picture.published.summaries[one.measure]
        q05, q25, median, q75, q95 = (_row(summary.of(name, *one.at)) for name in BAND)
        found.append(
            {
                "where": one.as_json(),
                "q05": q05,
                "q25": q25,
                "median": median,
                "q75": q75,
                "q95": q95,
            }
        )
    return found


def medians_by_place(picture: Picture, measure: str, home: int | None = None) -> list[Row]:
    """Medians of a measure at every place, of everybody or of the people of a home, persons (place, time)."""
    summary = picture.published.summaries[measure]
    levels = (
        summary.levels["place",] if home is None else summary.levels["home", "place"][:, :, home]
    )
    return [_row(column) for column in levels[STATISTICS.index("median")].T]


def flows(picture: Picture) -> list[FlowJson]:
    """Medians of the movements between homes and places, those that are ever seen."""
    found: list[FlowJson] = []
    for name, way in MOVEMENTS:
        median = picture.movements[name].levels["home", "place"][STATISTICS.index("median")]
        for home, place in np.argwhere(np.nan_to_num(median).any(axis=0)).tolist():
            people = _row(median[:, home, place])
            found.append({"home": home, "place": place, "way": way, "people": people})
    return found


def _row(values: NDArray[np.float64]) -> Row:
    """Make numbers short: whole where they are whole, none where they are withheld."""
    if np.array_equal(values, np.round(values)):
        return values.astype(np.int64).tolist()
    shown: list[float] = np.round(values, 1).tolist()
    return [None if one != one else int(one) if one.is_integer() else one for one in shown]  # noqa: PLR0124
