"""A chart of several lines on a logarithmic scale: what is believed of each actor."""

from __future__ import annotations

import datetime as dt
import math
from collections.abc import Sequence
from dataclasses import dataclass
from html import escape

import numpy as np
from numpy.typing import NDArray

from homeward.results.report.charts import BOTTOM, HEIGHT, TOP, WIDTH, draw_axes
from homeward.results.report.palette import LINES
from homeward.results.report.scales import Frame
from homeward.results.report.svg import drawing, element, line_path

_LEFT, _RIGHT = 56.0, 452.0
_LABEL_STEP = 13.0


@dataclass(frozen=True)
class Line:
    """One line and its name.

    Parameters
    ----------
    values
        (time), above 0.
    colour
        Its place in the palette.
    """

    name: str
    values: NDArray[np.float64]
    colour: int


def draw_lines(title: str, dates: Sequence[dt.date], lines: Sequence[Line]) -> str:
    """Draw lines over time, each named at its end."""
    least = min(float(line.values.min()) for line in lines)
    most = max(float(line.values.max()) for line in lines)
    low, high = math.floor(math.log10(least)), math.ceil(math.log10(most))
    high = max(high, low + 1)
    frame = Frame(_LEFT, TOP, _RIGHT, BOTTOM, dates[0], dates[-1], float(high - low))
    ticks = [(float(power - low), f"{10.0**power:g}") for power in range(low, high + 1)]
    parts = list(draw_axes(frame, ticks))
    ends: list[float] = []
    for line in lines:
        colour = LINES[line.colour % len(LINES)]
        heights = [frame.y(math.log10(value) - low) for value in line.values]
        points = [(frame.x(day), y) for day, y in zip(dates, heights, strict=True)]
        parts.append(element("path", d=line_path(points), class_="line", stroke=colour))
        ends.append(heights[-1])
    for line, y in zip(lines, spread_out(ends, _LABEL_STEP, TOP + 4, BOTTOM), strict=True):
        said = element("tspan", escape(line.name), fill=LINES[line.colour % len(LINES)])
        parts.append(element("text", said, x=_RIGHT + 6, y=y + 4, class_="end"))
    return drawing(WIDTH, HEIGHT, title, parts)


def spread_out(wanted: Sequence[float], step: float, top: float, bottom: float) -> list[float]:
    """Move labels apart so that they can be read, in the same order from top to bottom."""
    order = sorted(range(len(wanted)), key=lambda index: wanted[index])
    placed = [0.0] * len(wanted)
    lowest = top - step
    for index in order:
        lowest = placed[index] = max(wanted[index], lowest + step)
    over = max(lowest - bottom, 0.0)
    return [height - over for height in placed]
