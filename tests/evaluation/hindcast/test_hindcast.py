"""The hindcast (decision 9), on the tiny scenario with a figure of returnees added before the test."""

from __future__ import annotations

from collections.abc import Generator
from contextlib import contextmanager
from datetime import date

import numpy as np
import pytest

from homeward.engine.pool import Progress
from homeward.engine.simulate import simulate
from homeward.errors import ScenarioError
from homeward.evaluation.conditioning.conditioned_runs import ConditioningSettings
from homeward.evaluation.conditioning.weighing import row_log_likelihood
from homeward.evaluation.hindcast.hindcast import (
    Hindcast,
    check_before,
    hindcast,
    weigh_members,
)
from homeward.evaluation.scoring.measures import days_needed, measure
from homeward.scenario.scenario import Scenario

BEFORE = date(2031, 2, 12)


@contextmanager
def silent(_: str) -> Generator[Progress]:
    yield lambda done, members: None


SETTINGS = ConditioningSettings(members=12, seed=1, threads=2, announce=silent)


@pytest.fixture(scope="module")
def back_before(tiny: Scenario) -> Scenario:
    """The tiny scenario, in which somebody also counted who was back on 11 February."""
    test = next(row for row in tiny.observations if row.use == "test")
    earlier = test.model_copy(
        update={"date": date(2031, 2, 11), "use": "fit", "low": 0.0, "value": 5.0, "high": 60.0}
    )
    # What is expected under a lever is no part of what happened, and is not scored.
    expected = test.model_copy(update={"name": "expected", "use": "pattern", "levers": ("any",)})
    return tiny.model_copy(update={"observations": (*tiny.observations, expected, earlier)})


@pytest.fixture(scope="module")
def found(back_before: Scenario) -> Hindcast:
    return hindcast(back_before, BEFORE, SETTINGS)


def test_members_weigh_what_their_observations_say(back_before: Scenario, found: Hindcast):
    """The same from the whole scenario, without any cut."""
    days = days_needed(back_before.observations, back_before.start, back_before.end)
    whole = simulate(back_before, members=12, days=days)
    rows = [row for row in back_before.observations if row.use == "fit" and not row.imposed]
    likelihood = np.sum([row_log_likelihood(row, measure(whole, row)) for row in rows], axis=0)
    share = np.exp(likelihood - likelihood.max())
    np.testing.assert_allclose(found.weights.share, share / share.sum())


def test_every_observation_is_scored_and_those_that_informed_say_so(
    back_before: Scenario, found: Hindcast
):
    assert [row.name for row in found.rows] == [
        row.name for row in back_before.observations if row.name != "expected"
    ]
    informed = {(row.name, row.date) for row in found.rows if row.informed}
    assert informed == {
        ("fled", date(2031, 1, 25)),
        ("camp_population", date(2031, 2, 1)),
        ("killed", date(2031, 1, 30)),
        ("came_back", date(2031, 2, 11)),
    }


def test_the_variants_are_those_there_is_an_actor_for(found: Hindcast):
    names = [variant.name for variant in found.variants]
    # The guards leave on 1 March; nobody comes.
    assert found.departed_actors == ["guards"]
    assert found.new_actors == []
    assert names == [
        "as it happened", "no change", "fear alone", "permission alone", "fear and permission", "houses as a veto",
        "unweighted",
    ]  # fmt: skip
    assert found.joint == [("came_back", date(2031, 3, 11))]
    assert found.energy_of_last_figure == 1
    assert found.known_until == date(2031, 2, 11)


def test_no_row_for_testing_changes_a_weight(back_before: Scenario, found: Hindcast):
    """Whatever the tests turn out to be, and whatever happens after the day."""
    others = tuple(
        row.model_copy(update={"value": 0.0, "low": 0.0}) if row.use == "test" else row
        for row in back_before.observations
    )
    later = tuple(row for row in back_before.conditions if row.start < BEFORE)
    changed = back_before.model_copy(update={"observations": others, "conditions": later})
    again = weigh_members(changed, BEFORE, SETTINGS, "again")
    np.testing.assert_array_equal(again.weights.share, found.weights.share)
    fitted = tuple(
        row.model_copy(update={"value": 900.0}) if row.name == "camp_population" else row
        for row in back_before.observations
    )
    other = weigh_members(
        back_before.model_copy(update={"observations": fitted}), BEFORE, SETTINGS, "other"
    )
    assert not np.array_equal(other.weights.share, found.weights.share)  # negative control


def test_what_the_likelihood_gives_by_itself_is_kept_where_it_is_tempered(
    back_before: Scenario, found: Hindcast, monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.setattr("homeward.evaluation.conditioning.weighing.LEAST_EFFECTIVE", 0.9)
    again = hindcast(back_before, BEFORE, SETTINGS)
    assert again.weights.power < 1
    assert again.weights.effective >= 0.9 * 12
    answers = {variant.name: variant.answers for variant in again.variants}
    assert answers["untempered"] == found.variants[0].answers
    assert answers["as it happened"] != answers["untempered"]


@pytest.mark.parametrize(
    ("before", "said"),
    [
        (
            date(2031, 3, 12),
            "--fit-before: 2031-03-12 is outside the run, 2031-01-01 to 2031-03-11.\n"
            "  Fix: name a day of the run after its first.",
        ),
        (
            date(2031, 1, 1),
            "--fit-before: 2031-01-01 is outside the run, 2031-01-01 to 2031-03-11.\n"
            "  Fix: name a day of the run after its first.",
        ),
        (
            date(2031, 1, 25),
            "--fit-before: no observation to fit is dated before 2031-01-25, but for imposed ones.\n"
            "  Fix: name a later day; observations.csv says which rows are for fitting.",
        ),
    ],
)
def test_a_day_that_cannot_be_cut_at_is_refused(tiny: Scenario, before: date, said: str):
    with pytest.raises(ScenarioError) as refused:
        check_before(tiny, before)
    assert str(refused.value) == said


def test_a_day_after_which_there_is_nothing_to_test_is_refused(tiny: Scenario):
    fits = tuple(row for row in tiny.observations if row.use == "fit")
    with pytest.raises(ScenarioError) as refused:
        check_before(tiny.model_copy(update={"observations": fits}), BEFORE)
    assert str(refused.value) == (
        "--fit-before: no observation to test is dated 2031-02-12 or later.\n"
        "  Fix: name an earlier day; observations.csv says which rows are tests."
    )
