"""What `homeward forecast` prints in the community model."""

from __future__ import annotations

import datetime as dt
import math
from typing import TYPE_CHECKING

from homeward.cli.output import band, figure, make_table, percent, say, show
from homeward.cli.print_headline import say_if_few
from homeward.cli.print_hindcast import few_members
from homeward.cli.print_skill import print_skill
from homeward.evaluation.conditioning.weighing import FEW
from homeward.evaluation.forecast.shown_forecast import ALL, PARTS
from homeward.evaluation.scoring.leads import BANDS, LeadScore
from homeward.evaluation.scoring.spread import whole

if TYPE_CHECKING:
    from homeward.api.forecast_result import ForecastResult
    from homeward.evaluation.forecast.shown_forecast import ShownForecast

MOST_LATER = 10
"""Rows that rest on what was said later that are printed; --json holds all."""
ONE_DAY = dt.timedelta(days=1)


def print_forecast(found: ForecastResult) -> None:
    """Print what follows a day, and how earlier and later forecasts did."""
    shown, question = found.shown, found.question
    weights = shown.weights
    say(
        f"Forecast from {question.start}, {shown.lead} days, by what was known up to {shown.origin}."
    )
    if question.is_given:
        say(
            f"{question.members} members with the values of {question.parameters or 'a table'}, which count alike."
        )
    else:
        say(
            f"{question.members} members, weighed by {weights.rows} observations, effective sample size "
            f"{weights.effective:.0f}; {weights.played} that are drawn by their weights are run on."
        )
        if weights.effective < FEW:
            say(few_members(FEW))
    for warning in shown.warnings:
        say(f"Warning: {warning}")
    _print_last_counts(shown)
    _print_storylines(shown)
    _print_quantities(shown)
    _print_split(shown)
    _print_scores(shown)
    _print_grounds(shown, question.start)


def _print_last_counts(shown: ShownForecast) -> None:
    """Print the counts that members start from, and what they hold on the first day forecast."""
    columns = ("counted on", "figure", "low to high", "median, first day")
    table = make_table("Members start from the last counts", "series", *columns)
    for one in shown.quantities:
        known = [row for row in one.quantity.observed if row.date <= shown.origin]
        if known:
            last = max(known, key=lambda row: row.date)
            first = next(row for row in one.rows if (row.storyline, row.lead) == (ALL, 1))
            ends = band(figure(last.low), figure(last.high))
            cells = (str(last.date), figure(last.value), ends, whole(first.bands.median))
            table.add_row(one.quantity.title, *cells)
    if table.row_count:
        show(table)


def _print_storylines(shown: ShownForecast) -> None:
    say("Storylines, by weight:")
    for future in shown.futures:
        applied = ", ".join(future.scenario.levers_pulled) or "nothing changes"
        say(f"  {future.share:4.0%}  {future.storyline.title}: {applied}")
    for title in shown.skipped:
        say(f"  skipped, its levers no longer change anything: {title}")


def _print_quantities(shown: ShownForecast) -> None:
    bands = [f"{one:.0%}" for one in BANDS]
    columns = ("days", "date", "median", *bands)
    table = make_table("All storylines, by weight", "quantity", *columns, left=("date",))
    titles = [future.storyline.title for future in shown.futures]
    end = f"After {shown.lead} days, by storyline: median [90%]"
    by_storyline = make_table(end, "quantity", *titles)
    for one in shown.quantities:
        title = one.quantity.title
        for row in one.rows:
            if row.storyline == ALL and row.lead in shown.leads:
                cells = (band(*map(whole, row.bands.band(share))) for share in BANDS)
                table.add_row(title, str(row.lead), str(row.date), whole(row.bands.median), *cells)
        table.add_section()
        ends = [row.bands for row in one.rows if row.lead == shown.lead and row.storyline != ALL]
        if ends:
            cells = (f"{whole(end.median)} {band(*map(whole, end.band(0.9)))}" for end in ends)
            by_storyline.add_row(title, *cells)
    show(table)
    if len(titles) > 1:
        show(by_storyline)


def _print_split(shown: ShownForecast) -> None:
    columns = ("days", *PARTS)
    table = make_table("Where the width comes from", "quantity", *columns)
    for one in shown.quantities:
        for row in one.splits:
            if row.lead in shown.leads:
                table.add_row(one.quantity.title, str(row.lead), *map(percent, row.shares.values()))
        table.add_section()
    show(table)
    say(
        "Shares of variance: parameters = inputs sampled once per member; chance = randomness during the run."
    )


def _print_scores(shown: ShownForecast) -> None:
    """Print how the forecasts did against what was then observed, if anything was."""
    scores = shown.scores
    if not scores:
        say("Nothing was counted on the forecast days, of a series known before: no scores.")
        return
    days = ", ".join(str(origin + ONE_DAY) for origin in shown.origins)
    columns = ("days", "numbers", "CRPS", "inside 50%", "90%")
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
            )
        table.add_section()
    show(table)
    print_skill(scores)
    say(
        "CRPS as a share of what was observed, mean over the numbers; rows to fit and to test, each later "
        "than the forecast."
    )
    say_if_few(shown.weights.effective)
    for one in shown.numbers:
        ends = band(*map(whole, one.bands.band(0.9)))
        say(
            f"  {one.series} {one.date}, {one.lead} days: observed {figure(one.observed)}, "
            f"forecast {whole(one.bands.median)} {ends}"
        )


def covered(row: LeadScore, width: float) -> str:
    """Write the share of numbers inside a central band, and its standard error."""
    error = row.coverage_error[width]
    held = percent(row.coverage[width])
    return held if math.isnan(error) else f"{held} ± {error:.0%}"


def _print_grounds(shown: ShownForecast, start: dt.date) -> None:
    grounds = shown.grounds
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
