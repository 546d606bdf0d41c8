"""What came out of the engine."""

import numpy as np

from homeward.engine.simulated import gather, keep
from homeward.model.arrays import Record
from homeward.variables import FLOWS, STOCKS

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
    series = gather([one.stocks for one in kept], [stock.name for stock in STOCKS], SHAPE)
    residents = series["residents"]
    assert residents.cells.tolist() == [[0, 0, 1], [1, 0, 2]]
    assert residents.values.tolist() == [[[0, 0], [0, 7]], [[0, 0], [5, 0]]]
    assert series["idps"].cells.shape == (0, 3)
    assert series["idps"].values.shape == (2, 2, 0)
