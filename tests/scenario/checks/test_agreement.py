"""Shares of a home."""

from pathlib import Path

import pytest

from builders import edit, make_scenario
from homeward.scenario.checks.agreement import make_a_whole


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


@pytest.mark.parametrize(
    ("shares", "is_whole"),
    [
        ([0.1667] * 6, True),  # 1.0002, and 6 halves of 0.0001 are 0.0003
        ([0.33] * 3, True),  # 0.99
        ([0.15] * 7, False),  # 1.05, and 7 halves of 0.01 are 0.035
        ([0.334, 0.667], True),  # 1.001: both may be half of 0.001 too much
        ([0.334, 0.668], False),
        ([0.333, 0.666], True),
        ([0.332, 0.666], False),
        ([0.5, 0.334, 0.168], False),  # 1.002, and 3 halves of 0.001 are 0.0015
        ([0.3] * 3, False),  # a tenth is a group, not a digit
        ([0.9], False),
        ([0.99], False),
        ([0.995], False),
        ([1.0], True),
        ([0.5, 0.5000005, 0.0000005], True),  # whatever is written, a millionth is nothing
        ([0.5, 0.500002], False),
        ([], False),
    ],
)
def test_the_last_digits_of_shares_may_be_rounded(shares: list[float], is_whole: bool):
    assert make_a_whole(shares) is is_whole


def test_six_equal_groups_may_be_written_with_four_digits(tmp_path: Path):
    more = "".join(f"g{number},Group,Group {number},,,,,0.1667,,,\n" for number in range(3, 7))
    groups = edit("groups.csv", "0.75", "0.1667")["groups"].replace("0.25", "0.1667") + more
    assert len(make_scenario(tmp_path, groups=groups).group_names) == 6
