"""The report of a run whose members were not kept: the page that was written with it (model §9)."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

from homeward.errors import Problem, ScenarioError
from homeward.results.files.provenance import SUMMARY
from homeward.results.files.sound import DIGEST, digest_of
from homeward.results.report.page import REPORT_FILE
from homeward.results.result import WITH_MEMBERS


def kept_report(folder: Path, info: Mapping[str, Any], *, exact: bool = False) -> bytes:
    """Return the page as it was written.

    Parameters
    ----------
    info
        What run.json says.
    exact
        Whether exact counts are wanted.

    Raises
    ------
    ScenarioError
        If the page is of the other kind, or not what was written.
    """
    path = folder / REPORT_FILE
    if bool(info.get("exact")) != exact:
        kind, way = ("published", "with --exact") if exact else ("exact", "without --exact")
        found = f"members were not kept (--keep {SUMMARY}), and the report that was is {kind}."
        raise ScenarioError(Problem(str(folder), found, "", (WITH_MEMBERS, f"run it again {way}.")))
    if not path.is_file() or digest_of(path) != info.get(DIGEST):
        found = "it is not the report that was written, and members were not kept."
        raise ScenarioError(Problem(str(path), found, "", ("run the scenario again.",)))
    return path.read_bytes()
