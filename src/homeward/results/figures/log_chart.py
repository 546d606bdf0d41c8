"""A chart of several bands on a logarithmic scale: what is expected of each actor."""

from __future__ import annotations

import datetime as dt
import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from functools import partial
from html import escape
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

from homeward.results.figures.band_chart import (
    BOTTOM,
    HEIGHT,
    TOP,
    WIDTH,
    draw_axes,
    draw_band,
)
from homeward.results.figures.bands import Band
from homeward.results.figures.palette import LINES
from homeward.results.figures.scales import Frame
from homeward.results.figures.svg import (
    coordinate,
    drawing,
    element,
    line_path,
    people,
)

_LEFT, _RIGHT = 80.0, 456.0
_LABEL_STEP = 13.0
_MOST_LETTERS = 11
_MOST_HALF, _LEAST_HALF = 5.0, 1.5
"""Half the width of the mark of the weightiest event, and of the least."""
_FAINTEST = 0.25
_BESIDE = 0.85
"""Share of the width from which the name of a line that ends stands in the margin."""

Powers = tuple[int, int]
"""Powers of ten at the lower and the upper edge."""
Name = tuple[float, float, str, str]
"""Where a name wants to stand, what is written, and its class."""


@dataclass(frozen=True)
class ActorLine:
    """One actor's median and bands, drawn on the days of `band` that are not NaN.

    Parameters
    ----------
    band
        Values above 0.
    colour
        Its place in the palette.
    is_full
        (time): drawn in full, or broken: what is shown has two kinds.
    """

    name: str
    band: Band
    colour: int
    is_full: NDArray[np.bool_]

    def pieces(self) -> Iterator[slice]:
        """Find the runs of days that are drawn, and drawn alike."""
        for piece in self.band.pieces():
            kind = self.is_full[piece].astype(np.int8)
            edges = [0, *(np.flatnonzero(np.diff(kind)) + 1).tolist(), kind.size]
            for start, end in pairwise(edges):
                yield slice(piece.start + start, piece.start + end)


@dataclass(frozen=True)
class Event:
    """Something said on a day, marked at the upper edge.

    Parameters
    ----------
    weight
        0 to 1: how large the mark is.
    """

    day: dt.date
    colour: int
    weight: float
    said: str


@dataclass(frozen=True)
class LineChart:
    """What a chart of lines shows.

    Parameters
    ----------
    threshold
        Value of a thin level line, and what it says.
    """

    title: str
    lines: Sequence[ActorLine]
    threshold: tuple[float, str]
    events: Sequence[Event] = field(default=())


def powers_of(charts: Sequence[LineChart]) -> Powers:
    """Find the powers of ten between which all medians and inner bands lie: one scale for all."""
    inner = [
        one.band.quantiles[q] for chart in charts for one in chart.lines for q in ("q25", "q75")
    ]
    values = np.concatenate([*inner, [chart.threshold[0] for chart in charts]])
    low, high = float(np.nanmin(values)), float(np.nanmax(values))
    lower, upper = math.floor(math.log10(low)), math.ceil(math.log10(high))
    return lower, max(upper, lower + 1)


def draw_lines(chart: LineChart, powers: Powers, said: str = "") -> str:
    """Draw bands over time, each named at its end; what lies beyond the edges is cut off.

    Parameters
    ----------
    said
        What it shows, for those who do not see it; its title if nothing is given.
    """
    low, high = powers
    dates = chart.lines[0].band.dates
    frame = Frame(_LEFT, TOP, _RIGHT, BOTTOM, dates[0], dates[-1], float(high - low))
    ticks = [(float(power - low), say_power(power)) for power in range(low, high + 1)]
    parts = list(draw_axes(frame, ticks))
    parts.append(_draw_threshold(chart.threshold[0], frame, low))
    for line in chart.lines:
        parts += _draw_line(line, frame, low)
    parts += [_draw_event(event, frame) for event in chart.events]
    parts += _draw_names(chart, frame, low)
    return drawing(WIDTH, HEIGHT, said or chart.title, parts)


def ink_of(colour: int) -> str:
    """Colour of a place in the palette."""
    return LINES[colour % len(LINES)]


def say_power(power: int) -> str:
    """Word a power of ten as cases a person and year: 1 in 100, 1, 10."""
    return people(10.0**power) if power >= 0 else f"1 in {people(10.0**-power)}"


def _y(value: float, frame: Frame, low: int) -> float:
    return frame.y(min(max(math.log10(value) - low, 0.0), frame.most))


def _draw_threshold(value: float, frame: Frame, low: int) -> str:
    y = _y(value, frame, low)
    return element("line", class_="threshold", x1=frame.left, x2=frame.right, y1=y, y2=y)


def _draw_line(line: ActorLine, frame: Frame, low: int) -> Iterator[str]:
    height, ink = partial(_y, frame=frame, low=low), ink_of(line.colour)
    for piece in line.pieces():
        class_ = "line" if line.is_full[piece.start] else "line broken"
        yield from draw_band(line.band, piece, frame, ink, y=height, faint=0.1, class_=class_)


def _draw_event(event: Event, frame: Frame) -> str:
    x, y = frame.x(event.day), frame.top
    half = max(_MOST_HALF * math.sqrt(event.weight), _LEAST_HALF)
    corners = f"M{coordinate(x)} {coordinate(y)}l{coordinate(-half)} {coordinate(-1.5 * half)}h{coordinate(2 * half)}Z"
    stem = line_path([(x, y), (x, frame.bottom)])
    opacity = f"{_FAINTEST + (1 - _FAINTEST) * event.weight:.2f}"
    ink = ink_of(event.colour)
    return element(
        "g",
        element("title", escape(event.said))
        + element("path", d=stem, class_="stem", stroke=ink, stroke_opacity=opacity)
        + element("path", d=corners, fill=ink),
    )


def _draw_names(chart: LineChart, frame: Frame, low: int) -> Iterator[str]:
    """Write names in the margin; of lines that end long before, beside their end."""
    value, said = chart.threshold
    edge = frame.left + _BESIDE * (frame.right - frame.left)
    inside: list[Name] = []
    margin: list[Name] = [
        (frame.right, _y(value, frame, low), element("tspan", escape(said)), "said")
    ]
    for line in chart.lines:
        median = line.band.quantiles["median"]
        end = int(np.flatnonzero(~np.isnan(median))[-1])
        x, y = frame.x(line.band.dates[end]), _y(float(median[end]), frame, low)
        name = element("tspan", escape(shorten(line.name)), fill=ink_of(line.colour))
        (margin if x >= edge else inside).append((min(x, frame.right), y, name, "end"))
    for names in (inside, margin):
        heights = spread_out([y for _, y, _, _ in names], _LABEL_STEP, frame.top + 4, frame.bottom)
        for (x, _, name, class_), height in zip(names, heights, strict=True):
            at = frame.right if names is margin else x
            yield element("text", name, x=at + 6, y=height + 4, class_=class_)


def shorten(name: str) -> str:
    """Cut a name to what the margin holds."""
    return name if len(name) <= _MOST_LETTERS else f"{name[: _MOST_LETTERS - 1].rstrip()}…"


def spread_out(wanted: Sequence[float], step: float, top: float, bottom: float) -> list[float]:
    """Move labels apart so that they can be read, in the same order from top to bottom."""
    order = sorted(range(len(wanted)), key=lambda index: wanted[index])
    placed = [0.0] * len(wanted)
    lowest = top - step
    for index in order:
        lowest = placed[index] = max(wanted[index], lowest + step)
    over = max(lowest - bottom, 0.0)
    return [height - over for height in placed]
