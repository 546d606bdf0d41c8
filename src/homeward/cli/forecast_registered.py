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

from homeward.cli.forecast import word_skill
from homeward.cli.progress import announce_compiling, progress
from homeward.cli.score import as_json_holds, figure, print_table
from homeward.engine.registered import must_compile
from homeward.evaluation.forecasting.leads import BANDS, Forecast, LeadScore, score_leads
from homeward.evaluation.forecasting.registered_arrivals.forecast import Ask, Foreseen
from homeward.evaluation.forecasting.registered_arrivals.known_arrivals import DAY
from homeward.evaluation.forecasting.registered_arrivals.rolling import (
    check_origins,
    leads_up_to,
    roll,
)
from homeward.scenario.scenario import Scenario

FEW = 10
"""Forecasts below which their scores are warned of."""


def forecast_registrations(
    scenario: Scenario, origins: Sequence[dt.date], lead: int, ask: Ask, *, as_json: bool
) -> None:
    """Forecast every camp from what was known on one day or several, and print it beside what was counted."""
    check_origins(scenario, origins)
    leads = leads_up_to(lead)
    if must_compile("destination-choice"):
        announce_compiling()
    with progress("Origins") as advance:
        foreseen, rows = roll(scenario, origins, leads, ask, progress=advance)
    scores = score_leads(rows, leads)
    if as_json:
        typer.echo(json.dumps(_as_json(scenario, lead, ask, foreseen, rows, scores), indent=2))
        return
    _print(scenario, ask, foreseen, rows, scores, lead)


def bands_of(values: Sequence[float]) -> dict[float, tuple[float, float]]:
    """Return the ends of every central band of some members."""
    return {
        band: tuple(np.quantile(values, [(1 - band) / 2, (1 + band) / 2]).tolist())
        for band in BANDS
    }


def _as_json(
    scenario: Scenario,
    lead: int,
    ask: Ask,
    foreseen: Sequence[Foreseen],
    rows: Sequence[Forecast],
    scores: Sequence[LeadScore],
) -> dict[str, Any]:
    return as_json_holds(
        {
            "scenario": scenario.name,
            "from": foreseen[0].origin + DAY,
            "lead": lead,
            "members": ask.members,
            "given_total": ask.given_total,
            "given_conditions": ask.given_conditions,
            "origins": [one.origin + DAY for one in foreseen],
            "scores": [_worded(as_json_holds(score)) for score in scores],
            "rows": [
                {
                    "camp": row.series,
                    "from": row.origin + DAY,
                    "date": row.date,
                    "lead": row.lead,
                    "median": float(np.median(row.values)),
                    "bands": {
                        f"{band:g}": ends for band, ends in bands_of(row.values.tolist()).items()
                    },
                    "observed": row.observed,
                    "baselines": dict(row.baselines),
                }
                for row in rows
            ],
        }
    )


def _worded(score: dict[str, Any]) -> dict[str, Any]:
    """Say so where there is no skill."""
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
    typer.echo(
        f"Forecast from {first.origin + DAY}, {lead} days, by what was counted up to {first.origin}: "
        f"destination-choice, {ask.members} members."
    )
    typer.echo(_told(ask))
    labels = {place.place: place.label for place in scenario.places}
    print_table(_camp_table(labels, first, rows, lead))
    if not ask.given_total:
        print_table(_total_table(first, leads_up_to(lead)))
    if not scores:
        typer.echo("Nothing was counted at these leads: nothing is scored.")
        return
    print_table(_score_table(foreseen, scores))
    typer.echo(
        "CRPS as a share of the mean number counted; days on are those of the shortest lead of a row. A number between "
        "two counts is none."
    )
    if len(foreseen) < FEW:
        typer.echo(f"Fewer than {FEW} forecasts: these scores say little.")


def _told(ask: Ask) -> str:
    """Say what the forecast was told of the days it foresees."""
    total = "The number in all camps together is told. " if ask.given_total else ""
    if ask.given_conditions:
        return f"{total}Fighting, borders and openings are those that happened: a hindcast, no forecast."
    return f"{total}Fighting, borders and openings stay as they last were; no capacity is used."


def _camp_table(
    labels: dict[str, str], foreseen: Foreseen, rows: Sequence[Forecast], lead: int
) -> Table:
    title = f"From {foreseen.origin + DAY}, {lead} days on"
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


def _score_table(foreseen: Sequence[Foreseen], scores: Sequence[LeadScore]) -> Table:
    days = ", ".join(str(one.origin + DAY) for one in foreseen)
    title = f"Scores by lead, from {days}"
    table = Table("days on", title=title, title_justify="left")
    names = list(scores[0].crps_of)
    for column in ("numbers", "CRPS", *(f"skill: {name}" for name in names)):
        table.add_column(column, justify="right")
    for band in BANDS:
        table.add_column(f"inside {band:.0%}", justify="right")
    for score in scores:
        table.add_row(
            f"{score.lead}+",
            str(score.numbers),
            f"{score.crps:.3f}",
            *(word_skill(score.skill.get(name, math.nan)) for name in names),
            *(_share(score, band) for band in BANDS),
        )
    return table


def _share(score: LeadScore, band: float) -> str:
    if math.isnan(score.coverage[band]):
        return ""
    error = score.coverage_error[band]
    return f"{score.coverage[band]:.0%}" + ("" if math.isnan(error) else f" ± {error:.0%}")
