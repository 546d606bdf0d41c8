"""Futures: what was known goes on for ever, nothing later gets in, storylines turn it."""

from __future__ import annotations

from datetime import date, timedelta

import numpy as np
import pytest

from homeward.engine.simulate import simulate
from homeward.errors import ObservationError, ScenarioError
from homeward.evaluation.conditioning.known import DATED
from homeward.evaluation.forecast.futures import (
    ONE_DAY,
    continued_scenario,
    futures_from,
    refuse_later_rows,
)
from homeward.scenario.load import load_scenario
from homeward.scenario.rows.storylines import Storyline
from homeward.scenario.scenario import Scenario

ORIGIN = date(2031, 2, 15)
LEAD = 60
END = date(2031, 4, 16)


def told(scenario: Scenario, *levers: str, weight: float = 1.0) -> Scenario:
    holds = Storyline(name="holds", title="Holds", weight=1.0, claims=("judgement",), line=4)
    turns = Storyline(
        name="turns", title="Turns", weight=weight, levers=levers, claims=("judgement",), line=5
    )
    return scenario.model_copy(update={"storylines": (holds, turns)})


def test_what_holds_goes_on_and_nothing_later_is_there(tiny: Scenario):
    cut = continued_scenario(tiny, ORIGIN, LEAD)
    assert cut.end == END
    for table in DATED:
        rows = getattr(tiny, table)
        kept = getattr(cut, table)
        assert len(kept) == sum(row.start <= ORIGIN for row in rows), table
        for row in kept:
            was = next(one for one in rows if one.line == row.line)
            assert row.end == (END + ONE_DAY if was.end > ORIGIN else was.end), (table, row.line)
    # The guards left on 1 March, which nobody knew.
    assert any(row.actor == "guards" and row.end > END for row in cut.presence)
    assert all(row.date <= ORIGIN and row.use == "fit" for row in cut.observations)


def test_the_past_is_that_of_the_whole_scenario_to_the_person(tiny: Scenario):
    days = list(range((ORIGIN - tiny.start).days + 1))
    whole = simulate(tiny, members=3, days=[*days, tiny.n_day - 1])
    cut = continued_scenario(tiny, ORIGIN, LEAD)
    ahead = simulate(cut, members=3, days=[*days, cut.n_day - 1])
    for name in whole.stocks:
        totals = [one.stocks[name].values[:, : len(days)].sum(axis=2) for one in (whole, ahead)]
        np.testing.assert_array_equal(*totals)


@pytest.mark.parametrize("table", ["control", "presence", "conditions", "permissions"])
def test_a_row_dated_later_is_refused(tiny: Scenario, table: str):
    cut = continued_scenario(tiny, ORIGIN, LEAD)
    refuse_later_rows(cut, ORIGIN)  # negative control
    row = getattr(cut, table)[0]
    late = row.model_copy(update={"start": ORIGIN + ONE_DAY})
    with pytest.raises(ObservationError) as refused:
        refuse_later_rows(cut.model_copy(update={table: (late,)}), ORIGIN)
    assert str(refused.value) == (
        f"{table}.csv, line {row.line}: it begins on 2031-02-16.\n"
        "  A forecast uses only what was known before 2031-02-16."
    )


def test_a_later_observation_is_refused(tiny: Scenario):
    cut = continued_scenario(tiny, ORIGIN, LEAD).model_copy(
        update={"observations": tiny.observations[:1]}
    )
    late = tiny.observations[0].model_copy(update={"date": ORIGIN + ONE_DAY})
    with pytest.raises(ObservationError, match='"fled" was observed on 2031-02-16'):
        refuse_later_rows(cut.model_copy(update={"observations": (late,)}), ORIGIN)


def test_arrivals_under_way_go_on_at_their_pace(tiny: Scenario):
    (row,) = tiny.arrivals
    (going,) = continued_scenario(tiny, date(2031, 1, 14), 30).arrivals
    assert going.end == date(2031, 2, 14)
    assert going.people.value == pytest.approx(row.people.value * 40 / 20)
    (over,) = continued_scenario(tiny, ORIGIN, LEAD).arrivals
    assert over == row


def test_storylines_share_the_weight_and_turn_on_their_day(tiny: Scenario):
    futures, skipped = futures_from(told(tiny, "town_falls_again@+10d", weight=3.0), ORIGIN, LEAD)
    assert [future.share for future in futures] == [0.25, 0.75]
    assert skipped == []
    assert futures[0].scenario.levers_pulled == ()
    assert futures[1].scenario.levers_pulled == ("town_falls_again@2031-02-25",)
    holder = next(
        row.actor
        for row in futures[1].scenario.control
        if row.place == "oldtown" and row.start == date(2031, 2, 25)
    )
    assert holder == "front"


def test_without_storylines_nothing_changes(tiny: Scenario):
    (only,), _ = futures_from(tiny.model_copy(update={"storylines": ()}), ORIGIN, LEAD)
    assert (only.share, only.storyline.title) == (1, "Nothing changes")


def test_what_turns_after_the_last_day_is_not_seen(tiny: Scenario):
    futures, _ = futures_from(told(tiny, "town_falls_again@+61d"), ORIGIN, LEAD)
    assert futures[1].scenario.levers_pulled == ()


def test_a_storyline_with_nothing_left_to_change_is_left_out(tiny: Scenario):
    after = date(2031, 2, 28)  # nobody is refused any more
    futures, skipped = futures_from(told(tiny, "open_to_all@+3d"), after, LEAD)
    assert [future.storyline.name for future in futures] == ["holds"]
    assert (futures[0].share, skipped) == (1, ["Turns"])


def test_a_row_that_a_lever_adds_ends_on_no_day_that_is_not_known():
    palmyra = load_scenario("palmyra")
    origin = date(2020, 6, 30)
    futures, _ = futures_from(told(palmyra, "safe_return_kept@+10d"), origin, 30)
    added = [row for row in futures[1].scenario.permissions if row.line == 0]
    assert added
    assert all(row.end == origin + timedelta(days=31) for row in added if row.promise)
    late, skipped = futures_from(told(palmyra, "safe_return_kept@+10d"), date(2025, 2, 28), 30)
    assert (len(late), skipped) == (1, ["Turns"])


def test_a_turn_on_a_day_already_known_is_refused(tiny: Scenario):
    with pytest.raises(ScenarioError) as refused:
        futures_from(told(tiny, "town_falls_again@2031-02-15"), ORIGIN, LEAD)
    assert str(refused.value) == (
        'scenario.yaml, line 5, storyline "turns": "town_falls_again@2031-02-15" applies on a day known already: '
        "the forecast begins after 2031-02-15.\n"
        "  A storyline says what comes after the last day known.\n"
        "  Fix: write a later day, or days after the last one known: @+30d."
    )


def test_a_scenario_that_tells_nothing_any_more_is_refused(tiny: Scenario):
    only = told(tiny, "open_to_all@+3d")
    only = only.model_copy(update={"storylines": only.storylines[1:]})
    with pytest.raises(ScenarioError, match="no storyline can begin after 2031-02-28"):
        futures_from(only, date(2031, 2, 28), LEAD)
