"""The flee walk beside Flee's own output, camp by camp (docs/flee.md, Equality).

usage: python verification/flee_output.py [--members 200] [--write FILE] CONFLICTS

CONFLICTS holds a folder with input/ and validation/ for each conflict, and in reference/ what Flee gave for it:
CONFLICT.1inH.runR.csv, people in camps day by day, of a run with one agent for H people.
"""

from __future__ import annotations

import argparse
import re
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from homeward.engine.camps.by_law import count_camps
from homeward.evaluation.camps.scoring.camp_errors import relative_difference
from homeward.exchange.flee import import_flee
from homeward.scenario.camps import daily_counts
from homeward.scenario.load import load_scenario
from homeward.scenario.scenario import Scenario

RUN = re.compile(r"(?P<conflict>\w+)\.1in(?P<people>\d+)\.run\d+\.csv")


@dataclass(frozen=True)
class Run:
    """What one run of Flee gave, with one agent for so many people: persons (day, camp)."""

    people_per_agent: int
    camps: NDArray[np.float64]


@dataclass(frozen=True)
class CampLine:
    """Mean over days and members, or runs, of the people in a camp.

    Parameters
    ----------
    error
        Standard error of the difference: our members', and what chance does to runs of so few agents.
    """

    name: str
    ours: float
    flee: float
    error: float

    @property
    def apart(self) -> float:
        """Difference from Flee, as a share of its people."""
        return (self.ours - self.flee) / self.flee if self.flee else 0.0

    @property
    def errors_apart(self) -> float:
        """Difference from Flee in standard errors."""
        return (self.ours - self.flee) / self.error if self.error else 0.0


@dataclass(frozen=True)
class Beside:
    """One conflict beside Flee."""

    conflict: str
    runs: list[Run]
    ard: float
    ard_of_runs: list[float]
    camps: list[CampLine]


def runs_of(conflicts: Path, conflict: str) -> list[Run]:
    """Read what Flee gave for a conflict."""
    runs: list[Run] = []
    for path in sorted((conflicts / "reference").glob(f"{conflict}.1in*.run*.csv")):
        found = RUN.fullmatch(path.name)
        if found:
            table = np.genfromtxt(path, delimiter=",", skip_header=1)
            runs.append(Run(int(found["people"]), table[:, 1:]))
    return runs


def scenario_of(folder: Path) -> Scenario:
    """Import a conflict."""
    with tempfile.TemporaryDirectory() as work:
        import_flee(folder / "input", folder / "validation", to=Path(work) / folder.name)
        return load_scenario(Path(work) / folder.name)


def beside_flee(conflicts: Path, conflict: str, members: int = 200) -> Beside:
    """Run the walk as Flee does and put it beside its runs."""
    scenario, runs = scenario_of(conflicts / conflict), runs_of(conflicts, conflict)
    ours = count_camps(scenario, "flee", members=members)
    registered = daily_counts.registered_daily(
        scenario, ours.camps, daily_counts.add_as_flee
    ).astype(np.float64)
    means = ours.people.mean(axis=1)
    flee = np.mean([run.camps.mean(axis=0) for run in runs], axis=0)
    # A run of one agent for h people varies as the mean of the days of a member does, times the root of h.
    chance = sum(run.people_per_agent for run in runs) / len(runs) ** 2 + 1 / members
    error = means.std(axis=0, ddof=1) * chance**0.5
    label = {place.place: place.label for place in scenario.places}
    return Beside(
        conflict=conflict,
        runs=runs,
        ard=float(relative_difference(ours.people.astype(np.float64), registered).mean()),
        ard_of_runs=[float(relative_difference(run.camps, registered)) for run in runs],
        camps=[
            CampLine(label[name], float(one), float(other), float(apart))
            for name, one, other, apart in zip(
                ours.camps, means.mean(axis=0), flee, error, strict=True
            )
        ],
    )


def known(conflicts: Path) -> Iterator[str]:
    """Name the conflicts that Flee has been run on, each once."""
    matches = [RUN.fullmatch(path.name) for path in sorted((conflicts / "reference").iterdir())]
    yield from dict.fromkeys(found["conflict"] for found in matches if found)


def table(found: list[Beside]) -> str:
    """Write the table of all conflicts."""
    lines = [
        "| conflict | camp | here | Flee | apart | in standard errors |",
        "|---|---|---|---|---|---|",
    ]
    for one in found:
        thinned = ", ".join(f"1 in {run.people_per_agent}" for run in one.runs)
        theirs = ", ".join(f"{ard:.4f}" for ard in one.ard_of_runs)
        lines.append(
            f"| **{one.conflict}** | *ARD* | {one.ard:.4f} | {theirs} ({thinned}) "
            f"| {one.ard - np.mean(one.ard_of_runs):+.4f} | |"
        )
        lines += [
            f"| | {camp.name} | {camp.ours:,.0f} | {camp.flee:,.0f} | {camp.apart:+.1%} | {camp.errors_apart:+.1f} |"
            for camp in one.camps
        ]
    return "\n".join(lines) + "\n"


def main() -> None:
    """Put every conflict beside Flee."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("conflicts", type=Path)
    parser.add_argument("--members", type=int, default=200)
    parser.add_argument("--write", type=Path)
    asked = parser.parse_args()
    names = list(known(asked.conflicts))
    text = table([beside_flee(asked.conflicts, name, asked.members) for name in names])
    print(text)
    if asked.write:
        asked.write.write_text(text, encoding="utf-8")


if __name__ == "__main__":
    main()
