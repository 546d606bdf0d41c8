"""All checks across a scenario."""

from pathlib import Path

from builders import make_scenario
from homeward.scenario.checks.check_draft import check_draft
from homeward.scenario.reading.draft import draft_of
from homeward.scenario.rows.actors import Control


def test_a_valid_scenario_passes_all_checks_again(tmp_path: Path):
    assert check_draft(draft_of(make_scenario(tmp_path))) == []


def test_a_misspelt_name_is_reported_once_and_not_as_a_gap_too(tmp_path: Path):
    draft = draft_of(make_scenario(tmp_path))
    row = draft.of(Control)[-1].model_copy(update={"place": "kamp"})
    draft.rows["control"] = (*draft.of(Control)[:-1], row)
    assert [problem.found for problem in check_draft(draft)] == [
        'place "kamp" is not in places.csv.'
    ]
