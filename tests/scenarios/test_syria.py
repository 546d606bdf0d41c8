"""The scenario `syria`: its figures are those of its sources, and what it gives is what was measured (model §17)."""

from __future__ import annotations

import csv
from collections.abc import Iterator
from datetime import date

import numpy as np
import pytest

from homeward.engine.simulate import simulate
from homeward.engine.simulated import Simulated
from homeward.evaluation.scoring.measures import days_needed, measure
from homeward.evaluation.scoring.score import score_one
from homeward.scenario.load import load_scenario
from homeward.scenario.rows.observations import Observation
from homeward.scenario.scenario import Scenario
from homeward.scenario.shipped import SHIPPED_FOLDER

DECEMBER = date(2024, 12, 1)
MEMBERS = 8
INSIDE = {"government_areas", "north_west_refuge", "north_east_refuge"}
HOSTS = {"turkey", "lebanon", "jordan", "iraq", "egypt"}
DATED = ("control", "presence", "harms", "conditions", "permissions", "arrivals", "observations")
# Thousand people: displaced inside the country at the end of each year from 2011, and verified returns from abroad.
IDPS = (600, 3000, 6500, 7600, 6600, 6326, 6784, 6119, 6495, 6568, 6662, 6865, 7248)
REFUGEES_BACK = (77, 56, 94.971, 38.235, 35.624, 50.966, 37.552)


@pytest.fixture(scope="module")
def syria() -> Scenario:
    return load_scenario("syria")


@pytest.fixture(scope="module")
def simulated(syria: Scenario) -> Simulated:
    days = days_needed(syria.observations, syria.start, syria.end)
    return simulate(syria, days=days, members=MEMBERS, seed=1)


def series(scenario: Scenario, name: str) -> Iterator[Observation]:
    return (row for row in scenario.observations if row.name == name)


@pytest.mark.parametrize("table", [*DATED, "places", "groups", "routes"])
def test_every_row_names_what_it_rests_on(table: str):
    with (SHIPPED_FOLDER / "syria" / f"{table}.csv").open(newline="", encoding="utf-8") as file:
        unfounded = [row for row in csv.DictReader(file) if not row["claims"].strip()]
    assert unfounded == []


def test_nothing_observed_rests_on_judgement_alone(syria: Scenario):
    assert all(set(row.claims) - {"judgement"} for row in syria.observations)


def test_rows_before_december_are_for_fitting_and_later_ones_are_kept_back(syria: Scenario):
    assert all((row.use == "fit") == (row.date < DECEMBER) for row in syria.observations)
    assert {row.use for row in syria.observations} == {"fit", "test"}


def test_the_yearly_figures_are_those_of_the_sources(syria: Scenario):
    idps = [row for row in series(syria, "idps") if row.use == "fit"]
    assert [row.date.year for row in idps] == list(range(2011, 2024))
    assert [row.value / 1000 for row in idps] == list(IDPS)
    assert all(set(row.places) == INSIDE for row in idps)
    back = list(series(syria, "refugees_back"))[: len(REFUGEES_BACK)]
    assert [row.date.year for row in back] == list(range(2017, 2024))
    assert [row.value / 1000 for row in back] == list(REFUGEES_BACK)
    assert all(set(row.places) == HOSTS for row in back)


def test_the_five_host_countries_add_up(syria: Scenario):
    totals = {row.date: row.value for row in series(syria, "refugees")}
    for when in (date(2012, 12, 11), date(2013, 5, 16), date(2014, 8, 29), date(2015, 7, 9)):
        each = [
            next(r for r in series(syria, f"refugees_{host}") if r.date == when) for host in HOSTS
        ]
        assert sum(row.value for row in each) == totals[when]


def test_three_figures_for_2018_stay_side_by_side(syria: Scenario):
    row = next(r for r in series(syria, "idps_back") if r.date.year == 2018)
    figures = {claim.claim: claim.value for claim in syria.claims if claim.claim in row.claims}
    assert sorted(figures.values(), key=float) == [1_220_000, 1_250_000, 1_400_000]
    assert row.low <= 1_220_000
    assert row.high >= 1_400_000


def test_people_are_as_many_as_before_the_war(syria: Scenario):
    assert sum(place.population.value for place in syria.places if place.population) == 21_100_000


def test_nobody_is_made_or_lost(syria: Scenario, simulated: Simulated):
    stocks = (
        "residents",
        "idps",
        "refugees",
        "returnees",
        "travelling",
        "detained",
        "recruited",
        "dead",
    )
    there = sum(simulated.stocks[name].values.sum(axis=2, dtype=np.int64) for name in stocks)
    entered = simulated.flows["external_arrivals"].values.sum(axis=2, dtype=np.int64).cumsum(axis=1)
    began = there - entered
    assert (began == began[:, :1]).all()
    assert ((began > 19_000_000) & (began < 23_500_000)).all()


def test_as_many_fit_rows_are_inside_as_the_model_page_says(syria: Scenario, simulated: Simulated):
    fit = [row for row in syria.observations if row.use == "fit"]
    inside = [score_one(row, measure(simulated, row)).inside for row in fit]
    assert (sum(inside), len(fit)) == (39, 58)


def test_the_end_of_the_government_is_followed_by_more_return(
    simulated: Simulated, syria: Scenario
):
    before = next(
        row for row in syria.observations if row.name == "refugees_back" and row.date.year == 2023
    )
    after = next(
        r for r in series(syria, "refugees_wave") if r.date.year == 2025 and r.date.month == 12
    )
    assert (measure(simulated, after) > measure(simulated, before)).all()
