"""Members on the last day known, their people where they were last counted, and from there through futures (§14.1)."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from homeward.engine.communities.onward import Evening, run_from, run_until, with_slots
from homeward.engine.communities.ready import Ready, prepare_members
from homeward.evaluation.conditioning.as_counted import move_people
from homeward.evaluation.conditioning.conditioned_runs import ConditioningSettings
from homeward.evaluation.conditioning.last_counts import LastCounts, find_last_counts
from homeward.evaluation.forecast.futures import Future
from homeward.evaluation.scoring.measures import days_needed, last_day, measure
from homeward.scenario.rows.observations import Observation


@dataclass(frozen=True)
class Started:
    """Members that are run through futures from one evening.

    Parameters
    ----------
    worlds
        Of each future, ready to run from the evening on.
    """

    origin: dt.date
    futures: Sequence[Future]
    worlds: Sequence[Ready]
    counts: LastCounts
    evenings: Mapping[int, Evening]

    def measured(
        self, rows: Sequence[Observation], settings: ConditioningSettings, phase: str
    ) -> NDArray[np.float64]:
        """Run all members through all futures, and measure (row, future, member)."""
        found: list[NDArray[np.float64]] = []
        for future, ready in zip(self.futures, self.worlds, strict=True):
            with settings.announce(f"{phase}{future.storyline.title}") as advance:
                simulated = run_from(
                    future.scenario,
                    ready,
                    self.evenings,
                    threads=settings.threads,
                    progress=advance,
                )
            found.append(np.stack([measure(simulated, row) for row in rows]))
        return np.stack(found, axis=1)


def start_members(
    futures: Sequence[Future],
    origin: dt.date,
    rows: Sequence[Observation],
    numbers: Sequence[int],
    settings: ConditioningSettings,
    *,
    chance_seed: int | None = None,
    phase: str = "",
) -> Started:
    """Run members to the last day known, and move their people to where they were last counted.

    Parameters
    ----------
    rows
        What is to be measured afterwards.
    chance_seed
        Another seed for what happens, on the same ranges drawn.
    """
    worlds = [_ready(future, origin, rows, numbers, settings, chance_seed) for future in futures]
    n_slot = max(one.n_slot for one in worlds)
    worlds = [with_slots(one, n_slot) for one in worlds]
    base, labels = worlds[0], worlds[0].world.labels
    today = labels.day(origin)
    with settings.announce(f"{phase}Up to {origin}") as advance:
        evenings = run_until(base, today, numbers, threads=settings.threads, progress=advance)
    counts = find_last_counts(futures[0].scenario, labels, origin)
    if counts.rows:
        moved = move_people(
            [evenings[number].people for number in numbers],
            counts.covers,
            counts.drawn(numbers, labels, origin, settings.seed),
            counts.error(origin),
        )
        evenings = {
            number: replace(evenings[number], people=people)
            for number, people in zip(numbers, moved, strict=True)
        }
    return Started(origin, futures, worlds, counts, evenings)


def _ready(
    future: Future,
    origin: dt.date,
    rows: Sequence[Observation],
    numbers: Sequence[int],
    settings: ConditioningSettings,
    chance_seed: int | None,
) -> Ready:
    scenario = future.scenario
    last = min(max(map(last_day, rows)), scenario.end)
    today = (origin - scenario.start).days
    days = [today, *(day for day in days_needed(rows, scenario.start, last) if day > today)]
    return prepare_members(
        scenario,
        numbers,
        days=days,
        seed=settings.seed,
        parameters=settings.parameters,
        chance_seed=chance_seed,
    )
