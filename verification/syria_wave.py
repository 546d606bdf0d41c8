"""The wave of returns to Syria after December 2024, beside two naive forecasts (model §17.4).

usage: python verification/syria_wave.py [--members 500] [--seed 1] [--threads N] [--parameters POSTERIOR.csv]

Members are weighed by what was observed before December 2024, by the rule of the hindcast (model §11), and run past
it. Nothing about the naive forecasts is fitted; the second one rests on a survey made seven weeks after the fall.
"""

from __future__ import annotations

import argparse
import datetime as dt
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from naive_wave import at_constant_hazard, if_all_who_say_so

from homeward.api.parameter_file import read_parameters
from homeward.engine.simulate import simulate
from homeward.evaluation.conditioning.weighing import (
    joint_log_likelihood,
    row_log_likelihood,
    tempered_power,
    weigh,
    weighable,
)
from homeward.evaluation.scoring.measures import days_needed, last_day, measure
from homeward.evaluation.scoring.member_statistics import (
    Reals,
    crps,
    quantile,
)
from homeward.scenario.load import load_scenario
from homeward.scenario.rows.observations import Observation

BEFORE = dt.date(2024, 12, 1)
FALL = dt.date(2024, 12, 7)
"""Day before the first day counted."""


@dataclass(frozen=True)
class Naive:
    """What the naive forecasts of one series rest on.

    Parameters
    ----------
    people
        Displaced before December 2024, persons: the last figure known then.
    last_year
        Of them, those who went home in the last year known, persons.
    share
        Of them, those who said early in 2025 that they would go within a year.
    """

    people: float
    last_year: float
    share: float


NAIVE = {
    "refugees_wave": Naive(5_600_000, 37_552, 0.27),
    # 2022, from its two months known; of all displaced, what refugees said: in camps of the north-west it was 0.47.
    "idps_wave": Naive(7_248_000, 121_200, 0.27),
}


def main() -> None:
    asked = argparse.ArgumentParser(description=__doc__)
    asked.add_argument("--members", type=int, default=500)
    asked.add_argument("--seed", type=int, default=1)
    asked.add_argument("--threads", type=int, default=None)
    asked.add_argument("--parameters", type=Path, help="posterior of homeward calibrate")
    arguments = asked.parse_args()
    scenario = load_scenario("syria")
    simulated = simulate(
        scenario,
        days=days_needed(scenario.observations, scenario.start, scenario.end),
        members=arguments.members,
        seed=arguments.seed,
        threads=arguments.threads,
        parameters=read_parameters(arguments.parameters, arguments.members, scenario)
        if arguments.parameters
        else None,
    )
    known = [row for row in weighable(scenario.observations) if last_day(row) < BEFORE]
    densities = [row_log_likelihood(row, measure(simulated, row)) for row in known]
    likelihood = joint_log_likelihood(known, np.stack(densities))
    weights = weigh(likelihood, tempered_power(likelihood))
    even = np.full(arguments.members, 1.0 / arguments.members)
    print(
        f"{arguments.members} members, {weights.effective:.0f} effective, power {weights.power:.3f}"
    )
    print("thousand persons; median [5%, 95%]")
    for row in scenario.observations:
        if row.use == "test":
            print_row(row, measure(simulated, row), even, weights.share)
    for name in (
        "return_speed",
        "willing_inside",
        "willing_abroad",
        "tolerance",
        "unpermitted_ease",
    ):
        values = simulated.parameters[name]
        bands = [
            " ".join(f"{found:.3g}" for found in quantile(values, share, [0.05, 0.5, 0.95]))
            for share in (even, weights.share)
        ]
        print(f"{name}: prior {bands[0]}; weighed {bands[1]}")


def print_row(row: Observation, values: Reals, even: Reals, share: Reals) -> None:
    """Print one row kept for testing: prior, weighed members, and the naive forecasts' errors."""
    shown = f"{row.name:16s} {row.date} {row.value / 1e3:8.0f}"
    for weights in (even, share):
        low, median, high = quantile(values, weights, [0.05, 0.5, 0.95])
        score = float(crps(values, row.value, weights))
        shown += (
            f" | {median / 1e3:6.0f} [{low / 1e3:5.0f}, {high / 1e3:5.0f}] CRPS {score / 1e3:4.0f}"
        )
    naive = NAIVE.get(row.name)
    if naive:
        days = (row.date - FALL).days
        hazard = at_constant_hazard(naive.people, naive.last_year, days)
        said = if_all_who_say_so(naive.people, naive.share, days)
        for naive in (hazard, said):
            error = abs(naive - row.value)
            shown += f" | {naive / 1e3:6.0f} off by {error / 1e3:5.0f}"
    print(shown)


if __name__ == "__main__":
    main()
