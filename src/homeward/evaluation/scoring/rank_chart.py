"""A picture of where figures fall among the members: even if bands are right (PIT histogram; model §9.6)."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from scipy.special import bdtr

from homeward.evaluation.scoring.headline import predicted
from homeward.evaluation.scoring.score import Score
from homeward.results.figures.palette import GRID, INK, OBSERVED, QUIET, SIMULATED
from homeward.results.figures.scales import round_ticks
from homeward.results.figures.svg import box, element, picture, text

BINS = 10
WIDTH, HEIGHT = 760.0, 410.0
LEFT, RIGHT, TOP, BOTTOM = 48.0, 724.0, 92.0, 318.0
GAP = 3.0
"""Between two bars."""
SPREAD = 0.9
"""Chance with which a bar of right bands stays within what is shaded."""
STYLE = (
    ".title{font-size:16px;font-weight:650}"
    f".said{{font-size:11.5px;fill:{QUIET}}}.tick{{font-size:11.5px;fill:{QUIET}}}"
)
USES = (("fit", SIMULATED), ("test", OBSERVED))
KEY = (
    "Even: bands are right. Heaped in the middle: too wide. Heaped at both ends: too narrow.",
    "Heaped on the left: members lie above what was observed; on the right: below it.",
)


def count_ranks(rows: Sequence[Score]) -> list[int]:
    """Count predicted figures by where they fall among the members, in `BINS` bins of equal width."""
    counts = [0] * BINS
    for row in rows:
        counts[min(int(row.rank * BINS), BINS - 1)] += 1
    return counts


def draw_ranks(rows: Sequence[Score], asked: str) -> str:
    """Draw the histogram as SVG, rows to fit and for testing apart; `asked` says of what it is."""
    told = predicted(rows)
    counts = {use: count_ranks([row for row in told if row.use == use]) for use, _ in USES}
    low, high = likely(len(told))
    most = max(high, *map(sum, zip(*counts.values(), strict=True)), 1)
    ticks = [tick for tick in round_ticks(most) if tick.is_integer()]
    title = f"Where figures fall among the members: {asked}"
    parts = [
        text(title, LEFT, 24, "title"),
        *_legend({use: sum(several) for use, several in counts.items()}),
        *_axes(ticks),
        box(LEFT, RIGHT, _y(high, ticks[-1]), _y(low, ticks[-1]), INK, 0.08),
        *_bars(counts, ticks[-1]),
        _level(_y(len(told) / BINS, ticks[-1])),
        text("below all members", LEFT, BOTTOM + 36, "said"),
        text("share of the members below the figure", (LEFT + RIGHT) / 2, BOTTOM + 36, "said", "middle"),
        text("above all members", RIGHT, BOTTOM + 36, "said", "end"),
        *(text(line, LEFT, BOTTOM + 62 + 16 * index, "said") for index, line in enumerate(KEY)),
    ]  # fmt: skip
    return picture(WIDTH, HEIGHT, title, STYLE, parts)


def likely(figures: int) -> tuple[int, int]:
    """Return the least and the most figures in a bin that are likely if bands are right."""
    tail = (1.0 - SPREAD) / 2.0
    counts = range(figures + 1)
    low = next((k for k in counts if bdtr(k, figures, 1.0 / BINS) >= tail), 0)
    high = next((k for k in counts if bdtr(k, figures, 1.0 / BINS) >= 1.0 - tail), figures)
    return low, high


def _legend(totals: dict[str, int]) -> Iterator[str]:
    at = LEFT
    for use, colour in USES:
        words = f"{use}: {totals[use]} figures"
        yield box(at, at + 14, 43, 54, colour)
        yield text(words, at + 20, 53, "said")
        at += 20 + 6.4 * len(words) + 24
    yield box(at, at + 26, 43, 54, INK, 0.08)
    yield element("line", x1=at, x2=at + 26, y1=48.5, y2=48.5, stroke=INK, stroke_dasharray="4 3")
    yield text("if bands are right: expected, and 90% of the time", at + 33, 53, "said")
    yield text("figures", LEFT, TOP - 14, "tick")


def _axes(ticks: Sequence[float]) -> Iterator[str]:
    for value in ticks:
        y = _y(value, ticks[-1])
        yield element("line", x1=LEFT, x2=RIGHT, y1=y, y2=y, stroke=GRID)
        yield text(f"{value:g}", LEFT - 8, y + 4, "tick", "end")
    for edge in range(0, BINS + 1, 2):
        yield text(f"{edge / BINS:.0%}", _x(edge), BOTTOM + 18, "tick", "middle")


def _bars(counts: dict[str, list[int]], most: float) -> Iterator[str]:
    for place in range(BINS):
        below = 0
        for use, colour in USES:
            count = counts[use][place]
            if count:
                ends = _x(place) + GAP, _x(place + 1) - GAP
                yield box(*ends, _y(below + count, most), _y(below, most), colour)
            below += count


def _level(y: float) -> str:
    return element("line", x1=LEFT, x2=RIGHT, y1=y, y2=y, stroke=INK, stroke_dasharray="4 3")


def _x(edge: float) -> float:
    return LEFT + (RIGHT - LEFT) * edge / BINS


def _y(count: float, most: float) -> float:
    return BOTTOM - (BOTTOM - TOP) * count / most
