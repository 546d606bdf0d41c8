"""What came out of the engine."""

import numpy as np
import pytest

from homeward.catalogue import FLOWS, STOCKS
from homeward.engine.simulated import as_counts, gather_all, keep, width_of_sums
from homeward.errors import SimulationError
from homeward.model.communities.member import Record

MOST = np.iinfo(np.int32).max
SHAPE = (2, 1, 3)


def record_with(cell: tuple[int, int, int], people: int) -> Record:
    """A record of two days in which one community has people, on the second."""
    stocks = np.zeros((2, len(STOCKS), *SHAPE), dtype=np.int32)
    stocks[(1, 0, *cell)] = people
    return Record(
        day=np.array([0, 1]),
        stocks=stocks,
        flows=np.zeros((2, len(FLOWS), *SHAPE), dtype=np.int32),
        belief=np.zeros((2, 2, 1, 1, 4), dtype=np.float32),
        status=np.zeros(2, dtype=np.int64),
    )


def test_only_communities_with_people_are_kept():
    cells, values = keep(record_with((1, 0, 2), 7)).stocks[0]
    assert cells.tolist() == [5]
    assert values.tolist() == [[0], [7]]
    assert keep(record_with((1, 0, 2), 7)).stocks[1][0].size == 0


def test_members_are_brought_together_over_the_communities_any_of_them_uses():
    kept = [keep(record_with((1, 0, 2), 7)), keep(record_with((0, 0, 1), 5))]
    series = gather_all([one.stocks for one in kept], [stock.name for stock in STOCKS], SHAPE)
    residents = series["residents"]
    assert residents.cells.tolist() == [[0, 0, 1], [1, 0, 2]]
    assert residents.values.tolist() == [[[0, 0], [0, 7]], [[0, 0], [5, 0]]]
    assert series["idps"].cells.shape == (0, 3)
    assert series["idps"].values.shape == (2, 2, 0)


@pytest.mark.parametrize("people", [-1, MOST + 1, 2**32, 2**32 + 7, -(2**40)])
def test_counts_that_do_not_fit_stop_the_run(people: int):
    with pytest.raises(SimulationError, match="member 3 stopped: a count of"):
        as_counts(np.array([[0, people]]), 3)


def test_counts_that_fit_are_kept():
    kept = as_counts(np.array([0, 7, MOST]), 0)
    assert kept.dtype == np.int32
    assert kept.tolist() == [0, 7, MOST]
    assert as_counts(np.zeros((2, 0), dtype=np.int64), 0).shape == (2, 0)


def test_sums_are_as_wide_as_they_must_be():
    values = np.full((1, 3, 2), MOST // 3, dtype=np.int32)
    assert width_of_sums(values, 1) is np.int32
    values[0, 0, 1] += 10
    assert width_of_sums(values, 1) is np.int64
    assert width_of_sums(values, 2) is np.int32
