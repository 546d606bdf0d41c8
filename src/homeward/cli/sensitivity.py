"""`homeward sensitivity`."""

from __future__ import annotations

import dataclasses
from datetime import date
from pathlib import Path
from typing import Any

import typer
from rich import box
from rich.console import Console
from rich.table import Table

from homeward.atomic.named_file import check_file, hold_file
from homeward.cli.as_json import print_json
from homeward.cli.options import check_day, homes_named
from homeward.cli.progress import announce_compiling, progress
from homeward.cli.screen import screen
from homeward.engine.communities.ready import must_compile
from homeward.evaluation.outcomes import Outcome
from homeward.evaluation.scoring.spread import whole
from homeward.evaluation.sensitivity.index_chart import draw_indices
from homeward.evaluation.sensitivity.indices import Index, Indices
from homeward.evaluation.sensitivity.screening import Screened
from homeward.evaluation.sensitivity.sensitivity import (
    Effort,
    Sensitivity,
    check_effort,
    sensitivity,
)
from homeward.evaluation.sensitivity.wording import cautions, index_sentence, question, share
from homeward.results.publish.disclosure import (
    Rule,
    closing,
    published_count,
    published_difference,
    published_error,
)
from homeward.results.tables.names import names_of_scenario
from homeward.scenario.checks.camp_checks import check_modelled
from homeward.scenario.load import load_scenario
from homeward.scenario.scenario import Scenario

PICTURE = ".svg"
ELSEWHERE = "--plot FILE.svg"
MOST_LISTED = 8
"""Parameters screened and not kept whose effects are printed; all are in the JSON."""
ONE_WAY = 0.9
"""Share of the mean size of the effects that their mean must have for them to go one way."""


def find_sensitivity(
    name: str,
    *,
    outcome: Outcome,
    on: date | None,
    homes: list[str],
    trajectories: int,
    keep: int,
    base: int,
    seed: int,
    threads: int | None,
    plot: Path | None,
    as_json: bool,
    exact: bool,
) -> None:
    """Find what decides an outcome of a scenario, and print and draw it."""
    scenario = load_scenario(name)
    check_modelled(scenario)
    last = check_day(scenario, on, "--on") or scenario.end
    at = homes_named(scenario, homes, exact=exact)
    effort = Effort(trajectories=trajectories, keep=keep, base=base, seed=seed)
    check_effort(scenario, effort)
    if plot is not None:
        check_file(plot, PICTURE, force=None, elsewhere=ELSEWHERE)
    if must_compile():
        announce_compiling()
    found = sensitivity(
        scenario,
        outcome=outcome,
        on=last,
        homes=at,
        effort=effort,
        threads=threads,
        announce=progress,
    )
    labels = names_of_scenario(scenario).labels["home"]
    asked = question(outcome, last, [labels[home] for home in at] if homes else ())
    page = Page(scenario, found, effort, asked, exact=exact)
    if as_json:
        said = {"outcome": outcome, "date": last.isoformat(), "homes": homes, **page.as_json()}
        print_json({"scenario": scenario.name, **said}, exact=exact)
    else:
        page.print(screen())
    if plot is not None and found.indices is not None:
        with hold_file(plot, PICTURE, force=None, elsewhere=ELSEWHERE) as place:
            place.file(draw_indices(found.indices, asked).encode())
        typer.echo(f"Drawn in {plot}.", err=as_json)


class Page:
    """What is shown of a sensitivity."""

    def __init__(
        self, scenario: Scenario, found: Sensitivity, effort: Effort, asked: str, *, exact: bool
    ) -> None:
        self.scenario, self.found, self.effort, self.asked = scenario, found, effort, asked
        self.exact = exact

    @property
    def sentence(self) -> str:
        """What decides, in a sentence."""
        if self.found.indices is not None:
            return index_sentence(self.found.indices, self.asked)
        people = whole(self.people(self.found.same or 0.0, published_count))
        if any(one.effect > 0 for one in self.found.screened):
            return (
                f"Hardly anything decides {self.asked}: {people} people wherever in their ranges parameters are, "
                "but for the ends."
            )
        return f"Nothing decides {self.asked}: {people} people in every run."

    @property
    def cautions(self) -> list[str]:
        """What is not sure."""
        return cautions(self.found.indices, self.effort.base) if self.found.indices else []

    def people(self, people: float, rule: Rule = published_difference) -> float:
        """Publish persons by a rule, unless exact counts are asked for."""
        return people if self.exact else rule(people)

    def as_json(self) -> dict[str, Any]:
        """Return everything as JSON can hold it."""
        found: dict[str, Any] = {
            "sentence": self.sentence,
            "cautions": self.cautions,
            **dataclasses.asdict(self.effort),
            "runs": self.found.runs,
            "screening": [self._screened_as_json(one) for one in self.found.screened],
            "indices": None,
        }
        indices = self.found.indices
        if indices is not None:
            found["mean"] = self.people(indices.mean, published_count)
            found["standard_deviation"] = self.people(indices.deviation, published_error)
            found["indices"] = [dataclasses.asdict(one) for one in indices.factors]
        return found

    def _screened_as_json(self, one: Screened) -> dict[str, Any]:
        return {
            key: self.people(value) if isinstance(value, float) else value
            for key, value in dataclasses.asdict(one).items()
        }

    def print(self, console: Console) -> None:
        """Print the sentence, the table, and what is not sure."""
        console.print(self.sentence)
        indices = self.found.indices
        if indices is None:
            console.print(f"{self.found.runs:,} runs.", style="dim")
            return
        console.print(self._table(indices))
        console.print(*self._screened_only(indices), sep="\n")
        for caution in self.cautions:
            console.print(f"Warning: {caution}")
        console.print(self._closing(indices), style="dim")

    def _table(self, indices: Indices) -> Table:
        table = Table(box=box.SIMPLE_HEAD)
        table.add_column("factor")
        for column in ("alone", "90%", "with others", "90%", "effect, low to high", "90%"):
            table.add_column(column, justify="right", style="dim" if column == "90%" else "")
        table.add_column("range")
        effects = {one.parameter: one for one in self.found.screened}
        for one in indices.parameters:
            effect = effects[one.factor]
            cells = (self._effect(effect), f"±{whole(self.people(effect.half_width))}")
            table.add_row(one.factor, *_shares(one), *cells, self._range(one.factor))
        table.add_section()
        for one in (indices.other_ranges, indices.chance):
            table.add_row(one.factor, *_shares(one))
        return table

    def _effect(self, one: Screened) -> str:
        """Word the mean effect of a parameter, with its sign where it goes one way."""
        size = whole(self.people(one.effect))
        if abs(one.mean) < ONE_WAY * one.effect:
            return f"{size} either way"
        return f"{size} {'more' if one.mean > 0 else 'fewer'}"

    def _range(self, name: str) -> str:
        known = self.scenario.parameters[name]
        return f"{known.low:g} to {known.high:g}{', log' if known.scale == 'log' else ''}"

    def _screened_only(self, indices: Indices) -> list[str]:
        kept = {one.factor for one in indices.parameters}
        rest = [one for one in self.found.screened if one.parameter not in kept]
        moved = [one for one in rest if one.effect > 0]
        still = [one.parameter for one in rest if one.effect == 0]
        said: list[str] = []
        if moved:
            effects = [f"{one.parameter} {whole(self.people(one.effect))}" for one in moved]
            fewer = f", and {len(moved) - MOST_LISTED} with less" if effects[MOST_LISTED:] else ""
            listed = ", ".join(effects[:MOST_LISTED])
            said.append(f"Screened and not kept, with their effects: {listed}{fewer}.")
        if still:
            said.append(f"Without any effect: {', '.join(still)}.")
        return said

    def _closing(self, indices: Indices) -> str:
        alone = sum(one.first for one in indices.factors)
        mean = whole(self.people(indices.mean, published_count))
        deviation = whole(self.people(indices.deviation, published_error))
        return (
            f"{mean} people in the mean, standard deviation {deviation}. Factors by themselves make {share(alone)} of "
            "the variance; the rest is what they do together. Effects: of moving one parameter from the low to the "
            f"high end of its range. {self.found.runs:,} runs ({self.effort.trajectories} trajectories, "
            f"base sample {self.effort.base}). {closing(exact=self.exact, has_differences=True)}"
        )


def _shares(one: Index) -> tuple[str, ...]:
    return (
        share(one.first),
        f"±{share(one.first_half_width)}",
        share(one.total),
        f"±{share(one.total_half_width)}",
    )
