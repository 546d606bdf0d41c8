"""A picture of what decides an outcome: a pair of bars for each factor, with intervals (model §16.4)."""

from __future__ import annotations

from collections.abc import Iterator
from html import escape

from homeward.evaluation.sensitivity.indices import CHANCE, OTHER_RANGES, Index, Indices
from homeward.evaluation.sensitivity.wording import with_interval
from homeward.results.figures.palette import GRID, INK, QUIET, SIMULATED
from homeward.results.figures.scales import round_ticks
from homeward.results.figures.svg import box, coordinate, element, line_path, picture, text
from homeward.scenario.rows.pooling import parameter_named

WIDTH = 760.0
LEFT, RIGHT, TOP = 14.0, 640.0, 84.0
ROW, BAR, FIRST_BAR, PITCH = 54.0, 10.0, 20.0, 14.0
"""Height of a row and of a bar, how far below the top of a row the first bar begins, and the second below it."""
FOOT = 34.0
STYLE = (
    ".title{font-size:16px;font-weight:650}.name{font-size:12.5px;font-weight:600}"
    f".said{{font-size:11.5px;fill:{QUIET}}}.tick{{font-size:11.5px;fill:{QUIET}}}"
)
ALONE, TOTAL = 1.0, 0.38
"""Opacity of the two bars."""
BESIDE = {
    OTHER_RANGES: "populations, harm rates, presence, conditions, and parameters not kept",
    CHANCE: "the same members with other chance",
}
"""What the factors are that are no parameters."""


def draw_indices(found: Indices, asked: str) -> str:
    """Draw the indices as SVG; `asked` completes "What decides ..."."""
    most = max(one.total + one.total_half_width for one in found.factors)
    ticks = round_ticks(min(100.0 * most, 100.0))
    bottom = TOP + ROW * len(found.factors)
    title = f"What decides {asked}"
    parts = [
        text(title, LEFT, 24, "title"),
        *_legend(),
        *_axis(ticks, bottom),
    ]
    for row, one in enumerate(found.factors):
        parts.extend(_row(one, TOP + ROW * row, ticks[-1]))
    return picture(WIDTH, bottom + FOOT, title, STYLE, parts)


def _legend() -> Iterator[str]:
    said = ("share of the variance, alone", "alone and together with others", "90% interval")
    at = LEFT
    for words, opacity in zip(said, (ALONE, TOTAL, 0.0), strict=True):
        if opacity:
            yield box(at, at + 26, 42, 42 + BAR, SIMULATED, opacity)
        else:
            yield _whisker(at + 1, at + 26, 47)
        yield text(words, at + 33, 51, "said")
        at += 33 + 6.2 * len(words) + 26


def _axis(ticks: list[float], bottom: float) -> Iterator[str]:
    for value in ticks:
        x = _x(value / 100.0, ticks[-1])
        yield element("line", x1=x, x2=x, y1=TOP - 8, y2=bottom, stroke=GRID)
        yield text(f"{value:g}%", x, bottom + 18, "tick", "middle" if value else "start")


def _row(one: Index, top: float, most: float) -> Iterator[str]:
    parameter = parameter_named(one.factor)
    meaning = parameter.meaning.partition(" (§")[0] if parameter else BESIDE.get(one.factor, "")
    named = element("tspan", escape(one.factor), class_="name")
    explained = element("tspan", escape(meaning), class_="said", dx=8.0)
    yield element("text", named + explained, x=LEFT, y=top + 13)
    colour = SIMULATED if parameter else QUIET
    for place, (share, half_width, opacity) in enumerate(
        ((one.first, one.first_half_width, ALONE), (one.total, one.total_half_width, TOTAL))
    ):
        y = top + FIRST_BAR + place * PITCH
        yield box(LEFT, _x(share, most), y, y + BAR, colour, opacity)
        low, high = (_x(share + sign * half_width, most) for sign in (-1, 1))
        yield _whisker(low, high, y + BAR / 2)
        yield text(with_interval(share, half_width), WIDTH - LEFT, y + BAR - 1, "tick", "end")


def _x(share: float, most: float) -> float:
    """Where a share is; `most` is at the right edge, in percent."""
    return LEFT + min(max(100.0 * share / most, 0.0), 1.0) * (RIGHT - LEFT)


def _whisker(left: float, right: float, y: float) -> str:
    """Draw an interval; an end beyond the edge has no stroke across it."""
    ends = "".join(
        f"M{coordinate(x)} {coordinate(y - 3)}V{coordinate(y + 3)}"
        for x in (left, right)
        if LEFT < x < RIGHT
    )
    path = line_path([(left, y), (right, y)]) + ends
    return element("path", d=path, stroke=INK, stroke_width="1.2", fill="none")
