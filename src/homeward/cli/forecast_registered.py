"""`homeward forecast` of a scenario of registered arrivals (model §15)."""

from __future__ import annotations

import datetime as dt
import json
import math
from collections.abc import Sequence
from typing import Any

import numpy as np
import typer
from rich.table import Table

from homeward.cli.options import check_day
from homeward.cli.progress import announce_compiling, progress
from homeward.cli.score import as_json_holds, figure, print_table
from homeward.engine.registered import must_compile
from homeward.errors import Problem, ScenarioError
from homeward.evaluation.forecasting.leads import BANDS, Forecast, LeadScore, score_leads
from homeward.evaluation.forecasting.registered import Ask, Foreseen
from homeward.evaluation.forecasting.rolling import leads_up_to, origins_every, roll
from homeward.scenario.scenario import Scenario


def forecast_registrations(
    scenario: Scenario,
    *,
    origin: dt.date,
    lead: int,
    ask: Ask,
    origins: int = 1,
    every: int = 30,
    as_json: bool = False,
) -> None:
    """Forecast every camp from what was known on a day, or on several, and print it beside what was counted."""
    check_day(scenario, origin, "--from")
    check_counted(scenario, origin)
    days = origins_every(scenario, origin, origins, every)
    leads = leads_up_to(lead)
    if must_compile("destination-choice"):
        announce_compiling()
    with progress("Origins") as advance:
        foreseen, rows = roll(scenario, days, leads, ask, progress=advance)
    scores = score_leads(rows, leads)
    if as_json:
        typer.echo(json.dumps(_as_json(scenario, ask, foreseen, rows, scores), indent=2))
        return
    _print(scenario, ask, foreseen, rows, scores, lead)


def check_counted(scenario: Scenario, origin: dt.date) -> None:
    """Refuse a day up to which no camp was counted.

    Raises
    ------
    ScenarioError
        If nothing is known yet.
    """
    days = [row.date for row in scenario.registrations if row.place is not None]
    if not any(day <= origin for day in days):
        found = f"no camp had been counted by {origin}."
        ways = (f"name a day from {min(days)} on.",) if days else ()
        raise ScenarioError(Problem("--from", found, "A forecast begins where people were.", ways))


def bands_of(values: Sequence[float]) -> dict[float, tuple[float, float]]:
    """Return the ends of every central band of some members."""
    return {
        band: tuple(np.quantile(values, [(1 - band) / 2, (1 + band) / 2]).tolist())
        for band in BANDS
    }


def _as_json(
    scenario: Scenario,
    ask: Ask,
    foreseen: Sequence[Foreseen],
    rows: Sequence[Forecast],
    scores: Sequence[LeadScore],
) -> dict[str, Any]:
    return as_json_holds(
        {
            "scenario": scenario.name,
            "members": ask.members,
            "given_total": ask.given_total,
            "given_conditions": ask.given_conditions,
            "origins": [one.origin for one in foreseen],
            "scores": [_finite(as_json_holds(score)) for score in scores],
            "rows": [
                {
                    "camp": row.series,
                    "origin": row.origin,
                    "date": row.date,
                    "lead": row.lead,
                    "median": float(np.median(row.values)),
                    "bands": bands_of(row.values.tolist()),
                    "observed": row.observed,
                    "baselines": dict(row.baselines),
                }
                for row in rows
            ],
        }
    )


def _finite(score: dict[str, Any]) -> dict[str, Any]:
    """Put null for a skill that has no value."""
    skill = {
        name: value if math.isfinite(value) else None for name, value in score["skill"].items()
    }
    return {**score, "skill": skill}


def _print(
    scenario: Scenario,
    ask: Ask,
    foreseen: Sequence[Foreseen],
    rows: Sequence[Forecast],
    scores: Sequence[LeadScore],
    lead: int,
) -> None:
    first = foreseen[0]
    until = "" if len(foreseen) == 1 else f" to {foreseen[-1].origin}, {len(foreseen)} origins"
    typer.echo(f"destination-choice from {first.origin}{until}, {ask.members} members.")
    typer.echo(_told(ask))
    labels = {place.place: place.label for place in scenario.places}
    print_table(_camp_table(labels, first, rows, lead))
    print_table(_total_table(first, leads_up_to(lead)))
    if not scores:
        typer.echo("Nothing was counted at these leads: nothing is scored.")
        return
    print_table(_score_table(scores))
    names = list(scores[0].skill)
    for name in names:
        worse = [str(one.lead) for one in scores if not one.skill.get(name, math.nan) > 0]
        if worse:
            typer.echo(f"No skill against {name} at a lead of {', '.join(worse)} days.")
    if len(foreseen) < 10:
        typer.echo("Few origins: these scores say little.")


def _told(ask: Ask) -> str:
    """Say what the forecast was told of the days it foresees."""
    total = "The number in all camps together is told. " if ask.given_total else ""
    if ask.given_conditions:
        return f"{total}Fighting, borders and openings are those that happened: a hindcast, no forecast."
    return (
        f"{total}Fighting, borders and openings stay as they were on the day; no capacity is used."
    )


def _camp_table(
    labels: dict[str, str], foreseen: Foreseen, rows: Sequence[Forecast], lead: int
) -> Table:
    title = f"From {foreseen.origin}, {lead} days on"
    table = Table("camp", title=title, title_justify="left")
    for column in ("last count", "days old", "median", "50%", "90%", "counted", "days on"):
        table.add_column(column, justify="right")
    for index, camp in enumerate(foreseen.camps):
        people = foreseen.people[:, lead, index]
        bands = bands_of(people.tolist())
        mine = [row for row in rows if (row.series, row.origin) == (camp, foreseen.origin)]
        seen = [row for row in mine if row.lead >= lead and not math.isnan(row.observed)]
        table.add_row(
            labels[camp],
            figure(foreseen.known.people[index]),
            str(foreseen.known.age[index]),
            figure(float(np.median(people))),
            _span(bands[0.5]),
            _span(bands[0.9]),
            figure(seen[-1].observed) if seen else "",
            str(seen[-1].lead) if seen else "",
        )
    return table


def _total_table(foreseen: Foreseen, leads: Sequence[int]) -> Table:
    table = Table("days on", title="All camps together", title_justify="left")
    for column in ("median", *(f"{band:.0%}" for band in BANDS)):
        table.add_column(column, justify="right")
    for lead in leads:
        people = foreseen.people[:, lead].sum(axis=1)
        bands = bands_of(people.tolist())
        table.add_row(str(lead), figure(float(np.median(people))), *map(_span, bands.values()))
    return table


def _span(ends: tuple[float, float]) -> str:
    return f"[{figure(ends[0])}, {figure(ends[1])}]"


def _score_table(scores: Sequence[LeadScore]) -> Table:
    title = "Counted afterwards, by lead: CRPS over the mean counted, skill, share inside each band"
    table = Table("days on", title=title, title_justify="left")
    names = list(scores[0].crps_of)
    for column in ("counts", "CRPS", *(f"against {name}" for name in names)):
        table.add_column(column, justify="right")
    for band in BANDS:
        table.add_column(f"{band:.0%}", justify="right")
    for score in scores:
        table.add_row(
            str(score.lead),
            str(score.numbers),
            f"{score.crps:.3f}",
            *(_skill(score.skill.get(name, math.nan)) for name in names),
            *(_share(score, band) for band in BANDS),
        )
    return table


def _skill(value: float) -> str:
    if math.isnan(value):
        return ""
    return f"{value:+.2f}" if value > 0 else "no skill"


def _share(score: LeadScore, band: float) -> str:
    if math.isnan(score.coverage[band]):
        return ""
    error = score.coverage_error[band]
    return f"{score.coverage[band]:.0%}" + ("" if math.isnan(error) else f" ± {error:.0%}")
