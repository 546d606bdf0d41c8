"""Prior and posterior of every unknown side by side, as a picture (model §18.6)."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from homeward.evaluation.calibration.informed import Informed
from homeward.results.figures.palette import GRID, QUIET, SIMULATED
from homeward.results.figures.svg import element, picture, short, text

WIDTH, NAMES, ROW, TOP = 760.0, 190.0, 20.0, 64.0
ENDS = 62.0
"""Room for the ends of a range on either side of its bar."""
LEFT, RIGHT = NAMES + ENDS, WIDTH - ENDS - 14.0
STYLE = f"text{{font-size:12px}}.title{{font-size:15px;font-weight:650}}.quiet{{fill:{QUIET};font-size:11px}}"


def interval_plot(unknowns: Sequence[Informed]) -> str:
    """Draw where in the range of its prior each unknown's posterior lies, the most informed on top."""
    height = TOP + ROW * len(unknowns) + 10.0
    said = "Posterior of every unknown, 5%, 50% and 95%, as quantiles of its prior"
    parts = [
        text("What the observations said of each unknown", 14.0, 24.0, "title"),
        text(
            "Grey: the prior's range, half of it on each side of the middle. "
            "Blue: posterior, 90% and median; pale where nothing was said.",
            14.0,
            43.0,
            "quiet",
        ),
    ]
    for index, one in enumerate(unknowns):
        parts.extend(_row(one, TOP + ROW * index + ROW / 2))
    return picture(WIDTH, height, said, STYLE, parts)


def _row(one: Informed, y: float) -> Iterator[str]:
    low, middle, high = (LEFT + (RIGHT - LEFT) * share for share in one.on_prior)
    yield text(one.name.replace("_", " "), 14.0, y + 4.0)
    yield text(_brief(one.ends[0]), LEFT - 6.0, y + 4.0, "quiet", "end")
    yield text(_brief(one.ends[1]), RIGHT + 6.0, y + 4.0, "quiet")
    yield element("line", x1=LEFT, x2=RIGHT, y1=y, y2=y, stroke=GRID, stroke_width=8)
    half = (LEFT + RIGHT) / 2
    yield element("line", x1=half, x2=half, y1=y - 6, y2=y + 6, stroke=QUIET, stroke_width=1)
    opacity = 1.0 if one.is_informed else 0.3
    yield element(
        "line", x1=low, x2=high, y1=y, y2=y, stroke_width=5, stroke=SIMULATED, opacity=opacity
    )
    yield element("circle", cx=middle, cy=y, r=4, fill=SIMULATED, opacity=opacity)


def _brief(value: float) -> str:
    return short(value) if abs(value) >= 1000 else f"{value:.3g}"
