"""Draw `docs/palmyra.svg`, the picture of the README: where people were half-way through a run, and two series.

usage: python docs/readme_figure.py FOLDER FILE.svg      FOLDER: a run, as `homeward run palmyra --out FOLDER` writes it
"""

from __future__ import annotations

import sys
from importlib.resources import files
from pathlib import Path

from homeward.results.figures.band_chart import HEIGHT, WIDTH, Chart, draw_chart
from homeward.results.figures.maps import HEIGHT as MAP_HEIGHT
from homeward.results.figures.maps import WIDTH as MAP_WIDTH
from homeward.results.figures.maps import draw_map, make_atlas
from homeward.results.figures.movements import choose_days, snapshots
from homeward.results.figures.scales import word_day
from homeward.results.figures.svg import picture, text
from homeward.results.publish.published import Published, publish
from homeward.results.report.sections import home_charts, place_charts
from homeward.results.result import Result, open_result

BOUNDARIES = "Borders: Natural Earth. Boundaries shown do not imply any opinion on legal status."
_GAP = 16.0
_TITLE = 30.0
_FOOT = 22.0
_OWN = ".title{font-size:16px;font-weight:650}.said{font-size:11.5px;fill:#5f6f76}"
_PREFIXES = (".tick", "line.", ".line", ".place", ".country", ".people", ".move")


def readme_figure(result: Result) -> str:
    """Draw it as SVG, of counts as published."""
    published = publish(result)
    days = choose_days(published.summaries["fled"], len(published.axes.days))
    present = published.summaries["present"]
    taken = snapshots(days, present, result.within, published.axes, exact=published.is_exact)
    places = published.scenario.places if published.scenario else ()
    atlas = make_atlas(published.axes, places, taken)
    one = taken[-2] if len(taken) > 1 else taken[-1]
    title = f"Where people were on {word_day(one.date)}"
    height = 2 * (_TITLE + HEIGHT) + _FOOT
    charts = _two_charts(published)
    parts = [
        text(title, 0, 18, "title"),
        _inside(draw_map(atlas, one), 0, _TITLE, MAP_WIDTH, MAP_HEIGHT),
    ]
    for index, chart in enumerate(charts):
        top = index * (_TITLE + HEIGHT)
        left = MAP_WIDTH + _GAP
        parts.append(text(f"{chart.title}: {chart.subtitle}", left, top + 18, "title"))
        parts.append(_inside(draw_chart(chart), left, top + _TITLE, WIDTH, HEIGHT))
    parts.append(text(BOUNDARIES, 0, height - 8, "said"))
    said = "median, 50 and 90 of 100 members; points: observed, hollow if kept for the test"
    parts.append(text(said, MAP_WIDTH + _GAP, height - 8, "said"))
    return picture(_width(), height, title, _OWN + _rules(), parts)


def _width() -> float:
    return MAP_WIDTH + _GAP + WIDTH


def _two_charts(published: Published) -> list[Chart]:
    of_homes = [chart for _, charts in home_charts(published) for chart in charts]
    return [*place_charts(published), *of_homes][:2]


def _inside(svg: str, x: float, y: float, width: float, height: float) -> str:
    placed = f'<svg x="{x:.0f}" y="{y:.0f}" width="{width:.0f}" height="{height:.0f}"'
    return svg.replace("<svg", placed, 1)


def _rules() -> str:
    """Rules of the report that the drawings need."""
    sheet = files("homeward.results.report").joinpath("templates", "report.css")
    lines = sheet.read_text(encoding="utf-8").splitlines()
    return "".join(line for line in lines if line.startswith(_PREFIXES))


if __name__ == "__main__":
    folder, file = sys.argv[1:]
    figure = readme_figure(open_result(folder))
    Path(file).write_text(figure, encoding="utf-8", newline="\n")
