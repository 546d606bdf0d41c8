"""What `homeward forecast` prints in the camp models (model §15)."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

from rich.table import Table

from homeward.cli.output import band, figure, make_table, say, show
from homeward.cli.print_forecast import covered
from homeward.cli.print_headline import say_if_few
from homeward.cli.print_skill import print_skill
from homeward.evaluation.camps.forecasting.known_arrivals import DAY
from homeward.evaluation.scoring.leads import BANDS
from homeward.evaluation.scoring.spread import whole

if TYPE_CHECKING:
    from homeward.api.camp_forecast_result import CampForecastResult
    from homeward.evaluation.camps.forecasting.camp_forecast import CampForecastSettings

FEW = 10
"""Forecasts below which their scores are warned of."""


def print_camp_forecast(shown: CampForecastResult) -> None:
    """Print camps, all of them together, and scores."""
    origin = shown.origins[0]
    say(
        f"Forecast from {origin + DAY}, {shown.lead} days, by what was counted up to {origin}: "
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
    print_skill({"all camps": shown.lead_scores})
    say(
        "CRPS as a share of the mean number counted; days on are those of the shortest lead of a row. A number "
        "between two counts is none."
    )
    say_if_few(shown.ask.members)
    if len(shown.origins) < FEW:
        say(f"Fewer than {FEW} forecasts: these scores say little.")


def _given(ask: CampForecastSettings) -> str:
    """Say what the forecast was given of the days it is of."""
    total = "The number in all camps together is given. " if ask.given_total else ""
    room = "capacities of camps are used" if ask.given_capacity else "no capacity is used"
    if ask.given_conditions:
        return f"{total}Fighting, borders and openings are those that happened: a hindcast, no forecast; {room}."
    return f"{total}Fighting, borders and openings stay as they last were; {room}."


def _camp_table(shown: CampForecastResult) -> Table:
    origin, lead = shown.origins[0], shown.lead
    labels = {place.place: place.label for place in shown.scenario.places}
    columns = ("last count", "days old", "median", "50%", "90%", "counted", "days on")
    table = make_table(f"From {origin + DAY}, {lead} days on", "camp", *columns)
    for one in shown.ends:
        mine = [row for row in shown.rows if (row.series, row.origin) == (one.camp, origin)]
        seen = [row for row in mine if row.lead >= lead and not math.isnan(row.observed)]
        table.add_row(
            labels[one.camp],
            figure(one.last_count),
            str(one.age),
            whole(one.bands.median),
            band(*map(whole, one.bands.band(0.5))),
            band(*map(whole, one.bands.band(0.9))),
            figure(seen[-1].observed) if seen else "",
            str(seen[-1].lead) if seen else "",
        )
    return table


def _total_table(shown: CampForecastResult) -> Table:
    columns = ("median", *(f"{one:.0%}" for one in BANDS))
    table = make_table("All camps together", "days on", *columns)
    for lead, bands in shown.totals.items():
        cells = (band(*map(whole, bands.band(one))) for one in BANDS)
        table.add_row(str(lead), whole(bands.median), *cells)
    return table


def _score_table(shown: CampForecastResult) -> Table:
    days = ", ".join(str(one + DAY) for one in shown.origins)
    columns = ("numbers", "CRPS", *(f"inside {one:.0%}" for one in BANDS))
    table = make_table(f"Scores by lead, from {days}", "days on", *columns)
    for row in shown.lead_scores:
        table.add_row(
            f"{row.lead}+",
            str(row.numbers),
            f"{row.crps:.3f}",
            *(covered(row, one) for one in BANDS),
        )
    return table
