"""Eras: stretches of days on which no dated row begins or ends (model §2)."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable
from datetime import date, timedelta
from itertools import pairwise

import numpy as np

from homeward.assemble.labels import Labels
from homeward.numerics.array_types import Codes
from homeward.scenario.rows.actors import Control, Harm
from homeward.scenario.scenario import Scenario

Span = tuple[int, int]
"""First day, and the day after the last."""


def captures(scenario: Scenario, labels: Labels) -> list[tuple[str, str, int]]:
    """List every change of hands: place, the actor who took it, the day."""
    return [
        (place, actor, day)
        for place in labels.places
        for actor, day in _captures_of(place, scenario, labels)
    ]


def _captures_of(place: str, scenario: Scenario, labels: Labels) -> list[tuple[str, int]]:
    """List who took a place, and on which day."""
    rows = sorted((row for row in scenario.control if row.place == place), key=_start)
    return [
        (later.actor, labels.day(later.start))
        for earlier, later in pairwise(rows)
        if earlier.actor != later.actor
    ]


def _start(row: Control) -> date:
    return row.start


def harm_spans(rule: Harm, place: str, scenario: Scenario, labels: Labels) -> list[Span]:
    """List the days on which a harm rule acts at a place: its dates, its months, its captures."""
    spans = [(labels.day(rule.start), labels.day(rule.end))]
    if rule.after_capture_days is not None:
        bursts = [
            (day, day + rule.after_capture_days)
            for actor, day in _captures_of(place, scenario, labels)
            if actor == rule.actor
        ]
        spans = [_overlap(span, burst) for span in spans for burst in bursts]
    if rule.months:
        spans = [_overlap(span, month) for span in spans for month in _months(rule.months, labels)]
    return [span for span in spans if span[0] < span[1]]


def harm_spans_by_place(rule: Harm, scenario: Scenario, labels: Labels) -> dict[str, list[Span]]:
    """List the days on which a harm rule acts, at every place of the scenario."""
    if rule.after_capture_days is None:  # every place has the same days
        return dict.fromkeys(labels.places, harm_spans(rule, labels.places[0], scenario, labels))
    return {place: harm_spans(rule, place, scenario, labels) for place in labels.places}


def _overlap(one: Span, other: Span) -> Span:
    return max(one[0], other[0]), min(one[1], other[1])


def _months(months: Iterable[int], labels: Labels) -> list[Span]:
    spans: list[Span] = []
    first = labels.start.replace(day=1)
    while labels.day(first) < labels.n_day:
        following = (first + timedelta(days=32)).replace(day=1)
        if first.month in months:
            spans.append((labels.day(first), labels.day(following)))
        first = following
    return spans


def era_starts(scenario: Scenario, labels: Labels) -> list[int]:
    """List the first day of every era, in order."""
    starts = {0}
    dated = (
        *scenario.control,
        *scenario.presence,
        *scenario.conditions,
        *scenario.permissions,
        *scenario.closures,
    )
    for row in dated:
        starts.update((labels.day(row.start), labels.day(row.end)))
    for rule in scenario.harms:
        for span in set().union(*harm_spans_by_place(rule, scenario, labels).values()):
            starts.update(span)
    return sorted(day for day in starts if 0 <= day < labels.n_day)


def era_of_day(starts: list[int], n_day: int) -> Codes:
    """Return the era of every day (day)."""
    return np.searchsorted(np.array(starts), np.arange(n_day), side="right") - 1


def eras_within(span: Span, starts: list[int]) -> slice:
    """Return the eras that lie within a span; a span begins and ends where eras do, or outside the run."""
    return slice(bisect_left(starts, span[0]), bisect_left(starts, span[1]))
