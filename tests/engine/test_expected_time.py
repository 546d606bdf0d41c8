"""How long jobs will take: side by side, on no more threads than there are jobs."""

import pytest

from homeward.engine.expected_time import seconds_of


@pytest.mark.parametrize(
    ("jobs", "each", "threads", "seconds"), [(10, 2.0, 4, 5.0), (1, 3.0, 8, 3.0), (0, 3.0, 8, 0.0)]
)
def test_seconds_of_jobs_side_by_side(jobs: int, each: float, threads: int, seconds: float):
    assert seconds_of(jobs, each, threads) == seconds
