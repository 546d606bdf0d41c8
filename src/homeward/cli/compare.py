"""`homeward compare`."""

from __future__ import annotations

import dataclasses
import math
from collections.abc import Sequence
from datetime import date
from pathlib import Path
from typing import Any

from rich import box
from rich.console import Console
from rich.table import Table

from homeward.cli.as_json import print_json
from homeward.cli.options import check_day, check_members, homes_named, read_parameters
from homeward.cli.progress import announce_compiling, progress
from homeward.cli.screen import screen
from homeward.engine.communities.ready import must_compile
from homeward.errors import Problem, ScenarioError
from homeward.evaluation.comparison.compare import ComparedRun, Comparison, compare
from homeward.evaluation.comparison.differences import (
    CountDifference,
    FearDifference,
    all_fears_between,
    fears_between,
    harm_between,
    outcomes_between,
)
from homeward.evaluation.comparison.variance_sources import VarianceSources, variance_sources
from homeward.evaluation.outcomes import OUTCOMES
from homeward.evaluation.scoring.spread import whole
from homeward.results.publish.disclosure import closing
from homeward.results.tables.names import Names, names_of_scenario
from homeward.scenario.changes.applied_levers import parse_lever, word_pull
from homeward.scenario.changes.apply_levers import apply_levers
from homeward.scenario.changes.central_values import without_judged_ranges
from homeward.scenario.changes.lifting import lift_obstacles, parse_lift, word_lift
from homeward.scenario.checks.camp_checks import check_modelled
from homeward.scenario.load import load_scenario
from homeward.scenario.scenario import Scenario

OTHER_CHANCE = 1
"""Added to the seed for a second draw of what happens."""
SEEDS = 2**63
REMOVED = "a cause is removed: what follows is what would happen"
LIFTED = "an obstacle is lifted in the decision to go home; the danger stays as it is"


def compare_scenario(
    name: str,
    *,
    levers: list[str],
    lifts: list[str],
    each: bool,
    ranges: bool,
    on: date | None,
    homes: list[str],
    members: int,
    seed: int,
    threads: int | None,
    parameters: Path | None,
    as_json: bool,
    exact: bool,
    labels: bool,
) -> None:
    """Compare a scenario as it is with what levers make of it, and print the differences."""
    scenario = load_scenario(name)
    check_modelled(scenario)
    last = check_day(scenario, on, "--on") or scenario.end
    check_members(members, exact=exact)
    at = homes_named(scenario, homes, exact=exact)
    others = _changed(scenario, levers, lifts, each=each)
    fixed = read_parameters(parameters, members) if parameters else None
    if must_compile():
        announce_compiling()

    def run(what: str, chance_seed: int | None, *, is_settled: bool = False) -> Comparison:
        worlds = [scenario, *others]
        if is_settled:
            worlds = [without_judged_ranges(one) for one in worlds]
        with progress(what) as advance:
            return compare(
                worlds[0],
                worlds[1:],
                on=last,
                members=members,
                seed=seed,
                threads=threads,
                parameters=fixed,
                chance_seed=chance_seed,
                progress=advance,
            )

    comparison = run("Members", None)
    beside: tuple[Comparison, Comparison] | None = None
    if ranges:
        beside = (
            run("Members, other chance", (seed + OTHER_CHANCE) % SEEDS),
            run("Members, judgements at their centre", None, is_settled=True),
        )
    names = names_of_scenario(scenario, labels=labels)
    pages = [
        Page(comparison, number, at, names, exact, beside)
        for number in range(len(comparison.changed))
    ]
    if as_json:
        print_json(_as_json(comparison, pages, each=each), exact=exact)
        return
    console = screen()
    if each:
        console.print(_side_by_side(comparison, pages))
    else:
        pages[0].print(console)
    console.print(_closing(comparison, exact=exact), style="dim")


def _changed(
    scenario: Scenario, levers: Sequence[str], lifts: Sequence[str], *, each: bool
) -> list[Scenario]:
    """Pull the levers and lift the obstacles, together or each by itself."""
    if not levers and not lifts:
        known = ", ".join(lever.name for lever in scenario.levers)
        levers = (f"--lever NAME, of: {known}.",) if known else ()
        ways = (*levers, "--lift OBSTACLE, to lift one in the decision only.")
        raise ScenarioError(Problem("", "there is nothing to compare with.", "", ways))
    pulls, lifted = [parse_lever(text) for text in levers], [parse_lift(text) for text in lifts]
    if each:
        pulled = [apply_levers(scenario, [pull]) for pull in pulls]
        return pulled + [lift_obstacles(scenario, [lift]) for lift in lifted]
    return [lift_obstacles(apply_levers(scenario, pulls), lifted)]


class Page:
    """What is shown of one world beside the world as it is."""

    def __init__(
        self,
        comparison: Comparison,
        number: int,
        homes: list[int],
        names: Names,
        exact: bool,
        beside: tuple[Comparison, Comparison] | None,
    ) -> None:
        as_is, changed = comparison.baseline, comparison.changed[number]
        scenario = changed.scenario
        self.levers = list(scenario.levers_pulled)
        self.words = [word_pull(scenario, text) for text in scenario.levers_pulled]
        self.lifted = [word_lift(lift) for lift in scenario.lifted]
        self.names = names
        everybody = list(range(len(names.labels["group"])))

        def show(found: dict[str, CountDifference]) -> dict[str, CountDifference]:
            return found if exact else {key: one.published() for key, one in found.items()}

        self.outcomes = show(outcomes_between(as_is, changed, homes, everybody))
        self.harm = show(harm_between(as_is, changed, homes))
        self.groups = [show(outcomes_between(as_is, changed, homes, [g])) for g in everybody]
        fears = fears_between(as_is, changed, homes, names.identifiers["actor"])
        all_fears = all_fears_between(as_is, changed, homes)
        self.fears = fears if exact else [one.published() for one in fears]
        self.all_fears = all_fears if exact else all_fears.published()
        self.origins: dict[str, VarianceSources] | None = None
        if beside is not None:
            found = {
                name: variance_sources(
                    *(
                        _difference(one.baseline, one.changed[number], index, homes, everybody)
                        for one in (comparison, *beside)
                    )
                )
                for index, name in enumerate(OUTCOMES)
            }
            self.origins = {name: one if exact else one.published() for name, one in found.items()}

    @property
    def shows(self) -> str:
        """Say which of the two is shown: a cause removed, or an obstacle lifted in the decision."""
        kinds = [REMOVED] * bool(self.levers) + [LIFTED] * bool(self.lifted)
        return "; ".join(kinds)

    @property
    def title(self) -> str:
        """What was changed, in words."""
        return "; ".join([*self.words, *(f"lifted: {one}" for one in self.lifted)])

    @property
    def short_title(self) -> str:
        """What was changed, as it was asked for."""
        return "; ".join([*self.levers, *(f"lifted: {one}" for one in self.lifted)])

    def as_json(self) -> dict[str, Any]:
        """Return everything as JSON can hold it."""
        found: dict[str, Any] = {
            "levers": self.levers,
            "lifted": self.lifted,
            "shows": self.shows,
            **{name: dataclasses.asdict(one) for name, one in self.outcomes.items()},
            "harm": {name: dataclasses.asdict(one) for name, one in self.harm.items()},
            "groups": [
                {"group": name, **{key: dataclasses.asdict(one) for key, one in row.items()}}
                for name, row in zip(self.names.identifiers["group"], self.groups, strict=True)
            ],
            "safety": [dataclasses.asdict(fear) for fear in (*self.fears, self.all_fears)],
        }
        if self.origins is not None:
            found["origins"] = {name: dataclasses.asdict(one) for name, one in self.origins.items()}
        return found

    def print(self, console: Console) -> None:
        """Print counts, groups and fears."""
        table = Table(
            title=self.title, title_justify="left", title_style="bold", box=box.SIMPLE_HEAD
        )
        table.add_column("people")
        for column in ("as it is", "with it", "difference", "90% band", "more in"):
            table.add_column(column, justify="right")
        for name, one in self.outcomes.items():
            table.add_row(name, *_cells(one), style="bold")
        for name, one in self.harm.items():
            table.add_row(f"  {name.replace('_', ' ')}", *_cells(one))
        for label, row in zip(self.names.labels["group"], self.groups, strict=True):
            table.add_section()
            for name, one in row.items():
                table.add_row(f"{label}: {name}", *_cells(one))
        console.print(table)
        console.print(f"Shown: {self.shows}.")
        if self.fears:
            console.print(_fear_table([*self.fears, self.all_fears]))
        if self.origins is not None:
            console.print(_origin_table(self.origins))


def _difference(
    as_is: ComparedRun, changed: ComparedRun, outcome: int, homes: list[int], groups: list[int]
) -> Any:
    parts = (world.outcomes[:, outcome][:, homes][:, :, groups] for world in (changed, as_is))
    after, before = (part.sum(axis=(1, 2)) for part in parts)
    return after - before


def _cells(one: CountDifference) -> tuple[str, ...]:
    return (
        whole(one.as_is.median),
        whole(one.changed.median),
        *_change(one),
        "" if math.isnan(one.more) else f"{one.more:.0%}",
    )


def _change(one: CountDifference) -> tuple[str, str]:
    """Word the median and the 90% band of a difference."""
    parts = (one.difference.median, one.difference.q05, one.difference.q95)
    median, low, high = (f"{round(people):+,}" for people in parts)
    return median, f"{low} to {high}"


def _fear_table(fears: Sequence[FearDifference]) -> Table:
    title = "Safety: share of the hazard of going home that each fear leaves (1: no fear)"
    table = Table(title=title, title_justify="left", title_style="bold", box=box.SIMPLE_HEAD)
    table.add_column("fear")
    for column in ("as it is", "90% band", "with it", "90% band"):
        table.add_column(column, justify="right")
    for fear in fears:
        cells = [
            cell
            for one in (fear.as_is, fear.changed)
            for cell in (f"{one.median:.2f}", f"{one.q05:.2f} to {one.q95:.2f}")
        ]
        table.add_row(fear.name, *cells)
    return table


def _origin_table(found: dict[str, VarianceSources]) -> Table:
    title = "Where the width of the difference comes from"
    table = Table(title=title, title_justify="left", title_style="bold", box=box.SIMPLE_HEAD)
    for column in ("people", "chance", "ranges that are judgement", "ranges that rest on sources"):
        table.add_column(column, justify="left" if column == "people" else "right")
    for name, one in found.items():
        table.add_row(name, f"{one.chance:.0%}", f"{one.judgement:.0%}", f"{one.evidence:.0%}")
    return table


def _side_by_side(comparison: Comparison, pages: Sequence[Page]) -> Table:
    title = f"Each by itself, {comparison.on}: difference to the scenario as it is"
    table = Table(title=title, title_justify="left", title_style="bold", box=box.SIMPLE_HEAD)
    table.add_column("changed")
    for name in OUTCOMES:
        table.add_column(name, justify="right")
        table.add_column("90% band", justify="right", style="dim")
    table.add_column("fears leave", justify="right")
    for page in pages:
        cells = [cell for one in page.outcomes.values() for cell in _change(one)]
        before, after = page.all_fears.as_is.median, page.all_fears.changed.median
        table.add_row(page.short_title, *cells, f"{before:.2f}, now {after:.2f}")
    return table


def _closing(comparison: Comparison, *, exact: bool) -> str:
    return (
        f"Counted on {comparison.on}; {comparison.baseline.members} members, each compared with itself. "
        f"{closing(exact=exact, has_differences=True)} Nothing here says that a place is safe."
    )


def _as_json(comparison: Comparison, pages: Sequence[Page], *, each: bool) -> dict[str, Any]:
    found: dict[str, Any] = {
        "scenario": comparison.baseline.scenario.name,
        "date": comparison.on.isoformat(),
        "members": comparison.baseline.members,
    }
    if each:
        return {**found, "worlds": [page.as_json() for page in pages]}
    return {**found, **pages[0].as_json()}
