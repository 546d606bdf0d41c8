"""Outcomes: what one member comes to on a day, by group and by refuge (model §10.1)."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Literal

import numpy as np
from numpy.typing import NDArray

from homeward.model.communities.member import Record
from homeward.model.communities.record import (
    DEAD_PEOPLE,
    DETAINED,
    IDPS,
    RECRUITED,
    REFUGEES,
    RETURN_DEPARTURES,
    RETURNEES,
)

Outcome = Literal["returned", "displaced", "harmed"]
OUTCOMES: tuple[Outcome, ...] = ("returned", "displaced", "harmed")
RETURNED, DISPLACED, HARMED = range(3)

MEANINGS: dict[Outcome, str] = {
    "returned": "people are back home",
    "displaced": "people are displaced",
    "harmed": "people were killed, arrested, abducted, conscripted or recruited",
}
MEANINGS_BY_REFUGE: dict[Outcome, str] = {
    "returned": "people have set off home from here",
    "displaced": "people are displaced here",
    "harmed": "people were killed, arrested, abducted, conscripted or recruited here",
}


def outcomes_by_group(record: Record) -> NDArray[np.int64]:
    """Count people on the last day of a record (outcome, home, group), persons; *returned* are at home again."""
    return _counted(record).sum(axis=3)


Groups = Sequence[int] | None
"""Indices of the groups whose people are counted by refuge; None: all."""


def departures_of(record: Record, groups: Groups = None) -> NDArray[np.int64]:
    """Count who has set off home from each refuge since the record before the last (home, refuge), persons."""
    return _of(record.flows[-1, RETURN_DEPARTURES], groups, 1).sum(axis=1, dtype=np.int64)


def outcomes_of(
    record: Record, departures: NDArray[np.int64], groups: Groups = None
) -> NDArray[np.int64]:
    """Count people on the last day of a record (outcome, home, group and then refuge), persons.

    By group, *returned* are those at home again. People at home are not followed back to where they came from: by
    refuge, *returned* are those who have set off home from it (home, refuge), persons.

    Parameters
    ----------
    groups
        Those whose people are counted by refuge; `departures` are to be of the same.
    """
    counted = _counted(record)
    by_refuge = _of(counted, groups, 2).sum(axis=2)
    by_refuge[RETURNED] = departures
    return np.concatenate([counted.sum(axis=3), by_refuge], axis=2)


def _of(counts: NDArray[np.integer], groups: Groups, axis: int) -> NDArray[np.integer]:
    return counts if groups is None else counts.take(list(groups), axis=axis)


def _counted(record: Record) -> NDArray[np.int64]:
    """Count people on the last day of a record (outcome, home, group, place), persons."""
    stocks = record.stocks[-1].astype(np.int64)
    return np.stack(
        [
            stocks[RETURNEES],
            stocks[IDPS] + stocks[REFUGEES],
            stocks[DETAINED] + stocks[RECRUITED] + stocks[DEAD_PEOPLE],
        ]
    )
