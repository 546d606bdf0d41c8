"""`homeward.forecast`: what follows a day, by what was known before it."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Sequence
from pathlib import Path

from homeward.api.arguments import (
    Day,
    Parameters,
    ScenarioLike,
    as_day,
    as_scenario,
    as_values,
    check_numbers,
    refuse_given,
)
from homeward.api.camp_forecast_result import CampForecastResult, camp_ends
from homeward.api.compiling import tell_compiling
from homeward.api.forecast_result import ForecastQuestion, ForecastResult
from homeward.api.phases import Phases, Progress, as_phases
from homeward.api.workers import at_work
from homeward.errors import Problem, ScenarioError
from homeward.evaluation.camps.forecasting.camp_forecast import CampForecastSettings
from homeward.evaluation.camps.forecasting.rolling_origins import (
    check_origins,
    forecast_from_origins,
    leads_up_to,
)
from homeward.evaluation.conditioning.conditioned_runs import ConditioningSettings
from homeward.evaluation.forecast.fitted_until import refuse_fitted_later
from homeward.evaluation.forecast.forecast import check_forecast_days
from homeward.evaluation.forecast.forecast import forecast as forecast_quantities
from homeward.evaluation.forecast.futures import ONE_DAY
from homeward.evaluation.forecast.shown_forecast import show_forecast
from homeward.evaluation.scoring.central_bands import CentralBands, ShownNumber
from homeward.evaluation.scoring.leads import score_leads
from homeward.evaluation.scoring.verification import verify
from homeward.scenario.scenario import Scenario
from homeward.scenario.text.cells import read_day, shortened

WEIGHED, GIVEN = 1000, 200
"""Members weighed unless another number is asked for; rows of given values, and members of camp forecasts, that run."""


def forecast(
    scenario: ScenarioLike,
    *,
    start: Day,
    lead: int = 365,
    origins: int | str | Sequence[Day] = 1,
    every: int = 90,
    members: int | None = None,
    seed: int = 1,
    threads: int | None = None,
    cluster: str | None = None,
    parameters: Parameters | None = None,
    given_total: bool = False,
    given_conditions: bool = False,
    given_capacity: bool = False,
    progress: Progress | Phases | None = None,
) -> ForecastResult | CampForecastResult:
    """Forecast from a day using only earlier information, and verify against later observations.

    Parameters
    ----------
    scenario
        A scenario, its folder, or the name of one that comes with homeward.
    start
        First forecast day (``--from`` of the command line).
    lead
        Forecast horizon, days.
    origins
        Forecast origins to verify: a number, or first forecast days.
    every
        Days between origins to verify, where a number is given.
    members
        Members weighed: 1000 by default; with `parameters`, members run: 200.
    seed
        Random seed, 0 to 2**63 - 1.
    threads
        Threads; all processors by default. Changes no number.
    cluster
        Who does the work instead of threads here: ``local``, ``tcp://ADDRESS`` or ``slurm``. Changes no number.
    parameters
        Values of parameters instead of draws, (member) each: a mapping, a table, or the name of a CSV file.
    given_total
        In a scenario of camp registrations: predict only the split among camps, given the observed total.
    given_conditions
        In a scenario of camp registrations: use the fighting and camp openings that actually occurred (hindcast).
    given_capacity
        In a scenario of camp registrations: use the capacities of camps, which may have been read off later counts.
    progress
        Called with members done and members asked for, in every phase.

    Returns
    -------
    ForecastResult or CampForecastResult
        In the community model, or in the camp models. `table` holds a row of every quantity, day and
        storyline, or of every camp and day; `scores` how the forecasts did.

    Raises
    ------
    homeward.errors.ScenarioError
        If something that was asked cannot be understood, or cannot act in this scenario.
    homeward.errors.ObservationError
        If anything later than the first forecast day would be used.

    Examples
    --------
    >>> import homeward
    >>> found = homeward.forecast("tiny", start="2031-02-16", lead=20, members=6, seed=1)
    >>> sorted(set(found.table["lead"]) & {1, 7, 20})
    [1, 7, 20]
    >>> found.dataset.people.dims
    ('quantity', 'time', 'storyline', 'member')
    """
    check_numbers(lead=lead, every=every, members=members, seed=seed, threads=threads)
    read, phases = as_scenario(scenario), as_phases(progress)
    first = _first_day(start)
    days = read_origins(first, origins, every)
    if read.is_camp_model:
        refuse_given("--parameters", parameters, "camps")
        ask = CampForecastSettings(
            members=GIVEN if members is None else members,
            seed=seed,
            threads=threads,
            given_total=given_total,
            given_conditions=given_conditions,
            given_capacity=given_capacity,
        )
        return _camps(read, days, lead, ask, phases, cluster)
    refuse_given("--given-total", given_total, "communities")
    refuse_given("--given-conditions", given_conditions, "communities")
    refuse_given("--given-capacity", given_capacity, "communities")
    check_forecast_days(read, days)
    named = Path(parameters) if isinstance(parameters, str | Path) else None
    for day in days if named else ():
        refuse_fitted_later(read, named or Path(), day)
    size = members if members is not None else WEIGHED if parameters is None else GIVEN
    values = as_values(parameters, size, read)
    settings = ConditioningSettings(size, seed, threads, phases.phase, values)
    tell_compiling(phases)
    with at_work(cluster, threads, phases):
        outlook = forecast_quantities(read, days, lead, settings)
    question = ForecastQuestion(
        first, _said_origins(origins), every, size, seed, named, values is not None
    )
    return ForecastResult(read, show_forecast(outlook), question, outlook)


def _camps(
    scenario: Scenario,
    origins: list[dt.date],
    lead: int,
    ask: CampForecastSettings,
    phases: Phases,
    cluster: str | None,
) -> CampForecastResult:
    """Forecast every camp from what was known on each origin, beside what was counted."""
    check_origins(scenario, origins)
    leads = leads_up_to(lead)
    tell_compiling(phases, "camp-choice")
    with at_work(cluster, ask.threads, phases), phases.phase("Origins") as advance:
        found, rows = forecast_from_origins(scenario, origins, leads, ask, progress=advance)
    return CampForecastResult(
        scenario=scenario,
        ask=ask,
        lead=lead,
        origins=tuple(origins),
        rows=tuple(map(ShownNumber.of, rows)),
        ends=camp_ends(found[0], lead),
        totals={one: CentralBands.of(found[0].people[:, one].sum(axis=1)) for one in leads},
        lead_scores=score_leads(rows, leads),
        verification=verify(rows, leads),
        found=found,
    )


def _first_day(start: Day) -> dt.date:
    day = as_day(start, "--from")
    if day is None:
        raise ScenarioError(Problem("--from", "no day is given.", "", ("name a day.",)))
    return day


def _said_origins(origins: int | str | Sequence[Day]) -> str:
    return str(origins) if isinstance(origins, int | str) else ",".join(map(str, origins))


def read_origins(start: dt.date, origins: int | str | Sequence[Day], every: int) -> list[dt.date]:
    """Read how many forecasts, or from which days, and return the last day known of each, `start` first.

    Raises
    ------
    ScenarioError
        If it is neither a number nor days.
    """
    text = _said_origins(origins)
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
        days = [start, *(day for day in read if isinstance(day, dt.date))]
    return [day - ONE_DAY for day in dict.fromkeys(days)]
