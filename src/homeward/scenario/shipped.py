"""Finding a scenario: a folder, or the name of one that comes with homeward (model §2)."""

from __future__ import annotations

from pathlib import Path

from homeward.errors import Problem, ScenarioError, nearest
from homeward.scenario.tables import SETTINGS_FILE

SHIPPED_FOLDER = Path(__file__).parent.parent / "scenarios"


def shipped_names() -> tuple[str, ...]:
    """Names of the scenarios that come with homeward."""
    found = SHIPPED_FOLDER.glob(f"*/{SETTINGS_FILE}")
    return tuple(sorted(path.parent.name for path in found))


def find_folder(name_or_folder: str | Path) -> Path:
    """Find the folder of a scenario.

    Raises
    ------
    ScenarioError
        If there is none, or it holds no scenario.
    """
    folder = Path(name_or_folder)
    is_name = isinstance(name_or_folder, str) and not {"/", "\\"} & set(name_or_folder)
    if not folder.exists() and is_name and name_or_folder in shipped_names():
        return SHIPPED_FOLDER / folder
    if not folder.exists():
        raise ScenarioError(_nothing_there(str(name_or_folder), is_name=is_name))
    if not folder.is_dir():
        way = f"give its folder: {folder.parent}"
        raise ScenarioError(Problem("", f'"{folder}" is a file, not a folder.', "", (way,)))
    if not (folder / SETTINGS_FILE).is_file():
        found = f'the folder "{folder}" is not a scenario: it holds no {SETTINGS_FILE}.'
        ways = ("name the folder of a scenario.", "`homeward new NAME` makes one to start from.")
        raise ScenarioError(Problem("", found, "", ways))
    return folder


def _nothing_there(name: str, *, is_name: bool) -> Problem:
    if not is_name:
        return Problem("", f'there is no folder "{name}".', "", ("correct the path.",))
    names = shipped_names()
    found = f'there is no folder "{name}" here, and no scenario of that name comes with homeward.'
    near = nearest(name, names)
    why = f'Nearest name: "{near}".' if near else ""
    ways = (f"name a folder, or one of {', '.join(names)}.",) if names else ("name a folder.",)
    return Problem("", found, why, ways)
