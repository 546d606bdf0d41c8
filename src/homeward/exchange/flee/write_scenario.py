"""Writing a scenario folder: whole, and read again before it is put in its place, or not at all."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from homeward.atomic.named_file import check_new_folder
from homeward.atomic.target import hold
from homeward.errors import ScenarioError
from homeward.exchange.flee.claims import Cells
from homeward.scenario.load import load_scenario
from homeward.scenario.reading.table_text import table_text
from homeward.scenario.reading.tables import SETTINGS_FILE, tables_of
from homeward.scenario.scenario import Scenario

MADE_OF_IT = "the scenario made of it would be refused"
INSTEAD = "write elsewhere with --to FOLDER"


def check_scenario_folder(folder: Path) -> None:
    """Refuse a folder that is there, or that cannot be made.

    Raises
    ------
    ScenarioError
        If it exists, or its parent does not.
    """
    check_new_folder(folder, "An import never writes over what is there.")


def write_folder(folder: Path, settings: str, tables: dict[str, list[Cells]]) -> None:
    """Write the files of a scenario of camp registrations.

    Raises
    ------
    ScenarioError
        If the folder cannot be written.
    """
    with hold(folder, check_scenario_folder, INSTEAD) as place, place.folder() as made:
        (made / SETTINGS_FILE).write_text(settings, encoding="utf-8")
        for table in tables_of("camps"):
            text = table_text(table, tables.get(table.name, []))
            (made / table.file).write_text(text, encoding="utf-8", newline="")
        read_again(made)


def read_again(folder: Path) -> Scenario:
    """Read a folder that was just written.

    Raises
    ------
    ScenarioError
        If it is refused.
    """
    try:
        return load_scenario(folder)
    except ScenarioError as error:
        problems = [replace(one, where=f"{MADE_OF_IT}: {one.where}") for one in error.problems]
        raise ScenarioError(problems) from error
