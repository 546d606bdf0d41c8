"""run.json: what was run, with what, when, and the exact inputs (model §2)."""

from __future__ import annotations

import datetime as dt
import hashlib
import json
import platform
from collections.abc import Mapping
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from typing import Any, Literal

from pydantic import ValidationError

from homeward.numerics.kernel import PACKAGE
from homeward.results.tables.axes import Axes
from homeward.scenario.changes.applied_levers import word_lever
from homeward.scenario.renamed import inputs_of_today
from homeward.scenario.scenario import Scenario

RUN_FILE = "run.json"
FORMAT = 1
"""Number of the form of a results folder; a reader refuses one it does not know."""
KEEP = "keep"
"""Key of run.json: what is kept of the members."""
Keep = Literal["members", "summary"]
MEMBERS: Keep = "members"
SUMMARY: Keep = "summary"
PACKAGES = ("homeward", "numpy", "numba", "xarray", "h5netcdf", "h5py", "pandas", "pyarrow")
NOTICE = (
    "run.json and results.nc hold exact counts and the scenario's own names. "
    "To share results, share the tables and the report."
)


def describe_run(
    scenario: Scenario,
    axes: Axes,
    *,
    seed: int,
    started: dt.datetime,
    seconds: float,
    keep: Keep = MEMBERS,
    threads: int | None = None,
    cluster: Mapping[str, Any] | None = None,
    settings: Mapping[str, Any] | None = None,
) -> dict[str, Any]:
    """Say what was run.

    Parameters
    ----------
    seconds
        How long it took, s.
    keep
        What is kept of the members.
    cluster
        The workers that did it, and how many members each; None: threads of this process.
    settings
        Anything else that was asked for, e.g. the options of the command line.
    """
    return {
        "format": FORMAT,
        "notice": NOTICE,
        "scenario": {
            "name": scenario.name,
            "title": scenario.title,
            "digest": scenario.digest,
            "levers_pulled": list(scenario.levers_pulled),
            "levers": [word_lever(scenario, text) for text in scenario.levers_pulled],
            "sensitivity": scenario.sensitivity,
        },
        "members": axes.members,
        "seed": seed,
        "days_kept": len(axes.days),
        "first_day": str(axes.dates[0]),
        "last_day": str(axes.dates[-1]),
        "exact": False,
        KEEP: keep,
        "settings": dict(settings or {}),
        "started": started.isoformat(timespec="seconds"),
        "seconds": round(seconds, 3),
        "threads": threads,
        "cluster": cluster,
        "versions": versions(),
        "inputs": scenario.model_dump(mode="json", exclude={"folder"}),
    }


def is_summary(info: Mapping[str, Any]) -> bool:
    """Tell from run.json whether members were not kept."""
    return info.get(KEEP) == SUMMARY


def versions() -> dict[str, str]:
    """Versions of Python and of the packages whose change could change a number."""
    found = {"python": platform.python_version(), "platform": platform.platform(terse=True)}
    for package in PACKAGES:
        try:
            found[package] = version(package)
        except PackageNotFoundError:
            found[package] = _own_version() if package == "homeward" else "not installed"
    return found


def describe_file(info: Mapping[str, Any]) -> dict[str, str]:
    """Say in the attributes of CF what a file holds; no clock in it, so that equal runs give equal files."""
    scenario = info.get("scenario", {})
    homeward = f"homeward {info.get('versions', {}).get('homeward', '')}".strip()
    levers = "".join(f", lever {lever}" for lever in scenario.get("levers_pulled", ()))
    run = f"{info.get('members')} members, seed {info.get('seed')}{levers}"
    return {
        "title": f"{scenario.get('title', 'Results')} (simulated displacement and return)",
        "source": f"{homeward}, a model of displacement and return on counts of communities",
        "history": f"{homeward} ran {scenario.get('name', 'a scenario')}: {run}; run.json says when",
        "references": "run.json beside this file: inputs, claims and documents of the scenario",
        "scenario_digest": str(scenario.get("digest", "")),
    }


def program_digest() -> str:
    """Return a digest of every source file: work begun by one version is not finished by another."""
    digest = hashlib.sha256()
    for path in sorted(PACKAGE.rglob("*.py")):
        digest.update(path.relative_to(PACKAGE).as_posix().encode())
        digest.update(path.read_bytes())
    return digest.hexdigest()


def _own_version() -> str:
    from homeward import __version__  # noqa: PLC0415  (not installed: run from the source tree)

    return __version__


def write_run(info: Mapping[str, Any], folder: Path) -> None:
    """Write run.json."""
    text = json.dumps(info, ensure_ascii=False, indent=1, default=str)
    (folder / RUN_FILE).write_text(f"{text}\n", encoding="utf-8", newline="\n")


def scenario_of(info: Mapping[str, Any]) -> Scenario | None:
    """Make the scenario again from the inputs of a run; None if they no longer make one."""
    inputs = info.get("inputs")
    if not isinstance(inputs, dict):
        return None
    try:
        return Scenario.model_validate_json(json.dumps({**inputs_of_today(inputs), "folder": ""}))
    except ValidationError:
        return None
