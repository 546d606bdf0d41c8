"""What a lever costs in the explorer: members taken up at a checkpoint beside members run from the first day.

    python benchmarks/explorer.py [--repeats 7]

Ratios within this run, and medians on this machine. Frames a second, and the time until a browser has drawn, are
measured by explorer_frames.py.
"""

from __future__ import annotations

import argparse
import statistics
import time
from collections.abc import Callable

from homeward.explorer.live.scenario_runs import LiveSettings, ScenarioRun, ScenarioRuns
from homeward.explorer.live.scheduler import PendingRequest, Scheduler
from homeward.explorer.views.picture import take_picture
from homeward.scenario.changes.applied_levers import AppliedLever
from homeward.scenario.load import load_scenario

FIRST = 2
"""Members of the first picture."""


def seconds(work: Callable[[], object]) -> float:
    """Seconds of wall time that something takes."""
    began = time.perf_counter()
    work()
    return time.perf_counter() - began


def run(scenario_run: ScenarioRun) -> ScenarioRun:
    """Run the members of the first picture."""
    scenario_run.extend(FIRST, PendingRequest(), Scheduler())
    return scenario_run


def with_lever(settings: LiveSettings, lever: str, base: ScenarioRun | None) -> ScenarioRun:
    """Make a run with a lever of which no member has been run; without a base its members begin on the first day."""
    scenario_run = ScenarioRuns(settings).with_levers([AppliedLever(lever)])
    scenario_run.base = base
    return scenario_run


def picture(settings: LiveSettings, lever: str, base: ScenarioRun) -> None:
    """Do all that the server does from a lever to its first picture."""
    take_picture(run(with_lever(settings, lever, base)).result(FIRST), exact=False)


def members(settings: LiveSettings, lever: str, base: ScenarioRun | None) -> float:
    """Seconds that the members of the first picture take, once the scenario is assembled."""
    scenario_run = with_lever(settings, lever, base)
    _ = scenario_run.ready
    return seconds(lambda: run(scenario_run))


def main() -> None:
    """Measure some levers of palmyra, each on its own day."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--repeats", type=int, default=7)
    repeats = parser.parse_args().repeats
    settings = LiveSettings(load_scenario("palmyra"), members=FIRST, seed=1)
    base = run(ScenarioRuns(settings).base)
    print(
        "lever and its day | first picture, s | of it members, s | as a share of members from the first day"
    )
    for lever in settings.scenario.levers[::4]:
        name = lever.name
        found = [
            (
                seconds(lambda name=name: picture(settings, name, base)),
                members(settings, name, base),
                members(settings, name, None),
            )
            for _ in range(repeats)
        ]
        whole, taken_up, from_first = (
            statistics.median(column) for column in zip(*found, strict=True)
        )
        print(f"{name} {lever.start} | {whole:.3f} | {taken_up:.3f} | {taken_up / from_first:.2f}")


if __name__ == "__main__":
    main()
