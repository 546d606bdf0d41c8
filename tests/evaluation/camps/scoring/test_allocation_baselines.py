"""What anybody could have said without a model (model §12.8)."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from builders import REGISTERED, edit, make_ground, make_registered
from homeward.assemble.camps.camp_choice.choice_world import assemble_choice
from homeward.evaluation.camps.scoring.allocation_baselines import (
    DAY,
    baselines,
    gravity,
    handed_out,
    kept,
    shared,
)
from homeward.evaluation.camps.scoring.camp_errors import relative_difference
from homeward.evaluation.camps.scoring.camp_score import registered_at
from homeward.scenario.scenario import Scenario

SEEN = np.array([[30.0, 70.0], [90.0, 110.0], [50.0, 50.0]])
UNLIMITED = np.array([0, 0])


def always(*pull: float):
    return lambda _: np.array(pull)


def names_of(scenario: Scenario, *, with_capacity: bool) -> dict[str, float]:
    seen = registered_at(scenario, ("near", "far"))
    return baselines(scenario, seen, with_capacity=with_capacity)


def test_all_people_are_shared_out_every_day():
    assert shared(np.array([1.0, 3.0]), SEEN).tolist() == [[25, 75], [50, 150], [25, 75]]


def test_those_who_come_are_shared_out_and_all_camps_lose_alike():
    people = handed_out(always(1.0, 3.0), SEEN, UNLIMITED)
    # 100 more: 25 and 75; then half of all leave.
    assert people.tolist() == [[30, 70], [55, 145], [27.5, 72.5]]


def test_whom_a_camp_has_no_room_for_are_shared_out_among_the_others():
    people = handed_out(always(3.0, 1.0), SEEN, np.array([60, 0]))
    assert people.tolist() == [[30, 70], [60, 140], [30, 70]]


def test_when_all_are_full_they_are_placed_above_capacity():
    people = handed_out(always(1.0, 1.0), SEEN, np.array([60, 90]))
    # 30 and 20 find room; the other 50 are halved.
    np.testing.assert_allclose(people[1], [85, 115])


def test_a_camp_that_is_fuller_than_it_should_be_takes_nobody():
    people = handed_out(always(1.0, 1.0), SEEN, np.array([20, 0]))
    assert people[1].tolist() == [30, 170]


def test_from_nobody_to_nobody_is_no_error():
    nobody = np.zeros((3, 2))
    assert not handed_out(always(1.0, 1.0), nobody, UNLIMITED).any()
    back = np.array([[0.0, 0.0], [4.0, 0.0], [0.0, 0.0]])
    assert handed_out(always(1.0, 1.0), back, UNLIMITED).tolist() == [[0, 0], [2, 2], [0, 0]]
    less_than_nobody = np.array([[0.0, 0.0], [-4.0, 0.0], [0.0, 2.0]])
    found = handed_out(always(1.0, 1.0), less_than_nobody, UNLIMITED)
    assert found.tolist() == [[0, 0], [0, 0], [1, 1]]


def test_shares_of_a_day_are_kept_and_seen_until_then():
    seen = np.tile([10.0, 30.0], (DAY + 3, 1))
    seen[3] = [5, 5]
    seen[DAY + 2] = [100, 0]
    people = kept(seen)
    np.testing.assert_array_equal(people[: DAY + 2], seen[: DAY + 2])
    assert people[DAY + 2].tolist() == [25, 75]
    seen[DAY] = 0
    assert not kept(seen)[DAY + 1 :].any()


def test_gravity_is_population_over_a_power_of_distance():
    ground = make_ground([[90.0, 190.0], [40.0, 90.0]], population=[1000.0, 500.0])
    np.testing.assert_allclose(gravity(ground, 1)(1), [1000 / 100 + 500 / 50, 1000 / 200 + 5])
    np.testing.assert_allclose(gravity(ground, 2)(1), [0.1 + 0.2, 0.025 + 0.05])
    ground.is_active[1, 1] = False
    np.testing.assert_allclose(gravity(ground, 1)(1), [10, 5])


def test_gravity_follows_open_roads_to_open_camps():
    ground = make_ground([[-1.0, 190.0, 90.0]], km_all=[[90.0, 190.0, 90.0]])
    ground.is_open[1, 2] = False
    np.testing.assert_allclose(gravity(ground, 1)(1), [0, 1 / 200, 0])
    np.testing.assert_allclose(gravity(ground, 1)(2), [0, 1 / 200, 1 / 100])
    ground.is_open[3] = False
    # Where nobody can reach any camp they go as if everything were open.
    np.testing.assert_allclose(gravity(ground, 1)(3), [1 / 100, 1 / 200, 1 / 100])


def test_which_baselines_there_are_depends_on_what_is_known(tmp_path: Path):
    scenario = make_registered(tmp_path)
    assert [*names_of(scenario, with_capacity=False)] == ["equal shares", "gravity 1", "gravity 2"]
    assert [*names_of(scenario, with_capacity=True)] == [
        "equal shares", "by capacity", "gravity 1", "gravity 1, full camps refuse", "gravity 2",
        "gravity 2, full camps refuse",
    ]  # fmt: skip


def test_after_a_month_shares_can_be_kept(tmp_path: Path):
    longer = edit("scenario.yaml", "2015-05-30", "2015-06-10", REGISTERED)
    assert "shares of day 30" in names_of(make_registered(tmp_path, **longer), with_capacity=False)


def test_the_numbers_of_the_small_scenario(tmp_path: Path):
    scenario = make_registered(tmp_path)
    seen = registered_at(scenario, ("near", "far"))
    found = baselines(scenario, seen, with_capacity=True)
    total = seen.sum(axis=1)
    halves = np.stack([total / 2, total / 2], axis=1)
    assert found["equal shares"] == pytest.approx(float(relative_difference(halves, seen)))
    sized = np.stack([total * 800 / 5800, total * 5000 / 5800], axis=1)
    assert found["by capacity"] == pytest.approx(float(relative_difference(sized, seen)))
    # The border is closed until the 5th, the near camp until the 3rd; old town is fought over until the 10th.
    people = np.zeros_like(seen)
    people[0] = seen[0]
    for day in range(1, 30):
        change = total[day] - total[day - 1]
        old, market = float(day < 19), float(day >= 9)
        near = (old * 1000 / 110 + market * 500 / 70) * (day >= 2)
        far = (old * 1000 / 350 + market * 500 / 310) * (day >= 4)
        if near + far == 0:
            near, far = old * 1000 / 110, old * 1000 / 350
        people[day] = people[day - 1] + change * np.array([near, far]) / (near + far)
    assert (np.diff(total) > 0).all()
    assert found["gravity 1"] == pytest.approx(float(relative_difference(people, seen)))


def test_gravity_counts_all_kilometres_alike(tmp_path: Path):
    """Whatever a kilometre abroad counts in the law."""
    abroad = edit("places.csv", "market,Market,town,SYR", "market,Market,town,JOR", REGISTERED)
    found = [
        names_of(
            make_registered(
                folder,
                **abroad,
                **edit(
                    "scenario.yaml",
                    "rules:",
                    f"parameters:\n  abroad_km_share: {share}\nrules:",
                    REGISTERED,
                ),
            ),
            with_capacity=False,
        )["gravity 1"]
        for share in (0.1, 1)
        if (folder := tmp_path / str(share)).mkdir() is None
    ]
    assert found[0] == found[1]


def test_camps_of_which_nothing_is_registered_are_left_out(tmp_path: Path):
    rows = [line for line in REGISTERED["registrations.csv"].splitlines() if "far" not in line]
    scenario = make_registered(tmp_path, registrations="\n".join(rows) + "\n")
    found = names_of(scenario, with_capacity=True)
    assert set(found.values()) == {0.0}


def test_without_any_camp_there_is_none(tmp_path: Path):
    rows = [line for line in REGISTERED["registrations.csv"].splitlines() if "far" not in line]
    text = "\n".join(line.replace(",near,", ",,") for line in rows) + "\n"
    scenario = make_registered(tmp_path, registrations=text)
    assert assemble_choice(scenario).chosen.size == 0
    assert names_of(scenario, with_capacity=True) == {}


def test_with_camps_alone_gravity_shares_out_alike(tmp_path: Path):
    towns = REGISTERED["places.csv"].replace(",town,", ",camp,")
    scenario = make_registered(tmp_path, places=towns)
    seen = registered_at(scenario, ("oldtown", "market", "near", "far"))
    found = baselines(scenario, seen, with_capacity=False)
    assert np.isfinite([*found.values()]).all()
