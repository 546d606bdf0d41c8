"""The fan chart of a forecast: what was observed, the bands, and one line for each storyline (model §14.3)."""

from __future__ import annotations

import datetime as dt
import math
from collections.abc import Iterator, Sequence

from homeward.evaluation.forecast.shown_forecast import (
    ALL,
    ForecastRow,
    ShownForecast,
    ShownQuantity,
)
from homeward.evaluation.scoring.leads import BANDS
from homeward.results.figures.band_chart import (
    BOTTOM,
    HEIGHT,
    LEFT,
    TOP,
    WIDTH,
    draw_axes,
    draw_observation,
)
from homeward.results.figures.palette import LINES, SIMULATED
from homeward.results.figures.scales import Frame, round_ticks, word_day
from homeward.results.figures.svg import (
    band_path,
    element,
    line_path,
    picture,
    short,
    text,
)
from homeward.results.publish.small_counts import BASE

COLUMNS = 2
LEAST_PAST = 90
"""Days before the forecast that are drawn at least of what was observed."""
_GAP, _TITLE, _FOOT, _RIGHT = 16.0, 26.0, 44.0, 14.0
_STYLE = (
    ".title{font-size:14px;font-weight:650}.said{font-size:11.5px;fill:#5f6f76}"
    ".tick{font-size:11px;fill:#5f6f76}line.grid{stroke:#e6ebed}line.zero{stroke:#9fabb0}"
    "line.now{stroke:#1b2a30;stroke-dasharray:3 3}"
    ".line{fill:none;stroke-width:1.6;stroke-linejoin:round}.whisker{stroke-width:1.4;fill:none}"
)


def draw_fan(result: ShownForecast) -> str:
    """Draw every quantity of a forecast as SVG, each in a panel of its own."""
    panels = [_panel(result, one) for one in result.quantities]
    rows = math.ceil(len(panels) / COLUMNS)
    width = COLUMNS * WIDTH + (COLUMNS - 1) * _GAP
    height = rows * (_TITLE + HEIGHT) + _FOOT
    parts: list[str] = []
    for index, (one, panel) in enumerate(zip(result.quantities, panels, strict=True)):
        x = index % COLUMNS * (WIDTH + _GAP)
        y = index // COLUMNS * (_TITLE + HEIGHT)
        parts.append(text(_title(result, one), x + 8, y + 18, "title"))
        parts.append(element("g", panel, transform=f"translate({x:.0f} {y + _TITLE:.0f})"))
    parts.extend(_legend(result, height - _FOOT + 16))
    label = f"Forecast from {word_day(result.origin)}, {result.lead} days"
    return picture(width, height, label, _STYLE, parts)


def _title(result: ShownForecast, one: ShownQuantity) -> str:
    since = f" {word_day(result.origin)}" if one.quantity.row.is_flow else ""
    return f"{one.quantity.title}{since}"


def _panel(result: ShownForecast, one: ShownQuantity) -> str:
    past = max(result.lead, LEAST_PAST) if one.quantity.observed else 0
    first = result.origin - dt.timedelta(days=past)
    last = one.rows[-1].date
    observed = [row for row in one.quantity.observed if first <= row.date <= last]
    most = max(
        [_drawn(value) for row in one.rows for value in row.bands.quantiles]
        + [row.high for row in observed]
    )
    ticks = round_ticks(most)
    frame = Frame(LEFT, TOP, WIDTH - _RIGHT, BOTTOM, first, last, ticks[-1])
    now = frame.x(result.origin)
    return "".join(
        [
            *draw_axes(frame, [(value, short(value)) for value in ticks]),
            *_bands([row for row in one.rows if row.storyline == ALL], frame),
            element("line", class_="now", x1=now, x2=now, y1=frame.top, y2=frame.bottom),
            *_lines(result, one.rows, frame),
            *(draw_observation(row, frame, is_full=row.date <= result.origin) for row in observed),
        ]
    )


def _bands(rows: Sequence[ForecastRow], frame: Frame) -> Iterator[str]:
    for band in reversed(BANDS):
        lower, upper = (
            [(frame.x(row.date), frame.y(_drawn(row.bands.band(band)[end]))) for row in rows]
            for end in (0, 1)
        )
        yield element("path", d=band_path(upper, lower), fill=SIMULATED, fill_opacity="0.13")


def _lines(result: ShownForecast, rows: Sequence[ForecastRow], frame: Frame) -> Iterator[str]:
    names = [future.storyline.name for future in result.futures]
    for index, name in enumerate(names if len(names) > 1 else [ALL]):
        points = [
            (frame.x(row.date), frame.y(_drawn(row.bands.median)))
            for row in rows
            if row.storyline == name
        ]
        colour = LINES[index % len(LINES)]
        yield element("path", d=line_path(points), class_="line", stroke=colour)


def _legend(result: ShownForecast, y: float) -> Iterator[str]:
    x = 8.0
    for index, future in enumerate(result.futures):
        colour = LINES[index % len(LINES)]
        yield element("line", x1=x, x2=x + 20, y1=y - 4, y2=y - 4, stroke=colour, stroke_width=2)
        said = f"{future.storyline.title} ({future.share:.0%})"
        yield text(said, x + 26, y, "said")
        x += 46 + 6.2 * len(said)
    bands = ", ".join(f"{band:.0%}" for band in BANDS)
    said = (
        f"Lines: medians of storylines. Bands: {bands} of the members of all, by weight. "
        "Points: observed, hollow if after the last day known."
    )
    yield text(said, 8, y + 18, "said")


def _drawn(value: float) -> float:
    """Where a count is withheld, it is known to lie below the threshold, and is drawn in the middle."""
    return float(BASE) if math.isnan(value) else value
