"""Importing an instance of Flee: a scenario folder with everything in it, or nothing."""

from __future__ import annotations

from pathlib import Path

from homeward.errors import Problem, ScenarioError
from homeward.exchange.flee.evidence import Evidence
from homeward.exchange.flee.findings import Findings
from homeward.exchange.flee.folder import check_free, write_folder
from homeward.exchange.flee.identifiers import warn_of_renamed
from homeward.exchange.flee.instance import read_instance
from homeward.exchange.flee.scenario_text import scenario_text
from homeward.exchange.flee.tables import tables_of_instance

VALIDATION = "validation"
"""Name of the folder beside the input directory in which the registrations are."""


def import_flee(
    input_dir: str | Path,
    validation_dir: str | Path | None = None,
    *,
    to: str | Path,
    settings: str | Path | None = None,
) -> list[str]:
    """Make a scenario of registered arrivals of an instance of Flee.

    Parameters
    ----------
    input_dir
        Folder with locations.csv, routes.csv, closures.csv, conflicts.csv and sim_period.csv.
    validation_dir
        Folder with data_layout.csv; the one called validation beside `input_dir` by default.
    to
        Folder to make.
    settings
        Flee's settings (simsetting.yml); those that Flee ships by default.

    Returns
    -------
    What is worth knowing about what was read, a line each.

    Raises
    ------
    ScenarioError
        If the folder exists, or something cannot be read; all problems are reported together.
    """
    folder = Path(to)
    check_free(folder)
    source = _source(Path(input_dir))
    findings = Findings()
    settings_file = Path(settings) if settings is not None else None
    instance = read_instance(source, _validation(source, validation_dir), settings_file, findings)
    if findings.problems:
        raise ScenarioError(findings.problems)
    evidence = Evidence(instance.files.digests)
    for path, claim in evidence.names.items():
        warn_of_renamed(path.name.removesuffix(".csv"), claim, path.name, findings)
    tables = tables_of_instance(instance, evidence)
    title = folder.name.replace("_", " ")
    text = scenario_text(title, instance, evidence.unused(), is_stock=settings is None)
    write_folder(folder, text, tables)
    return findings.warnings


def _source(folder: Path) -> Path:
    """Return the input directory, or refuse what is none."""
    if not folder.is_dir():
        raise ScenarioError(
            Problem("", f'there is no folder "{folder}".', "", ("correct its name.",))
        )
    inside = folder / "input"
    if not (folder / "locations.csv").exists() and inside.is_dir():
        found = f'there is no locations.csv in "{folder}".'
        raise ScenarioError(Problem("", found, "", (f'name the folder "{inside}".',)))
    return folder


def _validation(source: Path, given: str | Path | None) -> Path | None:
    if given is None:
        beside = source.resolve().parent / VALIDATION
        return beside if beside.is_dir() else None
    folder = Path(given)
    if not folder.is_dir():
        raise ScenarioError(
            Problem("", f'there is no folder "{folder}".', "", ("correct its name.",))
        )
    return folder
