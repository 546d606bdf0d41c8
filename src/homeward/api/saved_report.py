"""The report of a saved run, made again: what `homeward report` calls."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

from homeward.api.open import open_saved
from homeward.api.phases import Phases, as_phases
from homeward.api.run import REPORT_SUFFIX
from homeward.atomic.named_file import hold_file
from homeward.errors import Problem, ScenarioError
from homeward.results.files.provenance import SUMMARY, is_summary
from homeward.results.files.sound import DIGEST, digest_of
from homeward.results.files.stored import read_run
from homeward.results.report.page import REPORT_FILE
from homeward.results.result import WITH_MEMBERS


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
    page = _page_written(folder, info, exact=exact)
    with (
        hold_file(file, REPORT_SUFFIX, force=force) as place,
        as_phases(progress).working(f"Writing {file}"),
    ):
        place.file(page)
    return True


def _page_written(folder: Path, info: Mapping[str, Any], *, exact: bool) -> bytes:
    """Return the page as it was written with a run whose members were not kept."""
    path = folder / REPORT_FILE
    if bool(info.get("exact")) != exact:
        kind, way = ("published", "with --exact") if exact else ("exact", "without --exact")
        found = f"members were not kept (--keep {SUMMARY}), and the report that was is {kind}."
        raise ScenarioError(Problem(str(folder), found, "", (WITH_MEMBERS, f"run it again {way}.")))
    if not path.is_file() or digest_of(path) != info.get(DIGEST):
        found = "it is not the report that was written, and members were not kept."
        raise ScenarioError(Problem(str(path), found, "", ("run the scenario again.",)))
    return path.read_bytes()
