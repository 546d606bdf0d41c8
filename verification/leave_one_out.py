"""How well camp choice does on a conflict it was not fitted to: each of several left out in turn (model §13.5).

usage: python verification/leave_one_out.py [--few] [--members 200] [--write FILE] FOLDER...

FOLDER holds input/ and validation/ of an instance of Flee. `--few` fits three numbers and takes the others as they
stand, though they were settled with all conflicts in view; without it whatever was fitted or chosen is fitted anew.
"""

from __future__ import annotations

import argparse
import tempfile
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from scipy.optimize import minimize

from homeward.assemble.camps.camp_choice.choice_world import ChoiceWorld, assemble_choice
from homeward.assemble.labels import keys
from homeward.engine.camps.by_law import count_camps
from homeward.engine.camps.camp_choice import ReadyChoice
from homeward.engine.camps.camp_results import CampCounts
from homeward.engine.members import NO_DAYS
from homeward.engine.pool import Workspace
from homeward.evaluation.camps.scoring.camp_errors import (
    Counts,
    coverage,
    relative_crps,
    relative_difference,
)
from homeward.evaluation.camps.scoring.camp_score import (
    MovementScore,
    registered_at,
    score_movement,
)
from homeward.evaluation.camps.scoring.law_error import with_law_error
from homeward.exchange.flee import import_flee
from homeward.scenario.load import load_scenario
from homeward.scenario.rows.uncertain_numbers import Range
from homeward.scenario.scenario import Scenario

FEW = ("distance_power", "country_split", "opening_surge")
ALL = (*FEW, "kin_power", "origin_power", "kin_floor", "softening_km", "surge_days", "closed_leak")
ABROAD = (0.1, 0.25, 0.5, 1.0)
"""Shares that a kilometre abroad may count: distances are worked out anew for each, so it is chosen, not fitted."""
PRIOR = {
    "distance_power": (1.5, 0.6, "log"),
    "country_split": (0.5, 1.2, "logit"),
    "opening_surge": (0.7, 0.8, "plain"),
    "kin_power": (0.0, 1.2, "logit"),
    "origin_power": (0.7, 0.4, "plain"),
    "kin_floor": (0.2, 1.2, "log"),
    "softening_km": (50.0, 1.0, "log"),
    "surge_days": (60.0, 0.8, "log"),
    "closed_leak": (0.02, 1.0, "log"),
}
"""Weak priors set before fitting: middle, standard deviation, and the scale on which it holds."""
PENALTY = 0.003
"""Loss, in ARD, of one parameter one standard deviation from the middle of its prior."""
CALLS = 60
"""Evaluations a parameter."""
LAW_ERRORS = (0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 1.0)
"""Scales of what the law gets wrong of a camp, tried one after the other."""
UNCOVERED = 0.3
"""Loss, in CRPS, of 90% bands that hold nothing."""
ERROR_MEMBERS = 60


@dataclass(frozen=True)
class Case:
    """A conflict, ready to run with capacities and without, by what a kilometre abroad counts."""

    scenario: Scenario
    worlds: Mapping[tuple[float, bool], ChoiceWorld]
    registered: Counts

    @property
    def name(self) -> str:
        """Name of its folder."""
        return self.scenario.name


def make_case(folder: Path, work: Path) -> Case:
    """Import a conflict and work its distances out."""
    target = work / folder.name
    import_flee(folder / "input", folder / "validation", to=target)
    scenario = load_scenario(target)
    worlds = {
        (share, known): assemble_choice(
            set_to(scenario, {"abroad_km_share": share}), with_capacity=known
        )
        for share in ABROAD
        for known in (True, False)
    }
    camps = worlds[ABROAD[0], True].camps
    return Case(scenario, worlds, registered_at(scenario, camps))


def set_to(scenario: Scenario, values: Mapping[str, float]) -> Scenario:
    """Set parameters of a scenario, each with the width it had."""
    parameters = dict(scenario.parameters)
    for name, value in values.items():
        parameters[name] = moved(parameters[name], value)
    return scenario.model_copy(update={"parameters": parameters})


def moved(known: Range, value: float) -> Range:
    """Move a range to another central value, as wide as before on its scale."""
    if known.low == known.high:
        low = high = value
    elif known.scale == "log":
        low, high = known.low * value / known.value, known.high * value / known.value
    else:
        low, high = (max(end + value - known.value, 0.0) for end in (known.low, known.high))
    return Range(value=value, low=low, high=high, scale=known.scale, claims=known.claims)


def on_scale(name: str, deviation: float) -> float:
    """Turn a deviation from the middle of the prior, in standard deviations, into a value."""
    middle, width, scale = PRIOR[name]
    if scale == "log":
        return float(middle * np.exp(width * deviation))
    shifted = middle + width * deviation
    return float(1.0 / (1.0 + np.exp(-shifted))) if scale == "logit" else float(max(shifted, 0.0))


def loss(cases: Sequence[Case], values: Mapping[str, float], share: float) -> float:
    """Mean ARD over conflicts, with capacities and without, of one member."""
    found: list[float] = []
    for case in cases:
        known = {name: np.array([one.value]) for name, one in case.scenario.parameters.items()}
        drawn = known | {name: np.array([value]) for name, value in values.items()}
        for with_capacity in (True, False):
            world = case.worlds[share, with_capacity]
            ready = ReadyChoice(world, drawn, 1, NO_DAYS)
            people = ready.run(0, Workspace(ready, np.zeros(1, dtype=np.int64))).people
            found.append(float(relative_difference(people, case.registered[:, world.chosen])))
    return float(np.mean(found))


def fit(cases: Sequence[Case], names: Sequence[str], shares: Sequence[float]) -> dict[str, float]:
    """Fit parameters to some conflicts, and choose what a kilometre abroad counts."""
    best: tuple[float, dict[str, float]] = (np.inf, {})
    for share in shares:

        def of(deviations: np.ndarray, share: float = share) -> float:
            values = dict(zip(names, map(on_scale, names, deviations), strict=True))
            return loss(cases, values, share) + PENALTY * float((deviations**2).sum())

        start = np.zeros(len(names))
        simplex = np.vstack([start, 0.6 * np.eye(len(names))])
        options = {
            "maxfev": CALLS * len(names),
            "initial_simplex": simplex,
            "xatol": 0.01,
            "fatol": 2e-4,
        }
        found = minimize(of, start, method="Nelder-Mead", options=options)
        if found.fun < best[0]:
            values = dict(zip(names, map(on_scale, names, found.x), strict=True))
            best = (float(found.fun), {**values, "abroad_km_share": share})
    return {**best[1], **fit_law_error(cases, best[1])}


def fit_law_error(cases: Sequence[Case], law: Mapping[str, float]) -> dict[str, float]:
    """Choose the error of the law, by CRPS and by 90% bands that hold too few, capacities known and not."""
    found: dict[str, float] = {}
    for name, known in (("law_error", False), ("law_error_with_capacity", True)):
        runs = [
            count_camps(
                set_to(case.scenario, law),
                "camp-choice",
                with_capacity=known,
                members=ERROR_MEMBERS,
            )
            for case in cases
        ]

        def loss(scale: float, runs: Sequence[CampCounts] = runs) -> float:
            scales = np.full(ERROR_MEMBERS, scale)
            predicted = [
                with_law_error(
                    run.people.astype(np.float64), case.registered, keys(run.camps), scales, seed=1
                )
                for case, run in zip(cases, runs, strict=True)
            ]
            pairs = [(one, case.registered) for one, case in zip(predicted, cases, strict=True)]
            held = float(np.mean([coverage(*pair, 0.9) for pair in pairs]))
            missed = float(np.mean([relative_crps(*pair) for pair in pairs]))
            return missed + UNCOVERED * max(0.9 - held, 0.0)

        found[name] = min(LAW_ERRORS, key=loss)
    return found


def main() -> None:
    """Leave every conflict out in turn, and say how it went."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folders", nargs="+", type=Path)
    parser.add_argument("--few", action="store_true")
    parser.add_argument("--members", type=int, default=200)
    parser.add_argument("--write", type=Path)
    asked = parser.parse_args()
    names = FEW if asked.few else ALL
    lines = [HEADER]
    scores: dict[bool, list[MovementScore]] = {True: [], False: []}
    with tempfile.TemporaryDirectory() as work:
        cases = [make_case(folder, Path(work)) for folder in asked.folders]
        for left_out in cases:
            others = [case for case in cases if case is not left_out]
            shares = (0.25,) if asked.few else ABROAD
            fitted = fit(others, names, shares)
            print(
                left_out.name, {name: round(value, 3) for name, value in fitted.items()}, flush=True
            )
            for known in (False, True):
                found = score_movement(
                    set_to(left_out.scenario, fitted),
                    "camp-choice",
                    with_capacity=known,
                    members=asked.members,
                )
                scores[known].append(found)
            lines.append(row(left_out.name, [scores[False][-1:], scores[True][-1:]]))
    lines.append(row("**mean**", [scores[False], scores[True]]))
    text = "\n".join(lines) + "\n"
    print(text)
    if asked.write:
        asked.write.write_text(text, encoding="utf-8")


PARTS = {
    "ard": "{:.3f}",
    "ard_median": "{:.3f}",
    "crps": "{:.3f}",
    "coverage50": "{:.0%}",
    "coverage90": "{:.0%}",
}
HEADER = (
    "| left out | ARD | of the median | CRPS | 50% band | 90% band "
    "| ARD, capacities known | of the median | CRPS | 50% band | 90% band |\n" + "|---" * 11 + "|"
)


def row(name: str, both: Sequence[Sequence[MovementScore]]) -> str:
    """Write one conflict, or the mean over several."""
    cells = [name]
    for scores in both:
        for part, as_text in PARTS.items():
            cells.append(as_text.format(np.mean([getattr(one, part) for one in scores])))
    return f"| {' | '.join(cells)} |"


if __name__ == "__main__":
    main()
