"""The scenario `iraq`: its counts add up as their sources do, and flight comes near what was counted before July 2018."""

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
from homeward.scenario.changes.applied_levers import AppliedLever
from homeward.scenario.changes.apply_levers import apply_levers
from homeward.scenario.load import load_scenario
from homeward.scenario.rows.observations import Observation
from homeward.scenario.scenario import Scenario
from homeward.scenario.shipped import SHIPPED_FOLDER

JULY = date(2018, 7, 1)
MEMBERS = 8
DATED = ("control", "presence", "harms", "conditions", "permissions", "observations")
REFUGES = {
    "ninewa_refuge",
    "dahuk",
    "erbil",
    "sulaymaniyah",
    "anbar_refuge",
    "centre_refuge",
    "baghdad",
    "south",
    "kirkuk",
}
ORIGINS = ("ninewa", "anbar", "salah_al_din", "kirkuk", "diyala", "belts")
# People of Erbil governorate (Makhmur) still displaced, and back in Erbil and Dahuk: no homes here.
FROM_ERBIL = {date(2019, 8, 31): 19_440, date(2020, 2, 29): 14_052, date(2018, 3, 31): 7_944}
BACK_ELSEWHERE = {
    date(2017, 12, 31): 35_790,
    date(2018, 2, 28): 36_138 + 780,
    date(2018, 12, 31): 41_784 + 780,
    date(2019, 4, 30): 41_070 + 780,
    date(2019, 8, 31): 41_220 + 780,
    date(2020, 2, 29): 52_878 + 768,
}


@pytest.fixture(scope="module")
def iraq() -> Scenario:
    return load_scenario("iraq")


@pytest.fixture(scope="module")
def simulated(iraq: Scenario) -> Simulated:
    days = days_needed(iraq.observations, iraq.start, iraq.end)
    return simulate(iraq, days=days, members=MEMBERS, seed=1)


def series(scenario: Scenario, name: str) -> Iterator[Observation]:
    return (row for row in scenario.observations if row.name == name)


def value(scenario: Scenario, name: str, day: date) -> float:
    (row,) = (row for row in series(scenario, name) if row.date == day)
    return row.value


@pytest.mark.parametrize("table", [*DATED, "places", "groups", "routes"])
def test_every_row_names_what_it_rests_on(table: str):
    with (SHIPPED_FOLDER / "iraq" / f"{table}.csv").open(newline="", encoding="utf-8") as file:
        unfounded = [row for row in csv.DictReader(file) if not row["claims"].strip()]
    assert unfounded == []


def test_nothing_observed_rests_on_judgement_alone(iraq: Scenario):
    assert all(set(row.claims) - {"judgement"} for row in iraq.observations)


def test_every_count_has_an_address(iraq: Scenario):
    addresses = {document.document: document.url for document in iraq.documents}
    used = {name for row in iraq.observations for name in row.claims}
    assert all(addresses[claim.document] for claim in iraq.claims if claim.claim in used)


def test_rows_before_july_2018_are_for_fitting_and_later_ones_are_kept_back(iraq: Scenario):
    assert all((row.use == "fit") == (row.date < JULY) for row in iraq.observations)
    assert max(row.date for row in iraq.observations) <= date(2020, 6, 30)
    assert len(iraq.observations) >= 25


def test_an_observation_is_the_sum_of_its_claims(iraq: Scenario):
    figures = {claim.claim: claim.value for claim in iraq.claims}
    sums = [sum(figures[name] or 0 for name in row.claims) for row in iraq.observations]
    assert sums == [row.value for row in iraq.observations]


def test_the_counts_of_the_tracking_matrix_are_families_times_six(iraq: Scenario):
    rounded = {"returnees_2015_09_29", "idps_in_dahuk_2014_12_31"}
    stocks = [
        row
        for row in iraq.observations
        if row.measure in ("displaced", "returned") and not rounded & set(row.claims)
    ]
    odd = [row.claims for row in stocks if row.value % 6 and row.name != "mosul_west_to_east"]
    assert odd == []


@pytest.mark.parametrize("day", [date(2019, 8, 31), date(2020, 2, 29), date(2018, 3, 31)])
def test_the_displaced_by_origin_add_up_to_the_national_count(iraq: Scenario, day: date):
    of_each = sum(value(iraq, f"idps_from_{origin}", day) for origin in ORIGINS)
    assert of_each + FROM_ERBIL[day] == value(iraq, "idps", day)


@pytest.mark.parametrize(
    "day", [date(2017, 12, 31), date(2018, 3, 31), date(2019, 8, 31), date(2020, 2, 29)]
)
def test_the_displaced_by_refuge_add_up_to_the_national_count(iraq: Scenario, day: date):
    rows = [r for r in iraq.observations if r.name.startswith("idps_in_") and r.date == day]
    assert sum(row.value for row in rows) == value(iraq, "idps", day)
    places = [place for row in rows for place in row.places]
    assert sorted(places) == sorted(REFUGES | {"mosul_east"})


@pytest.mark.parametrize("day", BACK_ELSEWHERE)
def test_returnees_by_governorate_add_up_to_the_national_count(iraq: Scenario, day: date):
    of_each = sum(value(iraq, f"back_in_{home}", day) for home in ORIGINS)
    assert of_each + BACK_ELSEWHERE[day] == value(iraq, "returnees", day)


@pytest.mark.parametrize("day", [date(2018, 7, 15), date(2018, 12, 31), date(2019, 4, 30)])
def test_returnees_by_district_add_up_to_their_governorate(iraq: Scenario, day: date):
    parts = ("mosul", "sinjar", "telafar", "ninewa_plain")
    in_parts = sum(value(iraq, f"back_in_{part}", day) for part in parts)
    assert in_parts == value(iraq, "back_in_ninewa", day)
    in_anbar = value(iraq, "back_in_ramadi", day) + value(iraq, "back_in_falluja", day)
    assert in_anbar < value(iraq, "back_in_anbar", day)


def test_the_east_of_mosul_counts_as_a_refuge_from_june_2017_on(iraq: Scenario):
    for row in series(iraq, "idps"):
        assert set(row.places) == (set() if row.date >= date(2017, 6, 30) else REFUGES)


def test_homes_of_the_governorates_are_all_homes_once(iraq: Scenario):
    day = date(2020, 2, 29)
    homes = [
        home
        for origin in ORIGINS
        for row in series(iraq, f"idps_from_{origin}")
        if row.date == day
        for home in row.homes
    ]
    assert sorted(homes) == sorted(place.place for place in iraq.places if place.population)


def test_nobody_is_let_home_by_islamic_state(iraq: Scenario):
    held = {(row.place, row.start, row.end) for row in iraq.control if row.actor == "isis"}
    refused = {
        (row.place, row.start, row.end)
        for row in iraq.permissions
        if row.actor == "isis" and row.movement == "home" and not row.groups
    }
    assert held == refused


def test_nobody_is_made_or_lost(simulated: Simulated):
    stocks = ("residents", "idps", "returnees", "travelling", "detained", "recruited", "dead")
    there = np.sum(
        [simulated.stocks[name].values.sum(axis=2, dtype=np.int64) for name in stocks], axis=0
    )
    assert (there == there[:, :1]).all()
    assert ((there[:, 0] > 9_000_000) & (there[:, 0] < 11_500_000)).all()


@pytest.mark.parametrize(
    "day", [date(2014, 5, 31), date(2014, 8, 31), date(2015, 3, 31), date(2015, 9, 29)]
)
def test_flight_comes_near_the_counts(iraq: Scenario, simulated: Simulated, day: date):
    (row,) = (row for row in series(iraq, "idps") if row.date == day)
    assert np.median(measure(simulated, row)) == pytest.approx(row.value, rel=0.15)


def test_fit_rows_are_inside(iraq: Scenario, simulated: Simulated):
    fit = [row for row in iraq.observations if row.use == "fit" and not row.imposed]
    inside = [score_one(row, measure(simulated, row)).inside for row in fit]
    assert len(fit) == 162
    assert sum(inside) >= 130


def test_more_come_home_where_all_are_allowed(iraq: Scenario):
    last = [(iraq.end - iraq.start).days]
    as_it_is = simulate(iraq, days=last, members=3, seed=1)
    open_to_all = apply_levers(iraq, [AppliedLever("all_allowed_home")])
    allowed = simulate(open_to_all, days=last, members=3, seed=1)
    before, after = (
        run.stocks["returnees"].values.sum(axis=(1, 2), dtype=np.int64)
        for run in (as_it_is, allowed)
    )
    assert (after > before).all()
