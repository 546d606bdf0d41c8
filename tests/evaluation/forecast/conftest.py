"""What the tests of forecasts share: the tiny scenario, its camp counted five times, one forecast of it."""

from __future__ import annotations

from collections.abc import Generator
from contextlib import contextmanager
from datetime import date

import pytest

from homeward.engine.pool import Progress
from homeward.evaluation.conditioning.conditioned_runs import ConditioningSettings
from homeward.evaluation.forecast.forecast import Forecast, forecast
from homeward.evaluation.forecast.shown_forecast import ShownForecast, show_forecast
from homeward.scenario.rows.observations import Observation
from homeward.scenario.scenario import Scenario

ORIGIN = date(2031, 2, 15)
LEAD = 40


@contextmanager
def silent(_: str) -> Generator[Progress]:
    yield lambda done, members: None


def settings(members: int = 20, **changed: object) -> ConditioningSettings:
    return ConditioningSettings(
        **{"members": members, "seed": 1, "threads": 2, "announce": silent} | changed
    )  # type: ignore[arg-type]


def counted(when: date, value: float, use: str = "fit") -> Observation:
    return Observation.model_validate(
        {
            "name": "camp_population", "date": when, "measure": "present", "places": ("border_camp",),
            "low": 0.8 * value, "value": value, "high": 1.2 * value, "use": use, "claims": ("judgement",),
        }
    )  # fmt: skip


@pytest.fixture(scope="session")
def counted_camp(tiny: Scenario) -> Scenario:
    """The tiny scenario, whose camp was counted before and after the last day known."""
    more = (
        counted(date(2031, 2, 8), 650.0),
        counted(date(2031, 2, 14), 600.0),
        counted(date(2031, 2, 20), 580.0, "test"),
        counted(date(2031, 3, 5), 500.0),
    )
    return tiny.model_copy(update={"observations": (*tiny.observations, *more)})


@pytest.fixture(scope="session")
def outlook(counted_camp: Scenario) -> Forecast:
    return forecast(counted_camp, [ORIGIN, date(2031, 2, 19)], LEAD, settings())


@pytest.fixture(scope="session")
def shown(outlook: Forecast) -> ShownForecast:
    return show_forecast(outlook)
