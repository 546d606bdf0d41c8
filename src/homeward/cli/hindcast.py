"""`homeward score SCENARIO --fit-before DATE`: the hindcast (decision 9)."""

from __future__ import annotations

import dataclasses
import datetime as dt
import math
from functools import partial
from pathlib import Path
from typing import Any

import typer
from rich.table import Table

from homeward.cli.as_json import print_json
from homeward.cli.progress import announce_compiling, progress
from homeward.cli.score import figure, print_scores, print_table, word_figure
from homeward.engine.communities.ready import must_compile
from homeward.errors import Problem, ScenarioError
from homeward.evaluation.conditioning.conditioned_runs import ConditioningSettings
from homeward.evaluation.conditioning.weighing import FEW, Weights
from homeward.evaluation.hindcast.hindcast import Hindcast, check_before, hindcast
from homeward.evaluation.hindcast.variant_scores import Variant
from homeward.results.publish.disclosure import closing, published_share
from homeward.scenario.checks.camp_checks import check_modelled
from homeward.scenario.load import load_scenario

AIMS = (("1/3", 1 / 3), ("1/2", 1 / 2))
"""Greatest CRPS aimed at, over the error of the last figure."""
LEAST_SCORED = 10
"""Effective members below which no score is printed: it would be chance."""
MOST_MOVED = 8
STRONGEST = 3


def check_alone(*, movement: str | None, no_capacity: bool) -> None:
    """Refuse options that a hindcast does not heed.

    Raises
    ------
    ScenarioError
        If one of them is given.
    """
    for option, is_given in (("--movement", movement is not None), ("--no-capacity", no_capacity)):
        if is_given:
            found = f"{option} and --fit-before are given together."
            why = "A hindcast is made in the community model."
            raise ScenarioError(Problem("--fit-before", found, why, ("leave one of them out.",)))


def hindcast_scenario(
    name: str,
    *,
    before: dt.date,
    members: int,
    seed: int,
    threads: int | None,
    parameters: Path | None,
    as_json: bool,
    exact: bool,
) -> None:
    """Weigh members by what was observed before a day, play them past it, and print how they did."""
    if parameters is not None:
        found = "--parameters and --fit-before are given together."
        why = "A hindcast weighs draws from the ranges; given values may have been fitted to what came later."
        raise ScenarioError(Problem("--fit-before", found, why, ("leave one of them out.",)))
    scenario = load_scenario(name)
    check_modelled(scenario)
    check_before(scenario, before)
    if must_compile():
        announce_compiling()
    settings = ConditioningSettings(members, seed, threads, progress)
    found = hindcast(scenario, before, settings)
    shown = found if exact else found.published()
    if as_json:
        print_json(_as_json(scenario.name, members, shown, exact=exact), exact=exact)
        return
    _print(shown)
    typer.echo(closing(exact=exact))


def _as_json(name: str, members: int, found: Hindcast, *, exact: bool) -> dict[str, Any]:
    weights = {
        **weights_shown(found.weights, exact=exact),
        "members": members,
        "carried": int(found.weights.carried.size),
    }
    parts = {
        part.name: getattr(found, part.name)
        for part in dataclasses.fields(found)
        if part.name not in {"before", "weights", "rows"}
    }
    return {
        "scenario": name,
        "members": members,
        "fit_before": found.before,
        "weights": weights,
        "rows": found.rows,
        "hindcast": parts,
    }


def weights_shown(weights: Weights, *, exact: bool) -> dict[str, float]:
    """Say how much members weigh: shares of weights are made of counts, and are rounded like them."""
    said = {
        "effective": weights.effective,
        "power": weights.power,
        "carried_share": weights.carried_share,
    }
    if exact:
        return said
    return {
        **{name: published_share(value) for name, value in said.items()},
        "effective": round(weights.effective),
    }


def _print(found: Hindcast) -> None:
    weights = found.weights
    typer.echo(
        f"Hindcast from {found.before}: members are weighed by what was observed up to {found.known_until}, "
        "then played as it happened.\nIts authors knew the outcome."
    )
    typer.echo(
        f"{weights.share.size} members weigh as much as {weights.effective:.0f} of equal weight; "
        f"the heaviest {weights.carried.size}, which carry {weights.carried_share:.1%}, are played on."
    )
    if weights.power < 1:
        typer.echo(
            f"The likelihood is raised to the power {weights.power:.2f}, so that enough members count; "
            '"untempered" is what it gives by itself.'
        )
    if weights.effective < FEW:
        typer.echo(
            f"Warning: fewer than {FEW} members say all of this; raise --members before you rely on it."
        )
    print_scores(found.rows)
    _print_variants(found)
    _print_aims(found)
    _print_moved(found)
    _print_correlations(found)
    _print_grounds(found)


def _print_variants(found: Hindcast) -> None:
    for index, first in enumerate(found.variants[0].answers):
        title = f"{first.name} {first.date}: observed {figure(first.observed)}"
        table = Table("variant", title=title, title_justify="left")
        for column in ("median [5%, 95%]", "CRPS", "below", "CRPS / error of last figure"):
            table.add_column(column, justify="right")
        for variant in found.variants:
            given = variant.answers[index]
            words = partial(word_figure, person=given.person)
            table.add_row(
                variant.name,
                f"{words(given.median)} [{words(given.q05)}, {words(given.q95)}]",
                figure(given.crps) if is_scored(variant) and not math.isnan(given.crps) else "-",
                f"{given.below:.2f}",
                f"{given.ratio:.2f}" if is_scored(variant) and not math.isnan(given.ratio) else "-",
            )
        if not math.isnan(first.last_figure):
            table.add_row("last figure", figure(first.last_figure), "", "", "1.00")
        print_table(table)
    if not found.joint:
        return
    names = " and ".join(f"{name} {date}" for name, date in found.joint)
    table = Table("variant", title=f"Together: {names}", title_justify="left")
    for column in ("energy score", "as far out or farther", "effective members"):
        table.add_column(column, justify="right")
    for variant in found.variants:
        effective = f"{variant.effective:.0f} of {variant.members}"
        energy = f"{variant.energy:.2f}" if is_scored(variant) else "-"
        table.add_row(variant.name, energy, f"{variant.depth:.2f}", effective)
    table.add_row("last figure", f"{found.energy_of_last_figure:.2f}", "", "")
    print_table(table)
    typer.echo("Energy scores are in units of the last figures' errors; smaller is better.")


def is_scored(variant: Variant) -> bool:
    """Whether enough members count for a score to mean anything."""
    return variant.effective >= LEAST_SCORED


def _print_aims(found: Hindcast) -> None:
    for given in found.variants[0].answers:
        if (given.name, given.date) in found.joint:
            said = "; ".join(
                f"at most {text}: {'met' if given.ratio <= most else 'missed'}"
                for text, most in AIMS
            )
            typer.echo(
                f"{given.name} {given.date}: CRPS is {given.ratio:.2f} of the last figure's error ({said})."
            )


def _print_moved(found: Hindcast) -> None:
    table = Table("parameter", title="Moved most by the weights", title_justify="left")
    for column in ("prior [5%, 95%]", "weighed [5%, 95%]", "difference"):
        table.add_column(column, justify="right")
    for moved in found.moved[:MOST_MOVED]:
        prior, weighed = (
            f"{middle:.3g} [{low:.3g}, {high:.3g}]"
            for low, middle, high in (moved.prior, moved.weighted)
        )
        table.add_row(moved.parameter, prior, weighed, f"{moved.distance:.2f}")
    print_table(table)
    alike = [moved.parameter for moved in found.moved if not moved.is_told_apart]
    if alike:
        typer.echo(f"Not told apart from their prior: {', '.join(alike)}.")


def _print_correlations(found: Hindcast) -> None:
    for row, correlations in found.correlations.items():
        known = {name: value for name, value in correlations.items() if not math.isnan(value)}
        strongest = sorted(known, key=lambda name: -abs(known[name]))[:STRONGEST]
        said = ", ".join(f"{name} {known[name]:+.2f}" for name in strongest)
        typer.echo(f"{row} goes most with {said} (rank correlations).")


def _print_grounds(found: Hindcast) -> None:
    grounds = found.grounds
    typer.echo(
        f"Of {grounds.total} rows and parameters in force before {found.before}, {grounds.judged} rest on judgement "
        f"and {grounds.undated} on claims without a date."
    )
    if grounds.later:
        typer.echo(f"Hindsight: these rest only on what was said on or after {found.before}:")
        for where in grounds.later:
            typer.echo(f"  {where}")
    if found.confounders:
        typer.echo("Confounders: what else changed, and this cannot tell apart:")
        for sentence in found.confounders:
            typer.echo(f"  {sentence}")
