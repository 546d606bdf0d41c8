"""`homeward forecast`."""

from __future__ import annotations

from contextlib import nullcontext
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from homeward.cli import options
from homeward.cli.output import say

if TYPE_CHECKING:
    from homeward.api.camp_forecast_result import CampForecastResult
    from homeward.api.forecast_result import ForecastResult

app = options.verb_app()


@app.command()
def forecast(
    scenario: options.ScenarioName,
    start: Annotated[
        datetime, typer.Option("--from", formats=options.DAY, help="First forecast day.")
    ],
    lead: Annotated[int, typer.Option(min=1, help="Forecast horizon, days.")] = 365,
    origins: Annotated[
        str, typer.Option(help="Forecast origins to verify: a number, or dates DATE,DATE.")
    ] = "1",
    every: Annotated[int, typer.Option(min=1, help="Days between origins to verify.")] = 90,
    members: Annotated[
        int | None,
        typer.Option(
            min=1, help="Members weighed.", show_default="1000; with --parameters 200 run"
        ),
    ] = None,
    seed: options.Seed = 1,
    threads: options.Threads = None,
    cluster: options.Cluster = None,
    parameters: options.Parameters = None,
    out: Annotated[
        Path | None, typer.Option(help="Folder to write: tables and a fan chart.")
    ] = None,
    verify: Annotated[
        Path | None,
        typer.Option(
            help="One page to write, FILE.svg: reliability, PIT, sharpness, skill by lead and place."
        ),
    ] = None,
    as_json: options.AsJson = False,
    exact: options.Exact = False,
    force: options.Force = False,
    given_total: Annotated[
        bool,
        typer.Option(
            "--given-total",
            help="Camp models: predict only the split among camps, given the observed total.",
        ),
    ] = False,
    given_conditions: Annotated[
        bool,
        typer.Option(
            "--given-conditions",
            help="Camp models: use the fighting and camp openings that actually occurred (hindcast).",
        ),
    ] = False,
    given_capacity: Annotated[
        bool,
        typer.Option(
            "--given-capacity",
            help="Camp models: use the capacities of camps, which may be the greatest number ever registered.",
        ),
    ] = False,
) -> None:
    """Members start from the last counts; skill is over simple rules: the last count, its shares, trend and season."""
    from homeward.api import forecast as asked
    from homeward.api.arguments import as_scenario, check_members, refuse_given
    from homeward.api.forecast_result import ForecastResult
    from homeward.api.pictures import VERIFY, check_picture
    from homeward.cli.cost import say_cost
    from homeward.cli.progress import ScreenPhases
    from homeward.results.files.run_folder import hold_results

    read, phases = as_scenario(scenario), ScreenPhases()
    for option, value in (("--out", out), ("--force", force)) if read.is_camp_model else ():
        refuse_given(option, value, "camps")
    check_members(members, exact=exact)
    if verify is not None:
        check_picture(verify, VERIFY)
    weighed = members or (asked.GIVEN if parameters or read.is_camp_model else asked.WEIGHED)
    say_cost(read, phases, weighed, weighed, threads=threads, cluster=cluster)
    with hold_results(out, "", force=force) if out else nullcontext() as place:
        found = asked.forecast(
            read,
            start=start,
            lead=lead,
            origins=origins,
            every=every,
            members=members,
            seed=seed,
            threads=threads,
            cluster=cluster,
            parameters=parameters,
            given_total=given_total,
            given_conditions=given_conditions,
            given_capacity=given_capacity,
            progress=phases,
        )
        if place is not None and isinstance(found, ForecastResult):
            with phases.working(f"Writing {place.path}"):
                found.save_in(place, exact=exact)
    shown = found if exact else found.publish()
    if verify is not None:
        shown.save_verification(verify)
        typer.echo(f"How forecasts did is drawn in {verify}.", err=as_json)
    if as_json:
        say(shown.json())
        return
    _print(shown)
    say(shown.closing)
    if out is not None:
        say(f"Written to {out}: open forecast.svg first.")


def _print(shown: ForecastResult | CampForecastResult) -> None:
    """Print a forecast of either family."""
    from homeward.api.forecast_result import ForecastResult
    from homeward.cli.print_camp_forecast import print_camp_forecast
    from homeward.cli.print_forecast import print_forecast

    if isinstance(shown, ForecastResult):
        print_forecast(shown)
    else:
        print_camp_forecast(shown)
