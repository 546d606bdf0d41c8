"""What verbs are asked with: read, or refused word for word."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable

import numpy as np
import pandas as pd
import pytest

import homeward
from homeward.api.arguments import (
    as_day,
    as_movement,
    as_scenario,
    as_step,
    as_values,
    check_homes,
    check_numbers,
    check_word,
    day_of_run,
    homes_named,
)
from homeward.errors import ScenarioError
from homeward.scenario.scenario import Scenario


def test_a_step_of_days():
    assert as_step("7d") == as_step("7") == as_step(7) == 7
    for text in ("0d", "-7", "1.5", "7 d", "\u0667", "9" * 7, "9" * 100_000, "", 0):
        with pytest.raises(ScenarioError, match="is not a number of days") as refusal:
            as_step(text)
        assert len(str(refusal.value)) < 200


def test_a_day_is_a_date_a_moment_or_text():
    day = dt.date(2031, 2, 3)
    assert as_day("2031-02-03", "--on") == as_day(dt.datetime(2031, 2, 3, 9), "--on") == day
    assert as_day(day, "--on") is day
    assert as_day(None, "--on") is None
    with pytest.raises(ScenarioError) as refusal:
        as_day("3 February", "--on")
    assert str(refusal.value) == (
        '--on: "3 February" is not a day.\n  Fix: write a day such as 2025-06-30.'
    )


def test_a_day_outside_the_run_is_refused(tiny: Scenario):
    assert day_of_run(tiny, "2031-03-11", "--on") == tiny.end
    with pytest.raises(ScenarioError, match="is outside the run"):
        day_of_run(tiny, "2031-03-12", "--on")
    with pytest.raises(ScenarioError, match="the day on which people are counted"):
        day_of_run(tiny, "2031-02-02", "--since", until=dt.date(2031, 2, 1))


def test_a_scenario_may_be_loaded_already(tiny: Scenario):
    assert as_scenario(tiny) is tiny
    assert as_scenario("tiny") == tiny
    assert (
        as_scenario(tiny, "open_to_all").levers_pulled
        == as_scenario(tiny, ["open_to_all"]).levers_pulled
    )


def test_values_are_used_again_in_turn():
    rows = pd.DataFrame({"tolerance": [0.5, 1.0]})
    for given in (rows, {"tolerance": np.array([0.5, 1.0])}, {"tolerance": [0.5, 1.0]}):
        values = as_values(given, 3)
        assert values is not None
        assert values["tolerance"].tolist() == [0.5, 1.0, 0.5]
    assert as_values(None, 3) is None


def test_numbers_that_the_command_line_refuses_are_refused_in_python():
    check_numbers(members=1, threads=None, seed=0)
    with pytest.raises(ScenarioError) as refusal:
        check_numbers(members=0, lead=-3, seed=2**63)
    assert str(refusal.value) == (
        "--members: 0 is less than can be asked for.\n  Fix: ask for 1 at least.\n"
        "--lead: -3 is less than can be asked for.\n  Fix: ask for 1 at least.\n"
        f"--seed: {2**63} is more than can be asked for.\n  Fix: ask for {2**63 - 1} at most."
    )


@pytest.mark.parametrize(
    "asked",
    [
        lambda: homeward.explain("tiny", outcome="back_home", members=2),  # pyright: ignore[reportArgumentType]
        lambda: homeward.sensitivity("tiny", outcome="back_home"),  # pyright: ignore[reportArgumentType]
        lambda: homeward.check("tiny", rank=32, outcome="back_home"),  # pyright: ignore[reportArgumentType]
    ],
)
def test_an_outcome_that_is_not_known_is_refused(asked: Callable[[], object]):
    with pytest.raises(ScenarioError) as refusal:
        asked()
    assert str(refusal.value) == (
        '--outcome: "back_home" is none of its words.\n  Fix: write one of returned, displaced, harmed.'
    )


def test_a_word_that_an_option_does_not_know_is_refused():
    check_word("--by", None, ("group", "refuge"))
    check_word("--by", "group", ("group", "refuge"))
    with pytest.raises(ScenarioError, match=r"Fix: write one of group, refuge\."):
        homeward.explain("tiny", by="band", members=2)  # pyright: ignore[reportArgumentType]


def test_homes_are_named_once_and_several_are_not_published(tiny: Scenario):
    assert homes_named(tiny, ()) == [0, 1]
    assert homes_named(tiny, ["farms", "farms"]) == [1]
    check_homes(["farms", "farms"], exact=False)
    check_homes(["farms", "oldtown"], exact=True)
    with pytest.raises(ScenarioError, match="2 homes are named"):
        check_homes(["farms", "oldtown"], exact=False)


def test_a_law_of_movement_is_read_by_its_name_of_today():
    assert [as_movement(text) for text in ("flee", "camp-choice", None)] == [
        "flee", "camp-choice", None,
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("compat", '"compat" is now "flee".'),
        ("destination-choice", '"destination-choice" is now "camp-choice".'),
        ("walk", '"walk" is no law of movement.'),
    ],
)
def test_another_law_is_refused_and_an_old_name_with_the_new_one(text: str, said: str):
    with pytest.raises(ScenarioError) as refusal:
        as_movement(text)
    assert str(refusal.value) == f"--movement: {said}\n  Fix: write one of flee, camp-choice."
