"""`homeward run`."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from rich.console import Console

from homeward.cli.options import check_members, check_until, read_every, read_parameters
from homeward.cli.progress import announce_compiling, progress, working
from homeward.cli.score import check_given
from homeward.engine.camps import by_law as registered
from homeward.engine.communities.ready import must_compile
from homeward.results.files.run_folder import hold_results
from homeward.results.publish.console import summary_tables
from homeward.results.run_and_label import run_and_label
from homeward.results.save_run import save_in
from homeward.scenario.changes.applied_levers import parse_lever
from homeward.scenario.changes.apply_levers import apply_levers
from homeward.scenario.load import load_scenario


def run_scenario(
    name: str,
    *,
    members: int,
    seed: int,
    until: date | None,
    every: str,
    threads: int | None,
    parameters: Path | None,
    levers: list[str],
    out: Path | None,
    exact: bool,
    force: bool,
) -> None:
    """Run a scenario, write its folder, then print what came out."""
    scenario = apply_levers(load_scenario(name), [parse_lever(text) for text in levers])
    check_members(members, exact=exact)
    is_registered = scenario.is_camp_model
    if is_registered:
        check_given("--parameters", parameters, "camps")
    step = read_every(every)
    check_until(scenario, until)
    fixed = read_parameters(parameters, members) if parameters else None
    with hold_results(out, scenario.name, force=force) as place:
        if registered.must_compile(scenario.movement) if is_registered else must_compile():
            announce_compiling()
        with progress("Members") as advance:
            result = run_and_label(
                scenario,
                members=members,
                seed=seed,
                until=until,
                every=step,
                threads=threads,
                parameters=fixed,
                progress=advance,
                settings={"every": every, "parameters": str(parameters) if parameters else None},
            )
        with working(f"Writing {place.path}"):
            save_in(place, result, exact=exact)
    console = Console()
    console.print(*summary_tables(result, exact=exact), sep="\n")
    console.print(
        f"{members} members in {result.info['seconds']:.1f} s. Written to {place.path}: open report.html first.",
        highlight=False,
    )
