"""Scores (model §9)."""

from __future__ import annotations

import math
from datetime import date
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

import scoringrules_later as scoringrules
from builders import FILES, edit, make_scenario
from homeward.engine.simulate import simulate
from homeward.evaluation.scoring.measures import days_needed, measure
from homeward.evaluation.scoring.member_statistics import crps
from homeward.evaluation.scoring.score import score_one, score_scenario
from homeward.model.communities.step import run_member
from homeward.scenario.changes.applied_levers import AppliedLever
from homeward.scenario.changes.apply_levers import apply_levers
from homeward.scenario.rows.observations import Observation
from homeward.scenario.scenario import Scenario

numbers = st.floats(-1e6, 1e6)
ROW = "fewer_leave,2015-06-15,2015-05-15,departures,,,camp,0,0,10,pattern,no,,,buses,c1,\n"
LATER = ROW.replace("fewer_leave,2015-06-15", "and_later,2015-06-20")


def observed(low: float, value: float, high: float) -> Observation:
    return Observation(
        name="it",
        date=date(2031, 1, 9),
        measure="present",
        low=low,
        value=value,
        high=high,
        use="test",
        claims=("c1", "c2"),
    )


@given(st.lists(numbers, min_size=2, max_size=60), numbers)
def test_the_crps_is_scoringrules_fair_estimator(members: list[float], value: float):
    ensemble = np.array(members)
    expected = float(scoringrules.crps_ensemble(value, ensemble, estimator="fair"))
    assert crps(ensemble, value) == pytest.approx(expected, rel=1e-9, abs=1e-6)


def test_the_crps_of_a_normal_ensemble_is_its_closed_form():
    """20 000 members and an observation one deviation off; five standard errors, from the spread of the score."""
    members = np.random.default_rng(1).normal(10.0, 2.0, 20_000)
    closed = float(scoringrules.crps_normal(12.0, 10.0, 2.0))
    assert closed == pytest.approx(
        2 * (1 * math.erf(1 / math.sqrt(2)) + 2 * 0.24197072 - 1 / math.sqrt(math.pi))
    )
    assert abs(crps(members, 12.0) - closed) < 5 * 2.0 / math.sqrt(members.size)
    assert abs(crps(members, 11.5) - closed) > 5 * 2.0 / math.sqrt(members.size)  # negative control


def test_a_single_member_is_scored_by_its_distance():
    assert crps(np.array([7.0]), 10.0) == 3.0
    assert crps(np.array([10.0, 10.0, 10.0]), 10.0) == 0.0


def test_the_fair_score_does_not_reward_a_larger_ensemble():
    """Mean over draws of 3 members and of 30 agree within five standard errors: false alarm below 1e-6."""
    chance = np.random.default_rng(2)
    scores = {
        size: np.array([crps(chance.normal(size=size), 0.5) for _ in range(4000)])
        for size in (3, 30)
    }
    error = math.hypot(*(values.std() / math.sqrt(values.size) for values in scores.values()))
    assert abs(scores[3].mean() - scores[30].mean()) < 5 * error
    plain = np.array(
        [
            float(scoringrules.crps_ensemble(0.5, chance.normal(size=3), estimator="nrg"))
            for _ in range(4000)
        ]
    )
    assert (
        abs(plain.mean() - scores[30].mean()) > 5 * error
    )  # negative control: the plain estimator does


def test_a_score_has_the_quantiles_of_the_ensemble():
    found = score_one(observed(40, 50, 60), np.arange(101.0))
    assert (found.q05, found.q25, found.median, found.q75, found.q95) == (5, 25, 50, 75, 95)
    assert found.claim == "c1 c2"
    assert found.inside


@pytest.mark.parametrize(
    ("value", "level"),
    [
        (4.9, ""),
        (5, "90"),
        (24.9, "90"),
        (25, "50"),
        (75, "50"),
        (75.1, "90"),
        (95, "90"),
        (95.1, ""),
    ],
)
def test_a_figure_is_inside_where_it_lies_in_the_band_itself(value: float, level: str):
    """The range of the figure, here all there is, is no help."""
    found = score_one(observed(0, value, 900), np.arange(101.0))
    assert (found.inside_50, found.inside) == (level == "50", level != "")


def test_a_band_that_meets_only_the_range_of_a_figure_is_outside():
    """183,000 published, up to 200,000: a band that ends at 179,210 was once called inside."""
    found = score_one(observed(150_000, 183_000, 200_000), np.linspace(20_000, 187_642, 60))
    assert found.q95 > 150_000
    assert not found.inside


def test_a_score_has_what_the_headline_needs():
    """c is 5; members 5 and 15 above and below: ln 10 and ln 20 beside ln 15."""
    found = score_one(observed(0, 10, 100), np.array([5.0, 15.0]), last_figure=20.0)
    ends = math.log(15) - math.log(10), math.log(20) - math.log(15)
    assert found.log_crps == pytest.approx(sum(ends) / 2 - math.log(2) / 2)
    assert (found.rank, found.z, found.last_figure) == (0.5, 0, 20)
    assert score_one(observed(0, 1, 100), np.array([5.0, 15.0])).rank == pytest.approx(0.5 / 3)


def test_published_scores_are_no_finer_than_people():
    """c is 1: five people are five on the scale of logarithms, near nobody."""
    exact = score_one(observed(0, 10, 20), np.array([12.0, 14.0, 17.0]))
    shown = exact.published()
    assert shown.log_crps % 5 == 0
    assert (shown.rank, shown.z) == (0.125, round(exact.z, 2))
    many = score_one(observed(0, 10_000, 200_000), np.array([12_000.0, 14_000.0]))
    assert many.published().log_crps == pytest.approx(many.log_crps, abs=0.005)


def test_members_without_a_value_are_left_out_and_never_counted_as_zero():
    values = np.array([np.nan, 50.0, 60.0, np.nan])
    found = score_one(observed(40, 50, 60), values)
    assert found.median == 55
    assert found.q05 > 50
    assert found.crps == crps(np.array([50.0, 60.0]), 50.0)


def test_an_ensemble_without_any_value_has_no_score():
    found = score_one(observed(0, 0, 5), np.array([np.nan, np.nan]))
    assert math.isnan(found.median)
    assert math.isnan(found.crps)
    assert not found.inside


def test_every_observation_is_scored_in_the_order_of_the_file(tiny: Scenario):
    found = score_scenario(tiny, members=5)
    assert [row.name for row in found.rows] == [row.name for row in tiny.observations]
    assert (found.scenario, found.members) == ("tiny", 5)
    days = days_needed(tiny.observations, tiny.start, tiny.end)
    simulated = simulate(tiny, members=5, days=days)
    row = tiny.observations[0]
    assert found.rows[0].median == np.median(measure(simulated, row))


@pytest.fixture
def with_levers(tmp_path: Path) -> Scenario:
    """Rows with a lever stand before one without."""
    rows = FILES["observations.csv"].splitlines(keepends=True)
    return make_scenario(tmp_path, observations="".join([*rows[:-1], ROW, LATER, rows[-1]]))


def test_of_levers_the_difference_is_scored_not_the_measure(with_levers: Scenario):
    row = next(row for row in with_levers.observations if row.levers)
    days = days_needed([row], with_levers.start, row.date)
    values = [
        measure(simulate(one, days=days, members=12, seed=3), row)
        for one in (with_levers, apply_levers(with_levers, [AppliedLever("buses")]))
    ]
    found = score_scenario(with_levers, members=12, seed=3).rows
    assert [one.name for one in found] == ["camp_june", "fled_may", "fewer_leave", "and_later"]
    assert found[2] == score_one(row, values[1] - values[0])
    assert not np.array_equal(values[0], values[1])


def test_each_member_of_each_world_is_run_once(
    with_levers: Scenario, monkeypatch: pytest.MonkeyPatch
):
    """Two rows name one lever: two worlds. A run of no days only compiles."""
    runs: list[int] = []

    def counted(*given: Any) -> None:
        runs.extend([given[1].chance.member] * (given[3].day.size > 0))
        run_member(*given)

    monkeypatch.setattr("homeward.engine.communities.ready.run_member", counted)
    score_scenario(with_levers, members=3, threads=1)
    assert sorted(runs) == [0, 0, 1, 1, 2, 2]


def test_a_lever_that_changes_nothing_scores_exactly_nothing(tmp_path: Path):
    same = edit("levers.yaml", "set: {value: 0.2}", "set: {claims: judgement}")["levers"]
    same = same.split("    - table: conditions\n      set:")[0]
    scenario = make_scenario(tmp_path, levers=same, observations=FILES["observations.csv"] + ROW)
    found = score_scenario(scenario, members=4).rows[-1]
    assert (found.q05, found.median, found.q95) == (0, 0, 0)


def test_progress_counts_every_run(with_levers: Scenario):
    seen: list[tuple[int, int]] = []
    score_scenario(with_levers, members=3, progress=lambda done, of: seen.append((done, of)))
    assert seen[-1] == (6, 6)
    assert [done for done, _ in seen] == sorted(done for done, _ in seen)
