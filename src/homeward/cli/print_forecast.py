"""What `homeward forecast` prints in the community model."""

from __future__ import annotations

import datetime as dt
import math
from typing import TYPE_CHECKING

from homeward.cli.output import band, figure, make_table, percent, say, show, word_skill
from homeward.cli.print_hindcast import few_members
from homeward.evaluation.conditioning.weighing import FEW
from homeward.evaluation.forecast.published_forecast import ALL
from homeward.evaluation.scoring.leads import BANDS, LeadScore
from homeward.evaluation.scoring.spread import whole
from homeward.results.publish.small_counts import published_count

if TYPE_CHECKING:
    from homeward.api.forecast_result import ForecastResult

MOST_LATER = 10
"""Rows that rest on what was said later that are printed; --json holds all."""
ONE_DAY = dt.timedelta(days=1)


def print_forecast(shown: ForecastResult) -> None:
    """Print what follows a day, and how earlier and later forecasts did."""
    outlook, question = shown.outlook, shown.question
    weights = outlook.known.weights
    say(
        f"Forecast from {question.start}, {outlook.lead} days, by what was known up to {outlook.origin}."
    )
    if question.is_given:
        say(
            f"{question.members} members with the values of {question.parameters or 'a table'}, which count alike."
        )
    else:
        say(
            f"{question.members} members, weighed by {outlook.known.rows} observations, effective sample size "
            f"{weights.effective:.0f}; {outlook.known.numbers.size} that are drawn by their weights are run on."
        )
        if weights.effective < FEW:
            say(few_members(FEW))
    for warning in outlook.warnings:
        say(f"Warning: {warning}")
    _print_storylines(shown)
    _print_quantities(shown)
    _print_split(shown)
    _print_scores(shown)
    _print_grounds(shown)


def _print_storylines(shown: ForecastResult) -> None:
    say("Storylines, by weight:")
    for future in shown.outlook.futures:
        applied = ", ".join(future.scenario.levers_pulled) or "nothing changes"
        say(f"  {future.share:4.0%}  {future.storyline.title}: {applied}")
    for title in shown.outlook.skipped:
        say(f"  skipped, its levers no longer change anything: {title}")


def _print_quantities(shown: ForecastResult) -> None:
    outlook = shown.outlook
    rows = [row for row in shown.rows() if row.lead in outlook.leads]
    bands = [f"{one:.0%}" for one in BANDS]
    columns = ("days", "date", "median", *bands)
    table = make_table("All storylines, by weight", "quantity", *columns, left=("date",))
    titles = [future.storyline.title for future in outlook.futures]
    end = f"After {outlook.lead} days, by storyline: median [90%]"
    by_storyline = make_table(end, "quantity", *titles)
    for title in dict.fromkeys(row.title for row in rows):
        mine = [row for row in rows if row.title == title]
        for row in mine:
            if row.storyline == ALL:
                cells = (band(*map(whole, row.band(one))) for one in BANDS)
                table.add_row(title, str(row.lead), str(row.date), whole(row.median), *cells)
        table.add_section()
        ends = [row for row in mine if row.lead == outlook.lead and row.storyline != ALL]
        if ends:
            cells = (f"{whole(row.median)} {band(*map(whole, row.band(0.9)))}" for row in ends)
            by_storyline.add_row(title, *cells)
    show(table)
    if len(titles) > 1:
        show(by_storyline)


def _print_split(shown: ForecastResult) -> None:
    columns = ("days", "chance", "parameters", "storyline")
    table = make_table("Where the width comes from", "quantity", *columns)
    for one in shown.outlook.quantity_forecasts:
        for lead in shown.outlook.leads:
            shares = map(percent, shown.shares(one, lead))
            table.add_row(one.quantity.title, str(lead), *shares)
        table.add_section()
    show(table)
    say(
        "Shares of variance: parameters = inputs sampled once per member; chance = randomness during the run."
    )


def _print_scores(shown: ForecastResult) -> None:
    """Print how the forecasts did against what was then observed, if anything was."""
    outlook, scores = shown.outlook, shown.lead_scores
    if not scores:
        say("Nothing was counted on the forecast days, of a series known before: no scores.")
        return
    days = ", ".join(str(origin + ONE_DAY) for origin in outlook.origins)
    names = list(
        dict.fromkeys(name for rows in scores.values() for row in rows for name in row.crps_of)
    )
    columns = ("days", "numbers", "CRPS", "inside 50%", "90%", *(f"skill: {one}" for one in names))
    table = make_table(f"Scores by lead, from {days}", "series", *columns)
    for series, rows in scores.items():
        for row in rows:
            table.add_row(
                series,
                f"{row.lead}+",
                str(row.numbers),
                f"{row.crps:.2f}",
                covered(row, 0.5),
                covered(row, 0.9),
                *(word_skill(row.skill.get(name, math.nan)) for name in names),
            )
        table.add_section()
    show(table)
    say(
        "CRPS as a share of what was observed, mean over the numbers; rows to fit and to test, each later "
        "than the forecast."
    )
    for one in outlook.forecasts:
        ends = sorted(one.values)
        parts = [float(ends[int(part * (len(ends) - 1))]) for part in (0.05, 0.5, 0.95)]
        low, middle, high = parts if shown.exact else map(published_count, parts)
        say(
            f"  {one.series} {one.date}, {one.lead} days: observed {figure(one.observed)}, "
            f"forecast {whole(middle)} {band(whole(low), whole(high))}"
        )


def covered(row: LeadScore, width: float) -> str:
    """Write the share of numbers inside a central band, and its standard error."""
    error = row.coverage_error[width]
    held = percent(row.coverage[width])
    return held if math.isnan(error) else f"{held} ± {error:.0%}"


def _print_grounds(shown: ForecastResult) -> None:
    grounds, start = shown.outlook.grounds, shown.question.start
    say(
        f"Of {grounds.total} rows, parameters and storylines run on, {grounds.judged} rest on judgement and "
        f"{grounds.undated} on claims without a date."
    )
    if not grounds.later:
        return
    say(f"Hindsight: these rest only on what was said on or after {start}:")
    for where in grounds.later[:MOST_LATER]:
        say(f"  {where}")
    if len(grounds.later) > MOST_LATER:
        say(f"  and {len(grounds.later) - MOST_LATER} more, which --json holds.")
