"""The headline that `homeward score` prints below its rows: what cannot flatter (decision 27)."""

from __future__ import annotations

import math
from collections.abc import Iterator
from typing import TYPE_CHECKING

from homeward.cli.output import make_table, percent, say, show

if TYPE_CHECKING:
    from homeward.evaluation.scoring.headline import Headline, Means, Part

COLUMNS = ("a vote a", "skill", "inside 50%", "inside 90%", "mean z²", "width", "of figures")
"""After those that name the rows."""


def print_headline(found: Headline) -> None:
    """Print skill, coverage, deviations and width of the rows predicted, and what right bands would have."""
    table = make_table("Headline: figures predicted, not imposed", "", *COLUMNS, left=("a vote a",))
    parts = {use: part for use, part in (("fit", found.fit), ("test", found.test)) if part}
    for use, part in parts.items():
        for line in _lines(use, part):
            table.add_row(*line)
        table.add_section()
    right = found.right
    covered = (percent(right.coverage_50), percent(right.coverage_90))
    table.add_row("if bands are right", "", "", *covered, f"{right.z2:.2f}", "", "")
    show(table)
    for use, part in parts.items():
        say(_beaten(use, part))
    say(
        "Width of the 90% band, and of the figure's own range, over the high end of the figure: medians."
    )
    say_if_few(found.members)


def say_if_few(members: float) -> None:
    """Say of few members how much less their bands hold than they are called."""
    from homeward.evaluation.scoring.headline import ENOUGH_MEMBERS
    from homeward.evaluation.scoring.member_statistics import right_coverage

    if members >= ENOUGH_MEMBERS:
        return
    half, most = (right_coverage(share, members) for share in (0.5, 0.9))
    say(
        f"{members:.0f} members are few: their bands of 50% and 90%, if right, hold {half:.0%} and {most:.0%} of "
        "figures."
    )


def _lines(use: str, part: Part) -> Iterator[tuple[str, ...]]:
    rows = f"{use}: {part.rows} {'row' if part.rows == 1 else 'rows'}"
    widths = (f"{part.width:.2f}", f"{part.observed_width:.2f}")
    yield rows, "row", *_cells(part.by_row), *widths
    yield f"{part.series} series", "series", *_cells(part.by_series), "", ""


def _cells(means: Means) -> tuple[str, ...]:
    skill = "-" if math.isnan(means.skill) else f"{means.skill:+.2f}"
    return skill, percent(means.coverage_50), percent(means.coverage_90), f"{means.z2:.2f}"


def _beaten(use: str, part: Part) -> str:
    if not part.skill_rows:
        return f"Skill, {use}: no row has an earlier figure to be compared with."
    return (
        f"Skill, {use}: over the last figure carried on, on {part.skill_rows} rows of {part.skill_series} series "
        "that have one; sums since a fixed day are left out."
    )
