"""The `homeward` command: its verbs (model §1); errors end at the outer wall, `homeward.cli.wall`."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path
from typing import Annotated, Literal

import typer

from homeward.cli.wall import main

app = typer.Typer(
    name="homeward",
    help=(
        "Simulate displacement and return on counts of communities, every number traced to a source.\n\n"
        "homeward never calls a place safe, knows no individuals, and asks nothing of the network."
    ),
    no_args_is_help=True,
    rich_markup_mode=None,
    pretty_exceptions_enable=False,
    context_settings={"help_option_names": ["-h", "--help"]},
)
imports = typer.Typer(help="Make a scenario of somebody else's files.", no_args_is_help=True)
app.add_typer(imports, name="import")

ScenarioName = Annotated[
    str, typer.Argument(help="A scenario folder, or the name of a shipped one.")
]
Members = Annotated[int, typer.Option(min=1, help="Ensemble members.")]
Seed = Annotated[int, typer.Option(min=0, max=2**63 - 1, help="Seed of all chance.")]
Threads = Annotated[int | None, typer.Option(min=1, help="Threads; all processors by default.")]
Parameters = Annotated[
    Path | None, typer.Option(help="CSV of parameter values, a row a member, instead of draws.")
]
Exact = Annotated[bool, typer.Option("--exact", help="Do not suppress or round small counts.")]
ShowLabels = Annotated[
    bool, typer.Option("--labels", help="Name groups and actors where the scenario withholds it.")
]
Levers = Annotated[
    list[str] | None,
    typer.Option(help="NAME[=VALUE][@DATE]: pull a lever of the scenario; may be repeated."),
]
EveryProblem = Annotated[
    bool, typer.Option("--all", help="Print every problem, however many there are.")
]
AsJson = Annotated[bool, typer.Option("--json", help="Print one JSON object on standard output.")]


def _version(wanted: bool) -> None:
    if wanted:
        from homeward import __version__

        typer.echo(f"homeward {__version__}")
        raise typer.Exit


@app.callback()
def _homeward(
    version: Annotated[
        bool, typer.Option("--version", callback=_version, is_eager=True, help="Print the version.")
    ] = False,
) -> None:
    pass


@app.command()
def run(
    scenario: ScenarioName,
    members: Members = 200,
    seed: Seed = 1,
    until: Annotated[
        datetime | None, typer.Option(formats=["%Y-%m-%d"], help="Last day to run.")
    ] = None,
    every: Annotated[str, typer.Option(help="Days between records, e.g. 7d.")] = "7d",
    threads: Threads = None,
    parameters: Parameters = None,
    lever: Levers = None,
    out: Annotated[Path | None, typer.Option(help="Folder to write; NAME-run by default.")] = None,
    exact: Exact = False,
    force: Annotated[
        bool, typer.Option("--force", help="Replace the folder if it exists.")
    ] = False,
) -> None:
    """Run a scenario, print what came out, and write it to a folder."""
    from homeward.cli.run import run_scenario

    run_scenario(
        scenario,
        members=members,
        seed=seed,
        until=until.date() if until else None,
        every=every,
        threads=threads,
        parameters=parameters,
        levers=lever or [],
        out=out,
        exact=exact,
        force=force,
    )


@app.command()
def report(
    run_dir: Annotated[
        Path, typer.Argument(help="Folder of a run that was saved.", show_default=False)
    ],
    out: Annotated[
        Path | None,
        typer.Option(help="File to write; RUN_DIR-report.html, beside it, by default."),
    ] = None,
    exact: Exact = False,
    force: Annotated[bool, typer.Option("--force", help="Replace the file if it exists.")] = False,
) -> None:
    """Write the report of a saved run: one file that opens offline."""
    from homeward.cli.report import report_run

    report_run(run_dir, out=out, exact=exact, force=force)


@app.command()
def explore(
    shown: Annotated[
        list[str],
        typer.Argument(
            metavar="SCENARIO|RUN_DIR...", help="Scenarios to run live, and folders of runs."
        ),
    ],
    port: Annotated[
        int | None,
        typer.Option(min=1, max=65535, help="Port of this machine; a free one by default."),
    ] = None,
    no_browser: Annotated[
        bool, typer.Option("--no-browser", help="Do not open the browser.")
    ] = False,
    members: Members = 200,
    seed: Seed = 1,
    threads: Threads = None,
    parameters: Parameters = None,
    tiles: Annotated[
        str,
        typer.Option(
            help="Server of map tiles, https://…/{z}/{x}/{y}.png; none is asked by default."
        ),
    ] = "",
    exact: Exact = False,
) -> None:
    """Show scenarios and runs in the browser, on this machine only: drag levers, and trace every number."""
    from homeward.cli.explore import Options
    from homeward.cli.explore import explore as show

    options = Options(
        members=members,
        seed=seed,
        threads=threads,
        parameters=parameters,
        port=port,
        tiles=tiles,
        exact=exact,
        opens_browser=not no_browser,
    )
    show(shown, options)


@app.command()
def check(scenario: ScenarioName, every: EveryProblem = False) -> None:
    """Say everything that is wrong with a scenario, then what is legal but doubtful."""
    from homeward.cli.check import check_scenario

    check_scenario(scenario, every=every)


@app.command()
def score(
    scenario: ScenarioName,
    members: Annotated[
        int | None,
        typer.Option(min=1, help="Ensemble members.", show_default="200; with --fit-before 2000"),
    ] = None,
    seed: Seed = 1,
    threads: Threads = None,
    parameters: Parameters = None,
    fit_before: Annotated[
        datetime | None,
        typer.Option(
            formats=["%Y-%m-%d"],
            help="Hindcast: weigh members by what was observed before this day, score what was after.",
        ),
    ] = None,
    movement: Annotated[
        Literal["flee", "camp-choice"] | None,
        typer.Option(help="Law of movement, in the camp models; the scenario's own by default."),
    ] = None,
    no_capacity: Annotated[
        bool, typer.Option("--no-capacity", help="The law does not know the capacities of camps.")
    ] = False,
    as_json: AsJson = False,
    exact: Exact = False,
) -> None:
    """Compare a scenario with every number observed: inside the 90% band, or outside."""
    if fit_before is not None:
        from homeward.cli.hindcast import check_alone, hindcast_scenario

        check_alone(movement=movement, no_capacity=no_capacity)
        hindcast_scenario(
            scenario,
            before=fit_before.date(),
            members=members or 2000,
            seed=seed,
            threads=threads,
            parameters=parameters,
            as_json=as_json,
            exact=exact,
        )
        return
    from homeward.cli.options import read_movement
    from homeward.cli.score import print_score

    print_score(
        scenario,
        movement=read_movement(movement),
        with_capacity=not no_capacity,
        members=members or 200,
        seed=seed,
        threads=threads,
        parameters=parameters,
        as_json=as_json,
        exact=exact,
    )


@app.command()
def explain(
    scenario: ScenarioName,
    outcome: Annotated[
        Literal["returned", "displaced", "harmed"], typer.Option(help="What is explained.")
    ] = "returned",
    on: Annotated[
        datetime | None,
        typer.Option(formats=["%Y-%m-%d"], help="Day counted on; the last by default."),
    ] = None,
    since: Annotated[
        datetime | None,
        typer.Option(
            formats=["%Y-%m-%d"], help="First day without obstacles; the first by default."
        ),
    ] = None,
    by: Annotated[
        Literal["group", "refuge"], typer.Option(help="Whom the sentences are about.")
    ] = "group",
    home: Annotated[
        list[str] | None, typer.Option(help="Only people of this home; several only with --exact.")
    ] = None,
    members: Members = 200,
    seed: Seed = 1,
    pairs: Annotated[
        int, typer.Option(min=1, help="Random orderings of each member, each taken both ways.")
    ] = 1,
    exact_shapley: Annotated[
        bool, typer.Option("--exact-shapley", help="Run all combinations of obstacles.")
    ] = False,
    threads: Threads = None,
    parameters: Parameters = None,
    as_json: AsJson = False,
    exact: Exact = False,
    labels: ShowLabels = False,
) -> None:
    """Say what keeps people away: what each obstacle contributes, and which binds for whom."""
    from homeward.cli.explain import explain_scenario

    explain_scenario(
        scenario,
        outcome=outcome,
        on=on.date() if on else None,
        since=since.date() if since else None,
        by=by,
        homes=home or [],
        members=members,
        seed=seed,
        pairs=pairs,
        exact_shapley=exact_shapley,
        threads=threads,
        parameters=parameters,
        as_json=as_json,
        exact=exact,
        labels=labels,
    )


@app.command()
def compare(
    scenario: ScenarioName,
    lever: Levers = None,
    lift: Annotated[
        list[str] | None,
        typer.Option(
            help="OBSTACLE[:GROUP][@DATE]: lift it in the decision only; may be repeated."
        ),
    ] = None,
    each: Annotated[
        bool, typer.Option("--each", help="Each by itself, side by side, instead of all together.")
    ] = False,
    ranges: Annotated[
        bool,
        typer.Option("--ranges", help="Say also where the width of the difference comes from."),
    ] = False,
    on: Annotated[
        datetime | None,
        typer.Option(formats=["%Y-%m-%d"], help="Day counted on; the last by default."),
    ] = None,
    home: Annotated[
        list[str] | None, typer.Option(help="Only people of this home; several only with --exact.")
    ] = None,
    members: Members = 200,
    seed: Seed = 1,
    threads: Threads = None,
    parameters: Parameters = None,
    as_json: AsJson = False,
    exact: Exact = False,
    labels: ShowLabels = False,
) -> None:
    """Compare a scenario with what levers make of it, member by member."""
    from homeward.cli.compare import compare_scenario

    compare_scenario(
        scenario,
        levers=lever or [],
        lifts=lift or [],
        each=each,
        ranges=ranges,
        on=on.date() if on else None,
        homes=home or [],
        members=members,
        seed=seed,
        threads=threads,
        parameters=parameters,
        as_json=as_json,
        exact=exact,
        labels=labels,
    )


@app.command()
def calibrate(
    scenario: ScenarioName,
    fit_before: Annotated[
        datetime | None,
        typer.Option(
            formats=["%Y-%m-%d"],
            help="Nothing dated on this day or later counts; all rows to fit by default.",
        ),
    ] = None,
    budget: Annotated[int, typer.Option(min=1, help="Members to run in all.")] = 5000,
    model_error: Annotated[
        float,
        typer.Option(
            min=0.0,
            max=2.0,
            help="What the model leaves out, as a share of what was observed (90%).",
        ),
    ] = 0.2,
    seed: Seed = 1,
    threads: Threads = None,
    out: Annotated[
        Path | None, typer.Option(help="Folder to write; NAME-posterior by default.")
    ] = None,
    resume: Annotated[
        bool, typer.Option("--resume", help="Go on with a calibration that was stopped.")
    ] = False,
    exact: Exact = False,
) -> None:
    """Fit what carries a range to what was observed, and say what the observations did not inform."""
    from homeward.cli.calibrate import calibrate_scenario

    calibrate_scenario(
        scenario,
        before=fit_before.date() if fit_before else None,
        budget=budget,
        model_error=model_error,
        seed=seed,
        threads=threads,
        out=out,
        resume=resume,
        exact=exact,
    )


@app.command()
def sensitivity(
    scenario: ScenarioName,
    outcome: Annotated[
        Literal["returned", "displaced", "harmed"], typer.Option(help="What is to be decided.")
    ] = "returned",
    on: Annotated[
        datetime | None,
        typer.Option(formats=["%Y-%m-%d"], help="Day counted on; the last by default."),
    ] = None,
    home: Annotated[
        list[str] | None, typer.Option(help="Only people of this home; several only with --exact.")
    ] = None,
    trajectories: Annotated[
        int, typer.Option(min=2, help="Trajectories of the screening (Morris).")
    ] = 20,
    keep: Annotated[
        int, typer.Option(min=1, help="Parameters whose shares of the variance are found.")
    ] = 8,
    base: Annotated[
        int, typer.Option(min=16, help="Points of the base sample (Sobol), a power of 2.")
    ] = 256,
    seed: Seed = 1,
    threads: Threads = None,
    plot: Annotated[Path | None, typer.Option(help="Picture to write, FILE.svg.")] = None,
    as_json: AsJson = False,
    exact: Exact = False,
) -> None:
    """Say which of the numbers nobody knows exactly decide an outcome."""
    from homeward.cli.sensitivity import find_sensitivity

    find_sensitivity(
        scenario,
        outcome=outcome,
        on=on.date() if on else None,
        homes=home or [],
        trajectories=trajectories,
        keep=keep,
        base=base,
        seed=seed,
        threads=threads,
        plot=plot,
        as_json=as_json,
        exact=exact,
    )


@app.command()
def forecast(
    scenario: ScenarioName,
    start: Annotated[
        datetime, typer.Option("--from", formats=["%Y-%m-%d"], help="First day foreseen.")
    ],
    lead: Annotated[int, typer.Option(min=1, help="Days foreseen.")] = 365,
    origins: Annotated[
        str, typer.Option(help="How many forecasts are scored, or from which days: DATE,DATE.")
    ] = "1",
    every: Annotated[int, typer.Option(min=1, help="Days between forecasts that are scored.")] = 90,
    members: Annotated[
        int | None,
        typer.Option(
            min=1, help="Members weighed.", show_default="1000; with --parameters 200 played"
        ),
    ] = None,
    seed: Seed = 1,
    threads: Threads = None,
    parameters: Parameters = None,
    out: Annotated[
        Path | None, typer.Option(help="Folder to write: tables and a fan chart.")
    ] = None,
    as_json: AsJson = False,
    exact: Exact = False,
    force: Annotated[
        bool, typer.Option("--force", help="Replace the folder if it exists.")
    ] = False,
    given_total: Annotated[
        bool,
        typer.Option(
            "--given-total",
            help="In the camp models: foresee the division of a total that is told.",
        ),
    ] = False,
    given_conditions: Annotated[
        bool,
        typer.Option(
            "--given-conditions",
            help="In the camp models: with the fighting and openings that happened.",
        ),
    ] = False,
) -> None:
    """Foresee what follows a day by what was known before it, and score it against what came."""
    from homeward.cli.forecast import Options, forecast_scenario

    options = Options(
        start=start.date(),
        lead=lead,
        origins=origins,
        every=every,
        members=members,
        seed=seed,
        threads=threads,
        parameters=parameters,
        out=out,
        as_json=as_json,
        exact=exact,
        force=force,
        given_total=given_total,
        given_conditions=given_conditions,
    )
    forecast_scenario(scenario, options)


@app.command()
def new(
    name: Annotated[str, typer.Argument(help="Folder to make.")],
    source: Annotated[str, typer.Option("--from", help="Shipped scenario to start from.")] = "tiny",
) -> None:
    """Make a valid scenario folder to start from."""
    from homeward.scenario.new import new_scenario

    folder = new_scenario(name, source=source)
    typer.echo(f"Made {folder} from {source}. Next: homeward check {folder}")


@imports.command("flee")
def import_flee(
    input_dir: Annotated[Path, typer.Argument(help="Input directory of an instance of Flee.")],
    to: Annotated[Path, typer.Option(help="Folder to make.")],
    validation_dir: Annotated[
        Path | None,
        typer.Argument(
            help="Validation directory.",
            show_default="INPUT_DIR/../validation or ../source_data, if it is there",
        ),
    ] = None,
    settings: Annotated[
        Path | None,
        typer.Option(help="Settings (simsetting.yml).", show_default="those that Flee ships"),
    ] = None,
    every: EveryProblem = False,
) -> None:
    """Make a scenario of camp registrations of an instance of Flee."""
    from homeward.cli.import_flee import import_instance

    import_instance(input_dir, validation_dir, to=to, settings=settings, every=every)


@app.command()
def scenarios() -> None:
    """List the scenarios that come with homeward."""
    from homeward.cli.listing import list_scenarios

    list_scenarios()


@app.command()
def variables(as_json: AsJson = False) -> None:
    """List the register: every stock, flow and parameter, with unit, range and source."""
    from homeward.cli.listing import list_variables

    list_variables(as_json=as_json)


if __name__ == "__main__":
    main()
