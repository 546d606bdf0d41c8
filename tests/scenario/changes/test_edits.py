"""Edits."""

from datetime import date
from pathlib import Path

from builders import edit, make_scenario
from homeward.scenario.changes.applied_levers import AppliedLever, ResolvedLever
from homeward.scenario.changes.edits import edits_of, matching_rows, nothing_left
from homeward.scenario.rows.levers import Change

HARDSHIP = Change(table="conditions", where={"variable": "hardship"}, cells={"value": "0.2"})


def test_a_value_that_is_set_without_a_range_loses_the_old_one(tmp_path: Path):
    scenario = make_scenario(tmp_path)
    ((_, edits),) = edits_of(
        scenario, "conditions", [ResolvedLever(scenario.levers[0], AppliedLever("buses"))]
    )
    assert [edit.cells for edit in edits] == [{"value_low": "", "value_high": "", "value": "0.2"}]


def test_a_row_that_is_over_is_not_concerned(tmp_path: Path):
    ends = edit("conditions.csv", "0.9,,,judgement", "0.9,,2015-06-01,judgement")
    scenario = make_scenario(tmp_path, **ends)
    assert len(matching_rows(scenario, HARDSHIP)) == 1
    assert len(matching_rows(scenario, HARDSHIP, date(2015, 5, 31))) == 1
    assert matching_rows(scenario, HARDSHIP, date(2015, 6, 1)) == ()
    lever = scenario.levers[0].model_copy(update={"changes": (HARDSHIP,)})
    assert (
        nothing_left(scenario, ResolvedLever(lever, AppliedLever("buses", start=date(2015, 5, 31))))
        is None
    )
    assert nothing_left(
        scenario, ResolvedLever(lever, AppliedLever("buses", start=date(2015, 6, 1)))
    )


def test_equal_cells_match_however_they_are_written(tmp_path: Path):
    scenario = make_scenario(tmp_path)
    where = {"value": "0.70", "from": "", "to": "2015-07-01"}
    assert matching_rows(scenario, HARDSHIP.model_copy(update={"where": where}))
