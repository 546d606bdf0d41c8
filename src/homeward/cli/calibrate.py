"""`homeward calibrate`."""

from __future__ import annotations

import dataclasses
import datetime as dt
from pathlib import Path
from typing import Any

import typer
from rich.table import Table

from homeward.atomic.target import hold
from homeward.cli.progress import announce_compiling, progress
from homeward.cli.score import figure, print_table, word_figure
from homeward.engine.communities.ready import must_compile
from homeward.errors import Interrupted, Problem, ScenarioError
from homeward.evaluation.calibration.assimilate import Plan, least_budget, plan
from homeward.evaluation.calibration.calibrate import (
    CalibrationSettings,
    calibrate,
    prepare_calibration,
)
from homeward.evaluation.calibration.posterior import (
    POSTERIOR_FILE,
    posterior_json,
    write_posterior,
)
from homeward.evaluation.calibration.saved_rounds import (
    INSTEAD,
    check_out,
    open_rounds,
    was_finished,
)
from homeward.results.files.provenance import program_digest, versions
from homeward.results.publish.disclosure import closing
from homeward.scenario.checks.camp_checks import check_modelled
from homeward.scenario.load import load_scenario
from homeward.scenario.scenario import Scenario

MOST_SHOWN = 10


def calibrate_scenario(
    name: str,
    *,
    before: dt.date | None,
    budget: int,
    model_error: float,
    seed: int,
    threads: int | None,
    out: Path | None,
    resume: bool,
    exact: bool,
) -> None:
    """Calibrate a scenario, write the posterior to a folder, and print what it fits and what was not informed."""
    scenario = load_scenario(name)
    check_modelled(scenario)
    folder = out or Path(f"{scenario.name}-posterior")
    asked = CalibrationSettings(
        before=before or scenario.after_end,
        plan=_plan(budget),
        seed=seed,
        threads=threads,
        model_error=model_error,
    )
    known, _, figures = prepare_calibration(scenario, asked)
    depends_on = _depends_on(scenario, asked)
    if was_finished(folder, depends_on) and resume:
        typer.echo(f"It was finished: {folder}.")
        return
    with hold(folder, check_out, INSTEAD) as place:
        kept = open_rounds(folder, depends_on, resume=resume)
        typer.echo(
            f"{len(figures.rows)} observations up to {known.end}, "
            f"{asked.plan.steps} rounds of {asked.plan.members} members, {asked.plan.budget:,} in all.",
            err=True,
        )
        if must_compile():
            announce_compiling()
        try:
            with progress("Members") as advance:
                found = calibrate(scenario, dataclasses.replace(asked, progress=advance), kept)
        except KeyboardInterrupt as error:
            said = f"what is done is kept in {kept.folder}; the same command with --resume goes on from there."
            raise Interrupted(said) from error
        about = posterior_json(scenario, asked, found, exact=exact)
        write_posterior(place, about, found, exact=exact)
    _print(about, folder)
    typer.echo(closing(exact=exact))


def _plan(budget: int) -> Plan:
    if budget < least_budget():
        found = f"{budget} members are too few to calibrate with."
        way = f"ask for at least {least_budget()}; some thousands are usual."
        raise ScenarioError(Problem("--budget", found, "", (way,)))
    return plan(budget)


def _depends_on(scenario: Scenario, asked: CalibrationSettings) -> dict[str, Any]:
    """List everything the numbers of a calibration depend on."""
    return {
        "scenario": scenario.name,
        "files": scenario.digest,
        "levers": list(scenario.levers_pulled),
        "fit_before": asked.before.isoformat(),
        "budget": asked.plan.budget,
        "seed": asked.seed,
        "model_error": asked.model_error,
        "program": program_digest(),
        "versions": versions(),
    }


def _print(about: dict[str, Any], folder: Path) -> None:
    rows = about["rows"]
    print_table(_row_table(rows))
    typer.echo(
        f"{about['inside']} of {len(rows)} observations inside the posterior's 90% band. "
        + _listed("Misfits", [f"{row['name']} {row['date']}" for row in rows if not row["inside"]])
    )
    unused = [f"{row['name']} {row['date']}" for row in rows if not row["is_used"]]
    if unused:
        typer.echo(_listed("Too few members had a value for", unused))
    unknowns = about["unknowns"]
    print_table(_unknown_table(unknowns[:MOST_SHOWN]))
    typer.echo(
        f"The observations said nothing of {len(about['not_informed'])} of {len(unknowns)} unknowns: "
        f"{', '.join(about['not_informed']) or 'none'}."
    )
    tied = [
        f"{pair['one']} and {pair['other']} ({pair['correlation']:+.2f})"
        for pair in about["correlated"]
    ]
    typer.echo(_listed("Known together better than apart", tied[:MOST_SHOWN]))
    typer.echo(
        f"Weighed by their own likelihood, the {about['played']} members run at the end say as much as "
        f"{about['effective_members']:.1f}: the posterior's tails are the smoother's, not checked by weights."
    )
    typer.echo(f"Wrote {folder}. Next: --parameters {folder / POSTERIOR_FILE}")


def _listed(what: str, names: list[str]) -> str:
    return f"{what}: {', '.join(names)}." if names else f"{what}: none."


def _row_table(rows: list[dict[str, Any]]) -> Table:
    table = Table("observation", "date", title_justify="left")
    for column in ("observed [low, high]", "prior [5%, 95%]", "posterior [5%, 95%]"):
        table.add_column(column, justify="right")
    table.add_column("")
    for row in rows:
        table.add_row(
            row["name"],
            str(row["date"]),
            _band((row["low"], row["value"], row["high"])),
            _shown_band(row, "prior"),
            _shown_band(row, "posterior"),
            "inside" if row["inside"] else "OUTSIDE",
        )
    return table


def _shown_band(row: dict[str, Any], which: str) -> str:
    """Write a band of an observation; what is withheld is known to be few people's."""
    low, middle, high = (word_figure(value, row["person"]) for value in row[which])
    return f"{middle} [{low}, {high}]"


def _unknown_table(unknowns: list[dict[str, Any]]) -> Table:
    table = Table("what was learned most of", title_justify="left")
    for column in ("prior [5%, 95%]", "posterior [5%, 95%]", "contraction"):
        table.add_column(column, justify="right")
    for one in unknowns:
        table.add_row(
            one["name"], _band(one["prior"]), _band(one["posterior"]), f"{one['contraction']:.0%}"
        )
    return table


def _band(values: tuple[float, ...] | list[float]) -> str:
    low, middle, high = values
    return f"{figure(middle)} [{figure(low)}, {figure(high)}]"
