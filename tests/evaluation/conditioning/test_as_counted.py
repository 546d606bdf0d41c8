"""Moving people to where they have been counted (model §14.1)."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import pytest
from scipy.optimize import minimize

from homeward.engine.communities.onward import People
from homeward.evaluation.conditioning.as_counted import cells_of, move_people, split, whole


def people(*communities: Sequence[int]) -> People:
    """One home; of each group residents, returnees, and displaced by place, all of the first standing."""
    table = np.array(communities, dtype=np.int64)
    returnees = np.stack([np.zeros_like(table[:, 1]), table[:, 1]])[:, None]
    displaced = np.stack([table[:, 2:], np.zeros_like(table[:, 2:])])[:, None]
    return People(table[None, :, 0], returnees, displaced)


def covering(*cells: tuple[int, int], shape: tuple[int, int]) -> np.ndarray:
    found = np.zeros((1, *shape), dtype=np.bool_)
    for group, cell in cells:
        found[0, group, cell] = True
    return found


def moved(
    one: People, covers: list[np.ndarray], figures: list[float], error: list[float], *others: People
):
    everybody = [one, *others]
    wanted = np.tile(np.array(figures, dtype=float), (len(everybody), 1))
    return move_people(everybody, np.stack(covers), wanted, np.array(error))


BEFORE = people([600, 100, 200, 100], [50, 0, 30, 20])
SHAPE = (2, 4)


def test_a_count_is_met_and_nobody_is_lost():
    covers = [covering((0, 2), (1, 2), shape=SHAPE)]
    (found,) = moved(BEFORE, covers, [400.0], [1.0])
    cells = cells_of(found)[0]
    assert cells[:, 2].sum() == pytest.approx(400, abs=2)
    assert cells.sum(axis=1).tolist() == [1000, 100]
    assert cells.min() >= 0
    # Those who were elsewhere keep their proportions.
    assert cells[0, 0] / cells[0, 1] == pytest.approx(6, rel=0.03)


def test_without_a_count_nobody_moves():
    covers = [covering((0, 2), shape=SHAPE)]
    cells = cells_of(moved(BEFORE, covers, [350.0], [1.0])[0])[0]
    assert cells[1].tolist() == [50, 0, 30, 20]


def test_where_it_agrees_already_hardly_anybody_moves():
    covers = [covering((0, 2), shape=SHAPE), covering((0, 0), shape=SHAPE)]
    cells = cells_of(moved(BEFORE, covers, [200.0, 600.0], [1.0, 1.0])[0])[0]
    assert np.abs(cells - cells_of(BEFORE)[0]).max() <= 1


def test_counts_that_contradict_each_other_meet_by_their_errors():
    covers = [covering((0, 2), shape=SHAPE)] * 2
    cells = cells_of(moved(BEFORE, covers, [300.0, 500.0], [10.0, 20.0])[0])[0]
    assert cells[0, 2] == pytest.approx(340, abs=6)  # weights 4 to 1


def test_somebody_can_be_where_a_member_has_nobody():
    empty, other = people([1000, 0, 0, 0], [1, 0, 0, 0]), people([500, 0, 500, 0], [1, 0, 0, 0])
    covers = [covering((0, 2), shape=SHAPE)]
    assert cells_of(moved(empty, covers, [300.0], [1.0], other)[0])[0, 0, 2] == pytest.approx(
        300, abs=3
    )
    # And where no member has anybody.
    covers = [covering((0, 3), shape=SHAPE)]
    assert cells_of(moved(empty, covers, [300.0], [1.0], other)[0])[0, 0, 3] == pytest.approx(
        300, abs=3
    )


def test_more_than_there_are_is_not_made():
    covers = [covering((0, 2), shape=SHAPE)]
    cells = cells_of(moved(BEFORE, covers, [5000.0], [100.0])[0])[0]
    assert cells.sum(axis=1).tolist() == [1000, 100]
    assert cells[0, 2] > 950


def test_it_is_the_least_change_of_shares():
    """Against a general optimiser on the definition: divergence plus misfit, in the units of §14.1."""
    covers = [covering((0, 2), (1, 2), shape=SHAPE), covering((0, 0), (0, 1), shape=SHAPE)]
    figures, error = np.array([500.0, 350.0]), np.array([20.0, 60.0])
    found = cells_of(moved(BEFORE, covers, figures.tolist(), error.tolist())[0])[0]
    before = cells_of(BEFORE)[0] + 0.05
    rows, total = np.concatenate(covers), before.sum(axis=1, keepdims=True)

    def loss(logged: np.ndarray) -> float:
        shares = np.exp(logged.reshape(before.shape))
        after = shares / shares.sum(axis=1, keepdims=True) * total
        apart = (rows * after).sum(axis=(1, 2)) - figures
        return float(
            (after * np.log(after / before)).sum() / figures.max()
            + 0.5 * ((apart / error) ** 2).sum()
        )

    other = minimize(loss, np.log(before).ravel(), method="BFGS").x.reshape(before.shape)
    shares = np.exp(other) / np.exp(other).sum(axis=1, keepdims=True)
    np.testing.assert_allclose(found, shares * total, atol=3)


def test_parts_are_like_those_who_are_there_or_like_others():
    like = np.array([[30, 0], [10, 0]])
    otherwise = np.array([[1, 1], [0, 1]])
    assert split(np.array([80, 10]), like, otherwise).tolist() == [[60, 5], [20, 5]]
    none = np.zeros((2, 2), dtype=np.int64)
    assert split(np.array([4, 4]), none, np.array([[3, 0], [1, 0]])).tolist() == [[3, 3], [1, 1]]
    assert split(np.array([4, 4]), none, none).tolist() == [[4, 4], [0, 0]]


def test_rounding_keeps_sums():
    found = whole(np.array([[0.4, 0.4, 0.2], [1.5, 1.5, 0.0]]))
    assert found.sum(axis=1).tolist() == [1, 3]
    assert found[0].tolist() == [1, 0, 0]
