"""`homeward score` of a scenario of camp registrations (model §12)."""

from __future__ import annotations

import math

import typer
from rich.table import Table

from homeward.cli.as_json import as_json_holds, print_json
from homeward.cli.options import check_members
from homeward.cli.progress import announce_compiling, progress
from homeward.cli.score import figure, print_table
from homeward.engine.camps.by_law import must_compile
from homeward.evaluation.camps.scoring.camp_score import (
    CampScore,
    MovementScore,
    score_movement,
)
from homeward.results.publish.disclosure import WITHHELD, closing
from homeward.scenario.scenario import MovementLaw, Scenario


def score_registrations(
    scenario: Scenario,
    movement: MovementLaw | None,
    *,
    with_capacity: bool,
    members: int,
    seed: int,
    threads: int | None,
    as_json: bool,
    exact: bool,
) -> None:
    """Run a law of movement and print how it meets what was registered, beside what anybody could have said."""
    check_members(members, exact=exact)
    law = movement or scenario.movement
    if must_compile(law):
        announce_compiling()
    with progress("Members") as advance:
        found = score_movement(
            scenario,
            law,
            with_capacity=with_capacity,
            members=members,
            seed=seed,
            threads=threads,
            progress=advance,
        )
    shown = found if exact else found.published()
    if as_json:
        print_json(
            {"scenario": scenario.name, "members": members, **as_json_holds(shown)}, exact=exact
        )
        return
    _print(shown, members)
    typer.echo(closing(exact=exact))


def _print(found: MovementScore, members: int) -> None:
    known = "known" if found.with_capacity else "not known"
    typer.echo(f"{found.movement}, {members} members, capacities {known}.")
    print_table(_camp_table(found.camps))
    typer.echo(
        f"ARD {found.ard:.3f} of members, {found.ard_median:.3f} of their median, "
        f"{found.ard_rescaled:.3f} rescaled: people in the wrong camp over all registered, mean over days."
    )
    typer.echo(
        f"CRPS {found.crps:.3f}, in the same unit. The 50% band holds {found.coverage50:.0%} of the camp-days, "
        f"the 90% band {found.coverage90:.0%}."
    )
    print_table(_baseline_table(found))
    better = [name for name, ard in found.baselines.items() if ard < found.ard]
    typer.echo(
        f"Better than {found.movement} here: {', '.join(better)}."
        if better
        else f"None of them is better than {found.movement} here."
    )
    for leak in found.leaks:
        typer.echo(
            f"Leak: the capacity of {leak.camp}, {leak.capacity:,}, is the greatest number registered there"
            + ("." if found.with_capacity else "; it was not used.")
        )
    if found.leaks and found.with_capacity:
        typer.echo("These capacities give away what is to be predicted: see --no-capacity as well.")
    typer.echo(f"{1000 * found.seconds_per_member:.1f} ms a member, on one processor.")


def _people(count: float) -> str:
    return WITHHELD if math.isnan(count) else figure(count)


def _camp_table(camps: list[CampScore]) -> Table:
    table = Table("camp", title_justify="left")
    for column in ("part of ARD", "mean", "registered", "last day [5%, 95%]", "registered"):
        table.add_column(column, justify="right")
    for camp in camps:
        last = f"{_people(camp.last)} [{_people(camp.last_q05)}, {_people(camp.last_q95)}]"
        if not camp.is_registered:
            table.add_row(camp.label, "", _people(camp.mean), "nothing", last, "nothing")
            continue
        table.add_row(
            camp.label,
            f"{camp.ard:.3f}",
            _people(camp.mean),
            figure(camp.registered_mean),
            last,
            figure(camp.registered_last),
        )
    return table


def _baseline_table(found: MovementScore) -> Table:
    table = Table("what anybody could have said", title_justify="left")
    table.add_column("ARD", justify="right")
    for name, ard in sorted(found.baselines.items(), key=lambda pair: pair[1]):
        table.add_row(name, f"{ard:.3f}")
    return table
