"""`homeward report`."""

from __future__ import annotations

from pathlib import Path

import typer

from homeward.atomic import leftovers
from homeward.atomic.named_file import hold_file
from homeward.cli.options import check_members
from homeward.cli.progress import working
from homeward.results.files.netcdf import RESULTS_FILE
from homeward.results.files.sound import check_balance
from homeward.results.files.stored import damage_worded
from homeward.results.publish.published import publish
from homeward.results.report.page import make_page
from homeward.results.result import open_result

SUFFIX = ".html"
ON_READING = (OSError, RuntimeError)
"""What the readers of NetCDF raise when counts cannot be read; the rest would be a bug of ours."""
OLDER = (
    "The inputs of this run are told as another version of homeward tells them: "
    "the report has no map, no observations and no evidence."
)


def report_run(folder: Path, *, out: Path | None, exact: bool, force: bool) -> None:
    """Write the report of a run that was saved."""
    file = out or beside(folder)
    with hold_file(file, SUFFIX, force=force) as place:
        result = open_result(folder)
        check_members(result.axes.members, exact=exact)
        with damage_worded(folder / RESULTS_FILE):
            check_balance(result.series, result.axes, result.scenario)
        with working(f"Writing {file}"), damage_worded(folder / RESULTS_FILE, ON_READING):
            page = make_page(result, publish(result, exact=exact))
        place.file(page.encode())
    if result.scenario is None:
        typer.echo(OLDER, err=True)
    typer.echo(f"Written to {file}.")


def beside(folder: Path) -> Path:
    """Name the report of a run beside its folder."""
    known = folder if folder.name.strip(".") else folder.resolve()
    return leftovers.hidden_name(known, f"-report{SUFFIX}")
