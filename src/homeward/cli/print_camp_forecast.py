"""What `homeward forecast` prints in the camp models (model §15)."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

from rich.table import Table

from homeward.cli.output import band, figure, make_table, say, show, word_skill
from homeward.cli.print_forecast import covered
from homeward.evaluation.camps.forecasting.known_arrivals import DAY
from homeward.evaluation.camps.forecasting.rolling_origins import leads_up_to
from homeward.evaluation.scoring.leads import BANDS
from homeward.evaluation.scoring.spread import whole

if TYPE_CHECKING:
    from homeward.api.camp_forecast_result import CampForecastResult
    from homeward.evaluation.camps.forecasting.camp_forecast import CampForecastSettings

FEW = 10
"""Forecasts below which their scores are warned of."""


def print_camp_forecast(shown: CampForecastResult) -> None:
    """Print camps, all of them together, and scores."""
    first = shown.found[0]
    say(
        f"Forecast from {first.origin + DAY}, {shown.lead} days, by what was counted up to {first.origin}: "
        f"camp-choice, {shown.ask.members} members."
    )
    say(_given(shown.ask))
    show(_camp_table(shown))
    if not shown.ask.given_total:
        show(_total_table(shown))
    if not shown.lead_scores:
        say("Nothing was counted at these leads: nothing is scored.")
        return
    show(_score_table(shown))
    say(
        "CRPS as a share of the mean number counted; days on are those of the shortest lead of a row. A number "
        "between two counts is none."
    )
    if len(shown.found) < FEW:
        say(f"Fewer than {FEW} forecasts: these scores say little.")


def _given(ask: CampForecastSettings) -> str:
    """Say what the forecast was given of the days it is of."""
    total = "The number in all camps together is given. " if ask.given_total else ""
    if ask.given_conditions:
        return f"{total}Fighting, borders and openings are those that happened: a hindcast, no forecast."
    return f"{total}Fighting, borders and openings stay as they last were; no capacity is used."


def _camp_table(shown: CampForecastResult) -> Table:
    first, lead = shown.found[0], shown.lead
    labels = {place.place: place.label for place in shown.scenario.places}
    columns = ("last count", "days old", "median", "50%", "90%", "counted", "days on")
    table = make_table(f"From {first.origin + DAY}, {lead} days on", "camp", *columns)
    for index, camp in enumerate(first.camps):
        people = first.people[:, lead, index]
        bands = shown.bands(people)
        mine = [row for row in shown.rows if (row.series, row.origin) == (camp, first.origin)]
        seen = [row for row in mine if row.lead >= lead and not math.isnan(row.observed)]
        table.add_row(
            labels[camp],
            figure(first.known.people[index]),
            str(first.known.age[index]),
            whole(shown.quantile(people, 0.5)),
            band(*map(whole, bands[0.5])),
            band(*map(whole, bands[0.9])),
            figure(seen[-1].observed) if seen else "",
            str(seen[-1].lead) if seen else "",
        )
    return table


def _total_table(shown: CampForecastResult) -> Table:
    columns = ("median", *(f"{one:.0%}" for one in BANDS))
    table = make_table("All camps together", "days on", *columns)
    for lead in leads_up_to(shown.lead):
        people = shown.found[0].people[:, lead].sum(axis=1)
        cells = (band(*map(whole, ends)) for ends in shown.bands(people).values())
        table.add_row(str(lead), whole(shown.quantile(people, 0.5)), *cells)
    return table


def _score_table(shown: CampForecastResult) -> Table:
    days = ", ".join(str(one.origin + DAY) for one in shown.found)
    names = list(shown.lead_scores[0].crps_of)
    skills, held = (f"skill: {name}" for name in names), (f"inside {one:.0%}" for one in BANDS)
    columns = ("numbers", "CRPS", *skills, *held)
    table = make_table(f"Scores by lead, from {days}", "days on", *columns)
    for row in shown.lead_scores:
        table.add_row(
            f"{row.lead}+",
            str(row.numbers),
            f"{row.crps:.3f}",
            *(word_skill(row.skill.get(name, math.nan)) for name in names),
            *(covered(row, one) for one in BANDS),
        )
    return table
