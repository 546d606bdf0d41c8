"""`homeward report`."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from homeward.cli import options

OLDER = (
    "The inputs of this run are told as another version of homeward tells them: "
    "the report has no map, no observations and no evidence."
)

app = options.verb_app()


@app.command()
def report(
    run_dir: Annotated[
        Path, typer.Argument(help="Folder of a run that was saved.", show_default=False)
    ],
    out: Annotated[
        Path | None,
        typer.Option(help="File to write; RUN_DIR-report.html, beside it, by default."),
    ] = None,
    exact: options.Exact = False,
    force: Annotated[bool, typer.Option("--force", help="Replace the file if it exists.")] = False,
) -> None:
    """It is the page that the run has written, made again: with exact counts, or of a run of an older version."""
    from homeward.api.run import REPORT_SUFFIX
    from homeward.api.saved_report import report_saved
    from homeward.atomic.leftovers import hidden_name
    from homeward.cli.progress import ScreenPhases

    known = run_dir if run_dir.name.strip(".") else run_dir.resolve()
    file = out or hidden_name(known, f"-report{REPORT_SUFFIX}")
    if not report_saved(run_dir, file, exact=exact, force=force, progress=ScreenPhases()):
        typer.echo(OLDER, err=True)
    typer.echo(f"Written to {file}.")
