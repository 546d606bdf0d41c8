"""What every leg of the comparison is told, and how it hands back the camp numbers it arrives at."""

from __future__ import annotations

import argparse
import json
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable


@dataclass(frozen=True)
class Task:
    """One run of one model."""

    folder: Path
    days: int | None  # None is all of them
    thin: int  # people to an agent
    seed: int


@dataclass(frozen=True)
class Outcome:
    """People in each camp at the end of each day, [day][camp]."""

    camps: list[str]
    people: list[list[int]]


def run_leg(model: Callable[[Task], Outcome], version: Callable[[], str]) -> None:
    """Read the task from the command line, run the model, write the outcome as JSON."""
    parser = argparse.ArgumentParser()
    parser.add_argument("folder", type=Path)
    parser.add_argument("--days", type=int)
    parser.add_argument("--thin", type=int, default=1)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--out", type=Path, required=True)
    told = parser.parse_args()
    outcome = model(Task(told.folder, told.days, told.thin, told.seed))
    people = [[agents * told.thin for agents in day] for day in outcome.people]
    told.out.write_text(
        json.dumps({"version": version(), "camps": outcome.camps, "people": people}),
        encoding="utf-8",
    )
