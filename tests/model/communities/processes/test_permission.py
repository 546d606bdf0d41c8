"""Permission (model §7.2)."""

from hypothesis import given
from hypothesis import strategies as st

from homeward.model.communities.processes.permission import approval_share

counts = st.integers(0, 10**9)


def test_a_worked_number():
    assert approval_share(50, 200) == 0.25


@given(counts, counts, counts)
def test_a_longer_list_never_approves_a_smaller_share(one: int, other: int, eligible: int):
    short = approval_share(min(one, other), eligible)
    assert 0.0 <= short <= approval_share(max(one, other), eligible) <= 1.0


def test_limits():
    assert approval_share(50, 0) == 0.0
    assert approval_share(0, 50) == 0.0
    assert approval_share(80, 50) == 1.0
