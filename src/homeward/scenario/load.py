"""Reading a scenario folder: all problems, with file, line and column, in one error (model §2)."""

from __future__ import annotations

import hashlib
import shlex
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

from homeward.errors import HomewardBug, Problem, ScenarioError, or_raise
from homeward.scenario.camps.camp_observations import registered_observations
from homeward.scenario.changes.applied_levers import parse_lever
from homeward.scenario.changes.apply_levers import apply_levers, try_lever
from homeward.scenario.changes.storyline_levers import try_storyline
from homeward.scenario.checks.check_draft import check_draft
from homeward.scenario.checks.files_present import check_files
from homeward.scenario.checks.memory import too_many
from homeward.scenario.reading.columns import in_table, read_row
from homeward.scenario.reading.draft import Draft, names_in
from homeward.scenario.reading.lever_text import read_levers
from homeward.scenario.reading.settings import SettingsRead, read_settings
from homeward.scenario.reading.tables import (
    FILES,
    LEVERS_FILE,
    NEEDED,
    SETTINGS_FILE,
    TABLES,
    Table,
    tables_of,
)
from homeward.scenario.reading.willing_surveyed import willing_of
from homeward.scenario.rows.observations import Observation
from homeward.scenario.rows.people import EVERYONE, Group
from homeward.scenario.rows.places import Place
from homeward.scenario.rows.pooling import deviations
from homeward.scenario.rows.row import Row
from homeward.scenario.rows.uncertain_numbers import CHOICE_DEFAULTS, DEFAULTS
from homeward.scenario.scenario import Scenario
from homeward.scenario.shipped import find_folder
from homeward.scenario.text.csv_text import CsvLine, read_sheet
from homeward.scenario.text.file_limits import MOST_LISTED
from homeward.scenario.text.source_files import names_in_folder, read_file
from homeward.scenario.text.yaml_text import read_yaml


def load_scenario(name_or_folder: str | Path) -> Scenario:
    """Read a scenario: a folder, or the name of one that comes with homeward.

    Raises
    ------
    ScenarioError
        If there is no such scenario, or something in its files cannot be understood. All
        problems are reported together.
    """
    folder = find_folder(name_or_folder)
    try:
        return _load(folder)
    except ScenarioError as error:
        raise ScenarioError(error.problems, all_with=_check(name_or_folder, error)) from None


def _check(name_or_folder: str | Path, error: ScenarioError) -> str:
    every = " --all" if len(error.problems) > MOST_LISTED else ""
    return f"homeward check {shlex.quote(str(name_or_folder))}{every}"


def _load(folder: Path) -> Scenario:
    present = or_raise(names_in_folder(folder))
    files: dict[str, bytes] = {}
    problems: list[Problem] = []
    for name in FILES if SETTINGS_FILE in present else (SETTINGS_FILE,):
        if name in present or name == SETTINGS_FILE:
            content = read_file(folder / name)
            if isinstance(content, Problem):
                problems.append(content)
            else:
                files[name] = content
    if SETTINGS_FILE not in files:
        raise ScenarioError(problems[0])
    return load_files(folder, files, present, problems)


def load_files(
    folder: Path, files: dict[str, bytes], present: Sequence[str], problems: list[Problem]
) -> Scenario:
    """Read a scenario of the contents of its files, wherever they come from.

    Parameters
    ----------
    folder
        Where they stand, or what stands for it; its name is that of the scenario.
    files
        Contents by name, scenario.yaml among them.
    present
        Names of everything that is there.
    problems
        Of files that are there and could not be had.

    Raises
    ------
    ScenarioError
        If something in them cannot be understood.
    """
    settings = read_settings(read_yaml(SETTINGS_FILE, files[SETTINGS_FILE]))
    model = settings.model
    refused = {problem.where for problem in problems}
    problems = [*problems, *check_files(folder, present, model, files), *settings.problems]
    levers, lever_problems = read_levers(read_yaml(LEVERS_FILE, files.get(LEVERS_FILE, b"")))
    draft = Draft(
        run=settings.run,
        model=model,
        home_country=settings.settings.home_country if settings.settings else "",
        rules=settings.rules,
        levers=levers,
        parameters=settings.parameters,
        registration_coverage=settings.coverage,
        parameter_lines=settings.lines,
        storylines=settings.storylines,
        planning_figures=settings.planning_figures,
    )
    for table in tables_of(model):
        if table.file in files:
            problems.extend(_read_table(table, files[table.file], draft))
        elif table.file in refused or table.name in NEEDED[model]:
            draft.faulty.add(table.name)
        else:
            _know_names(table, [], draft)
            draft.rows[table.name] = ()
    problems.extend(lever_problems)
    problems.extend(check_draft(draft))
    if problems:
        raise ScenarioError(_in_order(problems))
    scenario = _make(folder, settings, draft, _digest(files))
    if model == "camps":
        observations = registered_observations(scenario)
        return scenario.model_copy(update={"observations": observations})
    problems = _try_all_levers(scenario)
    if problems:
        raise ScenarioError(problems)
    return scenario


def _try_all_levers(scenario: Scenario) -> list[Problem]:
    problems: list[Problem] = []
    for lever in scenario.levers:
        # The same change, believed at once, was tried when it was to be learned.
        problems.extend(() if lever.believed else try_lever(scenario, lever))
    for row in () if problems else scenario.observations:
        problems.extend(_try_levers(scenario, row))
    for storyline in () if problems else scenario.storylines:
        problems.extend(try_storyline(scenario, storyline))
    return problems


def _read_table(table: Table, content: bytes, draft: Draft) -> list[Problem]:
    """Read one file, and leave its rows in the draft."""
    columns = table.columns
    sheet = read_sheet(
        table.file,
        content,
        [column.name for column in columns],
        [column.name for column in columns if column.is_needed],
    )
    problems = list(sheet.problems)
    if sheet.is_read:
        _know_names(table, sheet.lines, draft)
        if table.needs_rows and not sheet.lines:
            ways = (f"add at least one row below {table.header}",)
            problems.append(Problem(table.file, "there are no rows.", "", ways))
    problems.extend(_read_rows(table, sheet.lines, draft))
    if problems:
        draft.faulty.add(table.name)
    return problems


def _read_rows(table: Table, lines: list[CsvLine], draft: Draft) -> list[Problem]:
    rows: list[Row] = []
    problems: list[Problem] = []
    if len(lines) > table.most_rows:
        problems.append(too_many(table.file, len(lines), table.most_rows))
        lines = []
    for line in lines:
        row = read_row(
            table.row, in_table(table.file, line.number), line.number, line.cells, draft.run
        )
        if isinstance(row, list):
            problems.extend(row)
        else:
            rows.append(row)
    draft.rows[table.name] = tuple(rows)
    return problems


def _know_names(table: Table, lines: list[CsvLine], draft: Draft) -> None:
    if table.key and (lines or not table.needs_rows):
        draft.names[table.name] = names_in(lines, table.key[0])
    if table.name == "places" and lines:
        homes = [line for line in lines if line.cells.get("population")]
        draft.names["homes"] = names_in(homes, "place")


def _try_levers(scenario: Scenario, row: Observation) -> list[Problem]:
    """Find what is wrong with the levers that an observation applies."""
    try:
        apply_levers(scenario, [parse_lever(text) for text in row.levers])
    except ScenarioError as error:
        where = f'observations.csv, line {row.line}, column "levers"'
        return [
            replace(one, where=where, found=f"{one.where}: {one.found}" if one.where else one.found)
            for one in error.problems
        ]
    return []


def _make(folder: Path, read: SettingsRead, draft: Draft, digest: str) -> Scenario:
    settings = read.settings
    if settings is None:
        message = "scenario.yaml was accepted without being read."
        raise HomewardBug(message)
    homes = [
        place.place for place in draft.rows["places"] if isinstance(place, Place) and place.is_home
    ]
    groups = list(
        dict.fromkeys(row.group for row in draft.rows.get("groups", ()) if isinstance(row, Group))
    )
    return Scenario.model_validate(
        {
            "name": folder.name,
            "folder": folder,
            **settings.model_dump(exclude={"line"}),
            "parameters": (CHOICE_DEFAULTS if read.model == "camps" else DEFAULTS)
            | (willing_of(draft) if settings.willing_from_surveys else {})
            | read.parameters
            | deviations(read.pooling, homes, groups),
            "pooling": tuple(read.pooling),
            "parameters_set": tuple(read.parameters),
            "registration_coverage": read.coverage,
            "confounders": read.confounders,
            "rules": read.rules,
            **{table.name: draft.rows.get(table.name, ()) for table in TABLES},
            **({"groups": (EVERYONE,)} if read.model == "camps" else {}),
            "levers": draft.levers,
            "storylines": draft.storylines,
            "planning_figures": draft.planning_figures,
            "digest": digest,
        }
    )


def _digest(files: dict[str, bytes]) -> str:
    digest = hashlib.sha256()
    for name, content in sorted(files.items()):
        digest.update(f"{name} {len(content)}\n".encode())
        digest.update(content)
    return digest.hexdigest()


def _in_order(problems: list[Problem]) -> list[Problem]:
    """Order problems by file and line, so that a reader walks through each file once."""
    order = {name: index for index, name in enumerate(FILES)}

    def key(problem: Problem) -> tuple[int, int]:
        file, _, rest = problem.where.partition(", line ")
        number = rest.split(",")[0]
        return order.get(file.split(",")[0], len(order)), int(number) if number.isdecimal() else 0

    return sorted(problems, key=key)
