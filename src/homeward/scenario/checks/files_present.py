"""Which files of a scenario are there: what is missing, misnamed or out of place (model §2)."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from homeward.errors import MISSPELT, Problem, ScenarioError, nearest
from homeward.scenario.reading.tables import (
    FILES,
    NEEDED,
    SETTINGS_FILE,
    TABLES,
    files_of,
    needed_files,
)
from homeward.scenario.renamed import refuse_old_names
from homeward.scenario.rows.row import Model
from homeward.scenario.text.stand_ins import ways_to_have


def check_files(
    folder: Path, present: Sequence[str], model: Model, files: dict[str, bytes]
) -> list[Problem]:
    """Find files that are missing, misnamed or out of place; those out of place are not read.

    Raises
    ------
    ScenarioError
        If names are those of version 0.1.0: whatever else is wrong may come of that.
    """
    wanted, needed = files_of(model), needed_files(model)
    problems: list[Problem] = []
    for name in FILES:
        if name in present and name not in wanted:
            problems.append(_out_of_place(name, model))
            files.pop(name, None)
        elif name in wanted and name not in present:
            ways = _ways_to(name, present, is_needed=name in needed)
            if ways or name in needed:
                problems.append(_missing(name, ways, NEEDED[model] if name in needed else ()))
    old_names = refuse_old_names(folder, files)
    if old_names:
        raise ScenarioError(old_names)
    return problems


def _ways_to(name: str, present: Sequence[str], *, is_needed: bool) -> tuple[str, ...]:
    """Say what may have been meant as a file that is not there; one that need not be must be named much like it."""
    strangers = [other for other in present if other not in FILES]
    ways = ways_to_have(name, strangers)
    if ways:
        return ways
    alike = [other for other in strangers if other.endswith(Path(name).suffix)]
    near = nearest(name, alike) if is_needed else nearest(name, alike, MISSPELT)
    return (f"rename {near} to {name}.",) if near else ()


def _missing(name: str, ways: Sequence[str], needed: Sequence[str]) -> Problem:
    if needed:
        header = next(table.header for table in TABLES if table.file == name)
        why = f"A scenario has {SETTINGS_FILE} and the tables {', '.join(needed)} at least."
        return Problem(
            name, "the file is missing.", why, (*ways, f"add it with the line: {header}")
        )
    why = "It need not be there, and another may have been meant as it."
    other = "remove the other, if it is none of the scenario."
    return Problem(name, "the file is missing.", why, (*ways, other))


def _out_of_place(name: str, model: Model) -> Problem:
    found = f"the file has no place in a scenario whose model is {model}."
    why = "What cannot act is refused, so that nobody believes it does."
    return Problem(name, found, why, (f"remove it, or correct model in {SETTINGS_FILE}.",))
