"""What the law of return alone costs in plain NumPy and as agents of Mesa, beside the whole model on the same town."""

from __future__ import annotations

import json
import math
import statistics
import subprocess
import time
from pathlib import Path
from typing import TYPE_CHECKING

import in_numpy
import law
import numpy as np
from environment import NoEnvironmentError, environment
from timing import number, say, table
from town import load_town

from homeward.engine.simulate import simulate

if TYPE_CHECKING:
    from homeward.scenario.scenario import Scenario

HERE = Path(__file__).parents[1]

AGREE = 4.0
"""Standard errors within which two means agree."""
MEMBERS, ROUNDS, MESA_RUNS = 1000, 5, 5
ABOUT = """\
{people:,} people of one town, all displaced to one camp, {days} days of unchanging conditions; nobody flees, moves
on, is harmed or hears anything. The twins are that and no more: a stock, a hazard a day, a draw (NumPy: of
{members:,} members at once; Mesa: an agent for every person, gone from the model once home). Homeward runs its
whole day, of which most here comes to nothing. Costs are compared only where means agree: people at home at the
end, in standard errors from the {expected:,.1f} that the law gives by hand, and from Homeward. CPU seconds,
start-up and assembling apart."""


def measure(is_quick: bool) -> str:
    """Run all three, and compare what they cost if they agree on who is home."""
    members, rounds = (200, 1) if is_quick else (MEMBERS, ROUNDS)
    scenario = load_town()
    simulate_town(scenario, 1, 1)
    rows, costs = [], []
    homeward_home, whole = [], []
    numpy_home, many, one = [], [], []
    for seed in range(1, rounds + 1):
        say(f"Homeward and NumPy, round {seed}")
        found, cpu = timed(lambda seed=seed: simulate_town(scenario, members, seed))
        _, start = timed(lambda seed=seed: simulate_town(scenario, 1, seed))
        homeward_home.append(found)
        whole.append((cpu - start) / (members - 1))
        found, cpu = timed(lambda seed=seed: in_numpy.run(members, seed))
        numpy_home.append(found)
        many.append(cpu / members)
        one.append(timed(lambda seed=seed: in_numpy.run(1, seed))[1])
    beside = np.concatenate(homeward_home)
    costs = [statistics.median(of) for of in (whole, many, one)]
    both = np.concatenate(numpy_home)
    rows = [
        row("Homeward", beside, beside, costs[0], costs[0]),
        row(
            f"NumPy {np.__version__}, {members:,} members at once", both, beside, costs[1], costs[0]
        ),
        row(f"NumPy {np.__version__}, one member", both, beside, costs[2], costs[0]),
        mesa_row(beside, costs[0], 1 if is_quick else MESA_RUNS),
    ]
    heading = (
        "model | members | people home, mean | from the law, s.e. | from Homeward, s.e. "
        "| a member-day, µs | over Homeward"
    )
    about = ABOUT.format(
        people=law.PEOPLE, days=law.DAYS, members=members, expected=law.expected_home()
    )
    return f"{about}\n\n{table(heading, rows)}"


def simulate_town(scenario: Scenario, members: int, seed: int) -> np.ndarray:
    """Run an ensemble on one thread and return how many are home at the end, [member]."""
    last = scenario.n_day - 1
    found = simulate(
        scenario, days=[last], members=members, seed=seed, threads=1, without_news=True
    )
    return found.stocks["returnees"].values[:, -1].sum(axis=1)


def timed(job):  # noqa: ANN001, ANN201
    """Return what a job finds, and its CPU seconds."""
    began = time.process_time()
    return job(), time.process_time() - began


def mesa_row(beside: np.ndarray, homeward: float, runs: int) -> list[str]:
    """Run Mesa in the environment that it has for itself."""
    try:
        python = environment()
    except NoEnvironmentError as why:
        return ["Mesa", "", f"left out: could not be installed ({why})", "", "", "", ""]
    say("Mesa")
    command = [python, HERE / "return_twins" / "in_mesa.py", *map(str, range(1, runs + 1))]
    done = subprocess.run(command, check=False, capture_output=True, text=True)
    if done.returncode != 0:
        return ["Mesa", "", f"left out: {done.stderr.strip().splitlines()[-1]}", "", "", "", ""]
    said = json.loads(done.stdout)
    home, cpu = zip(*said["runs"], strict=True)
    return row(said["version"], np.array(home), beside, statistics.median(cpu), homeward)


def row(title: str, home: np.ndarray, beside: np.ndarray, cpu: float, homeward: float) -> list[str]:
    """Write a row, in which costs are compared only where means agree; `cpu` is seconds a member."""
    away = (home.mean() - law.expected_home()) / error(home)
    apart = (home.mean() - beside.mean()) / math.hypot(error(home), error(beside))
    agrees = max(abs(away), abs(apart)) <= AGREE
    return [
        title,
        f"{home.size:,}",
        f"{home.mean():,.1f}",
        f"{away:+.1f}",
        f"{apart:+.1f}",
        number(1e6 * cpu / law.DAYS),
        number(cpu / homeward) if agrees else "they disagree: not compared",
    ]


def error(home: np.ndarray) -> float:
    """Standard error of a mean: of a binomial number of people, whatever few runs show."""
    share = law.expected_home() / law.PEOPLE
    return math.sqrt(law.PEOPLE * share * (1.0 - share) / home.size)
