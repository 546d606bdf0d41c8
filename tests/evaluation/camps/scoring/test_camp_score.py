"""A law of movement beside the registered numbers of every camp and day (model §12)."""

from __future__ import annotations

import dataclasses
import math
from pathlib import Path

import numpy as np
import pytest

from builders import REGISTERED, edit, make_registered
from homeward.engine.camps.camp_results import CampCounts
from homeward.evaluation.camps.scoring import camp_score as scoring
from homeward.evaluation.camps.scoring.camp_errors import relative_difference
from homeward.evaluation.camps.scoring.camp_score import registered_at, score_movement
from homeward.scenario.camps.daily_counts import add_as_flee
from homeward.scenario.scenario import MovementLaw, Scenario

CAMPS = ("near", "far")


@pytest.fixture
def scenario(tmp_path: Path) -> Scenario:
    return make_registered(tmp_path)


def answer(people: np.ndarray, parameters: dict | None = None, camps: tuple = CAMPS):
    """A law that gives the same answer whatever it is asked."""
    counted = CampCounts(camps, people, np.full(people.shape[0], 0.002), parameters or {})
    return lambda *_, **__: counted


def without_far(folder: Path) -> Scenario:
    rows = [line for line in REGISTERED["registrations.csv"].splitlines() if "far" not in line]
    return make_registered(folder, registrations="\n".join(rows) + "\n")


def test_registered_numbers_are_those_of_the_camps(scenario: Scenario):
    found = registered_at(scenario, CAMPS)
    assert found.shape == (30, 2)
    assert found[[0, 10, 29]].tolist() == [[0, 100], [400, 150], [700, 550]]
    # Where parts are added up as Flee does, other numbers are met.
    assert not np.array_equal(found, registered_at(scenario, CAMPS, add_as_flee))


def test_a_camp_of_which_nothing_is_registered_is_no_number(tmp_path: Path):
    found = registered_at(without_far(tmp_path), CAMPS)
    assert np.isnan(found[:, 1]).all()
    assert np.isfinite(found[:, 0]).all()


def test_a_law_that_is_right_everywhere_scores_nothing(
    scenario: Scenario, monkeypatch: pytest.MonkeyPatch
):
    seen = registered_at(scenario, CAMPS)
    monkeypatch.setattr(scoring, "count_camps", answer(np.stack([seen] * 4).astype(np.int32)))
    found = score_movement(scenario, "camp-choice", members=4)
    assert (found.ard, found.ard_median, found.ard_rescaled) == (0, 0, 0)
    assert (found.crps, found.crps_of_members) == (0, 0)
    assert (found.coverage50, found.coverage90, found.coverage90_of_members) == (1, 1, 1)
    assert [camp.ard for camp in found.camps] == [0, 0]
    assert all(row.inside for row in found.rows)


def test_what_a_wrong_law_scores(scenario: Scenario, monkeypatch: pytest.MonkeyPatch):
    seen = registered_at(scenario, CAMPS)
    turned = seen[:, ::-1]
    members = np.stack([seen, turned]).astype(np.int32)
    monkeypatch.setattr(scoring, "count_camps", answer(members))
    found = score_movement(scenario, "camp-choice", members=2)
    wrong = float(relative_difference(turned, seen))
    assert found.ard == pytest.approx(wrong / 2)
    assert found.ard_median == pytest.approx(wrong / 2)
    assert sum(camp.ard for camp in found.camps) == pytest.approx(found.ard)
    assert sum(camp.ard_median for camp in found.camps) == pytest.approx(found.ard_median)
    near, far = found.camps
    assert (near.name, near.label, near.is_registered) == ("near", "Near camp", True)
    assert near.mean == pytest.approx(seen.mean())
    assert near.registered_mean == pytest.approx(seen[:, 0].mean())
    assert (near.last, near.registered_last) == (625, 700)
    assert (near.last_q05, near.last_q95) == (557.5, 692.5)
    assert (far.last, far.registered_last) == (625, 550)


def test_people_on_the_road_are_forgiven_by_the_rescaled_difference(
    scenario: Scenario, monkeypatch: pytest.MonkeyPatch
):
    seen = registered_at(scenario, CAMPS)
    monkeypatch.setattr(scoring, "count_camps", answer((seen[None] * 0.5).astype(np.int32)))
    found = score_movement(scenario, "camp-choice", members=1)
    assert found.ard == pytest.approx(0.5, abs=0.01)
    assert found.ard_rescaled == pytest.approx(0, abs=0.01)


@pytest.mark.parametrize("with_capacity", [True, False])
def test_predictions_add_what_the_law_is_known_to_get_wrong(
    scenario: Scenario, with_capacity: bool, monkeypatch: pytest.MonkeyPatch
):
    """By the error that fits what is known; the members stay as they are."""
    seen = registered_at(scenario, CAMPS)
    errors = {"law_error": np.full(20, 2.0), "law_error_with_capacity": np.zeros(20)}
    members = np.stack([seen] * 20).astype(np.int32)
    monkeypatch.setattr(scoring, "count_camps", answer(members, errors))
    found = score_movement(scenario, "camp-choice", members=20, with_capacity=with_capacity)
    assert (found.ard, found.crps_of_members) == (0, 0)
    assert (found.crps == pytest.approx(0)) == with_capacity
    near = found.camps[0]
    assert (near.last_q95 - near.last_q05 > 1) != with_capacity
    assert near.mean == pytest.approx(seen[:, 0].mean())


def test_a_camp_of_which_nothing_is_registered_is_shown_and_not_scored(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    scenario = without_far(tmp_path)
    seen = registered_at(scenario, CAMPS)
    people = np.stack([np.nan_to_num(seen, nan=900)] * 2).astype(np.int32)
    monkeypatch.setattr(scoring, "count_camps", answer(people))
    found = score_movement(scenario, "camp-choice", members=2)
    assert found.ard == found.crps == 0
    far = found.camps[1]
    assert not far.is_registered
    assert (far.ard, far.ard_median, far.mean, far.last) == (0, 0, 900, 900)
    assert math.isnan(far.registered_mean)
    assert math.isnan(far.registered_last)
    assert [row.name for row in found.rows] == ["near"] * 3


@pytest.mark.parametrize("movement", ["camp-choice", "flee", None])
def test_every_law_can_be_scored(scenario: Scenario, movement: MovementLaw | None):
    found = score_movement(scenario, movement, members=3, seed=2)
    assert found.movement == (movement or "flee")  # the scenario's own
    assert found.with_capacity
    assert 0 < found.ard <= 2
    assert 0 <= found.crps <= 2
    assert [camp.name for camp in found.camps] == ["near", "far"]
    assert len(found.baselines) == 6
    assert found.seconds_per_member > 0
    is_choice = movement == "camp-choice"
    assert (found.crps != found.crps_of_members) == is_choice
    # Members and what is scored at all are registered numbers of the same camps.
    if is_choice:
        assert found.ard == pytest.approx(found.ard_rescaled)


def test_every_number_registered_is_a_row_on_its_day(scenario: Scenario):
    found = score_movement(scenario, "camp-choice", members=3)
    seen = [(row.name, row.date.day, row.observed, row.imposed) for row in found.rows]
    assert seen == [
        ("near", 1, 0, True), ("near", 11, 400, False), ("near", 30, 700, False), ("far", 1, 100, True),
        ("far", 11, 150, False), ("far", 30, 550, False),
    ]  # fmt: skip


def test_the_same_seed_gives_the_same_score_whatever_the_threads(scenario: Scenario):
    def found(seed: int, threads: int) -> dict:
        score = score_movement(scenario, "camp-choice", members=4, seed=seed, threads=threads)
        return dataclasses.asdict(dataclasses.replace(score, seconds_per_member=0.0))

    assert found(1, 1) == found(1, 3)
    assert found(1, 1) != found(2, 1)


def test_capacities_that_give_the_answer_away_are_named(tmp_path: Path):
    places = edit("places.csv", ",,,,,800,", ",,,,,700,", REGISTERED)
    scenario = make_registered(tmp_path, **places)
    for with_capacity in (True, False):
        found = score_movement(scenario, "camp-choice", members=2, with_capacity=with_capacity)
        assert [(leak.camp, leak.capacity) for leak in found.leaks] == [("near", 700)]
