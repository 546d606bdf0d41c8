"""Permissions."""

from pathlib import Path

from builders import header, make_scenario


def test_a_list_opens_with_its_approvals(tmp_path: Path):
    (rule,) = make_scenario(tmp_path).permissions
    assert rule.approvals is not None
    assert (rule.approvals.low, rule.approvals.value, rule.approvals.high) == (20, 50, 80)
    assert (rule.place, rule.promise) == (None, 0.5)


def test_a_refusal_needs_no_approvals(tmp_path: Path):
    row = "north,camp,leave,farmers,,refused,,,,,,,c1\n"
    (rule,) = make_scenario(tmp_path, permissions=header("permissions") + row).permissions
    assert (rule.approvals, rule.groups, rule.coming_from) == (None, ("farmers",), ())
