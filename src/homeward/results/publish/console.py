"""Tables for the terminal after a run (model §9)."""

from __future__ import annotations

from collections.abc import Iterator

from rich import box
from rich.console import RenderableType
from rich.table import Table
from rich.text import Text

from homeward.results.publish.headlines import (
    Estimate,
    by_axis,
    estimate_of,
    headlines,
    readers_measures,
)
from homeward.results.publish.published import Published, publish
from homeward.results.publish.small_counts import THRESHOLD, closing
from homeward.results.result import Result

_MOST_PLACES = 12


def summary_tables(result: Result, *, exact: bool = False) -> list[RenderableType]:
    """Show how many fled, where they are, how many are back, and the same by group.

    Parameters
    ----------
    exact
        Turn disclosure control off.
    """
    return list(_tables(publish(result, exact=exact)))


def _tables(published: Published) -> Iterator[RenderableType]:
    axes = published.axes
    until = f"{axes.dates[-1]}, {axes.members} members"
    yield _table(
        f"People by {until}",
        "",
        [(one.label, one.estimate) for one in headlines(published)],
    )
    yield from _displaced(published)
    if not published.is_camp_model:
        yield _groups(published)
    yield Text(
        f"{closing(exact=published.is_exact)} Bands hold 50 and 90 of 100 members.", style="dim"
    )


def _displaced(published: Published) -> Iterator[RenderableType]:
    rows = _displaced_places(published)
    counted = [(label, one) for label, one in rows if one.median is not None]
    counted.sort(key=lambda row: (-(row[1].median or 0), row[0]))
    yield _table("Where the displaced are", "place", counted[:_MOST_PLACES])
    beyond = len(counted) - _MOST_PLACES
    more = [f"{beyond} more places have fewer."] if beyond > 0 else []
    if small := [label for label, one in rows if one.median is None and not one.is_withheld]:
        more.append(f"Fewer than {THRESHOLD} in the median: {', '.join(small)}.")
    if withheld := [label for label, one in rows if one.is_withheld]:
        more.append(f"Withheld, for a small count could be worked out: {', '.join(withheld)}.")
    if more:
        yield Text("  " + " ".join(more) + "\n", style="dim")


def _displaced_places(published: Published) -> list[tuple[str, Estimate]]:
    """Give the places where somebody is."""
    last = len(published.axes.days) - 1
    summary = published.summaries["displaced"]
    rows = [
        (label, estimate_of(summary, last, ("place", index)))
        for index, label in enumerate(published.names.labels["place"])
    ]
    return [(label, one) for label, one in rows if not one.is_zero]


def _table(title: str, noun: str, rows: list[tuple[str, Estimate]]) -> Table:
    table = Table(title=title, title_justify="left", title_style="bold", box=box.SIMPLE_HEAD)
    table.add_column(noun)
    for column in ("median", "50% band", "90% band"):
        table.add_column(column, justify="right")
    for label, one in rows:
        table.add_row(
            label,
            Text(one.middle, style="bold"),
            one.band_50,
            Text(one.band_90, style="dim"),
        )
    return table


def _groups(published: Published) -> Table:
    table = Table(title="By group", title_justify="left", title_style="bold", box=box.SIMPLE_HEAD)
    table.add_column("group")
    for measure in readers_measures(published):
        table.add_column(measure.label.lower(), justify="right")
    for label, estimates in by_axis(published, "group"):
        cells = [
            Text.assemble(
                (one.middle, "bold"), (f"\n{one.band_50}", ""), (f"\n{one.band_90}", "dim")
            )
            for one in estimates
        ]
        table.add_row(label, *cells)
    return table
