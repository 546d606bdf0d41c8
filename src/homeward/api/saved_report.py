"""The report of a saved run, made again: what `homeward report` calls."""

from __future__ import annotations

from pathlib import Path

from homeward.api.open import open_saved
from homeward.api.phases import Phases, as_phases
from homeward.api.run import REPORT_SUFFIX
from homeward.atomic.named_file import hold_file
from homeward.results.files.provenance import is_summary
from homeward.results.files.stored import read_run
from homeward.results.kept_report import kept_report


def report_saved(
    folder: Path,
    file: Path,
    *,
    exact: bool = False,
    force: bool = False,
    progress: Phases | None = None,
) -> bool:
    """Make the report of a saved run and write it; where members were not kept, the page that was written with it.

    Returns
    -------
    Whether the inputs of the run are told as this version tells them

    Raises
    ------
    homeward.errors.ScenarioError
        If the run is damaged, is to be exact and was not kept so, or the file exists or cannot be written.
    """
    info = read_run(folder)
    if not is_summary(info):
        result = open_saved(folder)
        result.report(file, exact=exact, force=force, progress=progress)
        return result.scenario is not None
    page = kept_report(folder, info, exact=exact)
    with (
        hold_file(file, REPORT_SUFFIX, force=force) as place,
        as_phases(progress).working(f"Writing {file}"),
    ):
        place.file(page)
    return True
