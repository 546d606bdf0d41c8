"""`homeward forecast` of a scenario of camp registrations (model §15)."""

from __future__ import annotations

import datetime as dt
import math
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
import typer
from numpy.typing import NDArray
from rich.table import Table

from homeward.cli.as_json import print_json
from homeward.cli.forecast import word_skill
from homeward.cli.progress import announce_compiling, progress
from homeward.cli.score import figure, print_table
from homeward.engine.camps.by_law import must_compile
from homeward.evaluation.camps.forecasting.camp_forecast import CampForecast, CampForecastSettings
from homeward.evaluation.camps.forecasting.known_arrivals import DAY
from homeward.evaluation.camps.forecasting.rolling_origins import (
    check_origins,
    forecast_from_origins,
    leads_up_to,
)
from homeward.evaluation.scoring.leads import BANDS, ForecastNumber, LeadScore, score_leads
from homeward.evaluation.scoring.spread import whole
from homeward.results.publish.disclosure import closing, published_count
from homeward.scenario.scenario import Scenario

Counts = NDArray[np.float64] | NDArray[np.int64]
"""(member), persons."""

FEW = 10
"""Forecasts below which their scores are warned of."""


def forecast_registrations(
    scenario: Scenario,
    origins: Sequence[dt.date],
    lead: int,
    ask: CampForecastSettings,
    *,
    as_json: bool,
    exact: bool,
) -> None:
    """Forecast every camp from what was known on one day or several, and print it beside what was counted."""
    check_origins(scenario, origins)
    leads = leads_up_to(lead)
    if must_compile("camp-choice"):
        announce_compiling()
    with progress("Origins") as advance:
        foreseen, rows = forecast_from_origins(scenario, origins, leads, ask, progress=advance)
    scores = [score if exact else score.published() for score in score_leads(rows, leads)]
    page = Page(scenario, ask, foreseen, rows, scores, lead, exact)
    if as_json:
        print_json(page.as_json(), exact=exact)
        return
    page.print()
    typer.echo(closing(exact=exact))


@dataclass(frozen=True)
class Page:
    """What is shown of forecasts of camps; `foreseen` are all of them, the one that is shown first."""

    scenario: Scenario
    ask: CampForecastSettings
    foreseen: Sequence[CampForecast]
    rows: Sequence[ForecastNumber]
    scores: Sequence[LeadScore]
    lead: int
    exact: bool

    def quantile(self, values: Counts, share: float) -> float:
        """Give what a share of the members (member) lie below, persons, as it may be shown."""
        found = float(np.quantile(values, share))
        return found if self.exact else published_count(found)

    def bands(self, values: Counts) -> dict[float, tuple[float, float]]:
        """Give the ends of every central band of the members (member), persons, as they may be shown."""
        return {
            band: (self.quantile(values, (1 - band) / 2), self.quantile(values, (1 + band) / 2))
            for band in BANDS
        }

    def as_json(self) -> dict[str, Any]:
        """Return everything as JSON can hold it."""
        return {
            "scenario": self.scenario.name,
            "from": self.foreseen[0].origin + DAY,
            "lead": self.lead,
            "members": self.ask.members,
            "given_total": self.ask.given_total,
            "given_conditions": self.ask.given_conditions,
            "origins": [one.origin + DAY for one in self.foreseen],
            "scores": self.scores,
            "rows": [
                {
                    "camp": row.series,
                    "from": row.origin + DAY,
                    "date": row.date,
                    "lead": row.lead,
                    "median": self.quantile(row.values, 0.5),
                    "bands": {f"{band:g}": ends for band, ends in self.bands(row.values).items()},
                    "observed": row.observed,
                    "baselines": dict(row.baselines),
                }
                for row in self.rows
            ],
        }

    def print(self) -> None:
        """Print camps, all of them together, and scores."""
        first = self.foreseen[0]
        typer.echo(
            f"Forecast from {first.origin + DAY}, {self.lead} days, by what was counted up to {first.origin}: "
            f"camp-choice, {self.ask.members} members."
        )
        typer.echo(_told(self.ask))
        print_table(self._camp_table())
        if not self.ask.given_total:
            print_table(self._total_table())
        if not self.scores:
            typer.echo("Nothing was counted at these leads: nothing is scored.")
            return
        print_table(_score_table(self.foreseen, self.scores))
        typer.echo(
            "CRPS as a share of the mean number counted; days on are those of the shortest lead of a row. A number "
            "between two counts is none."
        )
        if len(self.foreseen) < FEW:
            typer.echo(f"Fewer than {FEW} forecasts: these scores say little.")

    def _camp_table(self) -> Table:
        first, lead = self.foreseen[0], self.lead
        labels = {place.place: place.label for place in self.scenario.places}
        table = Table(
            "camp", title=f"From {first.origin + DAY}, {lead} days on", title_justify="left"
        )
        for column in ("last count", "days old", "median", "50%", "90%", "counted", "days on"):
            table.add_column(column, justify="right")
        for index, camp in enumerate(first.camps):
            people = first.people[:, lead, index]
            bands = self.bands(people)
            mine = [row for row in self.rows if (row.series, row.origin) == (camp, first.origin)]
            seen = [row for row in mine if row.lead >= lead and not math.isnan(row.observed)]
            table.add_row(
                labels[camp],
                figure(first.known.people[index]),
                str(first.known.age[index]),
                whole(self.quantile(people, 0.5)),
                _span(bands[0.5]),
                _span(bands[0.9]),
                figure(seen[-1].observed) if seen else "",
                str(seen[-1].lead) if seen else "",
            )
        return table

    def _total_table(self) -> Table:
        table = Table("days on", title="All camps together", title_justify="left")
        for column in ("median", *(f"{band:.0%}" for band in BANDS)):
            table.add_column(column, justify="right")
        for lead in leads_up_to(self.lead):
            people = self.foreseen[0].people[:, lead].sum(axis=1)
            bands = self.bands(people)
            table.add_row(str(lead), whole(self.quantile(people, 0.5)), *map(_span, bands.values()))
        return table


def _told(ask: CampForecastSettings) -> str:
    """Say what the forecast was told of the days it foresees."""
    total = "The number in all camps together is told. " if ask.given_total else ""
    if ask.given_conditions:
        return f"{total}Fighting, borders and openings are those that happened: a hindcast, no forecast."
    return f"{total}Fighting, borders and openings stay as they last were; no capacity is used."


def _span(ends: tuple[float, float]) -> str:
    return f"[{whole(ends[0])}, {whole(ends[1])}]"


def _score_table(foreseen: Sequence[CampForecast], scores: Sequence[LeadScore]) -> Table:
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
