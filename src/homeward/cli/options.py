"""Options that several commands share, each with its help, stated once."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path
from typing import Annotated, Literal

import typer

DAY = ["%Y-%m-%d"]


def verb_app(**settings: str) -> typer.Typer:
    """Make the application of one command."""
    return typer.Typer(rich_markup_mode=None, add_completion=False, **settings)  # pyright: ignore[reportArgumentType]


ScenarioName = Annotated[
    str, typer.Argument(help="A scenario folder, or the name of a shipped one.")
]
Members = Annotated[int, typer.Option(min=1, help="Ensemble members.")]
Seed = Annotated[int, typer.Option(min=0, max=2**63 - 1, help="Random seed.")]
Threads = Annotated[int | None, typer.Option(min=1, help="Threads; all processors by default.")]
Cluster = Annotated[
    str | None,
    typer.Option(
        metavar="local|tcp://ADDRESS|slurm",
        help="Who does the work: other processes here, the workers of a Dask scheduler, jobs of Slurm.",
    ),
]
Parameters = Annotated[
    Path | None,
    typer.Option(help="CSV of parameter values, a row a member, instead of random draws."),
]
Levers = Annotated[
    list[str] | None,
    typer.Option(help="NAME[=VALUE][@DATE]: apply a lever of the scenario; may be repeated."),
]
Lifts = Annotated[
    list[str] | None,
    typer.Option(
        help="OBSTACLE[:GROUP][@DATE]: lift it in the decision to go home only; may be repeated."
    ),
]
OutcomeWord = Literal["returned", "displaced", "harmed"]
Outcome = Annotated[OutcomeWord, typer.Option(help="Outcome.")]
On = Annotated[
    datetime | None,
    typer.Option(formats=DAY, help="Day on which people are counted; the last by default."),
]
Homes = Annotated[
    list[str] | None,
    typer.Option(help="Only people of this home; several only with --exact."),
]
Exact = Annotated[bool, typer.Option("--exact", help="Do not suppress or round small counts.")]
ShowLabels = Annotated[
    bool,
    typer.Option(
        "--labels", help="Show real group and actor names even if the scenario anonymises them."
    ),
]
EveryProblem = Annotated[
    bool, typer.Option("--all", help="Print every problem, however many there are.")
]
AsJson = Annotated[bool, typer.Option("--json", help="Print one JSON object on standard output.")]
Force = Annotated[bool, typer.Option("--force", help="Replace the folder if it exists.")]
