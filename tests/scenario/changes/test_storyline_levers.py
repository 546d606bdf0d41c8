"""Turns of storylines: days counted from the last one known."""

from __future__ import annotations

import datetime as dt

import pytest

from homeward.errors import ScenarioError
from homeward.scenario.changes.applied_levers import AppliedLever
from homeward.scenario.changes.storyline_levers import parse_turn, try_storyline, turns_of
from homeward.scenario.rows.storylines import Storyline
from homeward.scenario.scenario import Scenario

ORIGIN = dt.date(2031, 2, 15)


def told(*levers: str) -> Storyline:
    return Storyline(
        name="one", title="One", weight=1.0, levers=levers, claims=("judgement",), line=9
    )


@pytest.mark.parametrize(
    ("text", "applied"),
    [
        ("open_to_all", AppliedLever("open_to_all", None, dt.date(2031, 2, 16))),
        ("open_to_all@+30d", AppliedLever("open_to_all", None, dt.date(2031, 3, 17))),
        ("houses_given_back=0.2@+1d", AppliedLever("houses_given_back", 0.2, dt.date(2031, 2, 16))),
        ("open_to_all@2031-03-01", AppliedLever("open_to_all", None, dt.date(2031, 3, 1))),
    ],
)
def test_a_turn_is_pulled_on_its_day(text: str, applied: AppliedLever):
    assert parse_turn(text).applied_from(ORIGIN) == applied


def test_turns_keep_their_order():
    names = [turn.applied.name for turn in turns_of(told("b@+2d", "a"))]
    assert names == ["b", "a"]


@pytest.mark.parametrize("text", ["a@+0d", "a@+d", "a@30d", "@+3d", "a@-3d"])
def test_what_is_no_turn_is_refused(text: str):
    with pytest.raises(ScenarioError):
        parse_turn(text)


@pytest.mark.parametrize(
    ("levers", "said"),
    [
        (
            ("open_to_al",),
            'lever "open_to_al" is not in levers.yaml of tiny.\n'
            '  Nearest name: "open_to_all" (levers.yaml, line 1).\n'
            "  Fix: name one of its levers: open_to_all, houses_given_back, arrests_stop, "
            "arrests_stop_believed, town_falls_again.",
        ),
        (
            ("open_to_all=2",),
            '"open_to_all=2": the lever takes no value.\n'
            "  Its changes are as levers.yaml says.\n"
            "  Fix: leave out =VALUE.",
        ),
        (
            ("houses_given_back=2@+3d",),
            '"houses_given_back=2@+3d": 2 is outside 0 to 0.4.\n'
            "  It is: share of dwellings still held by others.\n"
            "  Fix: write a number of 0 to 0.4.",
        ),
        (
            ("open_to_all@2032-01-01",),
            '"open_to_all@2032-01-01": 2032-01-01 is outside the run, 2031-01-01 to 2031-03-11.\n'
            "  Fix: name a day of the run.",
        ),
        (
            ("open_to_all@+3d", "open_to_all@+9d"),
            'lever "open_to_all" is applied twice.\n  Fix: apply it once.',
        ),
        (
            ("open_to_all@soon",),
            '"open_to_all@soon": "soon" is not a date.\n'
            "  Dates are written YYYY-MM-DD, so that no day can be taken for a month.\n"
            "  Fix: write a date such as 2015-12-31.",
        ),
    ],
)
def test_each_fault_is_said_once_word_for_word(tiny: Scenario, levers: tuple[str, ...], said: str):
    found = "\n".join(str(one) for one in try_storyline(tiny, told(*levers)))
    assert found == f'scenario.yaml, line 9, storyline "one", key "levers": {said}'


def test_a_sound_storyline_has_no_fault(tiny: Scenario):
    sound = told("open_to_all@+3d", "arrests_stop_believed", "houses_given_back=0.1@2031-03-01")
    assert list(try_storyline(tiny, sound)) == []
