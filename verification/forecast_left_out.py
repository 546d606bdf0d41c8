"""How forecasts of a conflict do whose numbers were not used to fit them: each of several left out in turn (model §15).

usage: python verification/forecast_left_out.py [--law] [--told] [--less] [--designs 32] [--members 200] [--write FILE]
       FOLDER...

FOLDER holds input/ and validation/ of an instance of Flee. The numbers of a forecast (`ForecastParameters`) are
chosen among many, by their loss on five, and used on the sixth. With `--law` the six numbers of camp choice
are fitted to the same five too (`leave_one_out.py`), without it they are as committed, fitted to all six. `--told`
gives the forecasts the conditions that happened, the total, and both, besides; `--less` takes from them what they
learn of camps, and then everything but the last count, with bands of its own fitted to the same five.
"""

from __future__ import annotations

import argparse
import datetime as dt
import itertools
import math
import tempfile
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import asdict, replace
from pathlib import Path

import leave_one_out
import numpy as np
from scipy.stats import qmc

from homeward.evaluation.camps.forecasting import camp_forecast as registered
from homeward.evaluation.camps.forecasting import rolling_origins as rolling
from homeward.evaluation.camps.forecasting.camp_forecast import CampForecastSettings
from homeward.evaluation.camps.forecasting.forecast_parameters import ForecastParameters
from homeward.evaluation.camps.forecasting.rolling_origins import LEADS, WITHIN
from homeward.evaluation.scoring.leads import ForecastNumber, LeadScore, score_lead, score_leads
from homeward.evaluation.scoring.member_statistics import crps, inside_band
from homeward.exchange.flee import import_flee
from homeward.scenario.load import load_scenario
from homeward.scenario.scenario import Scenario

LAW = {
    "memory_days": (20.0, 240.0),
    "doubt": (0.1, 2.0),
    "evidence": (0.1, 10.0),
    "damping_days": (12.0, 60.0),
    "gain_error": (0.4, 1.4),
}
"""Numbers that the law has to be run anew for, evenly spread on a log scale."""
ERROR = {
    "camp_error": (0.03, 0.045, 0.06, 0.08, 0.1),
    "change_error": (0.0, 0.1, 0.2, 0.3),
    "error_growth": (0.6, 0.8, 1.0),
}
"""Numbers of the error added afterwards: all combinations."""
STILL = {"damping_days": 1e-3}
"""Nobody comes: what is left is the last count, with an error."""
STILL_ERROR = {
    "camp_error": (0.03, 0.06, 0.1, 0.15, 0.2),
    "change_error": (0.0, 0.1, 0.2, 0.3, 0.5, 0.8),
    "error_growth": (0.4, 0.6, 0.8, 1.0),
}
FIT_MEMBERS, FIT_EVERY = 40, 60
FIRST = 30
"""Day of the run of the first origin."""
UNCOVERED = 2.0
"""Loss, in logs of the CRPS over that of persistence, of 90% bands that hold nothing instead of 90%, over 0.9."""
EVERY = 30
"""Days between the origins that are scored."""
LONG = 30
"""Least lead of those that are scored together, days."""


def origins(scenario: Scenario, every: int) -> list[dt.date]:
    """Return the origins of a conflict, from which something may be counted later."""
    days = range(FIRST, scenario.n_day - LEADS[0], every)
    return [scenario.start + dt.timedelta(days=day) for day in days]


def designs(count: int) -> list[dict[str, float]]:
    """Spread candidates over the numbers that the law is run anew for."""
    points = qmc.Sobol(len(LAW), seed=1).random(count)
    return [
        {
            name: low * (high / low) ** x
            for (name, (low, high)), x in zip(LAW.items(), point, strict=True)
        }
        for point in points.tolist()
    ]


def errors(spread: Mapping[str, Sequence[float]]) -> Iterator[dict[str, float]]:
    """Give every combination of the numbers of the error."""
    for values in itertools.product(*spread.values()):
        yield dict(zip(spread, values, strict=True))


class Rows:
    """Numbers counted of a conflict, and what the law alone foresees of them: ready for any error."""

    def __init__(self, scenario: Scenario, ask: CampForecastSettings) -> None:
        paths, deviates, scales, found = [], [], [], []
        for origin in origins(scenario, FIT_EVERY):
            law = registered.forecast_by_law(scenario, origin, LEADS[-1] + WITHIN, ask)
            drawn = registered.deviates(law, ask)
            for row in rolling.beside_counts(scenario, law, LEADS):
                if not math.isnan(row.observed):
                    camp = law.camps.index(row.series)
                    paths.append(row.values)
                    deviates.append(drawn[:, camp])
                    scales.append((law.known.age[camp] + row.lead, law.known.changed[camp]))
                    found.append(row)
        self.paths, self.deviates = np.array(paths), np.array(deviates)
        self.age, self.changed = np.array(scales).T
        self.observed = np.array([row.observed for row in found])
        self.persistence = np.array([row.baselines["persistence"] for row in found])
        self.lead = np.array([max(lead for lead in LEADS if lead <= row.lead) for row in found])

    def loss(self, error: dict[str, float]) -> tuple[float, float]:
        """Return the log of the CRPS over the error of persistence, mean over leads, and what 90% bands hold."""
        near = np.hypot(error["camp_error"], error["change_error"] * self.changed)
        scale = near * (self.age / registered.NEAR) ** error["error_growth"]
        most = registered.MOST
        people = self.paths * np.exp(np.clip(self.deviates * scale[:, None], -most, most))
        ours = crps(people.T, self.observed)
        apart = np.abs(self.persistence - self.observed)
        ratios = [
            math.log(max(float(ours[there].sum()), 1e-9) / float(apart[there].sum()))
            for lead in LEADS
            if (there := self.lead == lead).any() and apart[there].sum() > 0
        ]
        says = (self.observed > 0) | (people.max(axis=1) > 0)
        inside = inside_band(people.T, self.observed, 0.9)[says & (self.lead >= 30)]
        return float(np.mean(ratios)), float(inside.mean())


def table(
    scenarios: Sequence[Scenario],
    laws: Sequence[dict[str, float]],
    spread: Mapping[str, Sequence[float]],
) -> list[tuple[ForecastParameters, np.ndarray]]:
    """Work the loss of every candidate out on every conflict (conflict, log ratio and coverage)."""
    found: list[tuple[ForecastParameters, np.ndarray]] = []
    for law in laws:
        ask = CampForecastSettings(
            members=FIT_MEMBERS, threads=1, parameters=ForecastParameters(**law)
        )
        rows = [Rows(scenario, ask) for scenario in scenarios]
        for error in errors(spread):
            losses = np.array([one.loss(error) for one in rows])
            found.append((ForecastParameters(**law, **error), losses))
    return found


def best(
    candidates: Sequence[tuple[ForecastParameters, np.ndarray]], kept: Sequence[int]
) -> ForecastParameters:
    """Choose the candidate with the least loss on some conflicts: CRPS, and 90% bands that hold too few."""

    def loss(one: tuple[ForecastParameters, np.ndarray]) -> float:
        ratio, held = one[1][kept].T
        return float(ratio.mean() + UNCOVERED * np.maximum(0.9 - held, 0.0).mean())

    return min(candidates, key=loss)[0]


def on_others(
    candidates: Sequence[tuple[ForecastParameters, np.ndarray]], count: int
) -> list[ForecastParameters]:
    """Choose for every conflict by all the others."""
    return [
        best(candidates, [index for index in range(count) if index != left_out])
        for left_out in range(count)
    ]


def law_of(scenarios: Sequence[Path], left_out: int, work: Path) -> dict[str, float]:
    """Fit the six numbers of camp choice to all conflicts but one."""
    cases = [leave_one_out.make_case(folder, work) for folder in scenarios]
    others = [case for index, case in enumerate(cases) if index != left_out]
    return leave_one_out.fit(others, leave_one_out.ALL, (0.25,))


def scored(scenario: Scenario, ask: CampForecastSettings) -> list[ForecastNumber]:
    """Forecast a conflict every month, and keep what was counted afterwards."""
    _, rows = rolling.forecast_from_origins(scenario, origins(scenario, EVERY), LEADS, ask)
    return [row for row in rows if not math.isnan(row.observed)]


def summary(name: str, rows: Sequence[ForecastNumber]) -> str:
    """Write a row of the table of all longer leads together."""
    long = [row for row in rows if row.lead >= LONG]
    found = score_lead(LONG, long)
    apart = np.mean([abs(float(np.median(row.values)) - row.observed) for row in long])
    middle = 1.0 - float(apart) / found.scale / found.crps_of["persistence"]
    cells = [
        name,
        str(found.numbers),
        str(found.origins),
        f"{found.crps:.3f}",
        f"{found.crps_of['persistence']:.3f}",
        f"{found.crps_of['linear trend']:.3f}",
        skill(found.skill["persistence"]),
        skill(found.skill["linear trend"]),
        skill(middle),
        *(f"{found.coverage[band]:.0%}" for band in (0.5, 0.8)),
        f"{found.coverage[0.9]:.0%} ± {found.coverage_error[0.9]:.0%}",
        f"{found.coverage[0.95]:.0%}",
    ]
    return f"| {' | '.join(cells)} |"


SUMMARY = (
    "| left out | numbers | origins | CRPS | persistence | linear trend | skill | against the trend | of the median "
    "| 50% | 80% | 90% | 95% |\n" + "|---" * 13 + "|"
)


def skill(value: float) -> str:
    """Word a skill; where there is none, say so."""
    return f"{value:+.2f}" if value > 0 else "no skill"


def by_lead(scores: dict[str, Sequence[LeadScore]]) -> str:
    """Write CRPS and skill against persistence by lead and conflict."""
    lines = ["| days on | " + " | ".join(scores) + " |", "|---" * (len(scores) + 1) + "|"]
    for lead in LEADS:
        cells = []
        for rows in scores.values():
            one = next((row for row in rows if row.lead == lead), None)
            cells.append(f"{one.crps:.3f} ({skill(one.skill['persistence'])})" if one else "")
        lines.append(f"| {lead} | " + " | ".join(cells) + " |")
    return "\n".join(lines)


def ranks(rows: Sequence[ForecastNumber]) -> str:
    """Write the rank histogram of longer leads."""
    return " ".join(map(str, score_lead(LONG, [row for row in rows if row.lead >= LONG]).ranks))


def report(
    title: str,
    scenarios: Sequence[Scenario],
    chosen: Sequence[ForecastParameters],
    ask: CampForecastSettings,
) -> str:
    """Score every conflict with the numbers chosen on the others."""
    lines, leads = [title, "", SUMMARY], {}
    histograms = ["", "Ranks:", ""]
    for scenario, foresight in zip(scenarios, chosen, strict=True):
        rows = scored(scenario, replace(ask, parameters=foresight))
        lines.append(summary(scenario.name, rows))
        leads[scenario.name] = score_leads(rows, LEADS)
        histograms.append(f"- {scenario.name}: {ranks(rows)}")
    text = "\n".join([*lines, "", by_lead(leads), *histograms, ""])
    print(text, flush=True)
    return text


def arguments() -> argparse.Namespace:
    """Read what is asked for."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folders", nargs="+", type=Path)
    parser.add_argument("--law", action="store_true")
    parser.add_argument("--told", action="store_true")
    parser.add_argument("--less", action="store_true")
    parser.add_argument("--designs", type=int, default=32)
    parser.add_argument("--members", type=int, default=200)
    parser.add_argument("--write", type=Path)
    return parser.parse_args()


def main() -> None:
    """Leave every conflict out in turn, and say how forecasts of it went."""
    asked = arguments()
    with tempfile.TemporaryDirectory() as work:
        scenarios = []
        for folder in asked.folders:
            target = Path(work) / folder.name
            import_flee(folder / "input", folder / "validation", to=target)
            scenarios.append(load_scenario(target))
        candidates = table(scenarios, designs(asked.designs), ERROR)
        chosen = on_others(candidates, len(scenarios))
        print("all:", asdict(best(candidates, list(range(len(scenarios))))))
        for scenario, foresight in zip(scenarios, chosen, strict=True):
            print(scenario.name, asdict(foresight), flush=True)
        if asked.law:
            scenarios = [
                leave_one_out.set_to(
                    scenario, law_of(asked.folders, index, Path(work) / f"law{index}")
                )
                for index, scenario in enumerate(scenarios)
            ]
        ask = CampForecastSettings(members=asked.members)
        texts = [report("Conditions as they last were, total foreseen", scenarios, chosen, ask)]
        if asked.told:
            happened = replace(ask, given_conditions=True)
            texts.append(report("Conditions told", scenarios, chosen, happened))
            total = replace(ask, given_total=True)
            texts.append(report("Total told", scenarios, chosen, total))
            both = replace(total, given_conditions=True)
            texts.append(report("Total and conditions told", scenarios, chosen, both))
        if asked.less:
            blind = [
                replace(one, evidence=1e-3 * one.evidence, doubt=1e3 * one.doubt) for one in chosen
            ]
            texts.append(report("Nothing learned of camps", scenarios, blind, ask))
            still = on_others(table(scenarios, [STILL], STILL_ERROR), len(scenarios))
            texts.append(report("Persistence with bands", scenarios, still, ask))
    if asked.write:
        asked.write.write_text("\n".join(texts), encoding="utf-8")


if __name__ == "__main__":
    main()
