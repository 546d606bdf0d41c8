"""Lifts: from which day an obstacle no longer counts, or an actor is believed (model §4.2, §7.5)."""

from __future__ import annotations

import numpy as np

from homeward.assemble.labels import Labels
from homeward.catalogue import obstacles
from homeward.model.communities.codes import NEVER
from homeward.numerics.array_types import Codes
from homeward.scenario.scenario import Scenario


def find_lifted(scenario: Scenario, labels: Labels) -> Codes:
    """Find the first day on which each obstacle no longer counts (obstacle, group), or NEVER."""
    names = [obstacle.name for obstacle in obstacles(labels.actors)]
    lifted = np.full((len(names), len(labels.groups)), NEVER, dtype=np.int64)
    for lift in scenario.lifted:
        groups = labels.members_of(lift.groups, labels.groups)
        day = 0 if lift.start is None else labels.day(lift.start)
        cell = np.ix_([names.index(lift.obstacle)], groups)
        lifted[cell] = np.minimum(lifted[cell], day)
    return lifted


def find_trusted(scenario: Scenario, labels: Labels) -> Codes:
    """Find the first day on which each actor is believed to do no harm (group, actor), or NEVER."""
    trusted = np.full((len(labels.groups), len(labels.actors)), NEVER, dtype=np.int64)
    for trust in scenario.trusted:
        groups = labels.members_of(trust.groups, labels.groups)
        cell = np.ix_(groups, [labels.actors.index(trust.actor)])
        trusted[cell] = np.minimum(trusted[cell], labels.day(trust.start))
    return trusted
