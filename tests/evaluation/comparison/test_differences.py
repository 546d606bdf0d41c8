"""Differences between two worlds, on worlds small enough to work out by hand (model §10.3)."""

from __future__ import annotations

import math

import numpy as np
import pytest

from homeward.evaluation.comparison.compare import ComparedRun
from homeward.evaluation.comparison.differences import (
    all_fears_between,
    difference_of,
    fears_between,
    harm_between,
    outcomes_between,
)
from homeward.evaluation.outcomes import DISPLACED, RETURNED
from homeward.scenario.scenario import Scenario


def world(tiny: Scenario, returned: list[list[float]], displaced: float = 10.0) -> ComparedRun:
    """Three members, one home and two groups."""
    outcomes = np.zeros((3, 3, 1, 2))
    outcomes[:, RETURNED, 0] = returned
    outcomes[:, DISPLACED, 0] = [displaced, 3 * displaced]
    harm = np.arange(18.0).reshape(3, 3, 1, 2)
    return ComparedRun(tiny, outcomes, harm, np.ones((3, 3, 1, 2)))


@pytest.fixture
def as_is(tiny: Scenario) -> ComparedRun:
    return world(tiny, [[0, 10], [20, 30], [40, 50]])


@pytest.fixture
def changed(tiny: Scenario) -> ComparedRun:
    return world(tiny, [[40, 50], [20, 31], [0, 10]], displaced=90.0)


def test_members_are_subtracted_one_by_one(as_is: ComparedRun, changed: ComparedRun):
    """Both worlds have the same members in another order: their spreads are alike, the difference is not nothing."""
    found = outcomes_between(as_is, changed, [0], [0, 1])["returned"]
    assert (found.as_is.median, found.changed.median) == (50, 51)
    assert found.difference.median == 1
    assert (found.difference.q05, found.difference.q95) == pytest.approx((-71.9, 72.1))
    assert found.more == pytest.approx(2 / 3)


def test_a_group_is_counted_alone(as_is: ComparedRun, changed: ComparedRun):
    found = outcomes_between(as_is, changed, [0], [0])["returned"]
    assert found.difference.mean == 0.0
    assert found.more == pytest.approx(1 / 3)


def test_harm_is_told_by_kind(as_is: ComparedRun):
    found = harm_between(as_is, as_is, [0])
    assert list(found) == ["killed", "arrested_or_abducted", "conscripted_or_recruited"]
    assert [one.as_is.median for one in found.values()] == [13, 17, 21]
    assert all(one.difference.mean == one.more == 0 for one in found.values())


def test_published_counts_are_rounded_and_shares_of_few_people_withheld():
    found = difference_of(np.array([3.0, 101.0]), np.array([3.0, 109.0]))
    shown = found.published()
    assert (shown.as_is.q95, shown.changed.q95) == (95, 105)
    assert shown.difference.mean == 0
    assert found.more == 0.5
    assert math.isnan(shown.more)
    more = difference_of(np.array([3.0, 101.0]), np.array([3.0, 209.0])).published()
    assert more.more == 0.5


def test_fears_are_weighted_by_the_displaced_as_it_is(as_is: ComparedRun, changed: ComparedRun):
    """A quarter of them, in the first group, fear the first actor half: 0.25 x 0.5 + 0.75."""
    as_is.fears[:, 0, 0, 0] = 0.5
    changed.fears[:, 0, 0, 0] = 0.9
    as_is.fears[:, 2, 0, 1] = 0.2
    changed.outcomes[:, DISPLACED, 0, 1] = 0.0  # in the other world only the first group is away
    actor, recapture = fears_between(as_is, changed, [0], ("actor_a", "actor_b"))
    assert (actor.name, recapture.name) == ("fear_of_actor_a", "fear_of_recapture")
    assert (actor.as_is.mean, actor.changed.mean) == pytest.approx((0.875, 0.975))
    assert (recapture.as_is.mean, recapture.changed.mean) == pytest.approx((0.4, 1.0))


def test_all_fears_multiply_for_each_group_before_they_are_averaged(
    as_is: ComparedRun, changed: ComparedRun
):
    as_is.fears[:, 0, 0, 0] = as_is.fears[:, 1, 0, 0] = 0.5
    changed.fears[:, 2, 0, 0] = 0.8
    changed.outcomes[:, DISPLACED, 0, 1] = 0.0  # in the other world only the first group is away
    found = all_fears_between(as_is, changed, [0])
    assert found.as_is.mean == pytest.approx(0.25 * 0.25 + 0.75)
    assert found.as_is.mean != pytest.approx(0.875**2)  # negative control
    assert found.changed.mean == pytest.approx(0.25 * 0.8 + 0.75)


def test_where_nobody_is_displaced_no_fear_holds_anybody_back(tiny: Scenario):
    empty = world(tiny, [[0, 0]] * 3, displaced=0.0)
    empty.fears[:] = 0.3
    assert fears_between(empty, empty, [0], ("a", "b")) == []
