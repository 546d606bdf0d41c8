"""A chart of one band over time, with what was observed."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field

from homeward.results.figures.bands import Band
from homeward.results.figures.palette import OBSERVED, SIMULATED
from homeward.results.figures.scales import Frame, date_ticks, round_ticks
from homeward.results.figures.svg import (
    Point,
    band_path,
    drawing,
    element,
    line_path,
    people,
    short,
    text,
)
from homeward.scenario.rows.observations import Observation

WIDTH, HEIGHT = 540.0, 228.0
NARROW = 380.0
LEFT, TOP, BOTTOM = 46.0, 10.0, 202.0
_RIGHT_MARGIN = 14.0


@dataclass(frozen=True)
class Chart:
    """What a chart shows.

    Parameters
    ----------
    observations
        Observations of the same measure on one day.
    """

    title: str
    subtitle: str
    band: Band
    observations: Sequence[Observation] = field(default=())

    @property
    def is_empty(self) -> bool:
        """Whether there is nothing to draw."""
        return self.band.most == 0 and not self.observations


def draw_chart(chart: Chart, width: float = WIDTH, said: str = "") -> str:
    """Draw the chart as SVG.

    Parameters
    ----------
    said
        What it shows, for those who do not see it; its title if nothing is given.
    """
    frame = _frame(chart, width)
    parts = [
        *draw_axes(frame, [(value, short(value)) for value in round_ticks(frame.most)]),
        *(
            drawn
            for piece in chart.band.pieces()
            for drawn in draw_band(chart.band, piece, frame, SIMULATED, y=frame.y)
        ),
        *(
            draw_observation(
                one,
                frame,
                is_full=one.use == "fit",
                is_imposed=one.imposed,
                remark=f", {one.use}" + ", imposed by the inputs" * one.imposed,
            )
            for one in chart.observations
        ),
    ]
    return drawing(width, HEIGHT, said or f"{chart.title}: {chart.subtitle}", parts)


def _frame(chart: Chart, width: float) -> Frame:
    band = chart.band
    most = max([band.most, *(one.high for one in chart.observations)])
    dates = band.dates
    top = round_ticks(most)[-1]
    return Frame(LEFT, TOP, width - _RIGHT_MARGIN, BOTTOM, dates[0], dates[-1], top)


def draw_axes(frame: Frame, ticks: Sequence[tuple[float, str]]) -> Iterator[str]:
    """Draw the grid and what stands beside it."""
    for value, said in ticks:
        y = frame.y(value)
        class_ = "zero" if value == 0 else "grid"
        yield element("line", class_=class_, x1=frame.left, x2=frame.right, y1=y, y2=y)
        yield text(said, frame.left - 7, y + 4, "tick", "end")
    for day, said in date_ticks(frame.first, frame.last):
        x = frame.x(day)
        yield element("line", class_="zero", x1=x, x2=x, y1=frame.bottom, y2=frame.bottom + 4)
        yield text(said, x, frame.bottom + 18, "tick", "middle")


def draw_band(
    band: Band,
    piece: slice,
    frame: Frame,
    colour: str,
    *,
    y: Callable[[float], float],
    faint: float = 0.16,
    class_: str = "line",
) -> Iterator[str]:
    """Draw the bands of 90 and 50 of 100 members on days in a row, the inner one twice as strong, and the median.

    Parameters
    ----------
    y
        Gives the height at which a value stands.
    faint
        Opacity of the outer band.
    """
    x = [frame.x(day) for day in band.dates[piece]]

    def line(name: str) -> list[Point]:
        return [(at, y(float(v))) for at, v in zip(x, band.quantiles[name][piece], strict=True)]

    for low, high, opacity in (("q05", "q95", faint), ("q25", "q75", 2 * faint)):
        path = band_path(line(high), line(low))
        yield element("path", d=path, fill=colour, fill_opacity=f"{opacity:.2f}")
    yield element("path", d=line_path(line("median")), class_=class_, stroke=colour)


def draw_observation(
    one: Observation, frame: Frame, *, is_full: bool, is_imposed: bool = False, remark: str = ""
) -> str:
    """Draw an observation with its range: a point, full or hollow, or a rhomb where the inputs impose it."""
    x, y = frame.x(one.date), frame.y(one.value)
    said = f"{one.date}: {people(one.value)} ({people(one.low)}–{people(one.high)}){remark}"
    fill = OBSERVED if is_full else "#ffffff"
    whisker = element(
        "path",
        d=line_path([(x, frame.y(one.low)), (x, frame.y(one.high))]),
        stroke=OBSERVED,
        class_="whisker",
    )
    shape = {"fill": fill, "stroke": OBSERVED, "stroke_width": "1.6"}
    if is_imposed:
        corners = f"M{x:.1f} {y - 4.6:.1f}l4.6 4.6l-4.6 4.6l-4.6 -4.6Z"
        point = element("path", d=corners, **shape)
    else:
        point = element("circle", cx=x, cy=y, r=3.8, **shape)
    return element("g", element("title", said) + whisker + point)
