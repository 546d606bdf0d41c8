"""Steps that have the same future are one step: the law stays exact, and fewer draws are made (model §12.5)."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from homeward.assemble.camps.flee_walk.steps import Continuation, Goal, Night, Step, morning
from homeward.assemble.labels import codes
from homeward.errors import HomewardBug
from homeward.numerics.array_types import Codes

Hashes = NDArray[np.uint64]
MULTIPLIERS = (0xBF58476D1CE4E5B9, 0x94D049BB133111EB)
"""Of the finaliser of SplitMix64 (Steele, Lea & Flood 2014, doi:10.1145/2660193.2660195)."""
STEP, NIGHT, TRIP = 0, 1, 2


@dataclass(frozen=True)
class _Network:
    """All futures as arrays: goals in one row, step after step."""

    sight: Codes  # (step): what tells steps apart before their futures are compared
    evening: Codes  # (step): step in the morning after
    first: Codes  # (step + 1)
    turn: Codes  # (goal): its place among those of its step
    kind: Codes  # (goal): STEP, NIGHT, TRIP and, if a trip, on which road and for how long
    leads: Codes  # (goal): step it leads to, a night being its morning
    bounce: Codes  # (goal): step in the morning if the road is closed; else as `leads`


def merge(
    futures: Mapping[Step, Continuation], is_short: Callable[[Step], bool]
) -> dict[Step, int]:
    """Give one label to steps of a place whose futures are the same (partition refinement).

    Labels are compared as 64-bit hashes; that those of one label do have the same future is checked at the end.
    """
    network = _network(futures, is_short)
    label = network.sight
    count = 0
    while label.max() + 1 > count:
        count = int(label.max()) + 1
        label = _numbered(_hashes(network, label))
    _check(network, label)
    return dict(zip(futures, label.tolist(), strict=True))


def _network(futures: Mapping[Step, Continuation], is_short: Callable[[Step], bool]) -> _Network:
    number = {step: index for index, step in enumerate(futures)}
    sights: dict[object, int] = {}
    kinds: dict[object, int] = {}
    goals = [_told(goal) for future in futures.values() for goal in future.goals]
    lengths = codes(len(future.goals) for future in futures.values())
    first = np.concatenate([[0], np.cumsum(lengths)]).astype(np.int64)
    return _Network(
        sight=codes(
            sights.setdefault(_sight(step, future, is_short), len(sights))
            for step, future in futures.items()
        ),
        evening=codes(number[morning(future.evening)] for future in futures.values()),
        first=first,
        turn=np.arange(first[-1]) - np.repeat(first[:-1], lengths),
        kind=codes(kinds.setdefault(kind, len(kinds)) for kind, _, _ in goals),
        leads=codes(number[step] for _, step, _ in goals),
        bounce=codes(number[step] for _, _, step in goals),
    )


def _sight(
    step: Step, future: Continuation, is_short: Callable[[Step], bool]
) -> tuple[object, ...]:
    """Say what tells steps apart before their futures are compared."""
    if future.road is not None:
        return (step.place, step.is_again, future.road, len(step.rest), step.rest[-1])
    return (step.place, step.is_again, len(future.goals), is_short(step))


def _told(goal: Goal) -> tuple[tuple[int, ...], Step, Step]:
    """Say what kind of goal it is, and the steps it leads to."""
    if isinstance(goal, Step):
        return (STEP,), goal, goal
    if isinstance(goal, Night):
        return (NIGHT,), morning(goal), morning(goal)
    return (TRIP, goal.road, goal.nights), goal.step, morning(goal.bounce)


def _hashes(network: _Network, label: Codes) -> Hashes:
    """Hash what follows from each step, given the labels of steps (step)."""
    goal = _mixed(network.turn)
    for told in (network.kind, label[network.leads], label[network.bounce]):
        goal = _mixed(told, goal)
    sums = np.concatenate([np.zeros(1, dtype=np.uint64), np.cumsum(goal, dtype=np.uint64)])
    whole = sums[network.first[1:]] - sums[network.first[:-1]]
    return _mixed(label, _mixed(label[network.evening], _mixed(network.sight, whole)))


def _mixed(numbers: Codes, salt: Hashes | None = None) -> Hashes:
    """Scatter numbers over 64 bits; arrays of unsigned numbers wrap without a word."""
    mixed = numbers.astype(np.uint64) + np.uint64(1)
    mixed = mixed if salt is None else mixed + salt * np.uint64(0x9E3779B97F4A7C15)
    mixed = (mixed ^ (mixed >> np.uint64(30))) * np.uint64(MULTIPLIERS[0])
    mixed = (mixed ^ (mixed >> np.uint64(27))) * np.uint64(MULTIPLIERS[1])
    return mixed ^ (mixed >> np.uint64(31))


def _numbered(hashes: Hashes) -> Codes:
    return np.unique(hashes, return_inverse=True)[1].astype(np.int64).reshape(-1)


def _check(network: _Network, label: Codes) -> None:
    """Compare the future of every step with that of the first of its label."""
    _, firsts = np.unique(label, return_index=True)
    like = firsts[label]
    other = network.first[like].repeat(np.diff(network.first)) + network.turn
    told = (network.kind, label[network.leads], label[network.bounce])
    is_same = (network.sight == network.sight[like]) & (
        label[network.evening] == label[network.evening[like]]
    )
    if not is_same.all() or any((values != values[other]).any() for values in told):
        raise HomewardBug("steps with different futures were merged.")
