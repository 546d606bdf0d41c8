"""One page on how forecasts did: reliability, ranks, sharpness, skill by lead and place, as a picture (model §15.5)."""

from __future__ import annotations

import math
from collections.abc import Callable, Iterator, Mapping, Sequence

from homeward.evaluation.scoring.leads import BANDS, N_RANK, LeadScore
from homeward.evaluation.scoring.rank_chart import likely
from homeward.evaluation.scoring.verification import WIDTHS, Verification
from homeward.results.figures.palette import GRID, INK, LINES, QUIET, SIMULATED
from homeward.results.figures.scales import round_ticks
from homeward.results.figures.svg import box, element, line_path, picture, text

WIDTH = 760.0
SIDE, TALL = 300.0, 220.0
"""Width and height of a panel."""
COLUMNS, ROWS = (58.0, 436.0), (96.0, 404.0)
"""Left and upper edges of the panels."""
TABLE, ROW = 712.0, 18.0
MOST_PLACES = 24
NINETY = 1.645
LEAST_SKILL = -1.0
"""Skill below which a point is drawn at the edge."""
STYLE = (
    ".title{font-size:16px;font-weight:650}.head{font-size:13px;font-weight:650}"
    f".said{{font-size:11.5px;fill:{QUIET}}}.tick{{font-size:11px;fill:{QUIET}}}.cell{{font-size:11.5px}}"
)
Points = Sequence[tuple[float, float]]
Scale = Callable[[float], float]


def draw_verification(found: Verification, asked: str) -> str:
    """Draw the page as SVG; `asked` says of what forecasts."""
    title = f"How forecasts did: {asked}"
    places = list(found.places)[:MOST_PLACES]
    rows = len(places) + (len(found.places) > MOST_PLACES)
    height = TABLE + 58.0 + ROW * rows if found.pooled else 74.0
    parts = [text(title, 24, 28, "title"), text(_summary(found), 24, 50, "said")]
    if found.pooled is not None:
        parts += [
            *_reliability(found.pooled),
            *_ranks(found.pooled.ranks),
            *_sharpness(found),
            *_skill(found),
        ]
        parts += _table(found, places)
    return picture(WIDTH, height, title, STYLE, parts)


def _summary(found: Verification) -> str:
    if found.pooled is None:
        return "Nothing was observed after the days of these forecasts: there is nothing to verify."
    numbers, origins = found.pooled.numbers, found.pooled.origins
    said = (
        f"{numbers:,} numbers forecast and then observed, from {origins} day{'s' * (origins > 1)}"
    )
    few = "; numbers of one day err together: with so few days all of it is rough" * (origins < 6)
    return f"{said}{few}."


def _reliability(pooled: LeadScore) -> Iterator[str]:
    """Draw how often bands held what was observed, beside how often they should."""
    x, y = _scales(0, 0, (0.0, 1.0), (0.0, 1.0))
    yield from _frame(0, 0, "Reliability", "share that a band should hold", "and held")
    for share in (0.0, 0.25, 0.5, 0.75, 1.0):
        yield text(f"{share:.0%}", x(share), ROWS[0] + TALL + 16, "tick", "middle")
        yield from _level(0, y(share), f"{share:.0%}")
    yield _line([(x(0), y(0)), (x(1), y(1))], QUIET, dashed=True)
    for band in BANDS:
        held, error = pooled.coverage[band], pooled.coverage_error[band]
        if math.isnan(held):
            continue
        if not math.isnan(error):
            ends = [min(max(held + sign * NINETY * error, 0.0), 1.0) for sign in (-1, 1)]
            yield _line([(x(band), y(end)) for end in ends], SIMULATED)
        yield _dot(x(band), y(held), SIMULATED)


def _ranks(counts: Sequence[int]) -> Iterator[str]:
    """Draw where numbers observed fall among the members (PIT)."""
    total = sum(counts)
    low, high = likely(total)
    ticks = round_ticks(max(*counts, high, 1))
    x, y = _scales(1, 0, (0.0, float(N_RANK)), (0.0, ticks[-1]))
    yield from _frame(
        1, 0, "Where they fell among the members (PIT)", "share of members below", "numbers"
    )
    for tick in ticks:
        yield from _level(1, y(tick), f"{tick:g}")
    yield box(x(0), x(N_RANK), y(high), y(low), INK, 0.08)
    for place, count in enumerate(counts):
        yield box(x(place) + 2, x(place + 1) - 2, y(count), y(0), SIMULATED, 1.0)
    for edge in (0, 5, 10):
        yield text(f"{edge / N_RANK:.0%}", x(edge), ROWS[0] + TALL + 16, "tick", "middle")


def _sharpness(found: Verification) -> Iterator[str]:
    """Draw how wide bands are, by lead."""
    most = max(max(of.values()) for of in found.widths.values())
    lines = {f"{band:.0%} band": [of[band] for of in found.widths.values()] for band in WIDTHS}
    ticks = round_ticks(max(most, 0.1))
    yield from _by_lead(found, 0, "Sharpness", "width / number", lines, ticks)


def _skill(found: Verification) -> Iterator[str]:
    """Draw skill over each baseline, by lead."""
    names = list(dict.fromkeys(name for one in found.leads for name in one.skill))
    lines = {
        f"over {name}": [one.skill.get(name, math.nan) for one in found.leads] for name in names
    }
    ticks = [LEAST_SKILL, -0.5, 0.0, 0.5, 1.0]
    yield from _by_lead(found, 1, "Skill (1 - CRPS / that of the baseline)", "skill", lines, ticks)


def _by_lead(
    found: Verification,
    column: int,
    title: str,
    unit: str,
    lines: Mapping[str, Sequence[float]],
    ticks: Sequence[float],
) -> Iterator[str]:
    """Draw lines over leads, which stand at equal distances."""
    leads = [one.lead for one in found.leads]
    x, y = _scales(column, 1, (-0.5, len(leads) - 0.5), (ticks[0], ticks[-1]))
    yield from _frame(column, 1, title, "lead, days or more", unit)
    for tick in ticks:
        yield from _level(column, y(tick), f"{tick:g}")
    for index, lead in enumerate(leads):
        yield text(str(lead), x(index), ROWS[1] + TALL + 16, "tick", "middle")
    for number, (name, values) in enumerate(lines.items()):
        colour = LINES[number % len(LINES)]
        points = [
            (x(index), y(min(max(value, ticks[0]), ticks[-1])))
            for index, value in enumerate(values)
            if not math.isnan(value)
        ]
        if len(points) > 1:
            yield _line(points, colour)
        yield from (_dot(*point, colour) for point in points)
        at = COLUMNS[column] + 8 + 146 * (number % 2)
        below = ROWS[1] + TALL + 50 + 14 * (number // 2)
        yield _dot(at, below - 4, colour)
        yield text(name, at + 9, below, "said")


def _table(found: Verification, places: Sequence[str]) -> Iterator[str]:
    """Write skill and coverage of each place, all leads together."""
    names = list(dict.fromkeys(name for one in found.places.values() for name in one.skill))[:3]
    heads = ("numbers", "CRPS / number", "inside 90%", *(f"over {name}" for name in names))
    ends = [WIDTH - 24 - 116 * (len(heads) - 1 - index) for index in range(len(heads))]
    yield text("By place or series, all leads; skill over each baseline", 24, TABLE, "head")
    for head, end in zip(heads, ends, strict=True):
        yield text(head, end, TABLE + 20, "said", "end")
    for index, name in enumerate(places):
        one, y = found.places[name], TABLE + 38 + ROW * index
        skills = (_percent(one.skill.get(base, math.nan), "no skill") for base in names)
        cells = (f"{one.numbers}", f"{one.crps:.2f}", _percent(one.coverage[0.9], "0%"), *skills)
        yield text(name, 24, y, "cell")
        yield from (
            text(cell, end, y, "cell", "end") for cell, end in zip(cells, ends, strict=True)
        )
    if len(found.places) > len(places):
        y = TABLE + 38 + ROW * len(places)
        yield text(
            f"and {len(found.places) - len(places)} more: scores.csv, or --json", 24, y, "said"
        )


def _percent(value: float, nothing: str) -> str:
    """Write a share; what is not above 0 has a word."""
    return "-" if math.isnan(value) else f"{value:.0%}" if value > 0 else nothing


def _scales(
    column: int, row: int, across: tuple[float, float], up: tuple[float, float]
) -> tuple[Scale, Scale]:
    left, top = COLUMNS[column], ROWS[row]

    def x(value: float) -> float:
        return left + SIDE * (value - across[0]) / (across[1] - across[0])

    def y(value: float) -> float:
        return top + TALL * (1.0 - (value - up[0]) / (up[1] - up[0]))

    return x, y


def _frame(column: int, row: int, title: str, across: str, up: str) -> Iterator[str]:
    left, top = COLUMNS[column], ROWS[row]
    yield text(title, left, top - 22, "head")
    yield text(up, left - 34, top - 7, "tick")
    yield text(across, left + SIDE / 2, top + TALL + 32, "said", "middle")


def _level(column: int, y: float, words: str) -> Iterator[str]:
    left = COLUMNS[column]
    yield element("line", x1=left, x2=left + SIDE, y1=y, y2=y, stroke=GRID)
    yield text(words, left - 6, y + 4, "tick", "end")


def _line(points: Points, colour: str, *, dashed: bool = False) -> str:
    extra = {"stroke_dasharray": "4 3"} if dashed else {}
    return element("path", d=line_path(points), fill="none", stroke=colour, **extra)


def _dot(x: float, y: float, colour: str) -> str:
    return element("circle", cx=x, cy=y, r=3.5, fill=colour)
