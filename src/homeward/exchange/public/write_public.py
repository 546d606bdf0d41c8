"""Writing the folder of an import: whole, and read again before it is put in its place, or not at all."""

from __future__ import annotations

import csv
import shutil
import tempfile
from collections.abc import Mapping, Sequence
from functools import partial
from pathlib import Path

from homeward.atomic.named_file import check_new_folder
from homeward.atomic.target import hold
from homeward.errors import Problem, ScenarioError
from homeward.exchange.flee.write_scenario import INSTEAD, read_again
from homeward.exchange.public.evidence import Cells
from homeward.exchange.public.imported_record import read_record, texts_of
from homeward.scenario.load import load_scenario
from homeward.scenario.reading.table_text import table_text
from homeward.scenario.reading.tables import LEVERS_FILE, SETTINGS_FILE, TABLE, tables_of
from homeward.scenario.scenario import Scenario

Rows = Mapping[str, Sequence[Mapping[str, str]]]
check_new = partial(
    check_new_folder, why="An import never writes over what is there; --update does."
)
"""Refuses a folder that is there."""


def as_texts(tables: Mapping[str, Sequence[Cells]]) -> dict[str, list[dict[str, str]]]:
    """Write the cells of every table as files hold them; tables without rows are there, too."""
    return {
        table.name: [texts_of(table.name, row) for row in tables.get(table.name, ())]
        for table in tables_of("communities")
    }


def fill(folder: Path, settings: str, tables: Rows) -> None:
    """Write the files of a scenario into a folder."""
    (folder / SETTINGS_FILE).write_text(settings, encoding="utf-8", newline="\n")
    levers = folder / LEVERS_FILE
    if not levers.exists():
        levers.write_text("{}\n", encoding="utf-8", newline="\n")
    for table in tables_of("communities"):
        text = table_text(table, tables.get(table.name, ()))
        (folder / table.file).write_text(text, encoding="utf-8", newline="")


def as_scenario(settings: str, tables: Rows) -> Scenario:
    """Read tables as the scenario that they would make, without leaving a file.

    Raises
    ------
    ScenarioError
        If it would be refused.
    """
    with tempfile.TemporaryDirectory(prefix="homeward-") as name:
        folder = Path(name) / "made"
        folder.mkdir()
        fill(folder, settings, tables)
        return read_again(folder)


def write_new(folder: Path, settings: str, tables: Rows, beside: Mapping[str, str]) -> None:
    """Make a folder.

    Parameters
    ----------
    beside
        What else is written, by name of the file.

    Raises
    ------
    ScenarioError
        If it is there, or cannot be written.
    """
    with hold(folder, check_new, INSTEAD) as place, place.folder() as made:
        fill(made, settings, tables)
        _add(made, beside)
        read_again(made)


def write_update(folder: Path, settings: str, tables: Rows, beside: Mapping[str, str]) -> None:
    """Put the files of a later release in the place of a folder that an import made; its other files stay.

    Raises
    ------
    ScenarioError
        If the folder is none of an import, or the scenario would be refused: it is then left as it was.
    """
    with hold(folder, _check_imported, INSTEAD) as place, place.folder() as made:
        for path in folder.iterdir():
            copy = shutil.copytree if path.is_dir() else shutil.copyfile
            copy(path, made / path.name)
        fill(made, settings, tables)
        _add(made, beside)
        read_again(made)


def _add(folder: Path, beside: Mapping[str, str]) -> None:
    for name, text in beside.items():
        path = folder / name
        path.parent.mkdir(exist_ok=True)
        path.write_text(text, encoding="utf-8", newline="\n")


def _check_imported(folder: Path) -> None:
    if not folder.is_dir():
        found = f'there is no folder "{folder}".'
        raise ScenarioError(Problem("", found, "", ("leave out --update to make it.",)))
    read_record(folder)


def read_rows(folder: Path) -> dict[str, list[dict[str, str]]]:
    """Read the rows of a folder as text, once it has been read as a scenario.

    Raises
    ------
    ScenarioError
        If it cannot run as it is.
    """
    load_scenario(folder)
    rows: dict[str, list[dict[str, str]]] = {}
    for name in (table.name for table in tables_of("communities")):
        path = folder / TABLE[name].file
        if not path.exists():  # a table without rows need not be there
            rows[name] = []
            continue
        with path.open(encoding="utf-8-sig", newline="") as file:
            rows[name] = [
                {key: (value or "").strip() for key, value in row.items() if key}
                for row in csv.DictReader(file)
            ]
    return rows
