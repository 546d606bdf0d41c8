"""What is taken along: the lines of the screen as a table, and the report, after disclosure control (model §9)."""

from __future__ import annotations

import csv
import io
import math
from collections.abc import Sequence

from homeward.explorer.contract.responses import ObstaclesJson
from homeward.explorer.views.picture import ChartedLine
from homeward.results.files.long_tables import SHOWN_DIGITS
from homeward.results.publish.published import Published, publish
from homeward.results.publish.small_counts import WITHHELD
from homeward.results.report.page import Away, AwayRow, make_page
from homeward.results.result import Result
from homeward.results.tables.axes import COMMUNITY
from homeward.results.tables.statistics import STATISTICS
from homeward.scenario.changes.applied_levers import AppliedLever
from homeward.scenario.text.cells import as_identifier

QUANTILES = ("q05", "q25", "median", "q75", "q95")
HEADER = ("date", "measure", *COMMUNITY, *QUANTILES, "suppressed")
ALL = "all"
"""Stands in a column that has been summed over."""
TOP = 5
"""Obstacles of the report."""
_LONGEST_NAME = 80


def table(published: Published, show: Sequence[ChartedLine]) -> bytes:
    """Write lines of the screen as a long table, CSV; its numbers are those of the tables of a saved run."""
    written = io.StringIO()
    writer = csv.writer(written, lineterminator="\n")
    writer.writerow(HEADER)
    for one in show:
        writer.writerows(_rows(published, one))
    return written.getvalue().encode()


def _rows(published: Published, where: ChartedLine) -> list[list[str]]:
    at = dict(where.at)
    names = [
        published.names.identifiers[axis][at[axis]] if axis in at else ALL for axis in COMMUNITY
    ]
    values = {
        name: published.summaries[where.measure].of(name, *where.at).tolist() for name in STATISTICS
    }
    return [
        [
            str(day),
            where.measure,
            *names,
            *(_cell(values[name][index]) for name in QUANTILES),
            "yes" if any(math.isnan(several[index]) for several in values.values()) else "no",
        ]
        for index, day in enumerate(published.axes.dates)
    ]


def _cell(value: float) -> str:
    """Write a count as the tables of a run do; nothing where it is withheld."""
    if math.isnan(value):
        return ""
    shown = round(value, SHOWN_DIGITS)
    return f"{shown:.0f}" if shown.is_integer() else repr(shown)


def report_page(result: Result, obstacles: ObstaclesJson | None, *, exact: bool) -> bytes:
    """Make the report of a result, the page that `homeward run` writes, with what keeps people away."""
    away = obstacles and _away(obstacles)
    return make_page(result, publish(result, exact=exact), away or None).encode()


def _away(obstacles: ObstaclesJson) -> Away:
    """Word the first obstacles of everybody."""
    everybody, members = obstacles["accounts"][0], obstacles["members"]
    rows = [
        AwayRow(
            label=one["label"],
            people=_signed(one["contribution"]["mean"]),
            band=f"{_signed(one['contribution']['q05'])} to {_signed(one['contribution']['q95'])}",
            binds=WITHHELD
            if one["binds"] is None
            else f"{one['binds'] * members:.0f} of {members}",
        )
        for one in everybody["effects"][:TOP]
    ]
    said = (
        f"More people back home by {obstacles['on']} if it no longer counted in the decision to go, from "
        f"{obstacles['since']}: means of {members} members. The danger itself stays."
    )
    return Away(said, tuple(rows))


def _signed(people: float | None) -> str:
    return WITHHELD if people is None else f"{people:+,.0f}"


def file_name(dataset: str, levers: Sequence[AppliedLever], members: int, suffix: str) -> str:
    """Name a file after what is in it: the dataset, its levers, and members; letters, digits, _ and - only."""
    parts = [as_identifier(str(lever)) for lever in levers]
    name = "-".join([as_identifier(dataset) or "run", *parts])[:_LONGEST_NAME].rstrip("-_")
    return f"{name}-{members}-members{suffix}"
