"""report.html: one file, readable anywhere, that asks nobody for anything (model §9)."""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import cache
from pathlib import Path
from typing import Any

import jinja2
from markupsafe import Markup

from homeward.results.figures.band_chart import NARROW, draw_chart
from homeward.results.figures.log_chart import draw_lines, powers_of
from homeward.results.figures.maps import draw_map, make_atlas
from homeward.results.figures.movements import LEAST_FLOW, choose_days, snapshots
from homeward.results.figures.palette import FLIGHT, GRADES, KINDS, OBSERVED, RETURN, SIMULATED
from homeward.results.figures.scales import word_day
from homeward.results.publish.headlines import by_axis, headlines, readers_measures
from homeward.results.publish.published import Published
from homeward.results.publish.small_counts import BASE, THRESHOLD
from homeward.results.report import caveats as limits
from homeward.results.report.described import describe_chart, describe_lines, describe_map
from homeward.results.report.expectations import expectations
from homeward.results.report.sections import home_charts, not_drawn, place_charts
from homeward.results.report.sources import bases, contradicting_claims
from homeward.results.result import Result
from homeward.scenario.changes.applied_levers import word_lever


@dataclass(frozen=True)
class AwayRow:
    """One obstacle in words: how many more would be home, their band, and in how many members it is the main one."""

    label: str
    people: str
    band: str
    binds: str


@dataclass(frozen=True)
class Away:
    """What keeps people away, in words."""

    said: str
    rows: tuple[AwayRow, ...]


REPORT_FILE = "report.html"
_DIGEST_SHOWN = 12


def write_report(result: Result, published: Published, folder: Path) -> None:
    """Write report.html; equal runs give equal bytes.

    Parameters
    ----------
    published
        The result after disclosure control: no other count is written.
    """
    text = make_page(result, published)
    (folder / REPORT_FILE).write_text(text, encoding="utf-8", newline="\n")


def make_page(result: Result, published: Published, away: Away | None = None) -> str:
    """Make the whole page: the answer first, the rest folded.

    Parameters
    ----------
    away
        What keeps people away, where it was asked.
    """
    of_homes, of_places = home_charts(published), place_charts(published)
    charts = [*of_places, *(one for _, several in of_homes for one in several)]
    return _template().render(
        run=_run_of(published),
        headlines=headlines(published),
        of_homes=[] if published.is_camp_model else published.names.labels["home"],
        away=away,
        maps=_maps(result, published),
        homes=[
            (
                label,
                [
                    (chart, Markup(draw_chart(chart, NARROW, describe_chart(chart))))
                    for chart in charts
                ],
            )
            for label, charts in of_homes
        ],
        places=[
            (chart, Markup(draw_chart(chart, said=describe_chart(chart)))) for chart in of_places
        ],
        not_drawn=not_drawn(published, charts),
        measures=readers_measures(published),
        groups=[] if published.is_camp_model else by_axis(published, "group"),
        by_place=by_axis(published, "place"),
        expectations=[] if published.is_camp_model else _expectations(result, published),
        bases=bases(published.scenario) if published.scenario else [],
        contradictions=contradicting_claims(published.scenario) if published.scenario else [],
        limits=limits,
        palette={"kinds": KINDS, "grades": GRADES, "flight": FLIGHT, "return": RETURN},
        colours={"simulated": SIMULATED, "observed": OBSERVED},
        control={"threshold": THRESHOLD, "base": BASE, "least_flow": LEAST_FLOW},
        is_exact=published.is_exact,
        is_camp_model=published.is_camp_model,
    )


def _run_of(published: Published) -> dict[str, Any]:
    """Say what was run; nothing in it may differ between equal runs."""
    info, axes, scenario = published.info, published.axes, published.scenario
    said = info.get("scenario", {})
    levers: list[str] = said.get("levers_pulled", [])
    return {
        "title": said.get("title") or said.get("name", ""),
        "name": said.get("name", ""),
        "first": axes.start,
        "last": axes.dates[-1],
        "members": axes.members,
        "seed": info.get("seed", ""),
        "asked": levers,
        "levers": [word_lever(scenario, text) if scenario else text for text in levers],
        "sensitivity": said.get("sensitivity", ""),
        "digest": str(said.get("digest", ""))[:_DIGEST_SHOWN],
        "version": info.get("versions", {}).get("homeward", ""),
    }


def _expectations(
    result: Result, published: Published
) -> list[tuple[str, list[tuple[str, Markup]]]]:
    shown = expectations(result, published)
    if not shown:
        return []
    powers = powers_of([chart for _, charts in shown for chart in charts])
    return [
        (
            home,
            [
                (chart.title, Markup(draw_lines(chart, powers, describe_lines(chart))))
                for chart in charts
            ],
        )
        for home, charts in shown
    ]


def _maps(result: Result, published: Published) -> list[tuple[Any, Markup]]:
    if published.scenario is None:
        return []
    present = published.summaries["present"]
    days = choose_days(published.summaries["fled"], len(published.axes.days))
    taken = snapshots(days, present, result.within, published.axes, exact=published.is_exact)
    if published.is_camp_model:  # nobody knows who came from where
        taken = [replace(one, movements=()) for one in taken]
    atlas = make_atlas(published.axes, published.scenario.places, taken)
    names = published.names
    return [(one, Markup(draw_map(atlas, one, describe_map(one, names)))) for one in taken]


@cache
def _template() -> jinja2.Template:
    environment = jinja2.Environment(
        loader=jinja2.PackageLoader("homeward.results.report"),
        autoescape=True,
        undefined=jinja2.StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.filters["day"] = word_day
    return environment.get_template("report.html")
