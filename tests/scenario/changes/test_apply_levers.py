"""Applying levers."""

from pathlib import Path

import pytest

from builders import edit, make_scenario
from homeward.errors import ScenarioError
from homeward.scenario.changes.applied_levers import AppliedLever
from homeward.scenario.changes.apply_levers import apply_levers
from homeward.scenario.changes.edits import cells_of
from homeward.scenario.reading.columns import RunDays, in_table, read_row
from homeward.scenario.reading.tables import TABLES


def test_a_lever_changes_cells_and_adds_rows_and_sets_parameters(tmp_path: Path):
    before = make_scenario(tmp_path)
    after = apply_levers(before, [AppliedLever("buses")])
    hardship, support = after.conditions
    assert (hardship.value.low, hardship.value.value, hardship.value.high) == (0.2, 0.2, 0.2)
    assert hardship.claims == before.conditions[0].claims
    assert (support.variable, support.value.value, support.start) == (
        "transport_support",
        1,
        before.start,
    )
    assert after.parameters["flight_hazard"].value == 0.2
    assert before.parameters["flight_hazard"].value == 0.1
    assert after.levers_pulled == ("buses",)
    assert after.digest != before.digest


def test_nothing_else_changes(tmp_path: Path):
    before = make_scenario(tmp_path)
    after = apply_levers(before, [AppliedLever("buses")])
    changed = {
        name for name in type(before).model_fields if getattr(before, name) != getattr(after, name)
    }
    assert changed == {"conditions", "parameters", "digest", "levers_pulled"}


def test_no_lever_is_no_change(tmp_path: Path):
    scenario = make_scenario(tmp_path)
    assert apply_levers(scenario, []) is scenario


def test_empty_conditions_concern_every_row(tmp_path: Path):
    every = edit("levers.yaml", "where: {place: camp, variable: hardship}", "where: {}")
    scenario = make_scenario(tmp_path, **every)
    assert apply_levers(scenario, [AppliedLever("buses")]).conditions[0].value.value == 0.2


def test_the_holder_can_be_changed(tmp_path: Path):
    levers = """\
stay:
  title: The north stays
  what: The attack fails.
  changes:
    - table: control
      where: {place: oldtown, actor: south}
      set: {actor: north}
"""
    scenario = make_scenario(tmp_path, levers=levers)
    assert {row.actor for row in apply_levers(scenario, [AppliedLever("stay")]).control} == {
        "north"
    }


def test_an_unknown_lever_is_refused_with_the_nearest(tmp_path: Path):
    scenario = make_scenario(tmp_path)
    with pytest.raises(ScenarioError) as refusal:
        apply_levers(scenario, [AppliedLever("busses")])
    assert str(refusal.value) == (
        'lever "busses" is not in levers.yaml of three_places.\n'
        '  Nearest name: "buses" (levers.yaml, line 1).\n'
        "  Fix: name one of its levers: buses."
    )


def test_every_row_is_read_back_as_its_cells(tmp_path: Path):
    scenario = make_scenario(tmp_path)
    run = RunDays(scenario.start, scenario.after_end)
    for table in TABLES:
        for row in getattr(scenario, table.name):
            again = read_row(
                table.row, in_table(table.file, row.line), row.line, cells_of(row), run
            )
            assert isinstance(again, table.row)
            assert cells_of(again) == cells_of(row)
