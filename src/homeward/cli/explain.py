"""`homeward explain`."""

from __future__ import annotations

import dataclasses
import math
from datetime import date
from pathlib import Path
from typing import Any, Literal

import typer
from rich import box
from rich.table import Table

from homeward.cli.as_json import print_json
from homeward.cli.options import check_day, check_members, homes_named, read_parameters
from homeward.cli.progress import announce_compiling, progress
from homeward.cli.screen import screen
from homeward.engine.communities.ready import must_compile
from homeward.evaluation.explanation.binding import (
    ObstacleAccount,
    ObstacleEffect,
    account,
    binding_sentence,
    published_accounts,
    renamed,
)
from homeward.evaluation.explanation.explain import Explanation, explain
from homeward.evaluation.outcomes import MEANINGS, MEANINGS_BY_REFUGE, Outcome
from homeward.evaluation.scoring.spread import Spread, whole, word_difference
from homeward.results.publish.disclosure import closing
from homeward.results.tables.names import Names, names_of_scenario
from homeward.scenario.checks.camp_checks import check_modelled
from homeward.scenario.load import load_scenario

By = Literal["group", "refuge"]
SHOWS = (
    "Obstacles are lifted in the decision to go home; no cause is removed. Who goes is exposed to the danger as it is: "
    "read the harm beside the return."
)


def explain_scenario(
    name: str,
    *,
    outcome: Outcome,
    on: date | None,
    since: date | None,
    by: By,
    homes: list[str],
    members: int,
    seed: int,
    pairs: int,
    exact_shapley: bool,
    threads: int | None,
    parameters: Path | None,
    as_json: bool,
    exact: bool,
    labels: bool,
) -> None:
    """Explain a scenario and print what keeps people away."""
    scenario = load_scenario(name)
    check_modelled(scenario)
    last = check_day(scenario, on, "--on") or scenario.end
    first = check_day(scenario, since, "--since", until=last)
    check_members(members, exact=exact)
    at = homes_named(scenario, homes, exact=exact)
    fixed = read_parameters(parameters, members) if parameters else None
    if must_compile():
        announce_compiling()
    with progress("Members") as advance:
        explanation = explain(
            scenario,
            on=last,
            since=first,
            members=members,
            seed=seed,
            pairs=pairs,
            is_exact=exact_shapley,
            threads=threads,
            parameters=fixed,
            progress=advance,
            keep=True,
        )
    page = Page(explanation, outcome, at, by, names_of_scenario(scenario, labels=labels), exact)
    if as_json:
        print_json(page.as_json(), exact=exact)
        return
    page.print()
    typer.echo(closing(exact=exact, has_differences=True))


class Page:
    """What is shown of an explanation."""

    def __init__(
        self,
        explanation: Explanation,
        outcome: Outcome,
        homes: list[int],
        by: By,
        names: Names,
        exact: bool,
    ) -> None:
        self.explanation, self.names = explanation, names
        self.by: By = by
        self.outcome: Outcome = outcome
        n_group, n_place = len(names.labels["group"]), len(names.labels["place"])

        def show(name: str, last: list[int]) -> ObstacleAccount:
            found = account(explanation, outcome, name, (homes, last))
            return renamed(found if exact else published_accounts(found), explanation, names)

        self.total = show("all", list(range(n_group)))
        self.groups = [show(names.identifiers["group"][g], [g]) for g in range(n_group)]
        self.refuges = [
            show(names.identifiers["place"][p], [n_group + p])
            for p in range(n_place if by == "refuge" else 0)
        ]

    def as_json(self) -> dict[str, Any]:
        """Return everything as JSON can hold it."""
        told = self.explanation
        found = {
            "scenario": told.scenario.name,
            "outcome": self.outcome,
            "date": told.on.isoformat(),
            "since": told.since.isoformat(),
            "shows": SHOWS,
            "members": told.members,
            "runs_per_member": told.runs,
            "shapley": "exact" if told.is_exact else "sampled",
            **_as_json(self.total),
            "groups": self._rows_as_json("group", self.groups),
        }
        if self.by == "refuge":
            found["refuge_counts"] = MEANINGS_BY_REFUGE[self.outcome]
            found["refuges"] = self._rows_as_json("refuge", self.refuges)
        return found

    def print(self) -> None:
        """Print the table of obstacles, and a sentence for each group or refuge."""
        console = screen()
        told = self.explanation
        console.print(
            _table(self.total, f"What keeps people away, {told.on}: {MEANINGS[self.outcome]}")
        )
        without = [one.name for one in self.total.effects if _is_nothing(one)]
        if without:
            console.print(f"Without any effect: {', '.join(without)}.", style="dim")
        console.print(SHOWS)
        how = "all combinations" if told.is_exact else "random orderings, each taken both ways"
        console.print(
            f"{told.members} members, up to {told.runs} runs each, {how}. ± is the standard error of the mean.\n",
            style="dim",
        )
        rows = self.groups if self.by == "group" else self.refuges
        for one, said in zip(rows, self._sentences(self.by, rows), strict=True):
            if self.by == "group" or one.is_obstructed:
                console.print(said)
                console.print(f"  {_harm(one)}", style="dim")

    def _rows_as_json(self, by: By, rows: list[ObstacleAccount]) -> list[dict[str, Any]]:
        said = self._sentences(by, rows)
        return [
            {by: one.name, **_as_json(one), "sentence": words}
            for one, words in zip(rows, said, strict=True)
        ]

    def _sentences(self, by: By, rows: list[ObstacleAccount]) -> list[str]:
        labels = self.names.labels["group" if by == "group" else "place"]
        words = (MEANINGS if by == "group" else MEANINGS_BY_REFUGE)[self.outcome]
        return [
            binding_sentence(one, label, words, self.explanation.on)
            for one, label in zip(rows, labels, strict=True)
        ]


def _harm(one: ObstacleAccount) -> str:
    harmed = word_difference(one.harmed_total)
    return f"With every obstacle lifted and no danger removed, {harmed} people are harmed."


def _is_nothing(one: ObstacleEffect) -> bool:
    """Tell whether an obstacle contributes nothing in any member; where that is withheld, it does."""
    found = one.contribution
    return not any((found.mean, found.median)) and found.error == 0


def _table(total: ObstacleAccount, title: str) -> Table:
    table = Table(title=title, title_justify="left", title_style="bold", box=box.SIMPLE_HEAD)
    table.add_column("obstacle")
    for column in (
        "contribution",
        "90% band",
        "lifted alone",
        "all but it",
        "binds",
        "harm, alone",
    ):
        table.add_column(column, justify="right")
    table.add_column("criterion (IASC)", style="dim")
    for one in sorted(total.effects, key=lambda effect: -effect.contribution.mean):
        if _is_nothing(one):
            continue
        table.add_row(
            one.name,
            _mean(one.contribution),
            _band(one.contribution),
            whole(one.alone.mean),
            whole(one.without.mean),
            "" if math.isnan(one.binds) else f"{one.binds:.0%}",
            f"{round(one.harmed_alone.mean):+,}",
            one.criterion.partition(",")[0],
        )
    table.add_section()
    table.add_row(
        "all of them",
        _mean(total.total),
        _band(total.total),
        "",
        "",
        "",
        f"{round(total.harmed_total.mean):+,}",
        style="bold",
    )
    return table


def _mean(people: Spread) -> str:
    return whole(people.mean) + ("" if people.error is None else f" ± {whole(people.error)}")


def _band(people: Spread) -> str:
    return f"{whole(people.q05)} to {whole(people.q95)}"


def _as_json(one: ObstacleAccount) -> dict[str, Any]:
    binding = None if one.is_withheld else one.binding
    return {
        "total": dataclasses.asdict(one.total),
        "as_is": dataclasses.asdict(one.as_is),
        "all_lifted": dataclasses.asdict(one.all_lifted),
        "harmed": dataclasses.asdict(one.harmed_total),
        "obstacles": [dataclasses.asdict(effect) for effect in one.effects],
        "binding": binding.name if binding else None,
        "binds": binding.binds if binding else math.nan if one.is_withheld else 0.0,
        "certainty": one.certainty if binding else None,
    }
