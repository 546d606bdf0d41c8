"""A lever that changes nothing changes no number, on whatever day it splits the rows (§2.7, §5.0)."""

from __future__ import annotations

from datetime import date, timedelta

import numpy as np
import pytest

from homeward.assemble.communities.world import World, assemble
from homeward.engine.simulate import simulate
from homeward.engine.simulated import Simulated
from homeward.numerics.array_types import Reals
from homeward.scenario.changes.applied_levers import AppliedLever
from homeward.scenario.changes.apply_levers import apply_levers
from homeward.scenario.changes.edits import cells_of, rows_of
from homeward.scenario.load import load_scenario
from homeward.scenario.rows.levers import Change, Changeable, Lever
from homeward.scenario.scenario import Scenario

TABLES: tuple[Changeable, ...] = ("conditions", "permissions", "harms", "presence", "control")
FIGURES = {
    "conditions": ("value", "value_low", "value_high"),
    "permissions": ("rule", "groups"),
    "harms": ("rate", "rate_low", "rate_high"),
    "presence": ("strength", "strength_low", "strength_high"),
    "control": ("actor",),
}


def resolved(scenario: Scenario, changes: tuple[Change, ...], start: date | None) -> Scenario:
    lever = Lever(name="idle", title="Idle", what="Nothing.", changes=changes)
    scenario = scenario.model_copy(update={"levers": (lever,)})
    return apply_levers(scenario, [AppliedLever("idle", start=start)])


def split(scenario: Scenario, start: date) -> Scenario:
    """Split every row on a day, and change only what it rests on."""
    changes = [Change(table=name, where={}, cells={"claims": "judgement"}) for name in TABLES]
    return resolved(scenario, tuple(changes), start)


def said_again(scenario: Scenario, start: date | None) -> Scenario:
    """Set in every row, from a day on, the figures that are there."""
    changes = [
        Change(table=name, where=cells, cells={column: cells[column] for column in FIGURES[name]})
        for name in TABLES
        for cells in (cells_of(row) for row in rows_of(scenario, name))
    ]
    return resolved(scenario, tuple(changes), start)


def run(scenario: Scenario, days: int) -> Simulated:
    until = scenario.start + timedelta(days=days - 1)
    return simulate(scenario, members=2, seed=3, days=range(0, days, 5), until=until)


def are_equal(one: Simulated, other: Simulated) -> bool:
    pairs = [
        (getattr(one, kind)[name], getattr(other, kind)[name])
        for kind in ("stocks", "flows")
        for name in getattr(one, kind)
    ]
    return np.array_equal(one.belief, other.belief) and all(
        np.array_equal(a.cells, b.cells) and np.array_equal(a.values, b.values) for a, b in pairs
    )


@pytest.fixture(scope="module")
def tiny_as_it_is(tiny: Scenario) -> Simulated:
    return run(tiny, tiny.n_day)


@pytest.mark.parametrize("days", range(0, 70, 3))
def test_splitting_every_row_changes_no_number(days: int, tiny: Scenario, tiny_as_it_is: Simulated):
    changed = split(tiny, tiny.start + timedelta(days=days))
    assert are_equal(run(changed, tiny.n_day), tiny_as_it_is)


@pytest.mark.parametrize("days", [None, 25, 45, 60])
def test_saying_again_what_is_there_changes_no_number(
    days: int | None, tiny: Scenario, tiny_as_it_is: Simulated
):
    start = None if days is None else tiny.start + timedelta(days=days)
    assert are_equal(run(said_again(tiny, start), tiny.n_day), tiny_as_it_is)


def test_a_lever_that_changes_something_changes_numbers(tiny: Scenario, tiny_as_it_is: Simulated):
    for name in ("open_to_all", "arrests_stop", "houses_given_back"):
        assert not are_equal(
            run(apply_levers(tiny, [AppliedLever(name)]), tiny.n_day), tiny_as_it_is
        ), name


def test_palmyra_does_not_notice_that_its_rows_are_split():
    palmyra = load_scenario("palmyra")
    as_it_is = run(palmyra, 400)
    for day in (date(2015, 5, 18), date(2015, 6, 1), date(2016, 1, 15)):
        assert are_equal(run(split(palmyra, day), 400), as_it_is), day
    assert are_equal(run(said_again(palmyra, date(2015, 7, 1)), 400), as_it_is)


def test_a_promise_of_safe_return_is_heard_once_by_everybody_and_opens_nothing():
    palmyra = load_scenario("palmyra")
    day = date(2019, 6, 8)
    before = assemble(palmyra)
    for name in ("promise_of_safe_return", "safe_return_kept"):
        after = assemble(apply_levers(palmyra, [AppliedLever(name)]))
        assert heard(after, day) - heard(before, day) == pytest.approx(1), name
    after = assemble(apply_levers(palmyra, [AppliedLever("promise_of_safe_return")]))
    for one, other in zip(before.drivers.answers, after.drivers.answers, strict=True):
        assert np.array_equal(one[before.drivers.era_of_day], other[after.drivers.era_of_day])


def heard(world: World, day: date) -> Reals:
    """Weight of the promises of a day, group by group."""
    promises = world.drivers.promises
    era = world.drivers.era_of_day[world.labels.day(day)]
    return promises.strength[promises.era == era] @ promises.group[promises.era == era]


def test_before_its_day_a_lever_changes_nothing(tiny: Scenario, tiny_as_it_is: Simulated):
    changed = run(
        apply_levers(tiny, [AppliedLever("arrests_stop", start=date(2031, 2, 16))]), tiny.n_day
    )
    # Records are kept every five days: the tenth is of 15 February, the eve of the lever.
    for name, series in tiny_as_it_is.stocks.items():
        other = changed.stocks[name]
        common = [cell for cell in series.cells.tolist() if cell in other.cells.tolist()]
        one = series.values[:, :10, [series.cells.tolist().index(cell) for cell in common]]
        two = other.values[:, :10, [other.cells.tolist().index(cell) for cell in common]]
        assert np.array_equal(one, two), name
