"""From series to labelled datasets."""

from __future__ import annotations

import numpy as np

from homeward.engine.simulated import CommunitySeries
from homeward.results.result import Result
from homeward.results.tables.dataset import columns, communities, people_dataset


def _series(*cells: tuple[int, int, int]) -> CommunitySeries:
    return CommunitySeries(
        np.array(cells, np.int64).reshape(-1, 3), np.ones((2, 3, len(cells)), np.int32)
    )


def test_only_communities_that_ever_hold_people_are_there() -> None:
    among = communities({"a": _series((0, 0, 1), (1, 0, 0)), "b": _series((0, 0, 1), (0, 1, 2))})
    assert among.tolist() == [[0, 0, 1], [0, 1, 2], [1, 0, 0]]
    assert columns(np.array([[0, 0, 1], [1, 0, 0]]), among).tolist() == [0, 2]


def test_a_variable_without_people_is_zero(result: Result) -> None:
    axes = result.axes
    shape = (axes.members, len(axes.days), 1)
    somebody = CommunitySeries(np.array([[1, 0, 2]]), np.ones(shape, np.int32))
    nobody = CommunitySeries(np.zeros((0, 3), np.int64), np.zeros((*shape[:2], 0), np.int32))
    dataset = people_dataset({"idps": somebody, "dead": nobody}, axes)
    assert dataset.sizes["community"] == 1
    assert dataset["place"].values.tolist() == ["camp"]
    assert int(dataset["dead"].sum()) == 0


def test_a_dataset_of_nobody_is_legal(result: Result) -> None:
    shape = (result.axes.members, len(result.axes.days), 0)
    nobody = CommunitySeries(np.zeros((0, 3), np.int64), np.zeros(shape, np.int32))
    assert int(people_dataset({"idps": nobody}, result.axes)["idps"].sum()) == 0
