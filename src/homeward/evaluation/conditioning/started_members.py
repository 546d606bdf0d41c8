"""Members on the last day known, whose people were moved to where they were counted, and runs on from there (§14.1)."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from homeward.engine.communities.onward import Evening, run_from, run_until, with_slots
from homeward.engine.communities.ready import Ready, prepare_members
from homeward.engine.pool import Progress
from homeward.engine.simulated import Simulated
from homeward.evaluation.conditioning.as_counted import move_people
from homeward.evaluation.conditioning.conditioned_runs import ConditioningSettings
from homeward.evaluation.conditioning.counts_of_days import find_counts
from homeward.evaluation.scoring.measures import days_needed, last_day
from homeward.scenario.rows.observations import Observation
from homeward.scenario.scenario import Scenario


@dataclass(frozen=True)
class Started:
    """Members on one evening, and the worlds that they go on in.

    Parameters
    ----------
    worlds
        Of each scenario, ready to run from the evening on.
    """

    scenarios: Sequence[Scenario]
    worlds: Sequence[Ready]
    evenings: Mapping[int, Evening]

    def run(self, numbered: int, settings: ConditioningSettings, phase: str) -> Simulated:
        """Run all members on in one of the worlds."""
        with settings.announce(phase) as advance:
            return run_from(
                self.scenarios[numbered],
                self.worlds[numbered],
                self.evenings,
                threads=settings.threads,
                progress=advance,
            )


def begins_after(row: Observation, origin: dt.date) -> bool:
    """Whether all that a row measures lies after the last day known: of flows and rates also what they are since."""
    since = (row.since, row.base_date, row.base_since)
    return row.date > origin and all(one is None or one >= origin for one in since)


def start_members(
    scenarios: Sequence[Scenario],
    origin: dt.date,
    rows: Sequence[Observation],
    numbers: Sequence[int],
    settings: ConditioningSettings,
    *,
    chance_seed: int | None = None,
    phase: str = "",
) -> Started:
    """Run members to the last day known, and on the way move their people to where they were counted.

    Parameters
    ----------
    scenarios
        The same up to the last day known; what was counted by then is of the first.
    rows
        What is to be measured afterwards.
    chance_seed
        Another seed for what happens, on the same ranges drawn.
    """
    worlds = [_ready(one, origin, rows, numbers, settings, chance_seed) for one in scenarios]
    n_slot = max(one.n_slot for one in worlds)
    worlds = [with_slots(one, n_slot) for one in worlds]
    with settings.announce(f"{phase}Up to {origin}") as advance:
        evenings = _run_as_counted(worlds[0], scenarios[0], origin, numbers, settings, advance)
    return Started(scenarios, worlds, evenings)


def _run_as_counted(
    ready: Ready,
    scenario: Scenario,
    origin: dt.date,
    numbers: Sequence[int],
    settings: ConditioningSettings,
    advance: Progress,
) -> dict[int, Evening]:
    """Run members to the evening of every count and move their people, and then to the last day known."""
    labels = ready.world.labels
    counted = find_counts(scenario, labels, origin)
    stops = [*(labels.day(one.day) for one in counted), labels.day(origin)]
    evenings: dict[int, Evening] = {}
    for index, today in enumerate(stops):
        done = index / len(stops)

        def stretch(members: int, of: int, done: float = done) -> None:
            advance(int(of * done + members / len(stops)), of)

        if not evenings or today > stops[index - 1]:
            evenings = run_until(
                ready, today, numbers, since=evenings, threads=settings.threads, progress=stretch
            )
        if index < len(counted):
            several = [evenings[number].people for number in numbers]
            moved = move_people(
                several,
                counted[index].covers,
                counted[index].drawn(numbers, labels, settings.seed),
                counted[index].error,
            )
            evenings = {
                number: evenings[number].with_people(people)
                for number, people in zip(numbers, moved, strict=True)
            }
    return evenings


def _ready(
    scenario: Scenario,
    origin: dt.date,
    rows: Sequence[Observation],
    numbers: Sequence[int],
    settings: ConditioningSettings,
    chance_seed: int | None,
) -> Ready:
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
