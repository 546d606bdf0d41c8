"""Saving a result: one folder with everything in it, or nothing (model §9)."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

from homeward.atomic.target import Target
from homeward.catalogue import FLOWS, STOCKS
from homeward.results.files.long_tables import LongTable, write_table
from homeward.results.files.netcdf import RESULTS_FILE, write_netcdf
from homeward.results.files.provenance import describe_file, write_run
from homeward.results.files.run_folder import hold_results
from homeward.results.files.sound import DIGEST, digest_of
from homeward.results.folder_readme import write_readme
from homeward.results.publish.believed import beliefs_table
from homeward.results.publish.published import Published, publish
from homeward.results.report.page import REPORT_FILE, write_report
from homeward.results.result import Result
from homeward.results.tables.statistics import LEVELS, Level

TABLES = {"stocks": STOCKS, "flows": FLOWS}
SUMS_FOLDER = "sums"


def save_result(
    result: Result, folder: str | Path, *, exact: bool = False, force: bool = False
) -> Path:
    """Write results.nc if members are kept, the tables, the report and run.json, in which alone equal runs differ.

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
    with hold_results(Path(folder), "", force=force) as place:
        save_in(place, result, exact=exact)
    return Path(folder)


def save_in(place: Target, result: Result, *, exact: bool = False) -> None:
    """Write the same to a place that has been held since before the run."""
    has_members = result.has_members
    with place.folder() as partial:
        with ThreadPoolExecutor(max_workers=1) as beside:  # one packs while the other summarises
            members = beside.submit(_write_members, result, partial) if has_members else None
            _write_shown(result, partial, exact=exact)
        if members is not None:
            members.result()
        title = str(result.info.get("scenario", {}).get("title", ""))
        write_readme(title, partial, exact=exact, has_members=has_members)
        written = digest_of(partial / (RESULTS_FILE if has_members else REPORT_FILE))
        write_run({**result.info, "exact": exact, DIGEST: written}, partial)


def _write_members(result: Result, folder: Path) -> None:
    write_netcdf(
        folder / RESULTS_FILE,
        result.axes,
        result.cells,
        result.series,
        result.beliefs,
        result.parameters,
        describe_file(result.info),
    )


def _write_shown(result: Result, folder: Path, *, exact: bool) -> None:
    shown = publish(result, exact=exact)
    with ThreadPoolExecutor(max_workers=1) as beside:
        report = beside.submit(write_report, result, shown, folder)
        _write_people(shown, folder)
        beliefs = beliefs_table(result, shown.names, exact=exact)
        write_table("beliefs", LongTable.of(beliefs), folder)
        report.result()


def sums_name(kind: str, level: Level) -> str:
    """Name the file of stocks or flows added up to a level: stocks_total, stocks_by_home_and_place."""
    return f"{kind}_by_{'_and_'.join(level)}" if level else f"{kind}_total"


def _write_people(shown: Published, folder: Path) -> None:
    (folder / SUMS_FOLDER).mkdir()

    def write(table: tuple[str, Level | None]) -> None:
        kind, level = table
        if level is None:
            write_table(kind, shown.table(TABLES[kind]), folder)
        else:
            own = shown.table(TABLES[kind], level)
            write_table(sums_name(kind, level), own, folder / SUMS_FOLDER, is_sum=True)

    with ThreadPoolExecutor(max_workers=2) as pool:  # the longest first
        list(pool.map(write, ((kind, level) for level in (None, *LEVELS) for kind in TABLES)))
