"""How forecasts of a conflict do whose numbers were not used to fit them: each of several left out in turn (model §15).

usage: python verification/forecast_left_out.py [--members 200] [--laws FILE] [--write FILE] FOLDER...

FOLDER holds input/ and validation/ of an instance of Flee. For each, everything is fitted anew to the others: the law
(`leave_one_out.py`; kept in --laws, as JSON, once it is), how arrivals fade, the errors of a forecast, and which simple
rule is the best. Forecasts are made every month, the total given and not, capacities known and not.
"""

from __future__ import annotations

import argparse
import datetime as dt
import itertools
import json
import math
import tempfile
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass, replace
from pathlib import Path

import leave_one_out
import numpy as np
from scipy.stats import norm
from scipy.stats import t as student

from homeward.assemble.camps.camp_choice.choice_parameters import draw_parameters
from homeward.assemble.camps.camp_choice.choice_world import assemble_choice
from homeward.engine.camps.continued import Continued, continue_from
from homeward.evaluation.camps.forecasting import camp_forecast as registered
from homeward.evaluation.camps.forecasting.arrival_trend import expected_gain
from homeward.evaluation.camps.forecasting.camp_forecast import CampForecast, CampForecastSettings
from homeward.evaluation.camps.forecasting.forecast_parameters import ForecastParameters
from homeward.evaluation.camps.forecasting.known_arrivals import known_on
from homeward.evaluation.camps.forecasting.rolling_origins import (
    LEADS,
    PERSISTENCE,
    SHARES,
    WITHIN,
    beside_counts,
)
from homeward.evaluation.scoring.best_baseline import BEST, best_by
from homeward.evaluation.scoring.leads import ForecastNumber, LeadScore, score_leads
from homeward.evaluation.scoring.member_statistics import crps
from homeward.scenario.camps.daily_counts import registered_daily
from homeward.scenario.scenario import Scenario

TOTALS = {
    "damping_days": (5.0, 10.0, 15.0, 20.0, 30.0, 45.0, 65.0, 90.0),
    "gain_error": (0.2, 0.4, 0.6, 0.8, 1.0, 1.4),
}
"""Numbers of the total, fitted to totals alone."""
ERRORS = {
    "camp_error": (0.08, 0.1, 0.12, 0.14, 0.17, 0.2, 0.24, 0.28, 0.34),
    "time_power": (0.2, 0.3, 0.4, 0.5, 0.6, 0.8),
    "change_power": (0.2, 0.3, 0.4, 0.5, 0.6, 0.8),
    "freedom": (1.2, 1.5, 2.0),
}
"""Numbers of the error of a camp: all combinations."""
FIT_MEMBERS, FIT_EVERY, EVERY = 40, 60, 30
"""Members and days between origins where numbers are fitted, and between those that are scored."""
FIRST = 30
"""Day of the run of the first origin."""
UNCOVERED = 2.0
"""Loss, in logs of the CRPS over that of persistence, of bands of 50% and 90% that hold so much more or less."""
SHOWN, DAYS_OLD = (30, 90, 180), 90


def origins(scenario: Scenario, every: int) -> list[dt.date]:
    """Return the origins of a conflict, from which something may be counted later."""
    days = range(FIRST, scenario.n_day - LEADS[0], every)
    return [scenario.start + dt.timedelta(days=day) for day in days]


def combinations(spread: Mapping[str, Sequence[float]]) -> Iterator[dict[str, float]]:
    """Give every combination of some numbers."""
    for values in itertools.product(*spread.values()):
        yield dict(zip(spread, values, strict=True))


def laws_of(scenario: Scenario, ask: CampForecastSettings, every: int) -> list[CampForecast]:
    """Let the law go on from every origin."""
    return [
        registered.forecast_by_law(scenario, origin, LEADS[-1] + WITHIN, ask)
        for origin in origins(scenario, every)
    ]


def bin_of(days: int) -> int:
    """Return the greatest lead that is not above so many days."""
    return max(lead for lead in LEADS if lead <= days)


def fit_totals(
    scenarios: Sequence[Scenario], laws: Sequence[Sequence[CampForecast]]
) -> dict[str, float]:
    """Choose how arrivals fade, and their error, by the CRPS of the total beside the error of the last one."""
    deviates = norm.ppf((np.arange(FIT_MEMBERS) + 0.5) / FIT_MEMBERS)

    def loss(values: dict[str, float]) -> float:
        ratios: list[float] = []
        for scenario, forecasts in zip(scenarios, laws, strict=True):
            plain = scenario.model_copy(update={"corrections": ()})
            counted = np.maximum(registered_daily(plain, forecasts[0].camps), 0).sum(axis=1)
            ours, theirs = np.zeros(len(LEADS)), np.zeros(len(LEADS))
            for one in forecasts:
                today, now = one.known.counts.shape[0] - 1, one.known.people.sum()
                gain = expected_gain(one.known, LEADS[-1] + 1, values["damping_days"])
                for index, lead in enumerate(LEADS):
                    if today + lead >= counted.size:
                        break
                    found = counted[today + lead]
                    drawn = now + gain[lead] * np.exp(values["gain_error"] * deviates)
                    ours[index] += float(crps(np.maximum(drawn, 0), float(found)))
                    theirs[index] += abs(float(now - found))
            ratios += [
                math.log(a / b) for a, b in zip(ours, theirs, strict=True) if a > 0 and b > 0
            ]
        return float(np.mean(ratios))

    return min(combinations(TOTALS), key=loss)


@dataclass(frozen=True)
class Days:
    """All days of a conflict that were counted after some origin: what the law says of them.

    Parameters
    ----------
    lead
        (day): its place in `LEADS`.
    people, deviates
        (day, member, camp)
    age, observed, persistence
        (day, 1, camp); observed is NaN where a camp was not counted.
    change
        (day, member, 1): of all people together, on a log scale.
    """

    lead: np.ndarray
    people: np.ndarray
    deviates: Mapping[float, np.ndarray]
    age: np.ndarray
    change: np.ndarray
    observed: np.ndarray
    persistence: np.ndarray


def days_of(scenario: Scenario, laws: Sequence[CampForecast], ask: CampForecastSettings) -> Days:
    """Gather the days that were counted after every origin; camps are as many on all of them, the last ones empty."""
    most = max(len(law.camps) for law in laws)
    rows: list[tuple[np.ndarray, ...]] = []
    leads: list[int] = []

    def widened(values: np.ndarray, fill: float = 0.0) -> np.ndarray:
        table = np.atleast_2d(values).astype(float)
        return np.pad(table, ((0, 0), (0, most - table.shape[1])), constant_values=fill)

    for law in laws:
        quantiles = registered.error_quantiles(law, ask)
        counted = [
            row for row in beside_counts(scenario, law, LEADS) if not math.isnan(row.observed)
        ]
        for days in sorted({row.lead for row in counted}):
            observed = np.full(len(law.camps), np.nan)
            for row in counted:
                if row.lead == days:
                    observed[law.camps.index(row.series)] = row.observed
            totals = law.people[:, [0, days]].sum(axis=2)
            leads.append(LEADS.index(bin_of(days)))
            rows.append(
                (
                    widened(law.people[:, days]),
                    widened(quantiles, 0.5),
                    widened(law.known.age + days, 1.0),
                    np.abs(np.diff(np.log1p(totals), axis=1)) + registered.LEAST_CHANGE,
                    widened(observed, np.nan),
                    widened(law.known.people),
                )
            )
    people, quantiles, age, change, observed, last = (
        np.stack(one) for one in zip(*rows, strict=True)
    )
    deviates = {freedom: student.ppf(quantiles, freedom) for freedom in ERRORS["freedom"]}
    return Days(np.array(leads), people, deviates, age, change, observed, last)


def loss_of(days: Days, values: Mapping[str, float], *, keep_total: bool) -> np.ndarray:
    """Sum up by lead the CRPS, the error of persistence, what bands of 50% and 90% hold, and how many tell."""
    scale = values["camp_error"] * days.change ** values["change_power"]
    scale = scale * (days.age / registered.NEAR) ** values["time_power"]
    error = days.deviates[values["freedom"]] * scale
    people = registered.err(days.people, error, keep_total=keep_total).swapaxes(0, 1)
    seen = ~np.isnan(days.observed[:, 0])
    people, observed = people[:, seen], days.observed[:, 0][seen]
    says = (observed > 0) | (people.max(axis=0) > 0)
    # By ranks, so that bands of few members hold as much as those of many.
    off = np.abs((people < observed).mean(axis=0) + 0.5 * (people == observed).mean(axis=0) - 0.5)
    sums = (
        crps(people, observed),
        np.abs(days.persistence[:, 0][seen] - observed),
        (off <= 0.25) & says,
        (off <= 0.45) & says,
        says,
    )
    lead = np.repeat(days.lead, seen.sum(axis=1))
    return np.stack([np.bincount(lead, one, len(LEADS)) for one in sums], axis=1)


def fit_errors(
    scenarios: Sequence[Scenario],
    laws: Sequence[Sequence[CampForecast]],
    ask: CampForecastSettings,
) -> dict[str, float]:
    """Choose the error of a camp: by CRPS, conflict by conflict, and by what bands hold of all numbers together."""
    several = [
        days_of(scenario, forecasts, ask)
        for scenario, forecasts in zip(scenarios, laws, strict=True)
    ]

    def loss(values: dict[str, float]) -> float:
        found = np.stack([loss_of(one, values, keep_total=ask.given_total) for one in several])
        ours, theirs = found[..., 0], found[..., 1]
        heard = (ours > 0) & (theirs > 0)
        ratio = float(np.log(ours[heard] / theirs[heard]).mean())
        held = found[..., 2:4].sum(axis=0) / np.maximum(found[..., 4:].sum(axis=0), 1)
        told = found[..., 4].sum(axis=0) > 0
        return ratio + UNCOVERED * float(np.abs(held - (0.5, 0.9))[told].mean())

    return min(combinations(ERRORS), key=loss)


@dataclass(frozen=True)
class Left:
    """One conflict that was left out, and what was fitted to the others."""

    scenario: Scenario
    fitted: ForecastParameters
    best: str


def leave_out(
    scenarios: Sequence[Scenario], law: Mapping[str, float], index: int, ask: CampForecastSettings
) -> Left:
    """Fit everything but the law to all conflicts but one, with a law that was fitted to the same."""
    by_law = [leave_one_out.set_to(one, law) for one in scenarios]
    left_out = by_law[min(index, len(by_law) - 1)]  # none is: all are fitted to
    others = [one for number, one in enumerate(by_law) if number != index]
    few = replace(ask, members=FIT_MEMBERS, given_total=True)
    told = [laws_of(one, few, FIT_EVERY) for one in others]
    totals = fit_totals(others, told)
    if ask.given_total:
        forecasts, otherwise = told, SHARES
    else:
        few = replace(few, given_total=False, parameters=ForecastParameters(**totals))
        forecasts, otherwise = [laws_of(one, few, FIT_EVERY) for one in others], PERSISTENCE
    fitted = ForecastParameters(**totals, **fit_errors(others, forecasts, few))
    print(left_out.name, asdict(fitted), flush=True)
    return Left(left_out, fitted, best_on(others, forecasts, otherwise))


def best_on(
    scenarios: Sequence[Scenario], laws: Sequence[Sequence[CampForecast]], otherwise: str
) -> str:
    """Name the simple rule that does best on some conflicts, a vote a conflict."""
    votes = [
        best_by(
            [row for law in forecasts for row in beside_counts(scenario, law, LEADS)],
            dt.date.max,
            otherwise,
        )
        for scenario, forecasts in zip(scenarios, laws, strict=True)
    ]
    return max(votes, key=votes.count)


@dataclass(frozen=True)
class Scored:
    """One conflict forecast with what was fitted to the others."""

    name: str
    rows: list[ForecastNumber]
    ard: dict[int, tuple[float, float, float]]


def score(left: Left, ask: CampForecastSettings) -> Scored:
    """Forecast a conflict every month; keep what was counted, with the rule that was best on the others."""
    rows: list[ForecastNumber] = []
    apart: dict[int, list[tuple[float, float, float]]] = {lead: [] for lead in SHOWN}
    plain = left.scenario.model_copy(update={"corrections": ()})
    for origin in origins(left.scenario, EVERY):
        one = registered.forecast_camps(
            left.scenario, origin, LEADS[-1] + WITHIN, replace(ask, parameters=left.fitted)
        )
        counted = np.maximum(registered_daily(plain, one.camps), 0).astype(float)
        for lead in SHOWN:
            day = (origin - left.scenario.start).days + lead
            if day < left.scenario.n_day:
                apart[lead].append(relative_differences(one, lead, counted[day]))
        found = (row for row in beside_counts(left.scenario, one, LEADS))
        rows += [
            replace(row, baselines={**row.baselines, BEST: row.baselines[left.best]})
            for row in found
            if not math.isnan(row.observed)
        ]
    ard = {
        lead: tuple(np.mean(values, axis=0).tolist()) for lead, values in apart.items() if values
    }
    return Scored(left.scenario.name, rows, ard)


def relative_differences(
    one: CampForecast, lead: int, counted: np.ndarray
) -> tuple[float, float, float]:
    """Return the ARD on one day of the median, of the shares of the last count, and of the last count carried on."""
    last = one.known.people.astype(float)
    shares = last / max(last.sum(), 1) * counted.sum()
    median = np.median(one.people[:, lead], axis=0)
    tries = (median, shares, last)
    found = (float(np.abs(tried - counted).sum() / max(counted.sum(), 1)) for tried in tries)
    return next(found), next(found), next(found)


def as_counted_today(left: Left, *, known_capacity: bool) -> tuple[float, float]:
    """Return the ARD of the law and of shares after 90 days, from counts that are 90 days old and no older.

    Between two published counts they are read off the line: no forecast, as the later one was not known.
    """
    apart: list[tuple[float, float]] = []
    for origin in origins(left.scenario, EVERY):
        today, until = (origin - left.scenario.start).days, origin + dt.timedelta(days=DAYS_OLD)
        if today + DAYS_OLD >= left.scenario.n_day:
            break
        cut = known_on(left.scenario, origin, until=until)
        world = assemble_choice(cut, with_capacity=known_capacity)
        camps = tuple(world.camps[index] for index in world.chosen)
        counted = np.maximum(registered_daily(left.scenario, camps), 0)[
            today : today + DAYS_OLD + 1
        ]
        drawn = draw_parameters(cut, seed=1, n_member=FIT_MEMBERS)
        totals = np.tile(counted.sum(axis=1), (FIT_MEMBERS, 1))
        onward = Continued(world, drawn, 1, today, counted[0])
        median = np.median(continue_from(onward, totals, threads=1)[:, -1], axis=0)
        total = max(totals[0, -1], 1)
        shares = counted[0] / max(counted[0].sum(), 1) * total
        apart.append(tuple(np.abs(one - counted[-1]).sum() / total for one in (median, shares)))
    law, shares = np.mean(apart, axis=0).tolist()
    return law, shares


def report_as_counted_today(several: Sequence[Left]) -> str:
    """Write the ARD from counts that are 90 days old and no older."""
    names = [one.scenario.name for one in several]
    lines = [
        _head("ARD from counts just 90 days old: of the law; of their shares", [*names, "mean"])
    ]
    for title, known in (("capacities not known", False), ("capacities known", True)):
        each = [as_counted_today(one, known_capacity=known) for one in several]
        cells = [*each, tuple(np.mean(each, axis=0))]
        lines.append(f"| {title} | " + " | ".join(f"{a:.3f}; {b:.3f}" for a, b in cells) + " |")
    text = "\n".join([*lines, ""])
    print(text, flush=True)
    return text


def report(title: str, scored: Sequence[Scored]) -> str:
    """Write what bands hold, the ARD and skill, by lead and conflict."""
    leads = {one.name: score_leads(one.rows, LEADS) for one in scored}
    pooled = score_leads([row for one in scored for row in one.rows], LEADS)
    lines = [f"## {title}", "", _head("what bands of 50% and 90% hold", [*leads, "pooled"])]
    lines += [_line(lead, [*leads.values(), pooled], _held) for lead in LEADS]
    lines += ["", _head("CRPS, share of what was counted", list(leads))]
    lines += [_line(lead, list(leads.values()), lambda row: f"{row.crps:.3f}") for lead in LEADS]
    for name in dict.fromkeys(
        name for rows in leads.values() for row in rows for name in row.skill
    ):
        lines += ["", _head(f"skill against {name}", [*leads, "mean"])]
        lines += [_skills(lead, list(leads.values()), name) for lead in LEADS]
    lines += [
        "",
        _head(
            "ARD of the median; of the shares of the last count; of that count", [*leads, "mean"]
        ),
    ]
    for lead in SHOWN:
        each = [one.ard.get(lead, (math.nan,) * 3) for one in scored]
        cells = [*each, tuple(np.nanmean(each, axis=0))]
        lines.append(
            f"| {lead} | " + " | ".join("; ".join(f"{x:.3f}" for x in one) for one in cells) + " |"
        )
    text = "\n".join([*lines, ""])
    print(text, flush=True)
    return text


def _head(title: str, names: Sequence[str]) -> str:
    return f"| {title} | {' | '.join(names)} |\n{'|---' * (len(names) + 1)}|"


def _at(rows: Sequence[LeadScore], lead: int) -> LeadScore | None:
    return next((row for row in rows if row.lead == lead), None)


def _held(row: LeadScore) -> str:
    return f"{row.coverage[0.5]:.0%}, {row.coverage[0.9]:.0%} ({row.numbers})"


def _line(
    lead: int, several: Sequence[Sequence[LeadScore]], cell: Callable[[LeadScore], str]
) -> str:
    found = [_at(rows, lead) for rows in several]
    return f"| {lead} | " + " | ".join(cell(row) if row else "" for row in found) + " |"


def _skills(lead: int, several: Sequence[Sequence[LeadScore]], name: str) -> str:
    found = [
        row.skill.get(name, math.nan) if (row := _at(rows, lead)) else math.nan for rows in several
    ]
    known = [one for one in found if not math.isnan(one)]
    cells = [*found, float(np.mean(known)) if known else math.nan]
    return (
        f"| {lead} | "
        + " | ".join("" if math.isnan(one) else f"{one:+.2f}" for one in cells)
        + " |"
    )


def laws_at(folders: Sequence[Path], work: Path, kept: Path | None) -> list[dict[str, float]]:
    """Fit the law to all conflicts but each, or read what was fitted."""
    found: dict[str, dict[str, float]] = {}
    if kept and kept.exists():
        found = json.loads(kept.read_text(encoding="utf-8"))
    cases = [leave_one_out.make_case(folder, work) for folder in folders]
    for case in cases:
        if case.name not in found:
            others = [one for one in cases if one is not case]
            found[case.name] = leave_one_out.fit(others, leave_one_out.ALL, leave_one_out.ABROAD)
            if kept:
                kept.write_text(json.dumps(found, indent=1), encoding="utf-8")
    return [found[case.name] for case in cases]


def arguments() -> argparse.Namespace:
    """Read what is asked for."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folders", nargs="+", type=Path)
    parser.add_argument("--members", type=int, default=200)
    parser.add_argument("--laws", type=Path)
    parser.add_argument("--write", type=Path)
    return parser.parse_args()


def main() -> None:
    """Leave every conflict out in turn, and say how forecasts of it went."""
    asked = arguments()
    with tempfile.TemporaryDirectory() as work:
        laws = laws_at(asked.folders, Path(work), asked.laws)
        scenarios = [leave_one_out.load_scenario(Path(work) / one.name) for one in asked.folders]
        free = CampForecastSettings(members=asked.members, threads=1)
        told = replace(free, given_total=True)
        texts: list[str] = []
        for title, ask in (("Total given", told), ("Total forecast", free)):
            several = [leave_out(scenarios, law, index, ask) for index, law in enumerate(laws)]
            print("best on the others:", [one.best for one in several])
            texts.append(report(title, [score(one, ask) for one in several]))
            if ask.given_total:
                known = replace(ask, given_capacity=True)
                texts.append(
                    report(f"{title}, capacities known", [score(one, known) for one in several])
                )
                texts.append(report_as_counted_today(several))
            leave_out(scenarios, {}, len(scenarios), ask)
    if asked.write:
        asked.write.write_text("\n".join(texts), encoding="utf-8")


if __name__ == "__main__":
    main()
