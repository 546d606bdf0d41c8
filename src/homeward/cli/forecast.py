"""`homeward forecast`: in the community model; `forecast_registered` in the camp models."""

from __future__ import annotations

import datetime as dt
import math
import re
from collections.abc import Sequence
from contextlib import nullcontext
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import typer
from rich.table import Table

from homeward.cli.as_json import as_json_holds, print_json
from homeward.cli.options import check_members, read_parameters
from homeward.cli.progress import announce_compiling, progress, working
from homeward.cli.score import check_given, figure, print_table
from homeward.engine.communities.ready import must_compile
from homeward.errors import Problem, ScenarioError
from homeward.evaluation.camps.forecasting.camp_forecast import CampForecastSettings
from homeward.evaluation.conditioning.conditioned_runs import ConditioningSettings
from homeward.evaluation.conditioning.weighing import FEW
from homeward.evaluation.forecast.fitted_until import refuse_fitted_later
from homeward.evaluation.forecast.forecast import (
    Forecast,
    QuantityForecast,
    check_forecast_days,
    forecast,
)
from homeward.evaluation.forecast.forecast_folder import save_forecast
from homeward.evaluation.forecast.futures import ONE_DAY
from homeward.evaluation.forecast.published_forecast import ALL, PublishedRow, published_rows
from homeward.evaluation.scoring.leads import BANDS, LeadScore
from homeward.evaluation.scoring.spread import whole
from homeward.results.files.run_folder import hold_results
from homeward.results.publish.disclosure import closing, published_count, published_share
from homeward.scenario.load import load_scenario
from homeward.scenario.scenario import Scenario
from homeward.scenario.text.cells import read_day, shortened

WEIGHED = 1000
"""Members weighed unless another number is asked for."""
GIVEN = 200
"""Rows of a file of values that are played unless another number is asked for."""
MOST_LATER = 10
"""Rows that rest on what was said later that are printed; --json holds all."""


@dataclass(frozen=True)
class Options:
    """What was asked of `homeward forecast`; `start` is the first day foreseen."""

    start: dt.date
    lead: int
    origins: str
    every: int
    members: int | None
    seed: int
    threads: int | None
    parameters: Path | None
    out: Path | None
    as_json: bool
    exact: bool
    force: bool
    given_total: bool = False
    given_conditions: bool = False


def forecast_scenario(name: str, options: Options) -> None:
    """Foresee what follows a day, print it, and how earlier and later forecasts did."""
    scenario = load_scenario(name)
    origins = read_origins(options.start, options.origins, options.every)
    if scenario.is_camp_model:
        _forecast_registered(scenario, origins, options)
        return
    check_given("--given-total", options.given_total, "communities")
    check_given("--given-conditions", options.given_conditions, "communities")
    check_forecast_days(scenario, origins)
    for origin in origins if options.parameters else ():
        refuse_fitted_later(scenario, options.parameters or Path(), origin)
    members = options.members or (GIVEN if options.parameters else WEIGHED)
    check_members(members, exact=options.exact)
    given = read_parameters(options.parameters, members) if options.parameters else None
    settings = ConditioningSettings(members, options.seed, options.threads, progress, given)
    with hold_results(options.out, "", force=options.force) if options.out else nullcontext() as to:
        if must_compile():
            announce_compiling()
        outlook = forecast(scenario, origins, options.lead, settings)
        if to is not None:
            info = _info(scenario.name, scenario.digest, members, options)
            with working(f"Writing {to.path}"):
                save_forecast(outlook, to, info, exact=options.exact)
    if options.as_json:
        print_json(_as_json(scenario.name, members, outlook, options), exact=options.exact)
        return
    _print(outlook, members, options)


def _forecast_registered(scenario: Scenario, origins: Sequence[dt.date], options: Options) -> None:
    # It prints what this command prints.
    from homeward.cli.forecast_registered import forecast_registrations  # noqa: PLC0415

    for option in ("--parameters", "--out", "--force"):
        check_given(option, getattr(options, option[2:]), "camps")
    ask = CampForecastSettings(
        members=options.members or GIVEN,
        seed=options.seed,
        threads=options.threads,
        given_total=options.given_total,
        given_conditions=options.given_conditions,
    )
    check_members(ask.members, exact=options.exact)
    forecast_registrations(
        scenario, origins, options.lead, ask, as_json=options.as_json, exact=options.exact
    )


def read_origins(start: dt.date, text: str, every: int) -> list[dt.date]:
    """Read how many forecasts, or from which days, and return the last day known of each, `start` first.

    Raises
    ------
    ScenarioError
        If it is neither a number nor days.
    """
    if re.fullmatch("[1-9][0-9]{0,3}", text):
        last = dt.timedelta(days=every * int(text))
        if last > dt.date.max - start:
            found = f"{text} forecasts, each {every} days after the other, go beyond any run."
            raise ScenarioError(Problem("--origins", found, "", ("ask for fewer.",)))
        days = [start + dt.timedelta(days=every * number) for number in range(int(text))]
    else:
        read = [read_day(part.strip()) for part in text.split(",")]
        if any(isinstance(day, Problem) for day in read):
            found = f'"{shortened(text)}" is neither a number of forecasts nor days.'
            ways = (
                "write a number, such as --origins 8 --every 30.",
                "write days: --origins 2019-06-01,2020-01-01.",
            )
            raise ScenarioError(Problem("--origins", found, "", ways))
        days = [start, *(day for day in read if isinstance(day, dt.date) and day != start)]
    return [day - ONE_DAY for day in days]


def _info(name: str, digest: str, members: int, options: Options) -> dict[str, Any]:
    return {
        "scenario": {"name": name, "digest": digest},
        "from": options.start.isoformat(),
        "lead": options.lead,
        "origins": options.origins,
        "every": options.every,
        "members": members,
        "seed": options.seed,
        "parameters": str(options.parameters) if options.parameters else None,
    }


def _as_json(name: str, members: int, outlook: Forecast, options: Options) -> dict[str, Any]:
    weights = outlook.known.weights
    return {
        "scenario": name,
        "from": options.start,
        "lead": options.lead,
        "origins": [origin + ONE_DAY for origin in outlook.origins],
        "members": members,
        "weights": {
            "rows": outlook.known.rows,
            "effective": weights.effective if options.exact else round(weights.effective),
            "power": weights.power if options.exact else published_share(weights.power),
            "played": int(outlook.known.numbers.size),
        },
        "storylines": [
            {
                "name": future.storyline.name,
                "title": future.storyline.title,
                "share": future.share,
                "levers": list(future.scenario.levers_pulled),
            }
            for future in outlook.futures
        ],
        "left_out": outlook.skipped,
        "foreseen": [
            _one_as_json(row)
            for quantity_forecast in outlook.quantity_forecasts
            for row in published_rows(outlook, quantity_forecast, exact=options.exact)
            if row.lead in outlook.leads
        ],
        "split": [
            {
                "quantity": quantity_forecast.quantity.series,
                "lead": lead,
                **dict(
                    zip(
                        ("chance", "parameters", "storyline"),
                        _split(outlook, quantity_forecast, lead, exact=options.exact),
                        strict=True,
                    )
                ),
            }
            for quantity_forecast in outlook.quantity_forecasts
            for lead in outlook.leads
        ],
        "scores": {
            series: [_score_as_json(row) for row in rows]
            for series, rows in _scores(outlook, options).items()
        },
        "grounds": outlook.grounds,
        "warnings": outlook.warnings,
    }


def _split(
    outlook: Forecast, quantity_forecast: QuantityForecast, lead: int, *, exact: bool
) -> tuple[float, ...]:
    shares = quantity_forecast.split(_day_of(outlook, lead)).shares
    return shares if exact else tuple(map(published_share, shares))


def _scores(outlook: Forecast, options: Options) -> dict[str, list[LeadScore]]:
    return outlook.scores if options.exact else outlook.published_scores


def _one_as_json(row: PublishedRow) -> dict[str, Any]:
    return {
        "quantity": row.series,
        "date": row.date,
        "lead": row.lead,
        "storyline": row.storyline,
        "median": row.median,
        "bands": {f"{band:g}": list(row.band(band)) for band in BANDS},
    }


def _score_as_json(row: LeadScore) -> dict[str, Any]:
    said: dict[str, Any] = as_json_holds(row)
    said["skill"] = {name: "no skill" if skill <= 0 else skill for name, skill in row.skill.items()}
    return said


def _day_of(outlook: Forecast, lead: int) -> int:
    return outlook.quantity_forecasts[0].dates.index(outlook.origin + dt.timedelta(days=lead))


def _print(outlook: Forecast, members: int, options: Options) -> None:
    weights = outlook.known.weights
    last = outlook.origin
    typer.echo(
        f"Forecast from {options.start}, {outlook.lead} days, by what was known up to {last}."
    )
    if options.parameters:
        typer.echo(f"{members} members with the values of {options.parameters}, which count alike.")
    else:
        typer.echo(
            f"{members} members, weighed by {outlook.known.rows} observations, weigh as much as "
            f"{weights.effective:.0f} of equal weight; {outlook.known.numbers.size} that are drawn by their "
            "weights are played on."
        )
        if weights.effective < FEW:
            typer.echo(
                f"Warning: fewer than {FEW} members say all of this; raise --members before you rely on it."
            )
    for warning in outlook.warnings:
        typer.echo(f"Warning: {warning}")
    _print_storylines(outlook)
    _print_foreseen(outlook, options)
    _print_split(outlook)
    _print_scores(outlook, options)
    _print_grounds(outlook)
    typer.echo(closing(exact=options.exact))
    if options.out is not None:
        typer.echo(f"Written to {options.out}: open forecast.svg first.")


def _print_storylines(outlook: Forecast) -> None:
    typer.echo("Storylines, by weight:")
    for future in outlook.futures:
        pulled = ", ".join(future.scenario.levers_pulled) or "nothing changes"
        typer.echo(f"  {future.share:4.0%}  {future.storyline.title}: {pulled}")
    for title in outlook.skipped:
        typer.echo(f"  left out, for there is nothing left to change: {title}")


def _print_foreseen(outlook: Forecast, options: Options) -> None:
    table = Table(
        "quantity", "days", "date", title="All storylines, by weight", title_justify="left"
    )
    for column in ("median", *(f"{band:.0%}" for band in BANDS)):
        table.add_column(column, justify="right")
    by_storyline = Table(
        "quantity",
        title=f"After {outlook.lead} days, by storyline: median [90%]",
        title_justify="left",
    )
    for future in outlook.futures:
        by_storyline.add_column(future.storyline.title, justify="right")
    for quantity_forecast in outlook.quantity_forecasts:
        rows = [
            row
            for row in published_rows(outlook, quantity_forecast, exact=options.exact)
            if row.lead in outlook.leads
        ]
        for row in rows:
            if row.storyline == ALL:
                bands = (_band(row.band(band)) for band in BANDS)
                days = str(row.lead)
                table.add_row(row.title, days, str(row.date), whole(row.median), *bands)
        ends = [row for row in rows if row.lead == outlook.lead and row.storyline != ALL]
        if ends:
            cells = (f"{whole(row.median)} {_band(row.band(0.9))}" for row in ends)
            by_storyline.add_row(ends[0].title, *cells)
        table.add_section()
    print_table(table)
    if len(outlook.futures) > 1:
        print_table(by_storyline)


def _band(ends: tuple[float, float]) -> str:
    return f"[{whole(ends[0])}, {whole(ends[1])}]"


def _print_split(outlook: Forecast) -> None:
    table = Table("quantity", title="Where the width comes from", title_justify="left")
    table.add_column("days", justify="right")
    for column in ("chance", "parameters", "storyline"):
        table.add_column(column, justify="right")
    for quantity_forecast in outlook.quantity_forecasts:
        for lead in outlook.leads:
            shares = quantity_forecast.split(_day_of(outlook, lead)).shares
            cells = ("-" if math.isnan(share) else f"{share:.0%}" for share in shares)
            table.add_row(quantity_forecast.quantity.title, str(lead), *cells)
        table.add_section()
    print_table(table)
    typer.echo(
        "Shares of the variance; parameters are all that is drawn beforehand, chance all that happens."
    )


def _print_scores(outlook: Forecast, options: Options) -> None:
    """Print how the forecasts did against what was then observed, if anything was."""
    scores = _scores(outlook, options)
    if not scores:
        typer.echo("Nothing was counted in the days foreseen, of a series known before: no scores.")
        return
    days = ", ".join(str(origin + ONE_DAY) for origin in outlook.origins)
    names = list(
        dict.fromkeys(name for rows in scores.values() for row in rows for name in row.crps_of)
    )
    table = Table("series", title=f"Scores by lead, from {days}", title_justify="left")
    for column in (
        "days",
        "numbers",
        "CRPS",
        "inside 50%",
        "90%",
        *(f"skill: {one}" for one in names),
    ):
        table.add_column(column, justify="right")
    for series, rows in scores.items():
        for row in rows:
            table.add_row(
                series,
                f"{row.lead}+",
                str(row.numbers),
                f"{row.crps:.2f}",
                _covered(row, 0.5),
                _covered(row, 0.9),
                *(word_skill(row.skill.get(name, math.nan)) for name in names),
            )
        table.add_section()
    print_table(table)
    typer.echo(
        "CRPS as a share of what was observed, mean over the numbers; rows to fit and to test, each later "
        "than the forecast."
    )
    for one in outlook.forecasts:
        ends = sorted(one.values)
        foreseen = [ends[int(share * (len(ends) - 1))] for share in (0.05, 0.5, 0.95)]
        low, middle, high = foreseen if options.exact else map(published_count, foreseen)
        typer.echo(
            f"  {one.series} {one.date}, {one.lead} days: observed {figure(one.observed)}, "
            f"foreseen {whole(middle)} [{whole(low)}, {whole(high)}]"
        )


def _covered(row: LeadScore, band: float) -> str:
    error = row.coverage_error[band]
    share = row.coverage[band]
    if math.isnan(share):
        return "-"
    return f"{share:.0%}" if math.isnan(error) else f"{share:.0%} ± {error:.0%}"


def word_skill(skill: float) -> str:
    """Word a skill; where there is none, say so."""
    if math.isnan(skill):
        return "-"
    return "no skill" if skill <= 0 else f"{skill:.2f}"


def _print_grounds(outlook: Forecast) -> None:
    grounds = outlook.grounds
    typer.echo(
        f"Of {grounds.total} rows, parameters and storylines played on, {grounds.judged} rest on judgement and "
        f"{grounds.undated} on claims without a date."
    )
    _print_later(grounds.later, outlook.origin + ONE_DAY)


def _print_later(later: Sequence[str], start: dt.date) -> None:
    if not later:
        return
    typer.echo(f"Hindsight: these rest only on what was said on or after {start}:")
    for where in later[:MOST_LATER]:
        typer.echo(f"  {where}")
    if len(later) > MOST_LATER:
        typer.echo(f"  and {len(later) - MOST_LATER} more, which --json holds.")
