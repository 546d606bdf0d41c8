"""Eras (model §4)."""

from hypothesis import given
from hypothesis import strategies as st

from conftest import MakeWorld
from homeward.assemble.communities.eras import (
    captures,
    era_of_day,
    era_starts,
    eras_within,
    harm_spans,
)
from homeward.assemble.communities.world import assemble
from homeward.assemble.labels import label
from homeward.scenario.scenario import Scenario

TWO_ARMIES = "army,Army,Actor A,,,,,\nrebels,Rebels,Actor B,,,,,\n"
TAKEN = (
    "home,army,,2030-01-11,judgement\nhome,rebels,2030-01-11,2030-01-21,judgement\n"
    "home,army,2030-01-21,,judgement\ncamp,army,,,judgement\n"
)
KILLING = "{actor},killing,,,control,,1,,,{months},{after},{start},{end},judgement\n"


def starts_of(scenario: Scenario) -> list[int]:
    return era_starts(scenario, label(scenario))


def test_a_world_without_dates_is_one_era(quiet: MakeWorld):
    assert starts_of(quiet(days=40)) == [0]


def test_an_era_begins_where_any_dated_row_begins_or_ends(quiet: MakeWorld):
    scenario = quiet(
        days=40,
        conditions="home,mines,0.5,,,2030-01-06,2030-01-09,judgement\n",
        closures="way,both,2030-01-08,,judgement\n",
        permissions="army,,home,,,refused,,,,,2029-12-01,2030-01-13,judgement\n",
        presence="camp,army,garrison,1,,,,,2030-02-01,judgement\n",
    )
    # 40 days from 1 January end on 9 February: what lies outside the run begins no era.
    assert starts_of(scenario) == [0, 5, 7, 8, 12, 31]
    eras = era_of_day(starts_of(scenario), 40)
    assert [eras[day] for day in (0, 4, 5, 6, 7, 8, 11, 12, 30, 31, 39)] == [
        0, 0, 1, 1, 2, 3, 3, 4, 4, 5, 5
    ]  # fmt: skip


def test_a_row_holds_from_its_first_day_and_no_longer_on_its_last(quiet: MakeWorld):
    """Half-open: one row's `to` is the next row's `from`, and no day has both or neither."""
    scenario = quiet(
        days=40,
        conditions="home,mines,0.2,,,,2030-01-11,judgement\nhome,mines,0.8,,,2030-01-11,,judgement\n",
    )
    drivers = assemble(scenario).drivers
    mines = drivers.conditions.mid[drivers.era_of_day, 5, 0]
    assert set(mines[:10]) == {0.2}
    assert set(mines[10:]) == {0.8}


def test_captures_are_changes_of_hands(quiet: MakeWorld):
    scenario = quiet(days=40, actors=TWO_ARMIES, control=TAKEN)
    assert captures(scenario, label(scenario)) == [("home", "rebels", 10), ("home", "army", 20)]
    same = TAKEN.replace("rebels", "army")
    assert captures(quiet(days=40, control=same), label(scenario)) == []


def spans(
    world: MakeWorld, place: str = "home", days: int = 40, **row: str
) -> list[tuple[int, int]]:
    blank = dict.fromkeys(("months", "after", "start", "end"), "") | {"actor": "rebels"}
    harm = KILLING.format(**(blank | row))
    scenario = world(days=days, actors=TWO_ARMIES, control=TAKEN, harms=harm)
    return harm_spans(scenario.harms[0], place, scenario, label(scenario))


def test_a_harm_after_a_capture_lasts_so_many_days_from_it(quiet: MakeWorld):
    assert spans(quiet, after="3") == [(10, 13)]
    assert spans(quiet, after="3", actor="army") == [(20, 23)]
    assert spans(quiet, after="30") == [(10, 40)]
    assert spans(quiet, after="3", place="camp") == []
    assert spans(quiet, after="3", end="2030-01-12") == [(10, 11)]
    assert spans(quiet, after="3", start="2030-01-15") == []


def test_a_harm_of_some_months_acts_in_those(quiet: MakeWorld):
    assert spans(quiet, months="2") == [(31, 40)]
    assert spans(quiet, months="1 3", days=100) == [(0, 31), (59, 90)]
    assert spans(quiet, months="2", days=420) == [(31, 59), (396, 420)]
    assert spans(quiet, months="1", after="40", days=100) == [(10, 31)]
    assert spans(quiet, months="6") == []


def test_rules_are_on_in_their_eras_and_only_there(quiet: MakeWorld):
    harms = KILLING.format(actor="rebels", months="", after="3", start="", end="")
    drivers = assemble(quiet(days=40, actors=TWO_ARMIES, control=TAKEN, harms=harms)).drivers
    on = drivers.rules.on[drivers.era_of_day, 0]
    assert on[:, 0].nonzero()[0].tolist() == [10, 11, 12]
    assert not on[:, 1].any()


@given(st.lists(st.integers(1, 50), max_size=8), st.integers(-5, 60), st.integers(-5, 60))
def test_eras_within_a_span_cover_its_days(cuts: list[int], one: int, other: int):
    starts = sorted({0, *cuts})
    n_day = 51
    ends = [day for day in (*starts, n_day) if min(one, other) <= day]
    first, last = (
        min(ends, default=n_day),
        max([day for day in (*starts, n_day) if day <= max(one, other)], default=0),
    )
    if first >= last:
        return
    eras = era_of_day(starts, n_day)
    within = eras_within((first, last), starts)
    assert sorted(set(eras[first:last].tolist())) == list(range(len(starts)))[within]
