"""Whether calibration invents: parameters that cannot act, and intervals that hold what they say (model §18.5, §18.6).

usage: python verification/calibration_null.py [--seeds 100] [--budget 240] [--repetitions 200] [--threads 2]

On `tiny`. Some 3 CPU minutes for 100 seeds and 4 for 200 repetitions; it says how far it is.
"""

from __future__ import annotations

import argparse
import sys
from dataclasses import dataclass

from recovery import observed_often, recover

from homeward.evaluation.calibration.assimilate import Plan, assimilate, plan
from homeward.evaluation.calibration.by_chance import idle_scores
from homeward.evaluation.calibration.calibrate import (
    CalibrationRuns,
    CalibrationSettings,
    acting_unknowns,
    prepare_calibration,
)
from homeward.evaluation.calibration.informed import LEAST_CONTRACTION, LEAST_SHIFT, informed
from homeward.scenario.scenario import Scenario

IDLE = (
    "memory_half_life",
    "promise_credence",
    "recapture_prior",
    "hub_protection",
    "approved_speed",
)
"""In `tiny` nobody promises anything, raids, or approves a return by name, and mines come after the last figure."""
ACTING = ("flight_hazard", "danger_half", "return_speed", "crossing_ease", "kin_pull", "tolerance")


@dataclass(frozen=True)
class Invented:
    """What is said to be learned of five parameters that cannot act, in one calibration.

    Parameters
    ----------
    left_out
        Those that are left out.
    by_null
        Those that would be called informed if none were left out.
    without_null
        The same by a tenth of the variance or a quarter of a standard deviation alone.
    """

    left_out: tuple[str, ...]
    by_null: tuple[str, ...]
    without_null: tuple[str, ...]


def with_idle(scenario: Scenario) -> Scenario:
    """Fix every parameter but some that act and five that cannot."""
    parameters = {
        name: known
        if name in (*IDLE, *ACTING)
        else known.model_copy(update={"low": known.value, "high": known.value})
        for name, known in scenario.parameters.items()
    }
    return scenario.model_copy(update={"parameters": parameters})


def invented(scenario: Scenario, asked: CalibrationSettings) -> Invented:
    """Calibrate without leaving anything out, and see what is said of what cannot act."""
    known, unknowns, figures = prepare_calibration(scenario, asked)
    left_out = set(unknowns.names) - set(acting_unknowns(known, unknowns, figures, asked).names)
    model = CalibrationRuns(known, unknowns, figures, asked, None)
    prior = unknowns.prior(asked.seed, asked.plan.members)

    idle = idle_scores(asked.seed, asked.plan.members)
    done = assimilate(model.run, prior, figures, asked.plan, seed=asked.seed, idle=idle)
    of_idle = [one for one in informed(unknowns, done) if one.name in IDLE]
    return Invented(
        left_out=tuple(sorted(left_out)),
        by_null=tuple(one.name for one in of_idle if one.is_informed),
        without_null=tuple(
            one.name
            for one in of_idle
            if one.contraction >= LEAST_CONTRACTION or abs(one.shift) >= LEAST_SHIFT
        ),
    )


def main() -> None:
    """Count what is invented, and how many truths the intervals hold."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--seeds", type=int, default=100)
    parser.add_argument("--budget", type=int, default=240)
    parser.add_argument("--repetitions", type=int, default=200)
    parser.add_argument("--threads", type=int, default=2)
    asked = parser.parse_args()
    scenario = observed_often()
    variant = with_idle(scenario)
    shared = {"before": scenario.after_end, "threads": asked.threads}
    found: list[Invented] = []
    for seed in range(1, asked.seeds + 1):
        one = CalibrationSettings(plan=plan(asked.budget), seed=seed, **shared)
        found.append(invented(variant, one))
        print(f"{seed} of {asked.seeds} seeds", file=sys.stderr)
    if found:
        print(
            f"budget {asked.budget}, {len(found)} seeds; none of five idle parameters is called informed "
            f"as shipped in {sum(not set(one.by_null) - set(one.left_out) for one in found)} "
            f"(all five left out in {sum(set(IDLE) <= set(one.left_out) for one in found)}); "
            f"nothing left out, by the null, in {sum(not one.by_null for one in found)}; "
            f"without a null in {sum(not one.without_null for one in found)}"
        )
    if asked.repetitions:
        one = CalibrationSettings(plan=Plan(80, 4, 0), seed=1000, **shared)
        recovered = recover(scenario, one, asked.repetitions)
        print(
            f"{asked.repetitions} repetitions, {len(recovered.names)} unknowns: 90% intervals hold "
            f"{recovered.covered(0.9).mean():.1%} of the truths, 50% intervals {recovered.covered(0.5).mean():.1%}"
        )
        for name, share, contraction in sorted(
            zip(recovered.names, recovered.covered(0.9), recovered.contraction, strict=True),
            key=lambda row: -row[2],
        )[:10]:
            print(f"  {name}: {share:.0%} of 90% intervals; variance gone {contraction:.0%}")


if __name__ == "__main__":
    main()
