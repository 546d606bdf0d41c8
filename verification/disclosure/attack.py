"""Attack everything that is published of a made scenario, and print how far withheld counts are narrowed (decision 17).

usage: python verification/disclosure/attack.py [--small] [--folder FOLDER]

Nothing is read but what is published: tables, `--json`, what the browser is answered. The exact counts of the same runs
are looked at afterwards, to say whether the truth was found: a cell is recovered where one value alone is left.
"""

from __future__ import annotations

import argparse
import datetime as dt
import itertools
import math
import sys
import tempfile
import time
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd

sys.path.insert(0, str(Path(__file__).parents[1]))

from disclosure import fear, few, made, questions, tables
from disclosure.ask import Asker, RefusedError
from disclosure.feasible import System

from homeward.catalogue import FLOWS
from homeward.evaluation.scoring.member_statistics import inside_band

DAY = "2030-02-12"
GROUPS = ("group_1", "group_2")
REFUGES = ("camp", "yard", "away")
FEW_MEMBERS = 10
MOST_MEMBERS = 30
LEVELS = (("home",), ("home", "group"))
FLOW_NAMES = tuple(one.name for one in FLOWS)
MEASURES = ("present", "at_home", "displaced", "returned", "fled", "harmed")


@dataclass(frozen=True)
class Narrowed:
    """What an attack leaves of one withheld statistic, persons."""

    route: str
    cell: str
    truth: float
    low: float
    high: float
    step: float

    @property
    def is_recovered(self) -> bool:
        """Whether one value alone is left."""
        return self.high - self.low < self.step / 2


def least_members(asker: Asker) -> int:
    """Find of how few members anything is published."""
    for members in range(1, MOST_MEMBERS):
        try:
            asker.json("compare", "--lever", "shops", members=members)
        except RefusedError:
            continue
        return members
    raise ValueError("nothing is published of few members")


def attack_tables(
    asker: Asker,
    members: Sequence[int],
    every: str,
    *options: str,
    browser: bool = False,
    until: Sequence[str] = (),
    also: Sequence[int] = (),
) -> Iterator[Narrowed]:
    """Bound every withheld mean by all sums, balances and running counts of the tables of one or several runs.

    Parameters
    ----------
    until
        Days on which runs end that are asked for besides.
    also
        Days between records of runs that are asked for besides.
    """
    route = (
        f"tables of {asker.scenario.name}, every {every}, {' and '.join(map(str, members))} members"
        + (", browser" if browser else "")
        + (", ended every day" if until else "")
        + (f", and every {also[0]} to {also[-1]}" if also else "")
    )
    runs = {
        one: asker.run(f"{asker.scenario.name}-{one}-{every}", one, "--every", every, *options)
        for one in members
    }
    read = {one: asker.tables(run) for one, run in runs.items()}
    if browser:
        for one in members:
            read[one] = pd.concat([read[one], _measures(asker, one, read[one])], ignore_index=True)
    system = System()
    first = {
        one: tables.first_days(
            {
                day: asker.tables(
                    asker.run(
                        f"{asker.scenario.name}-{one}-{every}-{day}",
                        one,
                        "--every",
                        every,
                        *options,
                        "--until",
                        day,
                    )
                )
                for day in until
            }
        )
        for one in members
        if until
    }
    withheld = tables.fill(system, read, first)
    for one, step in itertools.product(members, also):
        coarser = asker.tables(
            asker.run(f"{asker.scenario.name}-{one}-{step}d", one, "--every", f"{step}d", *options)
        )
        tables.add_windows(system, read[one], coarser, one, FLOW_NAMES)
    if not system.propagate():
        raise ValueError("what is published contradicts itself")
    exact = {one: tables.truth(run) for one, run in runs.items()}
    for cell in withheld:
        true = float(exact[cell.members].get((cell.variable, cell.day, *cell.where), 0.0))
        if 0 < true < 10:
            low, high = system.range_of({cell.key: 1})
            yield Narrowed(
                route,
                f"{cell}",
                true,
                low / cell.members,
                min(high / cell.members, 1e6),
                1 / cell.members,
            )


def _measures(asker: Asker, members: int, read: pd.DataFrame) -> pd.DataFrame:
    """Sums that the browser shows beside the tables: of two members the median is the mean."""
    if members > 2:
        return read.head(0)
    homes = sorted(set(read["home"]) - {tables.ALL})
    scenario_homes = [*made.HAMLETS, *made.TOWNS]
    rows: list[dict[str, Any]] = []
    lines = [{"measure": measure} for measure in MEASURES]
    lines += [
        {"measure": measure, "home": scenario_homes.index(home)}
        for measure in MEASURES
        for home in homes
    ]
    lines += [
        {"measure": measure, "home": scenario_homes.index(home), "group": group}
        for measure in MEASURES
        for home in homes
        for group in range(len(GROUPS))
    ]
    with asker.browser(members) as browser:
        for start in range(0, len(lines), 60):
            text = browser.ask(
                "export/csv", show=lines[start : start + 60], members=members
            ).decode()
            for row in text.splitlines()[1:]:
                day, measure, home, group, place, _, _, median, *_ = row.split(",")
                rows.append(
                    {
                        "variable": measure,
                        "time": day,
                        "home": home,
                        "group": group,
                        "place": place,
                        "mean": float(median) if median else math.nan,
                    }
                )
    found = pd.DataFrame(rows)
    # A median that is withheld beside a mean that is not says nothing of the mean.
    return found[found["time"].isin(set(read["time"]))]


def attack_questions(
    asker: Asker, members: int, levers: Sequence[str], *, subsets: int, explained: Sequence[str]
) -> Iterator[Narrowed]:
    """Bound counts and differences by everything that is answered of homes, groups, refuges and levers."""
    homes = [*made.HAMLETS, *made.TOWNS]
    is_new = "exact" in asker.json("compare", "--lever", levers[0], members=members)
    asked = questions.Questions(asker, members, homes, GROUPS, (), counts_are_withheld=is_new)
    several = bool(subsets) and questions.may_ask_of_several(asker, levers[0], homes, members)
    for home in homes:
        asked.compare(DAY, levers[0], [home])
    for some in questions.subsets(homes, subsets) if several else ():
        asked.compare(DAY, levers[0], some)
    # Nothing of a hamlet changes with the lever.
    for lever, some in itertools.product(levers, [[], *([home] for home in made.TOWNS)]):
        asked.compare(DAY, lever, some)
    for since, home in itertools.product(explained, made.TOWNS):
        asked.explain(DAY, "returned", [home], since)
    route = f"compare, {len(levers)} values of a lever, {members} members"
    route += f", explain since {len(explained)} days" if explained else ""
    route += f", {subsets} choices of homes" if several else ""
    yield from _small_ones(asked, route, questions.truth(asker, members, DAY, levers[:1], homes))


def _small_ones(
    asked: questions.Questions, route: str, exact: Mapping[questions.Count, int]
) -> Iterator[Narrowed]:
    """Look at the counts and differences of one home that were withheld or shown as small."""
    if not asked.system.propagate():
        raise ValueError("what is published contradicts itself")
    members = asked.members
    for terms in asked.small:
        if any(key not in exact for key, _ in terms) or len({key[3] for key, _ in terms}) > 1:
            continue
        true = sum(exact[key] * sign for key, sign in terms) / members
        if 0 < abs(true) < 10:
            low, high = asked.system.range_of(dict(terms), exactly=True, seconds=2)
            yield Narrowed(route, str(terms), true, low / members, high / members, 1 / members)


def attack_members(asker: Asker, members: Sequence[int], lever: str) -> Iterator[Narrowed]:
    """Try all whole numbers of the members that fit mean, quantiles and error of the first so many."""
    if members[0] > 2:
        return  # too many to try
    is_new = "exact" in asker.json("compare", "--lever", lever, members=members[0])
    read = few.count if is_new else few.count_as_difference
    read_error = few.error_up_to_five if is_new else few.exact_error
    route = f"mean, quantiles and error of {', '.join(map(str, members))} members"
    for home in [*made.TOWNS, *list(made.HAMLETS)[:4]]:
        asked = ("--lever", lever, "--on", DAY, "--home", home)
        shown, exact = (
            {
                one: dict(_counts(asker.json("compare", *asked, *how, members=one)))
                for one in members
            }
            for how in ((), ("--exact",))
        )
        for cell in shown[members[0]]:
            true = {one: exact[one][cell]["mean"] for one in members}
            if not any(0 < value < 10 for value in true.values()):
                continue
            left = few.candidates({one: shown[one][cell] for one in members}, read, read_error)
            if left is None or not len(left):
                continue
            for one, value in true.items():
                if 0 < value < 10:
                    low, high, _ = few.narrowed(left, one)
                    yield Narrowed(route, f"{home} {cell}", value, low, high, 1 / one)


def _counts(said: Mapping[str, Any]) -> Iterator[tuple[tuple[str, ...], Mapping[str, Any]]]:
    for last, row in ((tables.ALL, said), *((row["group"], row) for row in said["groups"])):
        for name in questions.OUTCOMES:
            yield (last, name), row[name]["as_is"]
    for name in questions.KINDS:
        yield (tables.ALL, name), said["harm"][name]["as_is"]


def attack_score(asker: Asker, members: int) -> Iterator[Narrowed]:
    """Try all whole numbers of two members that fit quantiles, CRPS and whether the band holds what was observed."""
    said = asker.json("score", members=members)
    is_new = "exact" in said
    exact = asker.json("score", "--exact", members=members) if is_new else said
    for row, true in zip(said["rows"], exact["rows"], strict=True):
        if (
            not 0 < true["median"] < 10
            or not float(true["median"] * 2).is_integer()
            or "share" in row["name"]
            or "left" in row["name"]
        ):
            continue
        if row["median"] is not None:  # shown to the last digit
            yield Narrowed("score", row["name"], true["median"], row["median"], row["median"], 0.5)
            continue
        if members != 2:
            yield Narrowed("score", row["name"], true["median"], 0.0, 10.0, 0.5)
            continue
        pairs = np.array(
            [pair for pair in itertools.product(range(21), repeat=2) if pair[0] <= pair[1]],
            dtype=float,
        )
        shown = {name: row[name] for name in few.QUANTILES}
        left = few.fitting(pairs, shown, few.count, few.error_up_to_five)
        crps = np.abs(left - row["observed"]).mean(axis=1) - (left[:, 1] - left[:, 0]) / 2
        low, end = few.count_as_difference(row["crps"])
        fits = (np.abs(crps) >= low - 1e-9) & (np.abs(crps) < end)
        for name, share in (("inside_50", 0.5), ("inside", 0.9)):
            fits &= inside_band(left.T, row["observed"], share) == row[name]
        ranks = (left < row["observed"]).sum(axis=1) + 0.5 * (left == row["observed"]).sum(axis=1)
        fits &= np.abs((ranks + 0.5) / 3 - row["rank"]) < 0.01
        left = left[fits]
        medians = np.median(left, axis=1)
        yield Narrowed("score", row["name"], true["median"], medians.min(), medians.max(), 0.5)


def attack_fears(asker: Asker, members: int) -> Iterator[Narrowed]:
    """Read how many are displaced off a fear of two homes together, which weighs those of each by its people."""
    large, lever = "mill", "shops"

    def fears(*homes: str) -> tuple[dict[str, float], float]:
        said = asker.json(
            "compare",
            "--lever",
            lever,
            "--on",
            DAY,
            *questions.several(homes, "--home"),
            members=members,
        )
        return {one["name"]: one["as_is"]["mean"] for one in said["safety"]}, said["displaced"][
            "as_is"
        ]["mean"]

    if members > 1 or not questions.may_ask_of_several(asker, lever, [large, "quay"], members):
        return
    of_large, people = fears(large)
    for home in made.HAMLETS:
        true = asker.json(
            "compare", "--lever", lever, "--on", DAY, "--home", home, "--exact", members=members
        )["displaced"]["as_is"]["mean"]
        if not 0 < true < 10:
            continue
        alone, _ = fears(home)
        both, _ = fears(home, large)
        left = {
            n
            for n, m in itertools.product(range(1, 13), range(int(people) - 3, int(people) + 4))
            if all(
                math.isclose(
                    n * alone.get(name, 1.0) + m * of_large.get(name, 1.0),
                    value * (n + m),
                    rel_tol=2e-15,
                )
                for name, value in both.items()
            )
        }
        left = left or set(range(1, 10))
        yield Narrowed("fears of two homes", home, true, min(left), max(left), 1)


def attack_beliefs(asker: Asker, members: int) -> Iterator[Narrowed]:
    """Read how many were harmed off the danger that communities feel at the end, long after the last harm."""
    if members > 2:
        return
    members = 2
    run = asker.run(f"felt-{members}", members)
    read = asker.tables(run)
    homes = [*made.HAMLETS, *made.TOWNS]
    danger: dict[fear.Community, Mapping[str, float]] = {}
    with asker.browser(members) as browser:
        for home, group in itertools.product(made.TOWNS, range(len(GROUPS))):
            lines = browser.ask("beliefs", home=homes.index(home), group=group, members=members)[
                "lines"
            ]
            of_band = [
                line
                for line in lines
                if line["exposure"] == "near" and line["actor"] == 1 and line["q05"][-1]
            ]
            if not of_band:
                return
            danger[home, GROUPS[group]] = {name: of_band[0][name][-1] for name in ("q05", "q95")}
    days = sorted(set(read["time"]))
    years = {(home, group): _nearby(read, home, group, ("q05", "q95")) for home, group in danger}
    reach, prior, caution, kept = _beliefs_known()
    heard = fear.heard(years, reach, prior, kept)
    left = fear.sums_of_two(danger, heard, reach, caution, kept)
    exact = tables.truth(run)
    for (home, group), sums in left.items():
        true = float(exact.get(("harmed", days[-1], home, group, tables.ALL), 0.0))
        if 0 < true < 10:
            some = sums or set(range(20))
            yield Narrowed(
                "felt danger of 2 members",
                f"{home} {group}",
                true,
                min(some) / members,
                max(some) / members,
                1 / members,
            )


def attack_mean_beliefs(asker: Asker, members: int) -> Iterator[Narrowed]:
    """Bound the mean number of the harmed by the mean danger that many members feel at the end."""
    run = asker.run(f"felt-{members}", members)
    read, felt = asker.tables(run), pd.read_csv(run / "beliefs.csv")
    days = sorted(set(read["time"]))
    last = felt[(felt["time"] == felt["time"].max()) & (felt["exposure"] == "near")]
    last = last[last["actor"] == "actor_b"].set_index(["home", "group"])["mean"]
    exact = tables.truth(run)
    reach, prior, caution, kept = _beliefs_known()
    for home in made.TOWNS:
        shown = {group: float(last[home, group]) for group in GROUPS}
        years = {(home, group): _nearby(read, home, group, ("mean", "mean")) for group in GROUPS}
        heard = fear.heard(years, reach, prior, kept)
        bounds = fear.means_that_fit(
            shown, {group: heard[home, group] for group in GROUPS}, reach, caution, kept
        )
        for group, (low, high) in bounds.items():
            true = float(exact.get(("harmed", days[-1], home, group, tables.ALL), 0.0))
            if 0 < true < 10:
                cell = f"{home} {group}"
                yield Narrowed(
                    f"felt danger of {members} members", cell, true, low, high, 1 / members
                )


def _beliefs_known() -> tuple[tuple[float, float, float], float, float, float]:
    """Reach, person-years of the prior, caution and what is not forgotten: inputs that the browser shows."""
    known = made.PARAMETERS
    kept = math.exp(-math.log(2) / (known["memory_half_life"] * fear.DAYS_PER_YEAR) * 56)
    reach = (known["reach_own"], known["reach_kin"], known["reach_general"])
    return reach, 1 / known["prior_hostile"], known["caution"], kept


def _nearby(read: pd.DataFrame, home: str, group: str, ends: tuple[str, str]) -> fear.Interval:
    """Person-years of a community near the band, from its residents and returnees as published."""
    days = sorted(set(read["time"]))
    people = []
    for day in days:
        here = read[(read["time"] == day) & (read["home"] == home) & (read["group"] == group)]
        here = here[here["place"] == tables.ALL].set_index("variable")
        rows = [here.loc[name] for name in ("residents", "returnees") if name in here.index]
        low, high = (
            sum(few.count(None if math.isnan(row[end]) else row[end])[at] for row in rows)
            for at, end in enumerate(ends)
        )
        # The quantiles of two members lie a twentieth of their distance within them.
        wide = 0.06 * (high - low) if ends[0] != ends[1] else 0.0
        people.append((low - wide, high + wide))
    strength = [
        (dt.date.fromisoformat(first), dt.date.fromisoformat(end), share)
        for place, first, end, share in made.BAND
        if place == home
    ]
    start = dt.date.fromisoformat(made.START)
    return fear.nearby(start, [dt.date.fromisoformat(day) for day in days], people, strength)


def attack_averages(asker: Asker, members: int, seeds: int) -> Iterator[tuple[float, float]]:
    """Estimate cells from averages over many seeds: truth and estimate; nothing of it is certain."""
    shown: dict[tuple[str, ...], list[float]] = {}
    exact: dict[tuple[str, ...], list[float]] = {}
    for seed in range(seeds):
        other = Asker(asker.scenario, asker.folder, seed)
        for how, found in (((), shown), (("--exact",), exact)):
            for home in made.TOWNS:
                for cell, row in _counts(
                    other.json(
                        "compare",
                        "--lever",
                        "shops",
                        "--on",
                        DAY,
                        "--home",
                        home,
                        *how,
                        members=members,
                    )
                ):
                    found.setdefault((home, *cell), []).append(
                        math.nan if row["mean"] is None else row["mean"]
                    )
    for cell, values in shown.items():
        true = float(np.mean(exact[cell]))
        if 0 < true < 10:
            yield true, float(np.nanmean([5.0 if math.isnan(one) else one for one in values]))


def report(found: Sequence[Narrowed]) -> None:
    """Print what each route left of the cells it attacked."""
    print(
        f"{'route':62s} {'cells':>6s} {'found':>6s} {'median width':>13s} {'<5':>5s} {'<2':>5s} {'<1':>5s}"
    )
    for route in dict.fromkeys(one.route for one in found):
        some = [one for one in found if one.route == route]
        wrong = [one for one in some if not one.low - 1e-3 <= one.truth <= one.high + 1e-3]
        if wrong:
            raise ValueError(f"the truth is not among what was left: {wrong[0]}")
        widths = np.array(
            [min(one.high, 10.0) - max(one.low, 0.0 if one.truth > 0 else -10.0) for one in some]
        )
        shares = " ".join(f"{(widths < limit).mean():5.0%}" for limit in (5, 2, 1))
        print(
            f"{route:76s} {len(some):6d} {sum(one.is_recovered for one in some):6d} {np.median(widths):13.1f} {shares}"
        )
    print(f"{'all':76s} {len(found):6d} {sum(one.is_recovered for one in found):6d}")


def everything(asker: Asker, *, is_small: bool) -> Iterator[Narrowed]:
    """Attack by every route, of as few members as anything is published of."""
    least = least_members(asker)
    print(f"Published of {least} members or more.", flush=True)
    yield from attack_tables(asker, [least], "7d", browser=True)
    yield from attack_score(asker, least)
    levers = [f"shops={value:.3f}" for value in np.linspace(0, 1, 3 if is_small else 11)]
    since = [] if is_small else [f"2030-01-{day}" for day in range(10, 31, 5)]
    yield from attack_questions(
        asker, least, levers, subsets=10 if is_small else 60, explained=since
    )
    yield from attack_members(
        asker, [one for one in (1, 2, 3) if one >= least] or [least], "shops=0.5"
    )
    yield from attack_fears(asker, least)
    for seed in (asker.seed, asker.seed + 1):
        other = Asker(asker.scenario, asker.folder / f"seed-{seed}", seed)
        yield from attack_beliefs(other, least)
        yield from attack_mean_beliefs(other, FEW_MEMBERS)
    if not is_small:
        yield from attack_tables(asker, [least, least + 1], "7d")
        ends = [str(dt.date(2030, 1, 1) + dt.timedelta(days=day)) for day in range(56)]
        for one in dict.fromkeys((least, FEW_MEMBERS)):
            yield from attack_tables(asker, [one], "1d", until=ends, also=range(2, 15))
        yield from attack_tables(Asker(Path("tiny"), asker.folder), [least], "1d")
        yield from attack_tables(
            Asker(Path("palmyra"), asker.folder), [least], "7d", "--until", "2015-12-31"
        )


def main() -> None:
    """Attack, and print."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--small", action="store_true", help="only what takes seconds")
    parser.add_argument("--seeds", type=int, default=0, help="average over so many seeds, too")
    parser.add_argument(
        "--folder", type=Path, help="work here; a folder that is removed by default"
    )
    asked = parser.parse_args()
    with tempfile.TemporaryDirectory() as temporary:
        folder = asked.folder or Path(temporary)
        folder.mkdir(exist_ok=True)
        asker = Asker(made.make(folder / "hamlets"), folder)
        began = time.perf_counter()
        report(list(everything(asker, is_small=asked.small)))
        if asked.seeds:
            pairs = np.array(list(attack_averages(asker, least_members(asker), asked.seeds)))
            error = np.sqrt(((pairs[:, 0] - pairs[:, 1]) ** 2).mean())
            print(
                f"averages over {asked.seeds} seeds: {len(pairs)} cells estimated with an error of {error:.2f} "
                "persons; none with certainty."
            )
        print(f"{time.perf_counter() - began:.0f} s")


if __name__ == "__main__":
    main()
