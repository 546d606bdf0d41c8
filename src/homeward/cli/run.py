"""`homeward run`."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path
from typing import Annotated, Literal

import typer

from homeward.cli import options
from homeward.cli.output import say, show

app = options.verb_app()


@app.command()
def run(
    scenario: options.ScenarioName,
    members: options.Members = 200,
    seed: options.Seed = 1,
    until: Annotated[
        datetime | None, typer.Option(formats=options.DAY, help="Last day to run.")
    ] = None,
    every: Annotated[str, typer.Option(help="Days between records, e.g. 7d.")] = "7d",
    threads: options.Threads = None,
    cluster: options.Cluster = None,
    parameters: options.Parameters = None,
    lever: options.Levers = None,
    keep: Annotated[
        Literal["members", "summary"],
        typer.Option(help="All members, or only what is published of them: then no results.nc."),
    ] = "members",
    out: Annotated[Path | None, typer.Option(help="Folder to write; NAME-run by default.")] = None,
    exact: options.Exact = False,
    force: options.Force = False,
) -> None:
    """The folder holds exact results (results.nc), published tables, and report.html: open that first."""
    from homeward.api.arguments import as_scenario, check_members
    from homeward.api.run import run as run_members
    from homeward.cli.cost import say_cost
    from homeward.cli.progress import ScreenPhases
    from homeward.results.files.run_folder import hold_results
    from homeward.results.publish.answer import answer
    from homeward.results.publish.console import summary_tables
    from homeward.results.publish.doubted_defaults import doubted_defaults
    from homeward.results.publish.published import publish

    read, phases = as_scenario(scenario, lever or ()), ScreenPhases()
    check_members(members, exact=exact)
    say_cost(read, phases, members, members, threads=threads, cluster=cluster)
    with hold_results(out, read.name, force=force) as place:
        result = run_members(
            read,
            members=members,
            seed=seed,
            until=until,
            every=every,
            threads=threads,
            cluster=cluster,
            parameters=parameters,
            keep=keep,
            progress=phases,
        )
        if not result.has_members:
            with phases.phase("Summarising days") as advance:
                publish(result, exact=exact, progress=advance)
        with phases.working(f"Writing {place.path}"):
            result.save_in(place, exact=exact)
    show(*summary_tables(result, exact=exact))
    shown = publish(result, exact=exact)
    for doubt in doubted_defaults(shown):
        say(doubt)
    seconds = result.info["seconds"]
    say(answer(shown))
    say(f"{members} members in {seconds:.1f} s. Written to {place.path}: open report.html first.")
