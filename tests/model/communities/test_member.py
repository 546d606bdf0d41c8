"""What a member holds: an array an axis says, and none of them twice."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise

import numpy as np
import pytest

from builders import make_member
from homeward.assemble.communities.ensemble import params_of
from homeward.engine.communities.ready import prepare
from homeward.model.communities.codes import N_EXPOSURE, N_LASTING
from homeward.model.communities.member import axis_sizes
from homeward.scenario.load import load_scenario
from homeward.scenario.scenario import Scenario


def arrays(of: object) -> Iterator[np.ndarray]:
    """All arrays of a tuple of arrays and such tuples that hold anything."""
    if isinstance(of, tuple):
        for part in of:
            yield from arrays(part)
    elif isinstance(of, np.ndarray) and of.size:
        yield of


def is_anything_twice(of: object) -> bool:
    spans = sorted(np.lib.array_utils.byte_bounds(array) for array in arrays(of))
    return any(end > start for (_, end), (start, _) in pairwise(spans))


@pytest.mark.parametrize("name", ["tiny", "palmyra"])
def test_no_array_of_a_member_lies_where_another_does(name: str):
    """Kernels are compiled for arrays that have no part in common (decision 24)."""
    ready = prepare(load_scenario(name), days=[0, 5], members=2, seed=1)
    of_member = (
        ready.world.drivers, params_of(ready.ensemble, 1), ready.allocate(), ready.record(),
    )  # fmt: skip
    assert len(list(arrays(of_member))) > 100
    assert not is_anything_twice(of_member)


def test_the_search_finds_an_array_that_stands_twice(tiny: Scenario):
    """Negative control: the same, and a part of one."""
    stocks = make_member(tiny)[2].stocks
    assert is_anything_twice((stocks, stocks.residents))
    assert is_anything_twice((stocks, stocks.displaced[1]))
    assert not is_anything_twice((stocks.displaced[0], stocks.displaced[1]))


def test_a_community_is_a_home_a_group_and_a_place(tiny: Scenario):
    drivers, _, _ = make_member(tiny)
    sizes = axis_sizes(drivers, 7)
    community = sizes["home"] * sizes["group"] * sizes["place"]
    assert sizes["community"] == community
    assert sizes["displaced"] == community * N_LASTING
    assert sizes["exposed"] == community * N_EXPOSURE
    assert sizes["trip"] == 2 * community + 1  # the first row is nobody's
    assert sizes["slot"] == 7
