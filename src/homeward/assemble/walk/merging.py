"""Steps that have the same future are one step: the law stays exact, and fewer draws are made (model §12.5)."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from homeward.assemble.walk.steps import Future, Goal, Night, Step, morning

Label = int


def merge(
    futures: Mapping[Step, Future], is_short: Callable[[Step], bool]
) -> dict[Step, Label]:
    """Give one label to steps of a place whose futures are the same (partition refinement).

    Nights are as their mornings. The steps of one label are told apart by nothing that ever matters.
    """
    label: dict[Step, Label] = _numbered(
        {step: _first_sight(step, future, is_short) for step, future in futures.items()}
    )
    count = len(set(label.values()))
    while True:
        label = _numbered(
            {
                step: (
                    label[step],
                    label[morning(future.evening)],
                    tuple(told(goal, label) for goal in future.goals),
                )
                for step, future in futures.items()
            }
        )
        finer = len(set(label.values()))
        if finer == count:
            return label
        count = finer


def _first_sight(
    step: Step, future: Future, is_short: Callable[[Step], bool]
) -> tuple[object, ...]:
    """What tells steps apart before their futures are compared."""
    if future.road is not None:
        return (step.place, future.road, step.rest[-1])
    return (step.place, is_short(step))


def told(goal: Goal, label: Mapping[Step, Label]) -> tuple[object, ...]:
    """What tells one goal from another, given the labels of steps."""
    if isinstance(goal, Step):
        return ("step", label[goal])
    if isinstance(goal, Night):
        return ("night", label[morning(goal)])
    return ("trip", goal.road, goal.nights, label[goal.step], label[morning(goal.bounce)])


def _numbered(keys: Mapping[Step, object]) -> dict[Step, Label]:
    numbers: dict[object, Label] = {}
    return {step: numbers.setdefault(key, len(numbers)) for step, key in keys.items()}
