"""Runs of one member with obstacles lifted, run as one for as long as they are the same (model §10.1)."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from homeward.engine.communities.ready import Ready, Workspace
from homeward.engine.communities.resume import Checkpoint, checkpoint, run_stretch
from homeward.evaluation.outcomes import Groups, departures_of, outcomes_of
from homeward.numerics.array_types import Codes

Outcomes = tuple[int, NDArray[np.float64]]
"""A coalition, and what it comes to."""


class Stretch(NamedTuple):
    """Days in which no further obstacle begins to act.

    Parameters
    ----------
    last
        Last day, days since the start.
    acting
        Coalition of the obstacles that may have acted by then: two that differ only in others are the same so far.
    is_counted
        Whether who sets off home is counted.
    """

    last: int
    acting: int
    is_counted: bool


def stretches_of(first_days: Codes, since: int, on: int) -> list[Stretch]:
    """Divide the days up to `on` where obstacles begin to act, and at `since`.

    Parameters
    ----------
    first_days
        (obstacle): first day on which each may act once lifted, not before `since`.
    since
        First day on which obstacles are lifted.
    """
    starts = sorted({0, since, *(day for day in first_days.tolist() if day <= on)})
    ends = [*(start - 1 for start in starts[1:]), on]
    return [
        Stretch(
            last=last,
            acting=sum(1 << index for index in np.flatnonzero(first_days <= start).tolist()),
            is_counted=start >= since,
        )
        for start, last in zip(starts, ends, strict=True)
    ]


def run_together(
    ready: Ready,
    member: int,
    space: Workspace,
    coalitions: Sequence[int],
    stretches: Sequence[Stretch],
    lifted: Callable[[int], Codes],
    then: Callable[[dict[int, NDArray[np.float64]]], Sequence[int]] = lambda _: (),
    groups: Groups = None,
    since: Checkpoint | None = None,
) -> dict[int, NDArray[np.float64]]:
    """Run one member with obstacles lifted, and count people on the last day of the last stretch.

    Parameters
    ----------
    lifted
        First day on which each obstacle no longer counts (obstacle, group), of a coalition.
    then
        Asked for further coalitions once those are run.
    groups
        Those whose people are counted by refuge.
    since
        Where the member is taken up, before any obstacle is lifted; the first day if None.

    Returns
    -------
    By coalition: `outcomes.outcomes_of`, who set off home being counted in the stretches that say so
    """

    def follow(
        ahead: Sequence[Stretch],
        coalitions: Sequence[int],
        evening: Checkpoint | None,
        departed: NDArray[np.int64] | int,
    ) -> Iterator[Outcomes]:
        """Run on from the evening of the stretch before, as often as coalitions differ."""
        (last, acting, is_counted), *after = ahead
        for so_far in dict.fromkeys(one & acting for one in coalitions):
            same = [one for one in coalitions if one & acting == so_far]
            record = run_stretch(ready.lifting(lifted(so_far)), member, space, last, evening)
            departures = departed + departures_of(record, groups) * is_counted
            if after:
                yield from follow(after, same, checkpoint(space.memory, last), departures)
            else:
                outcomes = outcomes_of(record, departures, groups).astype(np.float64)
                yield from ((one, outcomes) for one in same)

    evening, departed, rest = _shared(ready, member, space, stretches, groups, since)
    found = dict(follow(rest, coalitions, evening, departed))
    found.update(follow(rest, then(found), evening, departed))
    return found


def _shared(
    ready: Ready,
    member: int,
    space: Workspace,
    stretches: Sequence[Stretch],
    groups: Groups,
    since: Checkpoint | None,
) -> tuple[Checkpoint | None, NDArray[np.int64] | int, Sequence[Stretch]]:
    """Run on as long as no obstacle can act: the evening, who set off, and the stretches that are left."""
    first, *rest = stretches
    if first.acting or not rest:
        return None, 0, stretches
    if since is not None and since.day == first.last:
        return since, 0, rest
    record = run_stretch(ready, member, space, first.last, since)
    departed = departures_of(record, groups) * first.is_counted
    return checkpoint(space.memory, first.last), departed, rest
