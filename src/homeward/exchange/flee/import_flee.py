"""Importing an instance of Flee: a scenario folder with everything in it, or nothing."""

from __future__ import annotations

from pathlib import Path

from homeward.errors import Problem, ScenarioError, or_raise
from homeward.exchange.flee.claims import Evidence
from homeward.exchange.flee.findings import Findings
from homeward.exchange.flee.identifiers import warn_of_renamed
from homeward.exchange.flee.instance import read_instance
from homeward.exchange.flee.locations import LOCATIONS_FILE
from homeward.exchange.flee.scenario_tables import tables_of_instance
from homeward.exchange.flee.scenario_text import scenario_text
from homeward.exchange.flee.validation import LAYOUT_FILE, VALIDATION_FOLDERS
from homeward.exchange.flee.write_scenario import check_scenario_folder, write_folder
from homeward.scenario.text.file_limits import MOST_LISTED
from homeward.scenario.text.source_files import is_folder, is_there, names_in_folder


def import_flee(
    input_dir: str | Path,
    validation_dir: str | Path | None = None,
    *,
    to: str | Path,
    settings: str | Path | None = None,
) -> list[str]:
    """Make a scenario of camp registrations of an instance of Flee.

    Parameters
    ----------
    input_dir
        Folder with locations.csv, routes.csv, closures.csv, conflicts.csv and sim_period.csv.
    validation_dir
        Folder with data_layout.csv; the one called validation, or source_data, beside `input_dir` by default.
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
    check_scenario_folder(folder)
    source = _source(Path(input_dir))
    findings = Findings()
    settings_file = Path(settings) if settings is not None else None
    instance = read_instance(source, _validation(source, validation_dir), settings_file, findings)
    if findings.problems:
        raise ScenarioError(findings.problems, most=MOST_LISTED)
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
    present = or_raise(names_in_folder(folder))
    if LOCATIONS_FILE in present:
        return folder
    inside = [name for name in present if is_there(folder / name / LOCATIONS_FILE)]
    if inside:
        ways = [f'name the folder "{folder / name}".' for name in inside]
    elif is_there(folder.resolve().parent / LOCATIONS_FILE):
        ways = [f'name the folder "{folder.resolve().parent}".']
    else:
        return folder
    raise ScenarioError(Problem("", f'there is no {LOCATIONS_FILE} in "{folder}".', "", (*ways,)))


def _validation(source: Path, given: str | Path | None) -> Path | None:
    if given is not None:
        or_raise(names_in_folder(Path(given)))
        return Path(given)
    above = source.resolve().parent
    names = names_in_folder(above)
    present = () if isinstance(names, Problem) else names[::-1]  # small letters first
    known = {name: [one for one in present if one.lower() == name] for name in VALIDATION_FOLDERS}
    beside = [above / one for ones in known.values() for one in ones if is_folder(above / one)]
    return next((one for one in beside if is_there(one / LAYOUT_FILE)), next(iter(beside), None))
