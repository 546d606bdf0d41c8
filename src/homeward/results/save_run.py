"""Saving a result: one folder with everything in it, or nothing (model §9)."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from homeward.atomic.target import Target
from homeward.results.files.long_tables import long_table, write_tables
from homeward.results.files.netcdf import RESULTS_FILE, write_netcdf
from homeward.results.files.provenance import describe_file, write_run
from homeward.results.files.run_folder import hold_results
from homeward.results.files.sound import DIGEST, digest_of
from homeward.results.publish.believed import beliefs_table
from homeward.results.publish.published import publish
from homeward.results.report.page import write_report
from homeward.variables import FLOWS, STOCKS

if TYPE_CHECKING:
    from homeward.results.result import Result

TABLES = {"stocks": STOCKS, "flows": FLOWS}


def save_result(result: Result, folder: Path, *, exact: bool = False, force: bool = False) -> None:
    """Write results.nc, the tables, the report and run.json: of equal runs only run.json differs.

    Parameters
    ----------
    exact
        Turn disclosure control off in tables and report.
    force
        Replace a results folder.

    Raises
    ------
    ScenarioError
        If the folder exists, or cannot be written to.
    """
    with hold_results(folder, "", force=force) as place:
        save_in(place, result, exact=exact)


def save_in(place: Target, result: Result, *, exact: bool = False) -> None:
    """Write the same to a place that has been held since before the run."""
    with place.folder() as partial:
        shown = publish(result, exact=exact)
        write_netcdf(
            partial / RESULTS_FILE,
            result.axes,
            result.series,
            result.beliefs,
            result.parameters,
            describe_file(result.info),
        )
        for name, variables in TABLES.items():
            summaries = [shown.summaries[variable.name] for variable in variables]
            write_tables(name, long_table(summaries, result.axes, shown.names), partial)
        beliefs = beliefs_table(result.beliefs, result.axes, shown.names, exact=exact)
        write_tables("beliefs", beliefs, partial)
        write_report(result, shown, partial)
        written = digest_of(partial / RESULTS_FILE)
        write_run({**result.info, "exact": exact, DIGEST: written}, partial)
