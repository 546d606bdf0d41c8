"""Shares of a home."""

from pathlib import Path

from builders import edit, make_scenario


def test_a_home_with_rows_of_its_own_uses_only_these(tmp_path: Path):
    added = edit(
        "groups.csv",
        "north,,,0.75,,,\n",
        "north,,,0.75,,,\nfarmers,Farmers,Group 1,farming,north,,hills,1,,,\n",
    )
    scenario = make_scenario(tmp_path, **added)
    assert [row.share.value for row in scenario.groups_of("hills")] == [1.0]
    assert [row.share.value for row in scenario.groups_of("oldtown")] == [0.75, 0.25]


def test_shares_may_be_rounded(tmp_path: Path):
    rounded = edit("groups.csv", "0.25", "0.2500004")
    assert make_scenario(tmp_path, **rounded).group_names == ("farmers", "traders")
