"""Steps that have the same future are one step (model §12.5)."""

import numpy as np
import pytest

from assemble.camps.flee_walk.test_steps import CHAIN, ROADS, explorer
from builders import make_walk
from homeward.assemble.camps.flee_walk import merging
from homeward.assemble.camps.flee_walk.merging import merge
from homeward.assemble.camps.flee_walk.steps import Continuation, Night, Step, Trip, morning
from homeward.errors import HomewardBug

LADDER = [("a", "b", 100.0), ("b", "a", 30.0), ("b", "c", 400.0), ("a", "c", 170.0)]


def by_comparing(futures: dict[Step, Continuation], is_short) -> dict[Step, object]:
    """Labels by refining in plain Python, without hashes."""

    def sight(step: Step, future: Continuation) -> object:
        if future.road is not None:
            return (step.place, step.is_again, future.road, step.rest)
        return (step.place, step.is_again, len(future.goals), is_short(step))

    label: dict[Step, object] = {step: sight(step, future) for step, future in futures.items()}

    def told(goal) -> object:
        if isinstance(goal, Step):
            return ("step", label[goal])
        if isinstance(goal, Night):
            return ("night", label[morning(goal)])
        assert isinstance(goal, Trip)
        return (goal.road, goal.nights, label[goal.step], label[morning(goal.bounce)])

    while True:
        keys = {
            step: (label[step], label[morning(future.evening)], tuple(map(told, future.goals)))
            for step, future in futures.items()
        }
        numbers = {key: number for number, key in enumerate(dict.fromkeys(keys.values()))}
        finer = {step: numbers[key] for step, key in keys.items()}
        if len(numbers) == len(set(label.values())):
            return finer
        label = finer


@pytest.mark.parametrize("awareness", [1, 2])
@pytest.mark.parametrize("avoids", [False, True])
def test_steps_are_merged_exactly_where_their_futures_are_the_same(awareness: int, avoids: bool):
    scenario = make_walk(CHAIN, LADDER, awareness=awareness, avoids_short_days=avoids)
    walker = explorer(scenario)
    futures = walker.explore()
    label, other = merge(futures, walker.is_short), by_comparing(futures, walker.is_short)
    pairs = {(label[step], other[step]) for step in futures}
    assert len(pairs) == len(set(label.values())) == len(set(other.values()))
    assert len(pairs) < len(futures)


def test_steps_of_two_places_or_moments_are_never_merged():
    walker = explorer(make_walk(CHAIN, LADDER))
    label = merge(walker.explore(), walker.is_short)
    seen: dict[int, tuple[int, bool]] = {}
    for step, number in label.items():
        assert seen.setdefault(number, (step.place, step.is_again)) == (step.place, step.is_again)


def test_hashes_that_collide_are_found_out(monkeypatch: pytest.MonkeyPatch):
    walker = explorer(make_walk(CHAIN, ROADS))
    futures = walker.explore()
    monkeypatch.setattr(
        merging, "_hashes", lambda network, _: np.zeros(network.sight.size, dtype=np.uint64)
    )
    with pytest.raises(HomewardBug, match="steps with different futures were merged"):
        merge(futures, walker.is_short)
