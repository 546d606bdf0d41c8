"""The whole forecast, on the tiny scenario."""

from __future__ import annotations

from datetime import date, timedelta

import numpy as np
import pytest

from evaluation.forecast.conftest import LEAD, ORIGIN, settings
from homeward.engine.simulate import simulate
from homeward.errors import ScenarioError
from homeward.evaluation.forecast.dressing import UNDRESSED
from homeward.evaluation.forecast.forecast import Forecast, forecast
from homeward.evaluation.scoring.measures import measure
from homeward.scenario.scenario import Scenario

COUNTED = date(2031, 2, 14)


def test_without_a_count_what_is_foreseen_is_what_the_members_do(tiny: Scenario):
    """Against a run of one future, measured on its own."""
    silent = tiny.model_copy(
        update={"observations": tuple(row for row in tiny.observations if not row.counts_people)}
    )
    outlook = forecast(silent, [ORIGIN], LEAD, settings(), dressing=UNDRESSED)
    future = outlook.futures[1]
    day = (outlook.quantity_forecasts[0].dates[-1] - future.scenario.start).days
    simulated = simulate(
        future.scenario,
        members=20,
        member_numbers=outlook.known.numbers.tolist(),
        days=[(ORIGIN - future.scenario.start).days, day],
    )
    for foreseen in outlook.quantity_forecasts:
        row = foreseen.quantity.on(foreseen.dates[-1], ORIGIN)
        np.testing.assert_array_equal(foreseen.values[-1, 1, 0], measure(simulated, row))


@pytest.mark.parametrize("use", ["fit", "test"])
def test_members_start_from_the_last_count_whatever_its_use(counted_camp: Scenario, use: str):
    """600 were counted on the last day known (480 to 720); of this scenario's own idea the members have another."""
    rows = tuple(
        row.model_copy(update={"use": use}) if row.name == "camp_population" else row
        for row in counted_camp.observations
    )
    found = forecast(
        counted_camp.model_copy(update={"observations": rows}), [COUNTED], 5, settings()
    )
    (camp,) = (one for one in found.quantity_forecasts if one.quantity.series == "camp_population")
    low, middle, high = camp.quantiles(0, [0.05, 0.5, 0.95])
    assert 400 < low < 580
    assert middle == pytest.approx(600, abs=50)
    assert 620 < high < 820  # few members
    # Both runs of chance start from one drawn figure.
    np.testing.assert_allclose(camp.values[0, 0, 0], camp.values[0, 0, 1], atol=3)


def test_all_storylines_share_the_past(outlook: Forecast):
    displaced = outlook.quantity_forecasts[0]
    assert displaced.dates[0] == ORIGIN
    np.testing.assert_array_equal(displaced.values[0, 0, 0], displaced.values[0, 1, 0])
    assert not np.array_equal(displaced.values[-1, 0, 0], displaced.values[-1, 1, 0])
    assert not np.array_equal(displaced.values[-1, 0, 0], displaced.values[-1, 0, 1])  # chance


def test_bands_hold_one_another(outlook: Forecast):
    for foreseen in outlook.quantity_forecasts:
        found = foreseen.quantiles(-1, [0.025, 0.05, 0.1, 0.25, 0.5, 0.75, 0.9, 0.95, 0.975])
        assert found == sorted(found)


def test_flows_begin_at_nobody_and_never_fall(outlook: Forecast):
    returns = next(one for one in outlook.quantity_forecasts if one.quantity.series == "returns")
    assert not returns.values[0].any()
    assert (np.diff(returns.values, axis=0) >= 0).all()


def test_every_number_that_came_true_is_scored_from_every_origin(outlook: Forecast):
    assert [(one.origin, one.date) for one in outlook.forecasts] == [
        (ORIGIN, date(2031, 2, 20)),
        (ORIGIN, date(2031, 3, 5)),
        (date(2031, 2, 19), date(2031, 2, 20)),
        (date(2031, 2, 19), date(2031, 3, 5)),
    ]
    first = outlook.forecasts[0]
    assert first.observed == 580
    assert first.baselines["persistence"] == 600
    assert first.baselines["linear trend"] == pytest.approx(600 - 50 / 6 * 6)
    (scores,) = outlook.scores.values()
    assert [(one.lead, one.numbers) for one in scores] == [(1, 2), (7, 2)]


def test_a_forecast_from_another_origin_is_the_one_made_from_there(
    outlook: Forecast, counted_camp: Scenario
):
    alone = forecast(counted_camp, [date(2031, 2, 19)], LEAD, settings())
    for one, other in zip(alone.forecasts, outlook.forecasts[2:], strict=True):
        np.testing.assert_array_equal(one.values, other.values)


def test_nothing_that_came_later_changes_a_forecast(outlook: Forecast, counted_camp: Scenario):
    """Rows, observations and the end of the run after the last day known are another's."""
    tables = {
        table: tuple(row for row in getattr(counted_camp, table) if row.start <= ORIGIN)
        for table in ("control", "presence", "conditions", "permissions", "harms", "closures")
    }
    observations = tuple(row for row in counted_camp.observations if row.date <= ORIGIN)
    blind = counted_camp.model_copy(update={**tables, "observations": observations})
    again = forecast(blind, [ORIGIN], LEAD, settings())
    for one, other in zip(again.quantity_forecasts, outlook.quantity_forecasts, strict=True):
        np.testing.assert_array_equal(one.values, other.values)
    assert again.scores == {}


def test_the_warnings_say_where_it_reaches_too_far(outlook: Forecast, counted_camp: Scenario):
    assert (
        "the lead, 40 days, is longer than the 20 days over which anything was observed before it."
        in outlook.warnings
    )
    near = forecast(counted_camp, [ORIGIN], 10, settings(4))
    assert not any("is longer than" in warning for warning in near.warnings)
    early = forecast(counted_camp, [date(2031, 1, 10)], 5, settings(4))
    assert any("they count alike" in warning for warning in early.warnings)


def test_rows_that_rest_on_what_was_said_later_are_listed(outlook: Forecast):
    assert any(where.startswith("presence.csv, line 6: t_raid") for where in outlook.grounds.later)


@pytest.mark.parametrize("day", [date(2030, 12, 31), date(2031, 3, 12)])
def test_a_day_outside_what_was_said_is_refused(tiny: Scenario, day: date):
    with pytest.raises(ScenarioError) as refused:
        forecast(tiny, [day], LEAD, settings(2))
    assert str(refused.value) == (
        f"--from: {day + timedelta(days=1)} is not a day to forecast tiny from.\n"
        "  Fix: name a day from 2031-01-02 to 2031-03-12."
    )
