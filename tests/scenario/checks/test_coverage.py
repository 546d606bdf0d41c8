"""Days of dated rows."""

from pathlib import Path

import pytest

from builders import edit, header, make_scenario
from homeward.errors import ScenarioError


def test_rows_may_reach_beyond_the_run(tmp_path: Path):
    early = edit("control.csv", "hills,north,,", "hills,north,2011-01-01,2020-01-01")
    row = make_scenario(tmp_path, **early).control[2]
    assert (row.start.year, row.end.year) == (2011, 2020)


def test_rows_that_meet_do_not_overlap(tmp_path: Path):
    rows = "camp,hardship,0.7,,,,2015-06-01,c1\ncamp,hardship,0.2,,,2015-06-01,,c1\n"
    assert len(make_scenario(tmp_path, conditions=header("conditions") + rows).conditions) == 2


def test_the_order_of_rows_does_not_matter(tmp_path: Path):
    rows = "camp,hardship,0.2,,,2015-06-01,,c1\ncamp,hardship,0.7,,,,2015-06-01,c1\n"
    assert len(make_scenario(tmp_path, conditions=header("conditions") + rows).conditions) == 2


def test_an_overlap_with_a_row_before_the_last_is_found(tmp_path: Path):
    rows = (
        "camp,hardship,0.1,,,,2015-06-20,c1\n"
        "camp,hardship,0.2,,,2015-05-10,2015-05-12,c1\n"
        "camp,hardship,0.3,,,2015-06-01,,c1\n"
    )
    with pytest.raises(ScenarioError) as refusal:
        make_scenario(tmp_path, conditions=header("conditions") + rows)
    assert [problem.where for problem in refusal.value.problems] == [
        "conditions.csv, line 3",
        "conditions.csv, line 4",
    ]


def test_gaps_at_both_ends_of_the_run_are_found(tmp_path: Path):
    gaps = edit("control.csv", "hills,north,,", "hills,north,2015-05-03,2015-06-30")
    with pytest.raises(ScenarioError) as refusal:
        make_scenario(tmp_path, **gaps)
    assert [problem.found for problem in refusal.value.problems] == [
        'nobody holds "hills" from 2015-05-01 to 2015-05-02.',
        'nobody holds "hills" from 2015-06-30 to 2015-06-30.',
    ]


def test_days_counted_may_begin_with_the_first_day_of_the_run(tmp_path: Path):
    first = edit("observations.csv", "2015-05-31,2015-05-01", "2015-05-31,2015-04-30")
    assert make_scenario(tmp_path, **first).observations[1].is_flow
