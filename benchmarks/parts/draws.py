"""What share of a member's day its draws are: the same draws made again, and nothing else."""

from __future__ import annotations

import copy
import os
import pickle
import statistics
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import Any, NamedTuple

import numpy as np
from made_up_country import Country, write_country
from record_draws import FILLED, FILLED_BY_INDEX, LOOKED_UP, PAIR, QUANTILE, RUN, UNIFORM
from timing import in_turn, number, ratio, say, seconds, table

from homeward.engine.camps.flee_walk import ready_walk
from homeward.engine.communities.ready import Ready, prepare
from homeward.exchange.flee import import_flee
from homeward.model.communities.step import run_member
from homeward.numerics.draws import (
    binomial_at,
    fill_uniforms,
    fill_uniforms_by_index,
    uniform,
    uniforms,
)
from homeward.numerics.kernel import kernel
from homeward.numerics.tabulated import Tables, looked_up, make_tables
from homeward.scenario.load import load_scenario

RECORDER = Path(__file__).parents[1] / "record_draws.py"
NO_TABLES = make_tables(())
WINDOWS, WINDOW_DAYS = 10, 7
"""Stretches of a member's days that are looked at, spread over the whole run."""
SHIPPED = ("tiny", "palmyra", "syria")
COUNTRIES = ((24, 6, 3), (100, 25, 1))
ROUNDS = 40
ABOUT = """\
Of one member, {windows} stretches of {days} days spread over the run; of the flee walk, all days. They are run as
plain Python by the same source, and every draw is written down: uniforms, and quantiles of binomial distributions
at them. The same draws are then made again by one compiled loop, and timed beside the same days. CPU seconds of one
thread, medians of {rounds} rounds."""


class Drawn(NamedTuple):
    """Draws in the order they were made; see `record_draws`."""

    kind: Any
    n: Any
    p: Any
    u: Any


@kernel
def draw_again(
    kind: Any, n: Any, p: Any, u: Any, none: Any, space: Any, first: Any, begin: Any, cumulative: Any
) -> int:  # fmt: skip
    """Make all draws again; `none` is zeros, `space` room for uniforms drawn at once."""
    total = 0
    for at in range(kind.size):
        if kind[at] == UNIFORM:
            total += int(uniform(1, 42, 0, 0, at, 0) > 0.5)
        elif kind[at] == PAIR:
            total += int(uniforms(1, 42, 0, 0, at, 0)[0] > 0.5)
        elif kind[at] == FILLED:
            fill_uniforms(1, 42, 0, 0, none[0], 0, space, n[at])
        elif kind[at] == FILLED_BY_INDEX:
            fill_uniforms_by_index(1, 42, 0, 0, at, space, n[at])
        elif kind[at] == QUANTILE:
            total += binomial_at(n[at], p[at], u[at])
        elif kind[at] == LOOKED_UP:
            total += looked_up(n[at], u[at], first, begin, cumulative)
    return total


def measure(is_quick: bool) -> str:
    """Compare shipped scenarios, made-up countries, and Flee's walk where a conflict is at hand."""
    rounds = 3 if is_quick else ROUNDS
    rows: list[list[str]] = []
    with tempfile.TemporaryDirectory() as folder:
        work = Path(folder)
        cases: list[tuple[str, str | Path]] = [(name, name) for name in SHIPPED]
        for places, homes, years in COUNTRIES:
            to = work / f"{places}-{homes}"
            write_country(to, Country(places, homes, 5, years, np.random.default_rng(1)))
            cases.append((f"{places} places, {homes} homes, {years} y", to))
        for title, scenario in cases[:1] if is_quick else cases:
            say(title)
            ready = prepared(scenario)
            rows.append([title, *compare(stretches(ready), NO_TABLES, work, rounds)])
        conflict = Path(os.environ.get("HOMEWARD_CONFLICTS", ".")) / "mali_flee"
        if (conflict / "input").is_dir() and not is_quick:
            say("mali_flee")
            rows.append(["mali_flee, flee walk", *walk(conflict, work, rounds)])
    heading = (
        "scenario | uniforms a day | quantiles a day | draws alone, µs a day | the day, µs "
        "| day over its draws | share of draws"
    )
    about = ABOUT.format(windows=WINDOWS, days=WINDOW_DAYS, rounds=rounds)
    return f"{about}\n\n{table(heading, rows)}"


class Stretch(NamedTuple):
    """Some days of a member.

    Parameters
    ----------
    run, arguments
        What runs them, as `record_draws` names it; the memory among the arguments is that of the first morning.
    days
        How many.
    idle
        Arguments of the same call without a day, whose cost is no day's.
    """

    run: str
    arguments: tuple[Any, ...]
    days: int
    idle: tuple[Any, ...] | None


def prepared(scenario: str | Path) -> tuple[Ready, int]:
    """Prepare one member, its record kept before and after every stretch; how many days a stretch has."""
    found = load_scenario(scenario)
    length = min(WINDOW_DAYS, (found.n_day - 1) // WINDOWS - 1)
    first = np.linspace(0, found.n_day - 1 - length, WINDOWS).astype(np.int64)
    days = np.stack([first, first + length], axis=1).reshape(-1)
    return prepare(found, days=days, members=1, seed=1), length


def stretches(of: tuple[Ready, int]) -> list[Stretch]:
    """Run a member, and take every stretch aside as it begins."""
    ready, length = of
    drivers, params, state, record = (
        ready.world.drivers,
        ready.params(0),
        ready.allocate(),
        ready.record(),
    )
    stop = np.zeros(1, dtype=np.int64)
    found: list[Stretch] = []
    for row in range(0, 2 * WINDOWS, 2):
        run_member(drivers, params, state, record, stop, row, row + 1)
        kept = (drivers, params, copy.deepcopy(state), ready.record(), stop)
        found.append(
            Stretch("run_member", (*kept, row + 1, row + 2), length, (*kept, row + 1, row + 1))
        )
        run_member(drivers, params, state, record, stop, row + 1, row + 2)
    return found


def walk(conflict: Path, work: Path, rounds: int) -> list[str]:
    """Compare a whole member of the flee walk."""
    import_flee(conflict / "input", conflict / "validation", to=work / "walk")
    ready = ready_walk(load_scenario(work / "walk"))
    world = ready.world
    arguments = (1, 0, world.arrays, world.habits, ready.allocate(), ready.diary())
    n_day = world.arrays.origins.newcomers.size
    whole = Stretch("run_walk", (*arguments, np.zeros(1, dtype=np.int64)), n_day, None)
    return compare([whole], world.arrays.tables, work, rounds)


def compare(found: list[Stretch], tables: Tables, work: Path, rounds: int) -> list[str]:
    """Time stretches beside their own draws: the cells of a row."""
    drawn = record(found, work)
    days = sum(stretch.days for stretch in found)
    kind, n = drawn.kind, drawn.n
    filled = np.isin(kind, (FILLED, FILLED_BY_INDEX))
    largest = int(n[filled].max()) if filled.any() else 1
    none, space = np.zeros((2, largest), dtype=np.int64), np.zeros(largest)

    def draws() -> float:
        return seconds(lambda: draw_again(*drawn, none, space, *tables))

    def all_days() -> float:
        return sum(cost(stretch) for stretch in found)

    for warm_up in (draws, all_days):
        warm_up()
    alone, whole = in_turn([draws, all_days], rounds)
    uniforms_drawn = np.count_nonzero(np.isin(kind, (UNIFORM, PAIR))) + n[filled].sum()
    quantiles = np.count_nonzero(np.isin(kind, (QUANTILE, LOOKED_UP)))
    over = ratio(whole, alone)
    return [
        number(uniforms_drawn / days),
        number(quantiles / days),
        number(1e6 * statistics.median(alone) / days),
        number(1e6 * statistics.median(whole) / days),
        number(over),
        f"{1 / over:.0%}",
    ]


def cost(stretch: Stretch) -> float:
    """CPU seconds of the days of a stretch, which begins as it did."""
    run = RUN[stretch.run]
    if stretch.idle is None:
        return seconds(lambda: run(*stretch.arguments))
    drivers, params, state, record, *rest = stretch.arguments
    memory = copy.deepcopy(state)
    record.flows[:] = 0
    idle = seconds(lambda: run(drivers, params, memory, record, *stretch.idle[4:]))
    return seconds(lambda: run(drivers, params, memory, record, *rest)) - idle


def record(found: list[Stretch], work: Path) -> Drawn:
    """Run stretches in a process that does not compile, and read what they drew."""
    days, out = work / "days.pickle", work / "draws.npz"
    days.write_bytes(pickle.dumps([(stretch.run, stretch.arguments) for stretch in found]))
    command = [sys.executable, str(RECORDER), str(days), str(out)]
    subprocess.run(command, check=True, env={**os.environ, "NUMBA_DISABLE_JIT": "1"})
    with np.load(out) as noted:
        return Drawn(noted["kind"], noted["n"], noted["p"], noted["u"])
