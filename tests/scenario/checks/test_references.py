"""Names and what they name."""

from pathlib import Path

from builders import edit, make_scenario


def test_judgement_is_a_claim_everywhere(tmp_path: Path):
    judged = edit("control.csv", "hills,north,,,c1", "hills,north,,,c1 judgement")
    assert make_scenario(tmp_path, **judged).control[2].claims == ("c1", "judgement")


def test_a_group_may_have_a_row_for_each_home(tmp_path: Path):
    rows = edit(
        "groups.csv",
        "traders,Traders,Group 2,,,south north,,0.25,,,",
        "traders,Traders,Group 2,,,south north,,0.25,,,\n"
        "farmers,Farmers,Group 1,farming,north,,hills,1,,,",
    )
    scenario = make_scenario(tmp_path, **rows)
    assert scenario.group_names == ("farmers", "traders")
    assert len(scenario.groups) == 3
