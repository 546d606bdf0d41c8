"""Where and how commands print: tables, bands and notes, in one style."""

from __future__ import annotations

import math
from collections.abc import Sequence
from typing import Any

import typer
from rich import box
from rich.console import Console, RenderableType
from rich.table import Table

WIDTH = 132
"""Columns where there is no terminal to ask."""


def screen() -> Console:
    """Give a console on standard output: the terminal, or a page wide enough for tables where there is none."""
    console = Console(highlight=False, markup=False)
    if not console.is_terminal:
        console.width = max(WIDTH, console.width)  # that of COLUMNS, where it is set
    return console


def make_table(title: str, first: str, *columns: str, left: Sequence[str] = ()) -> Table:
    """Make a table: the first column and those named in `left` begin on the left, numbers end on the right."""
    table = Table(
        title=title or None, title_justify="left", title_style="bold", box=box.SIMPLE_HEAD
    )
    # Nothing is cut: a name or a date could not be copied, and a number would be another.
    table.add_column(first, no_wrap=True, overflow="fold")
    for column in columns:
        table.add_column(column, justify="left" if column in left else "right", overflow="fold")
    return table


def show(*shown: RenderableType) -> None:
    """Print tables or text, text wrapped at words."""
    screen().print(*shown, sep="\n")


def note(text: str) -> None:
    """Print what stands below a table."""
    screen().print(text, style="dim")


def say(text: str) -> None:
    """Print a line as it is."""
    typer.echo(text)


def figure(value: float) -> str:
    """Write a number for a table: whole from 10 on, else three digits."""
    return f"{value:,.0f}" if abs(value) >= 10 else f"{value:.3g}"


def people_figure(value: float, person: float = 1.0) -> str:
    """Write a figure of an observation; what is withheld is known to be few people's.

    Parameters
    ----------
    person
        What one person makes of it, in its unit.
    """
    from homeward.results.publish.small_counts import THRESHOLD

    if not math.isnan(value) or not math.isfinite(person):
        return figure(value)
    return f"<{figure(THRESHOLD * person)}"


def band(low: Any, high: Any) -> str:
    """Write the ends of a band."""
    return f"[{low}, {high}]"


def with_band(middle: float, low: float, high: float, person: float = 1.0) -> str:
    """Write a number and its band, as figures of an observation."""
    first, *ends = (people_figure(value, person) for value in (middle, low, high))
    return f"{first} {band(*ends)}"


def percent(value: float, digits: int = 0) -> str:
    """Write a share in percent; where there is none, a dash."""
    return "-" if math.isnan(value) else f"{value:.{digits}%}"


def word_skill(value: float) -> str:
    """Write a skill; where there is none, say so."""
    if math.isnan(value):
        return "-"
    return "no skill" if value <= 0 else f"{value:.2f}"
