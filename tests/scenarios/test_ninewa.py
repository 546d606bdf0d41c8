"""The scenario `ninewa`: what its figures rest on, who shelters where, and what its surveys are compared with."""

from __future__ import annotations

import csv
from datetime import date

import numpy as np
import pytest

from homeward.engine.simulate import simulate
from homeward.evaluation.scoring.measures import days_needed, measure
from homeward.evaluation.surveys.survey_score import surveys_scored
from homeward.scenario.load import load_scenario
from homeward.scenario.rows.observations import Observation
from homeward.scenario.scenario import Scenario
from homeward.scenario.shipped import SHIPPED_FOLDER

AUGUST = date(2014, 8, 31)
UNDER_ISLAMIC_STATE = ("mosul_east", "mosul_west", "ninewa_camps", "sinjar_north", "sinjar_south")
VICTIMS = ("yazidi", "minority")
SPLIT = date(2020, 6, 1)


@pytest.fixture(scope="module")
def ninewa() -> Scenario:
    return load_scenario("ninewa")


def displaced(places: tuple[str, ...]) -> Observation:
    return Observation(
        name="victims", date=AUGUST, measure="displaced", groups=VICTIMS, places=places,
        low=0, value=0, high=0, use="test", claims=("judgement",),
    )  # fmt: skip


@pytest.mark.parametrize(
    "table", ["places", "groups", "routes", "actors", "conditions", "observations", "surveys"]
)
def test_every_row_names_what_it_rests_on(table: str):
    with (SHIPPED_FOLDER / "ninewa" / f"{table}.csv").open(newline="", encoding="utf-8") as file:
        unfounded = [row for row in csv.DictReader(file) if not row["claims"].strip()]
    assert unfounded == []


def test_nothing_observed_or_said_rests_on_judgement_alone(ninewa: Scenario):
    rows = (*ninewa.observations, *ninewa.surveys)
    assert all(set(row.claims) - {"judgement"} for row in rows)


def test_what_could_not_be_verified_is_graded_so(ninewa: Scenario):
    marked = {claim.claim for claim in ninewa.claims if "NOT VERIFIED" in claim.statement}
    assert marked == {claim.claim for claim in ninewa.claims if claim.information_grade == 6}
    assert len(marked) == 3
    fitted = {claim for row in ninewa.observations if row.use == "fit" for claim in row.claims}
    assert fitted & marked == set(), "nothing is fitted to what could not be verified"


def test_what_is_later_is_kept_for_testing(ninewa: Scenario):
    for row in (*ninewa.observations, *ninewa.surveys):
        assert row.use == "test" or row.date < SPLIT, row
    kept = {row.survey for row in ninewa.surveys if row.use == "test"}
    assert {"camps_2020", "camps_2022", "arabs_2020", "sinjar_nrc_2022"} == kept


def test_few_of_those_hostile_to_islamic_state_shelter_under_it(ninewa: Scenario):
    """August 2014; 9.5% before they were refused entry there and believed what it did. At most 5% is asked."""
    rows = [displaced(UNDER_ISLAMIC_STATE), displaced(())]
    days = days_needed(rows, ninewa.start, ninewa.end)
    run = simulate(ninewa, days=days, members=12, seed=1, threads=1)
    there, all_of_them = (measure(run, row) for row in rows)
    assert np.median(all_of_them) > 300_000
    assert np.median(there / all_of_them) < 0.05


def test_two_districts_of_one_count_share_no_figure_by_a_slip(ninewa: Scenario):
    """The slip of report 126, which prints Sinjar's number for Al-Ba'aj, is told in the claim."""
    (claim,) = (claim for claim in ninewa.claims if claim.claim == "s_idps_jun2022")
    assert "slip" in claim.statement


def test_its_surveys_name_reasons_on_four_occasions_and_of_the_refused(ninewa: Scenario):
    scored = surveys_scored(ninewa)
    assert set(scored) == {
        "sinjar_needs_2019", "camps_2020", "sinjar_nrc_2022", "camps_2022", "arabs_2020",
    }  # fmt: skip
    assert [row.answer for row in scored["arabs_2020"]] == ["return_refused"]
