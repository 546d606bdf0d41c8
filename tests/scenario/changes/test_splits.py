"""Rows that levers split."""

from datetime import date
from pathlib import Path

import pytest

from builders import FILES, edit, header, make_scenario
from homeward.errors import ScenarioError
from homeward.scenario.changes.applied_levers import AppliedLever
from homeward.scenario.changes.apply_levers import apply_levers
from homeward.scenario.rows.levers import Lever
from homeward.scenario.rows.permissions import Permission
from homeward.scenario.scenario import Scenario

Part = tuple[str, float | None, float, int, int]


def lever(table: str, where: str, cells: str, name: str = "a") -> str:
    return (
        f"{name}:\n  title: A\n  what: A.\n  changes:\n"
        f"    - table: {table}\n      where: {where}\n      set: {cells}\n"
    )


def applied(scenario: Scenario, *days: str) -> Scenario:
    all_applied = [
        AppliedLever(lever.name, start=date.fromisoformat(day) if day else None)
        for lever, day in zip(scenario.levers, days, strict=True)
    ]
    return apply_levers(scenario, all_applied)


def parts(scenario: Scenario) -> list[Part]:
    """Rule, approvals, promise and days from 1 May, of every permission."""
    return [part(row, scenario.start) for row in scenario.permissions]


def part(row: Permission, start: date) -> Part:
    approvals = row.approvals.value if row.approvals else None
    return row.rule, approvals, row.promise, (row.start - start).days, (row.end - start).days


LISTED = {"permissions": header("permissions") + "south,oldtown,home,,,listed,50,20,80,0.5,,,c1\n"}


def test_days_before_stay_as_they_are(tmp_path: Path):
    levers = lever("conditions", "{}", "{value: 0.2}")
    before, after = applied(make_scenario(tmp_path, levers=levers), "2015-06-01").conditions
    assert (before.value.low, before.value.value, before.value.high) == (0.5, 0.7, 0.9)
    assert (before.start, before.end) == (date(2015, 5, 1), date(2015, 6, 1))
    assert (after.value.low, after.value.value, after.value.high) == (0.2, 0.2, 0.2)
    assert (after.start, after.end) == (date(2015, 6, 1), date(2015, 7, 1))
    assert before.line == after.line == 2
    assert before.claims == after.claims


def test_rows_that_begin_later_change_whole_and_those_that_are_over_do_not(tmp_path: Path):
    levers = lever("control", "{place: oldtown}", "{claims: judgement}")
    ended, later = applied(make_scenario(tmp_path, levers=levers), "2015-05-20").control[:2]
    assert (ended.claims, later.claims) == (("c1",), ("judgement",))
    assert (ended.end, later.start) == (date(2015, 5, 20), date(2015, 5, 20))


@pytest.mark.parametrize("begins", ["", "2010-01-01"])
def test_the_first_day_of_the_run_changes_whole_rows(begins: str, tmp_path: Path):
    old = edit("conditions.csv", "0.9,,,judgement", f"0.9,{begins},,judgement")
    levers = lever("conditions", "{}", "{value: 0.2}")
    (row,) = applied(make_scenario(tmp_path, levers=levers, **old), "2015-05-01").conditions
    assert row.value.value == 0.2


def test_two_levers_split_a_row_in_three_whatever_their_order(tmp_path: Path):
    levers = lever("harms", "{}", "{rate: 0.1}") + lever("harms", "{}", "{claims: judgement}", "b")
    scenario = make_scenario(tmp_path, levers=levers)
    all_applied = [
        AppliedLever("b", start=date(2015, 5, 20)),
        AppliedLever("a", start=date(2015, 6, 1)),
    ]
    after = apply_levers(scenario, all_applied)
    assert [(row.rate.value, row.claims) for row in after.harms] == [
        (0.05, ("c1",)),
        (0.05, ("judgement",)),
        (0.1, ("judgement",)),
    ]
    assert apply_levers(scenario, all_applied[::-1]) == after


def test_people_are_approved_and_promised_to_once(tmp_path: Path):
    levers = lever("permissions", "{}", "{groups: farmers}")
    scenario = make_scenario(tmp_path, levers=levers, **LISTED)
    assert parts(applied(scenario, "2015-06-01")) == [
        ("listed", 50, 0.5, 0, 31),
        ("listed", 0, 0, 31, 61),
    ]


def test_approvals_and_promises_that_are_set_act_on_the_day_of_the_lever(tmp_path: Path):
    levers = lever("permissions", "{}", "{approvals: 10, promise: 1}")
    scenario = make_scenario(tmp_path, levers=levers, **LISTED)
    assert parts(applied(scenario, "2015-06-01"))[1] == ("listed", 10, 1, 31, 61)


def test_what_one_lever_gives_a_later_one_does_not_give_again(tmp_path: Path):
    levers = lever("permissions", "{}", "{approvals: 10, promise: 1}")
    levers += lever("permissions", "{}", "{groups: farmers}", "b")
    scenario = make_scenario(tmp_path, levers=levers, **LISTED)
    assert parts(applied(scenario, "2015-06-01", "2015-06-10"))[1:] == [
        ("listed", 10, 1, 31, 40),
        ("listed", 0, 0, 40, 61),
    ]


@pytest.mark.parametrize(("day", "n_part"), [("2015-06-01", 2), ("", 1)])
def test_a_list_that_is_opened_to_all_has_no_approvals(day: str, n_part: int, tmp_path: Path):
    levers = lever("permissions", "{}", "{rule: open}")
    after = parts(applied(make_scenario(tmp_path, levers=levers, **LISTED), day))
    assert len(after) == n_part
    assert after[-1][:2] == ("open", None)
    assert after[-1][2] == (0 if day else 0.5), "without a day the promise is that of the row"


def test_a_permission_that_has_not_counted_yet_changes_whole(tmp_path: Path):
    levers = lever("permissions", "{}", "{groups: farmers}")
    scenario = make_scenario(tmp_path, levers=levers, **LISTED)
    assert parts(applied(scenario, "2015-05-20")) == [("listed", 50, 0.5, 0, 61)]
    assert len(parts(applied(scenario, "2015-05-21"))) == 2, (
        "the south holds the town from the 20th"
    )


def test_who_holds_a_place_is_asked_after_the_levers(tmp_path: Path):
    levers = lever("permissions", "{}", "{groups: farmers}")
    levers += lever("control", "{place: oldtown}", "{actor: north}", "b")
    scenario = make_scenario(tmp_path, levers=levers, **LISTED)
    assert parts(applied(scenario, "2015-06-01", "")) == [("listed", 50, 0.5, 0, 61)]


def test_a_list_for_every_home_that_is_half_open_is_not_split(tmp_path: Path):
    taken = edit("control.csv", "hills,north,,", "hills,north,,2015-06-10")
    taken["control"] += "hills,south,2015-06-10,,c1\n"
    levers = lever("permissions", "{}", "{rule: open}")
    scenario = make_scenario(tmp_path, levers=levers, **taken)
    with pytest.raises(ScenarioError, match="the list opens at some homes before 2015-06-01"):
        applied(scenario, "2015-06-01")
    assert len(parts(applied(scenario, "2015-06-11"))) == 2


def test_an_added_row_begins_on_the_later_day(tmp_path: Path):
    levers = FILES["levers.yaml"].split("    - table: parameters")[0]
    own = levers.replace("claims: judgement}", "claims: judgement, from: 2015-05-20}")
    scenario = make_scenario(tmp_path, levers=own)
    for day, begins in (("2015-05-10", 20), ("2015-06-01", 32), ("", 20)):
        added = applied(scenario, day).conditions[-1]
        assert (added.start - scenario.start).days == begins - 1


def test_a_row_whose_end_is_set_keeps_its_parts_in_order(tmp_path: Path):
    levers = lever("conditions", "{}", "{to: 2015-06-10}")
    levers += lever("conditions", "{}", "{value: 0.2}", "b")
    scenario = make_scenario(tmp_path, levers=levers)
    for day, ends in (("2015-06-01", ["2015-06-01", "2015-06-10"]), ("2015-06-20", ["2015-06-10"])):
        assert [str(row.end) for row in applied(scenario, "", day).conditions] == ends


def test_a_believed_lever_says_whom_people_trust_from_its_day(tmp_path: Path):
    levers = lever("harms", "{}", "{rate: 0}").replace(
        "  changes", "  trust: north south\n  changes"
    )
    scenario = make_scenario(tmp_path, levers=levers)
    learned, believed = scenario.levers
    assert isinstance(learned, Lever)
    assert apply_levers(scenario, [AppliedLever("a")]).trusted == ()
    for start, since in ((None, scenario.start), (date(2015, 6, 1), date(2015, 6, 1))):
        after = apply_levers(scenario, [AppliedLever(believed.name, start=start)])
        assert [(one.actor, one.groups, one.start) for one in after.trusted] == [
            ("north", (), since),
            ("south", (), since),
        ]
        assert after.harms == apply_levers(scenario, [AppliedLever("a", start=start)]).harms
