"""What is foreseen, and what it is scored by."""

from __future__ import annotations

from datetime import date

from evaluation.forecast.conftest import LEAD, ORIGIN
from homeward.evaluation.forecast.quantities import (
    observed_after,
    observed_until,
    quantities,
    told_apart,
)
from homeward.scenario.scenario import Scenario


def test_four_counts_of_everybody_and_the_series_observed(counted_camp: Scenario, tiny: Scenario):
    found = quantities(counted_camp, ORIGIN)
    assert [one.series for one in found] == [
        "displaced", "returned", "fled", "returns", "camp_population",
    ]  # fmt: skip
    # Counted once, it is no series.
    assert [one.series for one in quantities(tiny, ORIGIN)] == [
        "displaced", "returned", "fled", "returns",
    ]  # fmt: skip


def test_flows_count_from_the_last_day_known(counted_camp: Scenario):
    displaced, _, fled, *_ = quantities(counted_camp, ORIGIN)
    day = date(2031, 2, 20)
    assert (fled.on(day, ORIGIN).since, fled.on(day, ORIGIN).date) == (ORIGIN, day)
    assert displaced.on(day, ORIGIN).since is None


def test_what_is_known_is_to_fit_and_past(counted_camp: Scenario):
    known = observed_until("camp_population", counted_camp, date(2031, 2, 28))
    assert [row.value for row in known] == [700, 650, 600]


def test_rows_to_fit_and_to_test_are_scored_if_they_are_later(counted_camp: Scenario):
    scored = observed_after(counted_camp, ORIGIN, LEAD)
    assert [(row.value, row.use) for row in scored] == [(580, "test"), (500, "fit")]
    assert [row.value for row in observed_after(counted_camp, ORIGIN, 10)] == [580]
    assert observed_after(counted_camp, date(2031, 1, 30), 1) == []  # nothing known of it yet


def test_a_series_called_as_everybody_is_called_otherwise(counted_camp: Scenario):
    rows = tuple(
        row.model_copy(update={"name": "displaced" if row.name == "camp_population" else row.name})
        for row in counted_camp.observations
    )
    told = told_apart(counted_camp.model_copy(update={"observations": rows}))
    names = [one.series for one in quantities(told, ORIGIN)]
    expected = [one.series for one in quantities(counted_camp, ORIGIN)]
    assert len(names) == len(set(names))
    assert names == [
        "displaced_observed" if name == "camp_population" else name for name in expected
    ]
