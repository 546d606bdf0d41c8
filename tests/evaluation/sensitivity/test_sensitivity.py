"""Sensitivity (model §16): screening and indices together, of closed forms and of the tiny scenario."""

from __future__ import annotations

from collections.abc import Callable, Generator
from contextlib import contextmanager

import numpy as np
import pytest

from conftest import MakeWorld
from evaluation.sensitivity.conftest import SLOPES, Told
from homeward.assemble.communities.ensemble import Draws, value_at
from homeward.errors import ScenarioError
from homeward.evaluation.comparison.compare import run_to_compare
from homeward.evaluation.outcomes import RETURNED
from homeward.evaluation.sensitivity.indices import Index
from homeward.evaluation.sensitivity.points import RunPoints
from homeward.evaluation.sensitivity.sensitivity import (
    Effort,
    Sensitivity,
    check_effort,
    decompose,
    sensitivity,
)
from homeward.scenario.scenario import Scenario

HALF_WIDTHS_A_STANDARD_ERROR = 1.645
"""Of a 90% interval."""


@contextmanager
def silently(_: str) -> Generator[Callable[[int, int], None]]:
    yield lambda done, of: None


def find(scenario: Scenario, threads: int = 2, **effort: int) -> Sensitivity:
    return sensitivity(
        scenario,
        outcome="returned",
        on=scenario.end,
        homes=list(range(len(scenario.homes))),
        effort=Effort(**{"trajectories": 3, "keep": 2, "base": 16, "seed": 1, **effort}),
        threads=threads,
        announce=silently,
    )


def test_those_that_matter_are_found_among_many_and_kept(sums: Told):
    names = (*(f"idle_{number}" for number in range(20)), *SLOPES)
    found = decompose(names, sums, Effort(trajectories=5, keep=2, base=256, seed=1))
    assert [one.factor for one in found.indices.parameters] == ["steep", "middling"]
    assert [one.parameter for one in found.screened[:4]] == [
        "steep",
        "middling",
        "gentle",
        *names[:1],
    ]
    assert sums.phases == ["Screening", "Dividing the variance"]
    assert found.runs == 5 * 25 + 256 * 6
    assert found.same is None


def test_what_has_no_effect_is_not_kept_though_there_is_room(sums: Told):
    found = decompose(tuple(SLOPES), sums, Effort(trajectories=5, keep=4, base=64, seed=1))
    assert [one.factor for one in found.indices.parameters] == ["steep", "middling", "gentle"]


def test_an_outcome_that_is_always_the_same_is_said_to_be(same: RunPoints):
    found = decompose(("one", "two"), same, Effort(trajectories=5, keep=2, base=64, seed=1))
    assert (found.indices, found.same, found.runs) == (None, 7.0, 15)


def test_an_outcome_that_moves_only_at_the_ends_of_ranges_has_no_variance():
    told = Told(lambda at: np.where(at["one"] > 1.0 - 1e-9, 9.0, 7.0))
    found = decompose(("one",), told, Effort(trajectories=5, keep=1, base=64, seed=1))
    assert (found.indices, found.same) == (None, 7.0)
    assert found.screened[0].effect > 0


def test_tiny_is_divided_the_same_whatever_the_threads(tiny: Scenario):
    one, other = find(tiny, threads=1), find(tiny, threads=3)
    assert (one.screened, one.indices.factors) == (other.screened, other.indices.factors)
    assert one.runs == 3 * (len(one.screened) + 1) + 16 * 6
    assert find(tiny, seed=2).screened != one.screened  # negative control


def total(values: np.ndarray, others: np.ndarray) -> tuple[float, float]:
    """Total index (Jansen 1999) of what differs between two worlds, and its standard error."""
    squares = (values - others) ** 2 / 2.0 / values.var()
    return float(squares.mean()), float(squares.std() / np.sqrt(values.size))


def near(index: Index, plain: tuple[float, float]) -> bool:
    """Within four standard errors of both: false alarm 6e-5."""
    error = np.hypot(index.total_half_width / HALF_WIDTHS_A_STANDARD_ERROR, plain[1])
    return abs(index.total - plain[0]) < 4.0 * error


def test_on_tiny_the_totals_are_those_of_plain_members_with_one_thing_exchanged(tiny: Scenario):
    """Return speed dealt anew, and chance dealt anew, among members that `compare` runs."""
    found = find(tiny, keep=1, base=128)
    (speed,) = found.indices.parameters
    assert speed.factor == "return_speed"
    members, n_group = 400, len(tiny.groups)

    def returned(**changed: object) -> np.ndarray:
        world = run_to_compare(tiny, tiny.end, members=members, seed=9, threads=2, **changed)
        return world.outcomes[:, RETURNED, :, :n_group].sum(axis=(1, 2))

    known = tiny.parameters["return_speed"]
    dealt = value_at(known, Draws(10, members).quantile("parameter", "return_speed"))
    as_is = returned()
    assert near(speed, total(as_is, returned(parameters={"return_speed": dealt})))
    chance = total(as_is, returned(chance_seed=77))
    assert near(found.indices.chance, chance)
    assert not near(speed, chance)  # negative control


def test_without_any_range_nothing_can_be_moved(quiet: MakeWorld):
    """A world in which nobody moves: the same in every run."""
    still = quiet(parameters={"flight_hazard": 0.0})
    with pytest.raises(ScenarioError, match="has a range"):
        check_effort(still, Effort(trajectories=2, keep=1, base=16, seed=1))


@pytest.mark.parametrize("base", [16, 64, 1024])
def test_powers_of_two_are_bases(tiny: Scenario, base: int):
    check_effort(tiny, Effort(trajectories=2, keep=46, base=base, seed=1))
