"""What a command will take, said before its work begins where that is more than some seconds."""

from __future__ import annotations

import math
import time
from typing import TYPE_CHECKING

from homeward.cli.progress import ScreenPhases, say_seconds
from homeward.engine.expected_time import seconds_of

if TYPE_CHECKING:
    from homeward.scenario.scenario import Scenario


def say_cost(
    scenario: Scenario,
    phases: ScreenPhases,
    runs: float,
    asked: int,
    *,
    option: str = "--members",
    threads: int | None = None,
    cluster: str | None = None,
) -> None:
    """Once the work begins, run one member and say what so many runs will take.

    What is asked and refused costs nothing, and what others do is theirs to say.

    Parameters
    ----------
    runs
        Members of the whole scenario that will be run, in all.
    asked
        What was asked for of `option`, in proportion to which they are.
    """
    if cluster is not None or asked < 2:
        return

    def say() -> None:
        each = seconds_of_a_member(scenario, phases)
        say_seconds(f"{runs:,.0f} runs", seconds_of(math.ceil(runs), each, threads), option, asked)

    phases.before_first = say


def seconds_of_a_member(scenario: Scenario, phases: ScreenPhases) -> float:
    """Time one member of the whole scenario, after the model has been compiled, s."""
    from homeward.api.compiling import tell_compiling
    from homeward.engine.simulate import simulate

    is_camps = scenario.is_camp_model
    tell_compiling(phases, scenario.movement if is_camps else None)
    if is_camps:
        simulate(scenario, days=[scenario.n_day - 1], members=1, threads=1)  # compiles
        began = time.perf_counter()
        simulate(scenario, days=[scenario.n_day - 1], members=1, threads=1)
        return time.perf_counter() - began
    from homeward.engine.communities.ready import prepare
    from homeward.engine.pool import run_jobs

    ready = prepare(scenario, days=[scenario.n_day - 1], members=1, seed=1)
    began = time.perf_counter()
    run_jobs(ready, [0], ready.run, threads=1)
    return time.perf_counter() - began
